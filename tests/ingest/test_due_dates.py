from __future__ import annotations

import datetime as dt

import pytest

from ingest.due_dates import Precision, due_dates

HELD = dt.date(2025, 2, 25)


def _read(text: str) -> list[tuple[str | None, str, bool]]:
    return [
        (str(due.date) if due.date else None, str(due.precision), due.year_inferred)
        for due in due_dates(text, HELD)
    ]


@pytest.mark.parametrize(
    ("text", "date", "precision", "inferred"),
    [
        ("senast 2025-12-01", "2025-12-01", "dag", False),
        ("senast den 14 mars", "2025-03-14", "dag", True),
        ("senast den 14 februari", "2026-02-14", "dag", True),
        ("senast den 25 februari", "2026-02-25", "dag", True),
        ("senast 29 februari", "2028-02-29", "dag", True),
        ("redovisas i december 2026", "2026-12-31", "månad", False),
        ("återrapporteras i september", "2025-09-30", "månad", True),
        ("klart hösten 2025", "2025-12-31", "period", False),
        ("före höstterminen", "2025-07-31", "period", True),
        ("under fjärde kvartalet 2025", "2025-12-31", "period", False),
        ("under Q2 2025", "2025-06-30", "period", False),
        ("under första halvåret 2026", "2026-06-30", "period", False),
        ("vecka 45", "2025-11-09", "period", True),
        ("vid årsskiftet 2025/2026", "2025-12-31", "period", False),
        ("behöver bytas senast 2028", "2028-12-31", "år", False),
    ],
)
def test_a_time_is_read_with_its_last_day(text: str, date: str, precision: str, inferred: bool) -> None:
    assert _read(text) == [(date, precision, inferred)]


@pytest.mark.parametrize("text", ["senast den 31 februari 2025", "senast 31 februari", "senast 2025-02-30"])
def test_a_day_that_no_calendar_has_is_kept_as_written(text: str) -> None:
    (due,) = due_dates(text, HELD)
    assert (due.date, due.precision) == (None, Precision.IMPOSSIBLE)
    assert text[due.start : due.end] == text.removeprefix("senast ").removeprefix("den ")


@pytest.mark.parametrize(
    "text", ["budget för 2027", "projekt 2025", "KS-25/00205", "ett år efter införandet", "mars"]
)
def test_a_number_or_a_word_alone_is_no_time(text: str) -> None:
    assert due_dates(text, HELD) == ()


def test_several_times_are_read_in_order() -> None:
    text = "Projektet redovisas i december 2025 och i december 2026."
    assert [date for date, _, _ in _read(text)] == ["2025-12-31", "2026-12-31"]


@pytest.mark.parametrize(
    ("text", "day", "written"),
    [
        ("Rapport lämnas inom två månader från beslutet.", "2025-05-25", "inom två månader från beslutet"),
        (
            "Rapport lämnas senast tre veckor efter sammanträdet.",
            "2025-04-15",
            "senast tre veckor efter sammanträdet",
        ),
        ("Rapport lämnas inom 30 dagar.", "2025-04-24", "inom 30 dagar"),
        (
            "Rapport lämnas inom ett år efter kommunstyrelsens beslut.",
            "2026-03-25",
            "inom ett år efter kommunstyrelsens beslut",
        ),
        ("Rapporten redovisas under maj månad.", "2025-05-31", "maj månad"),
        ("Klart före sommaren.", "2025-05-31", "sommaren"),
        ("Klart innan hösten 2026.", "2026-08-31", "hösten 2026"),
        ("Klart under hösten 2026.", "2026-12-31", "hösten 2026"),
        ("Klart före september.", "2025-08-31", "september"),
        ("Klart före utgången av juni.", "2025-06-30", "juni"),
        ("Klart före 2027.", "2026-12-31", "2027"),
        ("Klart före vecka 20.", "2025-05-11", "vecka 20"),
        ("Redovisas vid årsskiftet.", "2025-12-31", "årsskiftet"),
        ("Redovisas före årsskiftet 2026/2027.", "2026-12-31", "årsskiftet 2026/2027"),
        ("Betalas inom två månader från delgivningen.", None, None),
        ("Siffror för mars månads utfall.", None, None),
    ],
)
def test_times_counted_or_before_a_period(text: str, day: str | None, written: str | None) -> None:
    found = due_dates(text, dt.date(2025, 3, 25))
    assert [(str(each.date), text[each.start : each.end]) for each in found] == (
        [(day, written)] if day else []
    )
