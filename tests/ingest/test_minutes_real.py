"""Real minutes and extracts of a kommun: §§, dnr, levels, votes, front pages. Names stay out of this file."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path

import pytest

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Level, Meeting, Paragraph, SectionKind
from ingest.readers.pdf import read_pdf

KS = "kommunstyrelsen_2026-06-15"
TEN = "tekniska-namnden_2026-05-18"
KF_2018 = "kommunfullmaktige_2018-03-28"
KF_2026 = "kommunfullmaktige_2026-06-10"


@lru_cache(maxsize=32)
def _meetings(path: Path) -> tuple[Meeting, ...]:
    reading = read_pdf(path, name=path.name)
    return parse_minutes(clean(reading), reading.pages, config=load_kommun_config())


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    return shared / "real" / "alingsas"


def _meeting(real: Path, folder: str) -> Meeting:
    (meeting,) = _meetings(real / folder / "protokoll.pdf")
    return meeting


def _paragraph(meeting: Meeting, number: int) -> Paragraph:
    return next(paragraph for paragraph in meeting.paragraphs if paragraph.number == number)


@pytest.mark.parametrize(
    ("folder", "body", "key", "date", "first", "last"),
    [
        (KS, "Kommunstyrelsen", "KS", dt.date(2026, 6, 15), 111, 122),
        (TEN, "Tekniska nämnden", "TEN", dt.date(2026, 5, 18), 25, 31),
        (KF_2018, "Kommunfullmäktige", "KF", dt.date(2018, 3, 28), 27, 68),
        (KF_2026, "Kommunfullmäktige", "KF", dt.date(2026, 6, 10), 116, 116),
    ],
)
def test_contents_lists_and_lists_of_other_paragraphs_are_no_paragraphs(
    real: Path, folder: str, body: str, key: str, date: dt.date, first: int, last: int
) -> None:
    meeting = _meeting(real, folder)
    assert (meeting.body, meeting.body_key, meeting.date) == (body, key, date)
    assert [paragraph.number for paragraph in meeting.paragraphs] == list(range(first, last + 1))
    assert (meeting.front.first_paragraph, meeting.front.last_paragraph) == (first, last)


def test_decisions_are_as_expected_in_the_cases_of_the_real_minutes(shared: Path, real: Path) -> None:
    cases = (shared / "evals" / "alingsas_beslut_dev.jsonl").read_text("utf-8").splitlines()
    for case in map(json.loads, cases):
        (meeting,) = _meetings(real / case["file"])
        paragraph = _paragraph(meeting, int(case["section"].removeprefix("§ ")))
        assert (meeting.body, meeting.date.isoformat()) == (case["body"], case["date"])
        assert (paragraph.title, paragraph.dnr) == (case["titel"], case["dnr"])
        assert paragraph.level == case["level"], case["id"]
        decided = " ".join(point.text.value for point in paragraph.points)
        first_words = case["quote"].split("\n")[0][:60]
        assert first_words in decided, case["id"]
        assert set(case["pages"]) <= set(paragraph.pages)


def test_levels_of_the_ks_minutes(real: Path) -> None:
    levels = {paragraph.number: paragraph.level for paragraph in _meeting(real, KS).paragraphs}
    proposed = {number for number, level in levels.items() if level is Level.FORSLAG}
    assert proposed == {112, 113, 120}
    assert levels[111] is Level.INFORMATION
    assert {levels[number] for number in set(levels) - proposed - {111}} == {Level.BESLUT}


def test_a_paragraph_with_own_decision_and_proposal_is_mixed(real: Path) -> None:
    paragraph = _paragraph(_meeting(real, TEN), 28)
    assert paragraph.level is Level.BLANDAT
    assert [(point.level, point.next_body) for point in paragraph.points] == [
        (Level.BESLUT, None),
        (Level.FORSLAG, "Kommunfullmäktige"),
    ]


def test_the_votering_is_found_with_its_list_and_the_reservation_as_a_section(real: Path) -> None:
    meeting = _meeting(real, KS)
    (vote,) = _paragraph(meeting, 114).votes
    assert (vote.yes, vote.no, vote.abstained) == (7, 8, 0)
    assert _paragraph(meeting, 114).pages == (8, 9, 10, 11)
    kinds = [section.kind for section in _paragraph(meeting, 119).sections]
    assert SectionKind.RESERVATION in kinds
    assert _paragraph(meeting, 119).outcome == "antas"


def test_dnr_of_the_council_of_2018_are_normalised(real: Path) -> None:
    paragraphs = _meeting(real, KF_2018).paragraphs
    assert sum(1 for paragraph in paragraphs if paragraph.dnr) == 41
    assert all(key.startswith(("KS-2017-", "KS-2018-")) for p in paragraphs if (key := p.dnr_key))
    assert paragraphs[0].dnr_key == "KS-2018-210"
    assert {p.level for p in paragraphs if p.number not in {52, 63, 68}} == {Level.BESLUT}


def test_the_title_of_a_contents_list_mends_a_hyphen_at_a_line_end(real: Path) -> None:
    assert _paragraph(_meeting(real, KF_2018), 57).title.endswith("tobak och e-cigaretter")


@pytest.mark.parametrize(
    ("pattern", "body_key", "date", "number", "level", "next_body"),
    [
        ("ss83-*", "KSAU", "2026-06-03", 83, Level.FORSLAG, "Kommunstyrelsen"),
        ("ss84-*", "KSAU", "2026-06-03", 84, Level.FORSLAG, "Kommunfullmäktige"),
        ("ss85-*", "KSAU", "2026-06-03", 85, Level.FORSLAG, "Kommunfullmäktige"),
        ("ss86-*", "KSAU", "2026-06-03", 86, Level.FORSLAG, "Kommunfullmäktige"),
        ("ss87-*", "KSAU", "2026-06-03", 87, Level.FORSLAG, "Kommunstyrelsen"),
        ("ss88-*", "KSAU", "2026-06-03", 88, Level.INFORMATION, None),
        ("ss89-*", "KSAU", "2026-06-03", 89, Level.FORSLAG, "Kommunstyrelsen"),
        ("ss90-*", "KSAU", "2026-06-03", 90, Level.FORSLAG, "Kommunstyrelsen"),
        ("ss22-*", "TENAU", "2026-06-08", 22, Level.OVERLAMNAT, "Tekniska nämnden"),
        ("ss-28-*", "TEN", "2026-05-18", 28, Level.BLANDAT, "Kommunfullmäktige"),
        ("ss80-*", "KS", "2026-05-11", 80, Level.BESLUT, None),
        ("ss10-*", "AVRF", "2026-04-17", 10, Level.BESLUT, None),
    ],
)
def test_extracts_hold_one_paragraph_each(
    real: Path, pattern: str, body_key: str, date: str, number: int, level: Level, next_body: str | None
) -> None:
    (meeting,) = _meetings(next((real / KS / "bilagor").glob(pattern)))
    (paragraph,) = meeting.paragraphs
    assert (meeting.body_key, meeting.date.isoformat(), paragraph.number) == (body_key, date, number)
    assert (paragraph.level, paragraph.next_body) == (level, next_body)


def test_an_extract_read_by_ocr_is_a_paragraph_too(real: Path) -> None:
    pytest.importorskip("pypdfium2")
    (meeting,) = _meetings(next((real / KS / "bilagor").glob("ss-110-*"))) or (None,)
    if meeting is None:
        pytest.skip("tesseract med svenska saknas")
    assert (meeting.body_key, meeting.date.isoformat()) == ("KS", "2026-06-01")
    assert [paragraph.number for paragraph in meeting.paragraphs] == [110]


@pytest.mark.parametrize(
    "pattern",
    ["tjansteskrivelse-*", "samla-*", "revidering-*", "ansokan-*", "budget-2027-*", "bilaga-1-*"],
)
def test_appendices_that_are_no_minutes_give_no_meeting(real: Path, pattern: str) -> None:
    for path in sorted((real / KS / "bilagor").glob(pattern)):
        assert _meetings(path) == (), path.name


@pytest.mark.parametrize(
    ("folder", "members", "substitutes", "others", "adjusters", "without_party"),
    [(KS, 12, 9, 7, 1, 0), (TEN, 5, 4, 11, 1, 1), (KF_2018, 41, 6, 10, 2, 0), (KF_2026, 42, 7, 3, 2, 3)],
)
def test_the_front_page_tells_who_took_part(
    real: Path, folder: str, members: int, substitutes: int, others: int, adjusters: int, without_party: int
) -> None:
    front = _meeting(real, folder).front
    assert (len(front.members), len(front.substitutes)) == (members, substitutes)
    assert (len(front.others), len(front.adjusters)) == (others, adjusters)
    assert sum(not person.party for person in (*front.members, *front.substitutes)) == without_party


def test_the_front_page_tells_when_and_where_and_who_attended_what(real: Path) -> None:
    front = _meeting(real, KF_2018).front
    assert (front.place, front.time) == ("Grand Hotel, Alingsås", "kl. 18:00-22:40")
    assert (front.posted, front.removed) == (dt.date(2018, 4, 9), dt.date(2018, 5, 1))
    assert front.archive == "Rådhuset, Alingsås"
    assert sum(1 for person in front.others if person.paragraphs == (52,)) == 8
    assert [person.paragraphs[0] for person in front.members if person.paragraphs] == [53, 27]


def test_a_substitute_names_whom_they_replace_and_for_which_paragraphs(real: Path) -> None:
    substitutes = _meeting(real, KS).front.substitutes
    assert sum(1 for person in substitutes if person.replaces) == 4
    assert [person.paragraphs[:1] for person in substitutes if person.paragraphs] == [(115,), (111,)]
