"""References to §§ of minutes told apart from law, and the kommun that a document speaks of."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.cleanup import clean
from ingest.model import Page, Reading
from ingest.references import ReferenceKind, find_kommun, find_references, kommun_in


@pytest.mark.parametrize(
    ("text", "body", "date", "number"),
    [
        ("• §84 KSAU Budget 2027", "KSAU", None, 84),
        ("§ 28 TEN - Revidering", "TEN", None, 28),
        ("§22 TEN AU Strategiska vägval", "TENAU", None, 22),
        ("Kommunstyrelsen 2019-01-07 § 14", "KS", dt.date(2019, 1, 7), 14),
        (
            "Kommunstyrelsens arbetsutskott har den 3 juni 2026, § 84 tagit upp",
            "KSAU",
            dt.date(2026, 6, 3),
            84,
        ),
        ("Tekniska nämnden har den 18 maj 2026, § 28", "TEN", dt.date(2026, 5, 18), 28),
        ("antogs av kommunfullmäktige den 6 november 2024, § 149.", "KF", dt.date(2024, 11, 6), 149),
        ("enligt KF 28 maj 2012 § 102", "KF", dt.date(2012, 5, 28), 102),
        ("gjordes 26 augusti 2024, § 43", None, dt.date(2024, 8, 26), 43),
        ("KS § 45/2024", "KS", None, 45),
    ],
)
def test_a_reference_names_body_date_and_number(
    text: str, body: str | None, date: dt.date | None, number: int
) -> None:
    (found,) = find_references(text)
    assert found.kind is ReferenceKind.MINUTES
    assert (found.body.key if found.body else None, found.date, found.number) == (body, date, number)


def test_a_date_without_year_takes_the_year_of_the_meeting() -> None:
    (found,) = find_references("Arbetsutskottet tog upp det 11 maj, § 19.", default_year=2026)
    assert (found.date, found.number) == (dt.date(2026, 5, 11), 19)


def test_a_dnr_beside_the_number_is_kept() -> None:
    (found,) = find_references("§ 67 2026.142 KS Revidering av riktlinjer")
    assert (found.number, found.dnr_key) == (67, "KS-2026-142")


@pytest.mark.parametrize(
    "text",
    [
        "enligt 8 kap. 14 § miljöbalken",
        "se 12 a § i samma lag",
        "kommunallagen 4 kap. § 20",
        "(14 § i VA-taxan)",
        "2013:801, § 17",
        "ställer i 50§ krav",
        "Enligt § 9 stycke 1 i reglementet",
        "i reglementet framgår i § 9 att",
        "kap 5 § 4",
    ],
)
def test_law_is_no_reference_to_minutes(text: str) -> None:
    (found,) = find_references(text)
    assert found.kind is ReferenceKind.LAW


def test_generic_words_are_no_kommun() -> None:
    assert not kommun_in("En kommun, Vår kommun och Denna kommun samt Varje kommun")
    assert kommun_in("LILLVIKS KOMMUN och Lillviks kommuns anslagstavla")["Lillviks kommun"] == 2


@pytest.mark.parametrize(
    ("text", "kommun"),
    [
        (
            "SÖRSJÖ KOMMUN PROTOKOLL 1(3)\nKommunstyrelsen\nAvtal med Lillviks kommun.\nSörsjö har råd.",
            "Sörsjö kommun",
        ),
        ("Norra Vik kommun\nNorra Vik kommun växer. Norra Vik kommuns mål.", "Norra Vik kommun"),
        ("Hamnstads stad\nInformation om Hamnstads stad", "Hamnstads stad"),
        ("Hela kommunen ska leva.", None),
    ],
)
def test_the_kommun_is_the_one_named_most(text: str, kommun: str | None) -> None:
    reading = Reading("txt", (Page(1, text),), paged=False)
    assert find_kommun(reading, clean(reading)) == kommun
