from __future__ import annotations

import datetime as dt

import pytest

from ingest.checks import Severity
from ingest.checks.times import ADJUSTED, POSTED, REMOVED, adjusted_day, time_remarks

HELD = dt.date(2025, 3, 4)  # a Tuesday


def _remarks(adjusted: str | None, posted: str | None, removed: str | None) -> list[tuple[str, Severity]]:
    days = [dt.date.fromisoformat(day) if day else None for day in (posted, removed)]
    return [(one.rule, one.severity) for one in time_remarks(HELD, adjusted, *days)]


@pytest.mark.parametrize(
    ("printed", "held", "day"),
    [
        ("Kansliet torsdag den 6 mars", "2025-03-04", "2025-03-06"),
        ("Rådhuset 2025-03-10 11:00", "2025-03-04", "2025-03-10"),
        ("Kansliet den 5 januari", "2025-12-20", "2026-01-05"),
        ("Kansliet 28 februari", "2025-03-04", "2025-02-28"),
        ("Protokollet justeras på distans.", "2025-03-04", None),
        ("Kansliet 2025-03-10 och 2025-03-11", "2025-03-04", None),
        (None, "2025-03-04", None),
    ],
)
def test_the_day_of_adjustment_is_read_off_its_line(printed: str | None, held: str, day: str | None) -> None:
    expected = dt.date.fromisoformat(day) if day else None
    assert adjusted_day(printed, dt.date.fromisoformat(held)) == expected


def test_minutes_that_keep_the_times_get_no_remark() -> None:
    assert _remarks("2025-03-06", "2025-03-07", "2025-03-29") == []
    assert _remarks("2025-03-18", "2025-03-20", "2025-04-11") == []


def test_the_fourteenth_day_and_the_second_may_be_put_off_by_a_weekend() -> None:
    assert _remarks("2025-03-06", "2025-03-10", "2025-04-01") == []  # Thursday, so Monday


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (("2025-03-19", "2025-03-20", "2025-04-11"), ADJUSTED),
        (("2025-03-03", "2025-03-04", "2025-03-26"), ADJUSTED),
        (("2025-03-06", "2025-03-11", "2025-04-02"), POSTED),
        (("2025-03-06", "2025-03-05", "2025-04-02"), POSTED),
        (("2025-03-06", "2025-03-07", "2025-03-27"), REMOVED),
    ],
)
def test_each_time_that_is_not_kept_is_found(given: tuple[str, str, str], rule: str) -> None:
    assert _remarks(*given) == [(rule, Severity.WRONG)]


def test_a_notice_stays_up_until_the_next_working_day_where_the_three_weeks_end_on_a_holiday() -> None:
    notice = dt.date(2025, 3, 28)  # three weeks later is Good Friday
    found = {
        day: time_remarks(HELD, "2025-03-18", notice, dt.date(2025, 4, day))[1:] for day in (19, 21, 22, 23)
    }
    assert [one.severity for one in (found[19][0], found[21][0])] == [Severity.WRONG] * 2
    assert "löper ut 2025-04-22" in found[19][0].why
    assert [one.severity for one in found[22]] == [Severity.UNTOLD]
    assert found[23] == ()


def test_what_cannot_be_told_is_no_finding() -> None:
    untold = [(rule, Severity.UNTOLD) for rule in (ADJUSTED, POSTED, REMOVED)]
    assert _remarks(None, None, None) == untold
    assert _remarks("2025-03-06", "2025-03-07", "2025-03-28") == [(REMOVED, Severity.UNTOLD)]
