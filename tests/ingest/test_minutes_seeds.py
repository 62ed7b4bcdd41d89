"""Minutes of the seeds, compared with what DOMAIN counts in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Level, Meeting, Paragraph, SectionKind
from ingest.readers.text import read_text

PASSED_ON = {19, 20, 23, 24, 25, 28, 34, 35}
NOTED = {17, 18, 21, 22}
DECIDED = {16, 26, 29, 32, 33, 36, 37, 40}
PROPOSED = {27, 30, 31, 38, 39, 41, 42, 43, 44, 45, 46, 47}
FOR_KF = {42, 46, 47}


def _meeting(path: Path) -> Meeting:
    reading = read_text(path.read_bytes(), name=path.name)
    (meeting,) = parse_minutes(clean(reading), reading.pages, config=load_kommun_config())
    return meeting


@pytest.fixture(scope="module")
def au(shared: Path) -> Meeting:
    return _meeting(next((shared / "seeds").glob("001_*.txt")))


@pytest.fixture(scope="module")
def ks(shared: Path) -> Meeting:
    return _meeting(next((shared / "seeds").glob("003_*.txt")))


def _numbers(meeting: Meeting, level: Level) -> set[int]:
    return {paragraph.number for paragraph in meeting.paragraphs if paragraph.level is level}


def _paragraph(meeting: Meeting, number: int) -> Paragraph:
    return next(paragraph for paragraph in meeting.paragraphs if paragraph.number == number)


def test_the_au_minutes_hold_paragraphs_16_to_47(au: Meeting) -> None:
    assert (au.body, au.body_key, au.date) == ("Allmänna utskottet", "AU", dt.date(2025, 2, 25))
    assert [paragraph.number for paragraph in au.paragraphs] == list(range(16, 48))


def test_29_paragraphs_bear_a_dnr_and_all_are_normalised(au: Meeting) -> None:
    without = {paragraph.number for paragraph in au.paragraphs if paragraph.dnr is None}
    assert without == {16, 26, 29}
    assert all(paragraph.dnr_key for paragraph in au.paragraphs if paragraph.dnr)
    assert _paragraph(au, 19).dnr_key == "KS-2025-205"
    assert _paragraph(au, 40).dnr_key == "KS-2024-608"
    assert _paragraph(au, 47).dnr_key == "KS-2024-1160"


def test_levels_are_as_the_domain_lists_them(au: Meeting) -> None:
    assert _numbers(au, Level.OVERLAMNAT) == PASSED_ON
    assert _numbers(au, Level.INFORMATION) == NOTED
    assert _numbers(au, Level.BESLUT) == DECIDED
    assert _numbers(au, Level.FORSLAG) == PROPOSED


def test_text_proposed_for_the_council_is_no_decision_of_it(au: Meeting) -> None:
    for number in PROPOSED:
        paragraph = _paragraph(au, number)
        assert paragraph.next_body == "Kommunstyrelsen"
        assert paragraph.final_body == ("Kommunfullmäktige" if number in FOR_KF else "Kommunstyrelsen")
        assert {point.level for point in paragraph.points} == {Level.FORSLAG}


def test_what_is_passed_on_names_the_receiver(au: Meeting) -> None:
    assert {_paragraph(au, number).next_body for number in PASSED_ON} == {"Kommunstyrelsen"}
    assert {_paragraph(au, number).outcome for number in PASSED_ON} == {"överlämnas"}


def test_23_paragraphs_have_recipients_also_on_the_headings_own_line(au: Meeting) -> None:
    counts = {
        paragraph.number: len(paragraph.recipients) for paragraph in au.paragraphs if paragraph.recipients
    }
    assert len(counts) == 23
    assert (counts[25], counts[28], counts[35], counts[46]) == (1, 6, 2, 3)


def test_25_paragraphs_say_who_prepared_them(au: Meeting) -> None:
    counts = {paragraph.number: len(paragraph.prepared_by) for paragraph in au.paragraphs}
    assert sum(1 for count in counts.values() if count) == 25
    assert counts[42] == 3


def test_sections_are_counted_as_in_the_domain(au: Meeting) -> None:
    kinds = [section.kind for paragraph in au.paragraphs for section in paragraph.sections]
    assert kinds.count(SectionKind.BAKGRUND) == 25
    assert kinds.count(SectionKind.EKONOMI) == 4
    assert kinds.count(SectionKind.TID) == 16
    assert kinds.count(SectionKind.UNDERLAG) == 15
    assert kinds.count(SectionKind.RECIPIENTS) == 23


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (19, "VA-redovisning år 2024"),
        (20, "Riktlinjer för God ekonomisk hushållning, resultatreserv och resultatutjämningsreserv"),
        (23, "Årsredovisning för 2024 års räkenskaper och förvaltning för Norsjö kommun"),
        (43, "Internkontroll – uppföljning, risker och kontrollmoment 2024, kommunstyrelsen"),
    ],
)
def test_titles_are_joined_over_lines(au: Meeting, number: int, title: str) -> None:
    assert _paragraph(au, number).title == title


def test_a_running_text_decision_keeps_its_list(au: Meeting) -> None:
    (point,) = _paragraph(au, 16).points
    assert point.outcome == "godkänns"
    assert "\nUtgår" in point.text.value


def test_every_point_and_heading_leads_back_to_the_page(shared: Path, au: Meeting) -> None:
    text = next((shared / "seeds").glob("001_*.txt")).read_text("utf-8")
    for paragraph in au.paragraphs:
        for passage in (paragraph.heading, *(point.text for point in paragraph.points)):
            for piece in passage.pieces:
                length = piece.end - piece.start
                assert text[piece.start : piece.end] == passage.value[piece.at : piece.at + length]


def test_the_ks_minutes_propose_to_the_council_whatever_they_quote(ks: Meeting) -> None:
    assert (ks.body_key, ks.date) == ("KS", dt.date(2019, 2, 4))
    assert [(p.number, p.dnr_key, p.level, p.next_body) for p in ks.paragraphs] == [
        (15, "KS-2018-1483", Level.FORSLAG, "Kommunfullmäktige"),
        (16, "KS-2019-111", Level.FORSLAG, "Kommunfullmäktige"),
    ]


def test_an_earlier_decision_and_the_offices_proposal_are_sections_of_their_own(ks: Meeting) -> None:
    kinds = {section.kind: section.heading for section in ks.paragraphs[0].sections}
    assert kinds[SectionKind.EARLIER] == "Kommunstyrelsens beslut 2019-01-07"
    assert kinds[SectionKind.VERKSAMHETENS_FORSLAG] == "Verksamhetens förslag till beslut"
    assert [len(paragraph.points) for paragraph in ks.paragraphs] == [2, 3]


def test_a_list_inside_a_point_stays_with_it(ks: Meeting) -> None:
    assert ks.paragraphs[1].points[1].text.value.count("\n") == 6


@pytest.mark.parametrize("start", ["000_", "002_", "004_"])
def test_other_documents_are_no_minutes(shared: Path, start: str) -> None:
    path = next((shared / "seeds").glob(f"{start}*.txt"))
    reading = read_text(path.read_bytes(), name=path.name)
    assert parse_minutes(clean(reading), reading.pages, config=load_kommun_config()) == ()
