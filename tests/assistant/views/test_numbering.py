from __future__ import annotations

import datetime as dt

from assistant.views.numbering import Numbered, gaps, repeated, runs_on


def _met(day: str, first: int, last: int | None = None, *, whole: bool = True) -> Numbered:
    return Numbered(dt.date.fromisoformat(day), frozenset(range(first, (last or first) + 1)), whole)


def _gaps(*year: Numbered) -> list[tuple[int, int, str]]:
    return [(gap.first, gap.last, gap.kind) for gap in gaps(year)]


def test_minutes_that_follow_each_other_leave_no_gap() -> None:
    assert _gaps(_met("2025-01-14", 1, 10), _met("2025-02-11", 11, 20)) == []


def test_one_paragraph_adjusted_at_once_is_no_gap_of_a_hundred() -> None:
    year = (_met("2025-01-14", 1, 10), _met("2025-06-10", 112, whole=False))
    assert _gaps(*year) == [(11, 111, "okänt")]


def test_what_lies_between_minutes_is_missing_on_both_sides_of_an_extract() -> None:
    year = (_met("2025-01-14", 1, 10), _met("2025-03-11", 15, whole=False), _met("2025-06-10", 18, 20))
    assert _gaps(*year) == [(11, 14, "saknas"), (16, 17, "saknas")]


def test_what_lies_before_the_first_is_unknown() -> None:
    assert _gaps(_met("2025-03-11", 16, 47)) == [(1, 15, "okänt")]


def test_extracts_alone_leave_everything_unknown() -> None:
    assert _gaps(_met("2025-03-11", 3, whole=False), _met("2025-04-11", 9, whole=False)) == [
        (1, 2, "okänt"),
        (4, 8, "okänt"),
    ]


def test_numbers_inside_a_meeting_are_its_own_and_no_gap_of_the_year() -> None:
    meeting = Numbered(dt.date(2025, 1, 14), frozenset({1, 2, 4}), whole=True, stated=(1, 6))
    assert meeting.missing == {3, 5, 6}
    assert _gaps(meeting, _met("2025-02-11", 7, 9)) == []


def test_where_numbers_do_not_run_on_nothing_is_said_of_gaps() -> None:
    year = (_met("2025-01-14", 1, 10), _met("2025-02-11", 1, 9))
    assert not runs_on(year)
    assert _gaps(*year) == []
    assert repeated(year) == ["§§ 1–9 finns både 2025-01-14 och 2025-02-11."]


def test_each_gap_says_why() -> None:
    (gap,) = gaps((_met("2025-01-14", 1, 10), _met("2025-06-10", 18, 20)))
    assert "2025-01-14" in gap.why
    assert "2025-06-10" in gap.why
    assert gap.count == 7
