from __future__ import annotations

import datetime as dt

import pytest

from ingest.recurrence import later, next_time, recurrence_of

HELD = dt.date(2025, 2, 25)


@pytest.mark.parametrize(
    ("text", "months", "first", "dated"),
    [
        ("årligen", 12, "2026-02-25", False),
        ("två gånger per år", 6, "2025-08-25", False),
        ("tertialvis", 4, "2025-06-25", False),
        ("varje månad", 1, "2025-03-25", False),
        ("en gång per mandatperiod", 48, "2029-02-25", False),
        ("i februari varje år", 12, "2025-02-28", True),
        ("i januari varje år", 12, "2026-01-31", True),
        ("den 15 april varje år", 12, "2025-04-15", True),
    ],
)
def test_a_rhythm_is_read_with_its_first_time(text: str, months: int, first: str, dated: bool) -> None:
    found = recurrence_of(f"Läget redovisas {text} för nämnden.", HELD)
    assert found is not None
    assert (found.months, str(found.first), found.dated) == (months, first, dated)


def test_a_text_without_a_rhythm_has_none() -> None:
    assert recurrence_of("Läget redovisas i mars 2026.", HELD) is None


def test_months_later_keeps_within_the_month() -> None:
    assert later(dt.date(2024, 8, 31), 6) == dt.date(2025, 2, 28)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-01-01", "2026-02-25"),
        ("2026-02-25", "2026-02-25"),
        ("2026-02-26", "2027-02-25"),
        ("2031-07-01", "2032-02-25"),
    ],
)
def test_the_next_time_is_the_first_that_is_not_past(today: str, expected: str) -> None:
    assert str(next_time(dt.date(2026, 2, 25), 12, dt.date.fromisoformat(today))) == expected


def test_the_end_of_time_is_no_error() -> None:
    assert next_time(dt.date(2026, 2, 25), 12, dt.date.max) == dt.date(9999, 12, 30)
