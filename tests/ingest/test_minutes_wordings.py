"""Minutes in made-up wordings: extracts bound together, what is no minutes, numbers, proposals, headers, hints."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Level, Page, Reading, SectionKind
from tests.made_up_minutes import meeting_of, meetings_of, paragraphs_of

EXTRACT = """Tekniska nämnden
Protokoll
2024-{month:02d}-10

§ {number}  2024.{number:03d} TEN
Snöröjning i Berga
Beslut
Planen godkänns.
"""


def test_extracts_of_two_meetings_bound_together_give_two_meetings() -> None:
    pages = [EXTRACT.format(month=2, number=8), EXTRACT.format(month=3, number=14)]
    meetings = meetings_of(*pages)
    assert [(meeting.date.month, meeting.paragraphs[0].number) for meeting in meetings] == [(2, 8), (3, 14)]


def test_extracts_of_one_meeting_bound_together_give_one() -> None:
    pages = [EXTRACT.format(month=2, number=8), EXTRACT.format(month=2, number=9)]
    assert [p.number for p in meeting_of(*pages).paragraphs] == [8, 9]


@pytest.mark.parametrize(
    "text",
    [
        "Reglemente för socialnämnden\nAntaget 2023-01-30 § 4\n\n§ 1 Uppgifter\nNämnden ansvarar för omsorgen.\n\n"
        "§ 2 Protokoll\nProtokollet justeras av ordföranden och en ledamot.\n\n§ 3 Reservation\nReservation anmäls.\n",
        "Tjänsteskrivelse\nKommunstyrelsen\n2024-02-20\n\n§ 84 KSAU Budget\nFörslag till beslut\nBudgeten godkänns.\n",
        "Kallelse\nKommunstyrelsen\n2024-02-20\n\n§ 1 Upprop\nOrdföranden öppnar mötet.\n§ 2 Budget\nFörslag finns.\n",
    ],
)
def test_rules_letters_and_summonses_are_no_minutes(text: str) -> None:
    assert meetings_of(text) == ()


COUNCIL = """Kommunfullmäktige            Sammanträdesprotokoll
2023-06-12                   Sida 5(20)

§ 70 Antagande av översiktsplan för Strandköping, del
Norra                                                      KS/2021:55
Kommunfullmäktiges beslut
1. Översiktsplanen antas.
2. Beslutet gäller från den 1 juli 2023.
Eva Ask (C), Pia Ny (V) och
Ulf Åns (M) reserverar sig mot beslutet.

Kommunstyrelsens förslag till beslut
1. Översiktsplanen antas.

Ärendebeskrivning
Planen har tagits fram. I reglementet anges följande:
§ 71 Ansvar
Nämnden ansvarar för planen.
Kommunstyrelsen behandlade ärendet den 29 maj 2023, § 88.

Yrkanden
Eva Ask (C) yrkar återremiss. Bo Ek (S) yrkar bifall.

Beslutet skickas till
Kommunstyrelsen, länsstyrelsen

§ 71 Interpellation om skolskjuts                           KS/2023:101
Kommunfullmäktiges beslut
Interpellationen anses besvarad.

Bilaga 3

Ärendebeskrivning
Pia Ny (V) har ställt en interpellation.

§ 72 Anmälningsärenden
Kommunfullmäktiges beslut
Anmälningsärendena läggs till handlingarna.

Ärendebeskrivning
§ 80 Protokoll från bolaget
§ 81 Beslut från förvaltningsrätten
"""


def test_a_quoted_rule_with_the_number_of_the_next_paragraph_is_passed_over() -> None:
    found = paragraphs_of(COUNCIL)
    assert list(found) == [70, 71, 72]
    assert (found[71].title, found[71].dnr_key) == ("Interpellation om skolskjuts", "KS-2023-101")
    assert (found[70].level, found[71].outcome) == (Level.BESLUT, "anses besvarad")


def test_a_reservation_without_heading_is_no_point_of_the_decision() -> None:
    paragraph = paragraphs_of(COUNCIL)[70]
    assert [point.outcome for point in paragraph.points] == ["antas", "annat"]
    (reservation,) = [s for s in paragraph.sections if s.kind is SectionKind.RESERVATION]
    assert reservation.body.value.startswith("Eva Ask (C), Pia Ny (V) och Ulf Åns (M)")


def test_an_appendix_named_below_a_decision_is_no_part_of_it() -> None:
    (point,) = paragraphs_of(COUNCIL)[71].points
    assert point.text.value == "Interpellationen anses besvarad."


@pytest.mark.parametrize(
    "mark", ["46 §", "Paragraf 46", "Ärende 46", "§46", "TN § 46", "§ 46/2024", "Tekniska nämnden § 46"]
)
def test_ways_to_write_a_paragraph_number(mark: str) -> None:
    text = f"Tekniska nämnden\nProtokoll\n2024-05-02\n\n{mark}\nNy snöröjningsplan\nDnr TN 2024/7\nBeslut\nPlanen antas.\n"
    (paragraph,) = meeting_of(text).paragraphs
    assert (paragraph.number, paragraph.title, paragraph.dnr_key) == (46, "Ny snöröjningsplan", "TN-2024-7")


@pytest.mark.parametrize(
    "again",
    [
        "§ 46 forts.",
        "Forts. § 46",
        "§ 46 (forts)",
        "§ 46 fortsättning",
        "§ 46  TN 2024/7\nNy snöröjningsplan",
    ],
)
def test_a_paragraph_that_goes_on_is_one(again: str) -> None:
    first = "Tekniska nämnden\nProtokoll\n2024-05-02\n\n§ 46  TN 2024/7\nNy snöröjningsplan\nBakgrund\nPlanen är från 2009 och\n"
    second = f"Tekniska nämnden\nProtokoll\n2024-05-02\n\n{again}\nbehöver ses över.\nBeslut\nPlanen antas.\n"
    (paragraph,) = meeting_of(first, second).paragraphs
    assert paragraph.pages == (1, 2)
    assert paragraph.sections[0].body.value == "Planen är från 2009 och behöver ses över."


PROPOSALS = """STRANDKÖPINGS KOMMUN
Allmänna utskottet
PROTOKOLL 2024-08-20

