from __future__ import annotations

import datetime as dt
import time

import pytest

from ingest.bodies import Body
from ingest.kommunfile import default_config
from ingest.model import Section, SectionKind
from ingest.references import Reference, Speaker, references
from ingest.text import Line, join

BODIES = default_config().bodies
KS = Speaker(BODIES.named("Kommunstyrelsen"), dt.date(2026, 6, 15), 113, "KS-2026-266")
KSAU = Speaker(BODIES.named("Kommunstyrelsens arbetsutskott"), dt.date(2026, 6, 3), 86)
UOU = Speaker(BODIES.named("Utbildnings- och omsorgsutskottet"), dt.date(2025, 11, 12), 57)


def section(text: str, kind: SectionKind = SectionKind.BAKGRUND) -> Section:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(line, 1, at, at + len(line)))
        at += len(line) + 1
    return Section(None, join(lines), kind)


def found(
    text: str, speaker: Speaker = KS, kind: SectionKind = SectionKind.BAKGRUND
) -> tuple[Reference, ...]:
    return references([section(text, kind)], speaker, BODIES)


def listed(text: str, speaker: Speaker = KS) -> tuple[Reference, ...]:
    return found(text, speaker, SectionKind.UNDERLAG)


@pytest.mark.parametrize(
    ("text", "key", "date", "number"),
    [
        ("Kommunstyrelsen 2019-01-07 § 14", "KS", dt.date(2019, 1, 7), 14),
        ("§84 KSAU Ramar för nästa år", "KSAU", None, 84),
        ("§22 TEN AU Vägval för trafiken", "TENAU", None, 22),
        ("§ 28 TEN - Revidering av avgifter", "TEN", None, 28),
        ("§10 AVRF - Ramar", "AVRF", None, 10),
        ("KF § 49 2020-06-10", "KF", dt.date(2020, 6, 10), 49),
        ("Allmänna utskottet den 4 mars 2025, § 20", "AU", dt.date(2025, 3, 4), 20),
        ("Kommunstyrelsens beslut 2024-11-05 § 136", "KS", dt.date(2024, 11, 5), 136),
        ("Kommunstyrelsens arbetsutskott 2026-06-03 §86", "KSAU", dt.date(2026, 6, 3), 86),
    ],
)
def test_a_list_of_documents_names_paragraphs(text: str, key: str, date: dt.date | None, number: int) -> None:
    (one,) = listed(text)
    assert (one.body_key, one.date, one.number) == (key, date, number)
    assert one.listed
    assert not one.of_matter


@pytest.mark.parametrize(
    ("text", "key", "date", "number", "of_matter"),
    [
        ("Kommunstyrelsens arbetsutskott har den 3 juni 2026, § 86 behandlat ärendet.", "KSAU", dt.date(2026, 6, 3), 86, True),
        ("Tekniska nämnden har den 18 maj 2026, § 28 behandlat ärendet.", "TEN", dt.date(2026, 5, 18), 28, True),
        ("Kommunstyrelsen återremitterade det 2024-11-05 § 136.", "KS", dt.date(2024, 11, 5), 136, True),
        ("Ärendet bordlades av kommunstyrelsen 2025-03-25 § 37.", "KS", dt.date(2025, 3, 25), 37, True),
        ("Planen antogs av bygg- och miljönämnden 2025-12-10 § 95.", "BMN", dt.date(2025, 12, 10), 95, False),
        ("Avgifterna beslutades i kommunfullmäktige den 27 september 2023, § 165.", "KF", dt.date(2023, 9, 27), 165, False),
    ],
)  # fmt: skip
def test_running_text_names_paragraphs(
    text: str, key: str, date: dt.date, number: int, of_matter: bool
) -> None:
    (one,) = found(text)
    assert (one.body_key, one.date, one.number, one.of_matter) == (key, date, number, of_matter)
    assert one.quote.value == text


@pytest.mark.parametrize(
    "text",
    [
        "Enligt 8 kap. 14 § kommunallagen får kommunen ta ut avgifter.",
        "Enligt kommunallagen 4 kap. § 20 har varje ledamot i kommunstyrelsen rätt att väcka ärende 2026-06-01.",
        "Kommunstyrelsen prövade 2026-01-07 frågan enligt förordningen 2013:801, § 17.",
        "Kommunstyrelsen noterade 2026-02-03 delegationsbeslut § 63/2026 KS.",
        "Enligt reglementet för kommunstyrelsen av den 3 januari 2022 i reglemente § 9 ersätts resor.",
        "Kommunstyrelsens avgift tas ut enligt taxan (14 § i VA-taxan) från den 1 januari 2026.",
        "Avgiften nämns i § 9 för kommunstyrelsen.",
        "Riktlinjerna gäller från 2023-06-07 enligt beslut i förvaltningen, se handbokens § 101.",
        "Mötet hölls 2026-06-01.",
    ],
)
def test_law_delegation_rules_and_what_lacks_body_or_date_are_no_references(text: str) -> None:
    assert found(text) == ()


