from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar, Event

from assistant.export.calendar import Day, calendar_bytes

MADE = dt.date(2025, 10, 1)


def _event(**given: object) -> Event:
    fields: dict[str, object] = {
        "id": "a1",
        "date": dt.date(2025, 12, 1),
        "title": "Svar",
        "text": "Text",
        "url": "http://localhost/x",
    }
    day = Day(**{**fields, **given})  # type: ignore[arg-type]
    (event,) = Calendar.from_ical(calendar_bytes("Bevakning", [day], made=MADE)).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_an_empty_calendar_is_still_one() -> None:
    calendar = Calendar.from_ical(calendar_bytes("Bevakning", [], made=MADE))
    assert (calendar["x-wr-calname"], calendar.walk("VEVENT")) == ("Bevakning", [])


def test_long_lines_are_folded_and_swedish_letters_survive() -> None:
    text = "Åtgärderna, ö-delen; och \\ resten\n" + "redovisas för nämnden " * 20
    raw = calendar_bytes("Bevakning", [Day("a", MADE, "Å" * 90, text, "http://localhost/x")], made=MADE)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert (str(event["summary"]), str(event["description"])) == ("Å" * 90, text)


@pytest.mark.parametrize(
    ("months", "date", "rule"),
    [
        (12, dt.date(2025, 3, 31), {"FREQ": ["YEARLY"], "INTERVAL": [1]}),
        (48, dt.date(2025, 3, 31), {"FREQ": ["YEARLY"], "INTERVAL": [4]}),
        (3, dt.date(2025, 3, 25), {"FREQ": ["MONTHLY"], "INTERVAL": [3]}),
        (3, dt.date(2025, 3, 31), {"FREQ": ["MONTHLY"], "INTERVAL": [3], "BYMONTHDAY": [-1]}),
    ],
)
def test_what_comes_back_has_a_rule(months: int, date: dt.date, rule: dict[str, list[object]]) -> None:
    assert dict(_event(date=date, every_months=months)["rrule"]) == rule


def test_the_last_day_there_is_has_its_event_too() -> None:
    event = _event(date=dt.date.max, every_months=3)
    assert event["dtstart"].dt == dt.date.max
    assert dict(event["rrule"])["BYMONTHDAY"] == [-1]
    assert _event()["dtend"].dt == dt.date(2025, 12, 2)


def test_it_reminds_only_where_that_is_asked_for() -> None:
    assert _event().walk("VALARM") == []
    (alarm,) = _event(remind_days=7).walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", dt.timedelta(days=-7))
