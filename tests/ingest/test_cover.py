"""Title, date and deciding body as a document's head gives them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.model import Kind, Page, Reading, Structured
from ingest.structure import structure

BODY = """
1. Allmänt
Reglerna gäller alla som bor eller verkar i kommunen och prövas i varje enskilt fall av handläggaren.

2. Avgifter
Avgiften betalas i förskott och återbetalas inte om tillståndet inte används under den tid det gäller.
"""


def document(*pages: str, name: str = "x.txt", format: str = "txt") -> Structured:
    read = tuple(Page(number, text) for number, text in enumerate(pages, 1))
    return structure(Reading(format, read, paged=len(read) > 1), name=name)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("SOLVIKS KOMMUN\nVerksamhetsplan 2026 – Kulturnämnden\n", "Verksamhetsplan 2026 – Kulturnämnden"),
        ("Solviks kommun\nTaxa för torghandel 2026                 Förslag 2025-05-20\n", "Taxa för torghandel 2026"),
        ("SOLVIKS STAD                              Riktlinje\nRiktlinje för trygghetslarm\n", "Riktlinje för trygghetslarm"),
        ("Policy\t2025-01-01\nPolicy för representation\n", "Policy för representation"),
        ("Solviks kommun – Budget 2026\n", "Budget 2026"),
        ("Solviks kommun – Budget 2026\nBudget 2026 med plan för 2027–2028\n", "Budget 2026"),
        ("SOLVIKS KOMMUNS FÖRFATTNINGSSAMLING      Nr 5:14\n\nREGLEMENTE FÖR VA-NÄMNDEN\n", "Reglemente för VA-nämnden"),
        (
            "SOLVIKS KOMMUN              TJÄNSTESKRIVELSE              1 (2)\nTekniska förvaltningen      2025-02-17             Dnr KS 2024/301\n"
            "Handläggare\nEva Sol, energistrateg\neva.sol@solvik.example\n                               Kommunstyrelsen\n\nSvar på motion om solceller\n",
            "Svar på motion om solceller",
        ),
        (
            "VVFS 2024:57\nUtkom från trycket\nden 10 september 2024\nVATTEN\nVattenverkets författningssamling\n\n"
            "Vattenverkets föreskrifter\nom mätare och avgifter;\nbeslutade den 28 augusti 2024.\n",
            "Vattenverkets föreskrifter om mätare och avgifter",
        ),
        ("SOLVIK KOMMUN\nKommunstyrelsen\n\nReglemente för krisledningsnämnden\n", "Reglemente för krisledningsnämnden"),
        ("SOLVIKS FÖRFATTNINGSSAMLING        Nr 14\nLokala föreskrifter om eldning\n", "Lokala föreskrifter om eldning"),
    ],
)  # fmt: skip
def test_a_title_is_what_a_person_would_call_it(head: str, title: str) -> None:
    assert document(head + BODY).title == title


def test_a_title_does_not_run_over_a_page() -> None:
    assert (
        document("Underlag budget\n2027–2029\n", "Ramar 2027\n• Löner\n• Priser\n" + BODY).title
        == "Underlag budget 2027–2029"
    )


def test_a_letterhead_heads_no_section() -> None:
    names = [
        section.heading for section in document("SOLVIKS KOMMUN\nVerksamhetsplan 2026\n" + BODY).sections
    ]
    assert "SOLVIKS KOMMUN" not in names


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Solviks kommun, 2025-10-06. Behandlas av kommunfullmäktige i november 2025.\n", dt.date(2025, 10, 6)),
        ("Solviks kommun den 6 oktober 2025\n", dt.date(2025, 10, 6)),
        ("Solviks kommun. Antagen av kommunfullmäktige 2022-11-21 § 104. Gäller tills vidare.\n", dt.date(2022, 11, 21)),
        ("Solviks kommun. Kommunstyrelsens förslag 2024-10-30 § 141. Beslutas av kommunfullmäktige.\n", dt.date(2024, 10, 30)),
        ("Dokumenttyp: Taxa          Förslag 2024-04-29\n", dt.date(2024, 4, 29)),
        ("Dnr KS 2025/9     Fastställd av socialnämnden 2023-09-19 § 84     Gäller från 2023-11-01\n", dt.date(2023, 9, 19)),
    ],
)  # fmt: skip
def test_a_document_bears_its_date_in_many_ways(head: str, date: dt.date) -> None:
    assert document("Regler för båtplatser\n" + head + BODY).date == date


def test_a_letter_is_dated_at_its_foot() -> None:
    text = "Motion om fler bänkar\n\nVi vill se fler bänkar längs ån.\n\nSolvik den 14 november 2024\n\nKaj Å (XY)\n"
    found = document(text)
    assert (found.kind, found.date) == (Kind.MOTION, dt.date(2024, 11, 14))


def test_the_file_name_dates_what_bears_no_date() -> None:
    text = "Skrivelse om fler bänkar\n\nVi vill se fler bänkar längs ån. Många har bett om det.\n"
    assert document(text, name="skrivelser/skrivelse-bankar-2025-03-07.txt").date == dt.date(2025, 3, 7)


@pytest.mark.parametrize(
    "head",
    [
        "Dokumenttyp: Taxa   Beslutas av: Kommunfullmäktige   Giltighet: från 2025-01-01\n",
        "Solviks kommun. Antagen av kommunfullmäktige 2022-11-21 § 104.\n",
    ],
)
def test_the_deciding_body_stands_anywhere_in_the_head(head: str) -> None:
    assert document("Regler för båtplatser\n" + head + BODY).body == "Kommunfullmäktige"


def test_an_appendix_is_not_what_it_belongs_to() -> None:
    text = "Bilaga 1. Enkät om bänkar\n\nEnkäten besvarades av 84 personer på torget under en vecka i maj.\n"
    assert document(text, name="motion-fler-bankar-bilaga-1.txt").kind is Kind.OVRIGT


def test_a_letter_bears_the_day_beside_its_sender() -> None:
    head = "SOLVIKS KOMMUN       TJÄNSTESKRIVELSE       1 (2)\nTekniska förvaltningen      2025-02-17             Dnr KS 2024/301\n"
    assert document(f"{head}\nSvar på motion\n{BODY}").date == dt.date(2025, 2, 17)


def test_a_summons_is_called_after_its_meeting() -> None:
    text = (
        "SOLVIKS KOMMUN                       KALLELSE/UNDERRÄTTELSE\nKommunstyrelsen                     2025-03-04\n\n"
        "Tid: tisdagen den 11 mars 2025 kl. 08.30\nPlats: Kommunhuset, Sal A\n\nÄrenden\n1. Val av justerare\n2. Årsredovisning 2024\n"
    )
    found = document(text)
    assert (found.kind, found.title) == (Kind.KALLELSE, "Kallelse till kommunstyrelsen 2025-03-11")
    assert found.date == dt.date(2025, 3, 4)