§ 101
Dnr KS 2024-00412
Taxa för slamtömning
ALLMÄNNA UTSKOTTETS FÖRSLAG TILL KOMMUNSTYRELSEN
Kommunstyrelsen föreslår kommunfullmäktige besluta
att anta taxa för slamtömning att gälla från den 1 januari 2025.
HANDLINGAR I ÄRENDET
Förslag till taxa

§ 102
Dnr KS 2024-00033
Markanvisning Åkern
Beslut
Allmänna utskottet beslutar föreslå kommunstyrelsen besluta att
1. godkänna markanvisningsavtalet
2. ge kommunchefen rätt att teckna avtalet.

§ 103
Dnr KS 2024-00100
Yttrande till länsstyrelsen
Allmänna utskottets beslut
- Yttrandet godkänns och överlämnas till länsstyrelsen.
- Allmänna utskottet föreslår kommunstyrelsen att avsätta 200 000 kr.

§ 104
Dnr KS 2024-00077
Nytt avtal om färdtjänst
Förslag till beslut
Kommunstyrelsen beslutar
- Avtalet godkänns.

§ 105
Rapporter
Allmänna utskottet har tagit del av rapporterna och lägger dem till handlingarna.
"""


@pytest.mark.parametrize(
    ("number", "level", "next_body", "final_body"),
    [
        (101, Level.FORSLAG, "Kommunstyrelsen", "Kommunfullmäktige"),
        (102, Level.FORSLAG, "Kommunstyrelsen", "Kommunstyrelsen"),
        (103, Level.BLANDAT, "Kommunstyrelsen", "Kommunstyrelsen"),
        (104, Level.FORSLAG, "Kommunstyrelsen", "Kommunstyrelsen"),
        (105, Level.INFORMATION, None, None),
    ],
)
def test_proposals_in_many_wordings(
    number: int, level: Level, next_body: str | None, final_body: str | None
) -> None:
    paragraph = paragraphs_of(PROPOSALS)[number]
    assert (paragraph.level, paragraph.next_body, paragraph.final_body) == (level, next_body, final_body)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Kommunstyrelsen\nArbetsutskottet\nProtokoll\n2024-05-02", "KSAU"),
        ("Kommunstyrelsens\narbetsutskott\nProtokoll\n2024-05-02", "KSAU"),
        ("Protokoll för socialnämndens arbetsutskott\nSammanträdesdatum\n2024-05-02", "SNAU"),
        ("LILLVIKS KOMMUN\nSammanträdesprotokoll 2024-05-02\nMiljö- och hälsoskyddsnämnden", "MHN"),
        ("Sammanträdesprotokoll\nOrgan Ungdomsrådet\nSammanträdesdag torsdag den 2 maj 2024", "UR"),
        (
            "Protokoll\nVård- och omsorgsnämnden\nSida 1 (3)\nPlats och tid: Rådhuset, torsdagen den 2 maj 2024",
            "VON",
        ),
    ],
)
def test_headers_tell_body_and_day_in_many_ways(header: str, key: str) -> None:
    meeting = meeting_of(f"{header}\n\n§ 7\nNy plan\nBeslut\nPlanen antas.\n")
    assert (meeting.body_key, meeting.date) == (key, dt.date(2024, 5, 2))


def test_minutes_that_nowhere_call_themselves_so_are_known_by_their_decisions() -> None:
    text = "Kommunstyrelsen 2024-05-02\n\n§ 7\nNy plan\nBeslut\nPlanen antas.\n\n§ 8\nRapport\nBeslut\nRapporten noteras.\n"
    assert [paragraph.number for paragraph in meeting_of(text).paragraphs] == [7, 8]


def test_hints_serve_where_the_text_names_neither_body_nor_day() -> None:
    text = "Protokoll\n\n§ 7\nNy plan\nBeslut\nPlanen antas.\n"
    read = (Page(1, text),)
    reading = Reading("txt", read, paged=False)
    assert parse_minutes(clean(reading), read, config=load_kommun_config()) == ()
    (meeting,) = parse_minutes(
        clean(reading),
        read,
        config=load_kommun_config(),
        body_hint="Kommunstyrelsen",
        date_hint=dt.date(2024, 5, 2),
    )
    assert (meeting.body_key, meeting.date) == ("KS", dt.date(2024, 5, 2))
