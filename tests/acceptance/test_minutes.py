"""Coverage, checks of minutes and people on the real documents. Each finding was held against its page by hand; no person's
name stands here."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.core import Kommunminne
from assistant.schema import IngestReport
from assistant.wire.checks import CHECKS, Checks, ChecksQuery
from assistant.wire.coverage import COVERAGE, Coverage, CoverageQuery
from assistant.wire.people import PEOPLE, PeopleQuery
from tests.archives import ALL, ask

Held = tuple[Kommunminne, IngestReport]
WITH_APPENDIX = (17, 18, 21, 23, 27, 32, 33, 36, 37, 38, 39, 42, 43, 44, 45, 46, 47)


def _coverage(held: Held) -> Coverage:
    return held[0].view(COVERAGE, CoverageQuery(), zones=ALL)


def _checks(held: Held) -> Checks:
    return held[0].view(CHECKS, ChecksQuery(), zones=ALL)


def _meetings(seen: Coverage) -> dict[tuple[str, str], tuple[str, str]]:
    return {(y.body_key, str(m.date)): (m.witness, m.sections) for y in seen.years for m in y.meetings}


def _gaps(seen: Coverage) -> list[tuple[str, int, int, int, str]]:
    return [(y.body_key, y.year, g.first, g.last, g.kind) for y in seen.years for g in y.gaps]


def test_the_seeds_meetings_and_what_lies_before_them(seeds: Held) -> None:
    seen = _coverage(seeds)
    assert _meetings(seen) == {
        ("AU", "2025-02-25"): ("protokoll", "§§ 16–47"),
        ("KS", "2019-02-04"): ("utdrag", "§§ 15–16"),
    }
    assert _gaps(seen) == [("AU", 2025, 1, 15, "okänt"), ("KS", 2019, 1, 14, "okänt")]


def test_the_seeds_refer_to_one_meeting_that_is_missing(seeds: Held) -> None:
    (missing,) = _coverage(seeds).missing
    assert (missing.body, str(missing.date), missing.section) == ("Kommunstyrelsen", "2019-01-07", "§ 14")
    assert [each.place for each in missing.named_in] == ["KS 2019-02-04 § 15"]
    answer = ask(seeds[0], "Vad beslutade KS 2019-01-07 § 14?")
    assert answer.refusal is not None
    assert "Mötet nämns i KS 2019-02-04 § 15 (§ 14)." in answer.refusal.detail


def test_seventeen_paragraphs_of_the_au_minutes_name_an_appendix_that_is_absent(seeds: Held) -> None:
    absent = [each.section for each in _coverage(seeds).appendices if each.body_key == "AU"]
    assert absent == [f"§ {number}" for number in WITH_APPENDIX]


def test_the_seeds_minutes_keep_every_rule_that_can_be_tried(seeds: Held) -> None:
    checked = {(m.body_key, str(m.date)): m for m in _checks(seeds).meetings}
    assert checked["AU", "2025-02-25"].findings == []
    assert checked["AU", "2025-02-25"].untold == []
    assert [each.rule for each in checked["KS", "2019-02-04"].untold] == ["justering", "anslag", "nedtagning"]


def test_the_kommuns_meetings_are_here_as_minutes_single_paragraphs_and_extracts(alingsas: Held) -> None:
    found = _meetings(_coverage(alingsas))
    assert found["KS", "2026-06-15"] == ("protokoll", "§§ 111–122")
    assert found["KF", "2026-06-10"] == ("enstaka paragraf", "§ 116")
    assert found["KSAU", "2026-06-03"] == ("utdrag", "§§ 83–90")
    assert found["TEN", "2026-05-18"] == ("protokoll", "§§ 25–31")
    assert found["KF", "2018-03-28"] == ("protokoll", "§§ 27–68")


def test_one_paragraph_adjusted_at_once_leaves_nothing_missing_before_it(alingsas: Held) -> None:
    seen = _coverage(alingsas)
    assert ("KF", 2026, 1, 115, "okänt") in _gaps(seen)
    assert not [gap for gap in _gaps(seen) if gap[4] == "saknas"]
    assert [y.year for y in seen.years if y.body_key == "KF" and not y.meetings] == list(
        range(2025, 2018, -1)
    )


def test_a_paragraph_in_minutes_and_extract_is_one_and_says_the_same(alingsas: Held) -> None:
    (meeting,) = [m for y in _coverage(alingsas).years for m in y.meetings if m.doubled]
    assert [(each.section, each.differs) for each in meeting.doubled] == [("§ 28", [])]


@pytest.mark.parametrize(
    ("key", "date", "section", "by"),
    [
        ("KS", "2026-05-11", "§ 81", ["KF 2026-06-10 § 116"]),
        ("KF", "2024-11-06", "§ 149", ["KSAU 2026-06-03 § 83", "KS 2026-06-15 § 116"]),
        ("KS", "2018-03-12", "§ 14", ["KF 2018-03-28 § 55"]),
    ],
)
def test_meetings_named_and_missing_lead_back_to_who_names_them(
    alingsas: Held, key: str, date: str, section: str, by: list[str]
) -> None:
    found = {
        (m.body_key, str(m.date), m.section): [n.place for n in m.named_in]
        for m in _coverage(alingsas).missing
    }
    assert found[key, date, section] == by


def test_what_is_here_is_not_said_to_be_missing(alingsas: Held) -> None:
    seen = _coverage(alingsas)
    numbers = {(y.body_key, str(m.date)): m.sections for y in seen.years for m in y.meetings}
    assert not [m for m in seen.missing if (m.body_key, str(m.date)) in numbers and not m.partly]
    assert not any(m.body_key == "KSAU" and str(m.date) == "2026-06-03" for m in seen.missing)


def test_the_one_finding_of_the_kommuns_minutes_is_there_on_its_page(alingsas: Held) -> None:
    found = [
        (m.body_key, str(m.date), e.place, e.rule, e.page)
        for m in _checks(alingsas).meetings
        for e in m.findings
    ]
    assert found == [("KF", "2018-03-28", "§ 55", "mottagare", 39)]


def test_a_vote_marked_with_crosses_cannot_be_told(alingsas: Held) -> None:
    untold = [
        (m.body_key, e.place) for m in _checks(alingsas).meetings for e in m.untold if e.rule == "votering"
    ]
    assert untold == [("KS", "§ 114")]
    (vote,) = alingsas[0].view(PEOPLE, PeopleQuery(), zones=ALL).votes
    assert (vote.yes, vote.no, vote.state, len(vote.ballots)) == (7, 8, "osäker", 15)


def test_front_pages_give_as_many_people_as_they_list(alingsas: Held) -> None:
    seen = alingsas[0].view(PEOPLE, PeopleQuery(body="KS"), zones=ALL)
    (meeting,) = seen.meetings
    counts = Counter(each.part for each in meeting.present)
    assert counts["beslutande"] == 12
    assert sum(each.replaces is not None for each in meeting.present) == 4
