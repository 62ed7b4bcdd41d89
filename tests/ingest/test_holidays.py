from __future__ import annotations

import datetime as dt

import pytest

from ingest.holidays import is_day_off, last_day


@pytest.mark.parametrize(
    "day",
    [
        "2025-04-18",
        "2025-04-21",
        "2025-05-29",
        "2024-03-29",
        "2025-06-20",
        "2026-06-06",
        "2025-12-24",
        "2025-03-01",
    ],
)
def test_public_holidays_eves_and_weekends_are_days_off(day: str) -> None:
    assert is_day_off(dt.date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-04-17", "2025-04-22", "2025-06-19", "2025-12-23", "2025-03-03"])
def test_other_days_are_not(day: str) -> None:
    assert not is_day_off(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2025-03-03", 2, "2025-03-05"),
        ("2025-03-06", 2, "2025-03-10"),  # a Saturday, so Monday
        ("2025-04-04", 14, "2025-04-22"),  # Good Friday, so the Tuesday after Easter
    ],
)
def test_a_term_that_ends_on_a_day_off_runs_to_the_next_working_day(start: str, days: int, end: str) -> None:
    assert last_day(dt.date.fromisoformat(start), days) == dt.date.fromisoformat(end)