def test_a_day_right_beside_a_paragraph_does_without_body() -> None:
    (one,) = found("Riktlinjerna beslutades den 7 juni 2023, § 101.")
    assert (one.body, one.bare, one.date, one.number) == (None, True, dt.date(2023, 6, 7), 101)


def test_a_body_in_the_genitive_right_before_the_paragraph_is_whose_it_is() -> None:
    (one,) = found("Kommunfullmäktiges § 14 2025-03-04 gäller.")
    assert (one.body_key, one.date, one.number) == ("KF", dt.date(2025, 3, 4), 14)


def test_a_paragraph_does_not_refer_to_itself() -> None:
    assert found("Kommunstyrelsen behandlar den 15 juni 2026, § 113 ärendet.") == ()


def test_several_paragraphs_are_counted_out() -> None:
    several = listed("Kommunstyrelsen 2026-01-07 §§ 12–14 och 17")
    assert [one.number for one in several] == [12, 13, 14, 17]


def test_a_line_of_several_meetings_gives_each_its_own_day() -> None:
    both = listed("Kommunstyrelsen 2025-03-25 § 30 Allmänna utskottet 2025-03-04 § 20 Rapport, bilaga")
    assert [(one.body_key, one.date, one.number, one.title) for one in both] == [
        ("KS", dt.date(2025, 3, 25), 30, ""),
        ("AU", dt.date(2025, 3, 4), 20, ""),
    ]


def test_list_and_text_are_put_together() -> None:
    (one,) = references(
        [
            section("Kommunstyrelsens arbetsutskott har den 3 juni 2026, § 86 behandlat ärendet."),
            section("• §86 KSAU Nya avgifter\n• Tjänsteskrivelse", SectionKind.UNDERLAG),
        ],
        KS,
        BODIES,
    )
    assert (one.date, one.title, one.listed, one.of_matter) == (
        dt.date(2026, 6, 3),
        "Nya avgifter",
        True,
        True,
    )


def test_a_bare_arbetsutskott_is_not_taken_for_ones_own() -> None:
    for speaker in (KS, KSAU):
        (one,) = found("Arbetsutskottet har behandlat ärendet under sitt sammanträde 11 maj, § 19.", speaker)
        assert one.bare
        assert (one.date, one.year_given, one.number) == (dt.date(2026, 5, 11), False, 19)


def test_a_bodys_own_short_name_is_itself() -> None:
    (one,) = found("Utskottet begärde 2025-03-05 § 17 en plan.", UOU)
    assert (one.body_key, one.bare) == ("UOU", False)


def test_a_day_without_year_after_the_meetings_is_last_years() -> None:
    (one,) = found("Kommunfullmäktige har den 14 december, § 9 behandlat ärendet.")
    assert (one.date, one.year_given) == (dt.date(2025, 12, 14), False)


def test_a_dnr_of_another_body_is_a_reference_and_its_own_is_not() -> None:
    (one,) = found("Ärendet har hos nämnden dnr BMN-25/00163, här dnr 2026.266 KS.")
    assert (one.body_key, one.number, one.dnr_key, one.of_matter) == (None, None, "BMN-2025-163", True)


def test_what_was_replaced_is_marked() -> None:
    (one,) = found("Kommunfullmäktige antog planen 2024-12-11 § 185, ett beslut som upphävdes.")
    assert one.ended


def test_recipients_refer_to_nothing() -> None:
    assert found("Kommunstyrelsen 2026-01-07 § 14", kind=SectionKind.RECIPIENTS) == ()


def test_an_unknown_body_by_its_own_key() -> None:
    own = Speaker(Body("Direktionen i norr", "DIN"), dt.date(2026, 6, 15), 4)
    (one,) = found("Förslaget bereddes av DIN 2026-05-02, § 3.", own)
    assert one.body_key == "DIN"


def test_rules_that_stand_whole_in_minutes_take_no_time() -> None:
    started = time.perf_counter()
    many = found("Kommunstyrelsen 2026-01-07 § 14 och " * 4000)
    assert len(many) == 1
    assert time.perf_counter() - started < 20
