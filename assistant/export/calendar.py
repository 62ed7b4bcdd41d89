"""Calendars that Outlook and others import: iCalendar by the `icalendar` library, whole days, the same id at every export."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from icalendar import Alarm, Calendar, Event, vText

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """An entry of a calendar on a whole day. `id`: the same for the same thing; `every_months`: comes back;
    `remind_days`: how many days before it reminds, None for never; `url`: where it leads."""

    id: str
    date: dt.date
    title: str
    text: str
    url: str
    every_months: int | None = None
    remind_days: int | None = None


def calendar_bytes(name: str, days: Sequence[Day], *, made: dt.date) -> bytes:
    """The entries as a calendar that is published, not an invitation. `made`: the day it stands for."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kommunminne//Bevakning//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    stamp = dt.datetime.combine(made, dt.time(), tzinfo=dt.UTC)
    for day in days:
        calendar.add_component(_event(day, stamp))
    return bytes(calendar.to_ical())


def _event(day: Day, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.id}@kommunminne")
    event.add("dtstamp", stamp)
    event.add("dtstart", day.date)
    if day.date < dt.date.max:  # without an end it is that day
        event.add("dtend", day.date + _DAY)
    event.add("summary", day.title)
    event.add("description", day.text)
    event.add("url", day.url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event["x-microsoft-cdo-busystatus"] = vText("FREE")
    if day.every_months:
        event.add("rrule", _rule(day.date, day.every_months))
    if day.remind_days is not None:
        event.add_component(_alarm(day))
    return event


def _rule(date: dt.date, months: int) -> dict[str, Any]:
    if months % 12 == 0:
        return {"freq": "yearly", "interval": months // 12}
    rule: dict[str, Any] = {"freq": "monthly", "interval": months}
    last_of_month = date.day == monthrange(date.year, date.month)[1]
    return rule | {"bymonthday": -1} if last_of_month else rule


def _alarm(day: Day) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", day.title)
    alarm.add("trigger", dt.timedelta(days=-(day.remind_days or 0)))
    return alarm
