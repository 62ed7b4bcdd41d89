"""Follow-ups of the real documents, held against what was read in them by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.core import Kommunminne
from assistant.schema import IngestReport
from assistant.wire.followups import FOLLOWUPS, Duty, Followups, FollowupsQuery
from tests.archives import ALL

Archive = tuple[Kommunminne, IngestReport]
Said = tuple[int, str, str]


def _view(core: Kommunminne, **given: object) -> Followups:
    return core.view(FOLLOWUPS, FollowupsQuery.model_validate(given), zones=ALL)


def _said(duties: list[Duty]) -> set[Said]:
    """§, kind, and the day or how the time is said."""
    return {(int(each.section[2:]), each.kind, str(each.due or each.written)) for each in duties}


@pytest.fixture(scope="module")
def au(seeds: Archive) -> Followups:
    return _view(seeds[0], kommun="Norsjö", body="AU", today="2025-07-01")


def test_the_dated_duties_of_the_au_minutes_are_exactly_these(au: Followups) -> None:
    dated = {(each.section, str(each.due)) for each in au.duties if each.due}
    assert dated == {
        ("§ 32", "2025-09-30"),
        ("§ 39", "2025-03-14"),
        ("§ 39", "2025-06-20"),
        ("§ 46", "2025-12-01"),
    }
    (inferred,) = [each for each in au.duties if each.due and each.year_inferred]
    assert (inferred.section, str(inferred.due)) == ("§ 39", "2025-03-14")
    assert any("Året är inte utskrivet" in note for note in inferred.notes)


def test_what_is_repeated_or_only_given_by_month_stands_beside_them(au: Followups) -> None:
    assert {(each.section, each.kind, each.timing, each.written) for each in au.duties if not each.due} == {
        ("§ 28", "revidering", "upprepat", "årligen"),
        ("§ 34", "färdigt", "upprepat", "årligen"),
        ("§ 34", "revidering", "upprepat", "årlig"),
        ("§ 37", "färdigt", "månad", "mars månad"),
        ("§ 43", "redovisning", "månad", "mars 2025"),
    }


def test_the_au_minutes_gain_laga_kraft_three_weeks_after_their_notice(au: Followups) -> None:
    (meeting,) = au.legal_force
    assert (meeting.posted, meeting.gains) == (dt.date(2025, 2, 27), dt.date(2025, 3, 20))


KS_2026: set[Said] = {(116, "beslut", "2026-11-04")}
TEN_2026: set[Said] = {(27, "revidering", "årligen"), (29, "revidering", "vart fjärde år")}
KF_2018: set[Said] = {
    (54, "uppdrag", "senast i samband med kommunens vårbokslut"),
    (55, "uppdrag", ""),
    (56, "svar", "2018-04-01"),
    (59, "färdigt", ""),  # what is left is to be paid back with the accounts: not found
    (61, "beslut", "2018-06-19"),
    (62, "svar", "2018-04-01"),
    (62, "uppdrag", ""),
}


@pytest.mark.parametrize(
    ("body", "date", "expected", "missed"),
    [
        ("KS", "2026-06-15", KS_2026, 0),
        ("TEN", "2026-05-18", TEN_2026, 0),
        ("KF", "2018-03-28", KF_2018, 1),
    ],
)
def test_duties_of_minutes_read_by_hand(
    alingsas: Archive, body: str, date: str, expected: set[Said], missed: int
) -> None:
    found = _said(_view(alingsas[0], body=body, date_from=date, date_to=date, part="bevakning").duties)
    assert found <= expected
    assert len(expected - found) == missed


def test_motions_and_initiatives_are_followed_to_their_answers(alingsas: Archive) -> None:
    found = _view(alingsas[0], part="initiativ", today="2026-07-01").initiatives
    answered = {each.dnr_key: each for each in found if each.answered}
    assert set(answered) == {"KS-2026-288"}
    parking = answered["KS-2026-288"]
    assert parking.outcome == "avslås"
    assert [step.label for step in parking.steps] == ["KS 2026-06-01 § 110", "KS 2026-06-15 § 114"]
    waiting = [each for each in found if not each.answered]
    assert [each.kind for each in waiting] == ["motion"] * 4 + ["initiativärende"]
    assert [each.over_a_year for each in waiting] == [True] * 4 + [False]
