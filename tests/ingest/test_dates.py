"""Dates as minutes write them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.dates import date_in_name, impossible_dates, parse_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-02-25", dt.date(2025, 2, 25)),
        ("20250401", dt.date(2025, 4, 1)),
        ("tisdag den 25 februari 2025", dt.date(2025, 2, 25)),
        ("den 3 juni 2026, § 84", dt.date(2026, 6, 3)),
        ("25/2 2025", dt.date(2025, 2, 25)),
        ("den 1:e maj 2024", dt.date(2024, 5, 1)),
        ("14 mar. 2023", dt.date(2023, 3, 14)),
    ],
)
def test_a_date_is_read_with_its_place(text: str, date: dt.date) -> None:
    (found,) = parse_dates(text)
    assert found.date == date
    assert found.year_given
    assert text[found.start : found.end][:1].isdigit()


@pytest.mark.parametrize("text", ["25/2", "14 mars", "sammanträde 11 maj, § 19"])
def test_a_date_without_year_needs_one_from_outside(text: str) -> None:
    assert parse_dates(text) == ()
    (found,) = parse_dates(text, 2025)
    assert (found.date.year, found.year_given) == (2025, False)


@pytest.mark.parametrize(
    "text", ["2025-02-30", "P2499", "KS-25/00205", "2018-2024", "31 februari 2024", "1 234 567"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_dates(text) == ()


def test_dates_come_in_the_order_of_the_text() -> None:
    found = parse_dates("Uppsatt 2025-02-27, nedtages den 21 mars 2025")
    assert [date.date.month for date in found] == [2, 3]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("KS-2025-03-07.pdf", dt.date(2025, 3, 7)),
        ("ks/protokoll_20250307.pdf", dt.date(2025, 3, 7)),
        ("ksau protokoll 250307.docx", dt.date(2025, 3, 7)),
        ("scan001234567.pdf", None),
        ("va-taxa-2026.pdf", None),
        ("dnr-2025-13-45.pdf", None),
    ],
)
def test_a_file_name_bears_a_date(name: str, date: dt.date | None) -> None:
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Klart den 31/2.", ["31/2"]),
        ("Klart 31/2 2025.", ["31/2 2025"]),
        ("Antagen 2025-13-45.", ["2025-13-45"]),
        ("senast den 30 februari", ["30 februari"]),
        ("den 32 mars 2025", ["32 mars"]),
        ("den 45/13 2025", ["45/13 2025"]),
        ("enligt § 31/2", []),
        ("mandatperioden 2018-2024", []),
        ("delen 31/2 av gården", []),
        ("KS 2018-13-4567", []),
        ("med 32 mars", []),
        ("den 29/2", []),
    ],
)
def test_days_that_no_calendar_has_are_told(text: str, days: list[str]) -> None:
    assert [text[start:end] for start, end in impossible_dates(text)] == days
