"""The days that a text names as something to come: a day, a month, a year or a part of one, with what was not written.

Beside `ingest.dates`, which reads whole dates: here a year may be missing and is taken from the meeting's day, a time may be
as wide as 'hösten 2026', and a day that no calendar has ('31 februari') is kept as written.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from ingest.dates import MONTHS, impossible_dates, parse_dates
from ingest.hints import has_any
from ingest.number_words import COUNT, count_of
from ingest.recurrence import later

_LEAP = 2000
_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d\d"
_EARLY = r"(?:slutet|början|mitten|utgången)\s+av\s+"


class Precision(StrEnum):
    """How closely a time is given; `IMPOSSIBLE`: a day that does not exist."""

    DAY = "dag"
    MONTH = "månad"
    PERIOD = "period"
    YEAR = "år"
    IMPOSSIBLE = "orimligt datum"


@dataclass(frozen=True, slots=True)
class DueDate:
    """A time from `start` to `end` of a text. `date`: its last day, None where there is no such day; `year_inferred`: the year
    is not written and is that of the next such time after the meeting; `counted`: it is counted from the meeting's day. What
    is to be before a month or a part of a year is due the day before that begins."""

    date: dt.date | None
    precision: Precision
    start: int
    end: int
    year_inferred: bool = False
    counted: bool = False


_MONTH_NAMED = re.compile(
    rf"(?:\b(?:i|under|senast|till|före|innan|och)\s+(?:{_EARLY}|månadsskiftet\s+)?(?:i\s+|under\s+)?)"
    rf"(?P<time>(?P<month>{_MONTH})(?:\s+(?:månad\s+)?(?P<year>{_YEAR}))?)\b(?!\s+månads\b)(?:\s+månad\b)?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b(?P<season>våren|sommaren|hösten|vårterminen|höstterminen)\b(?:\s+(?P<year>{_YEAR})\b)?",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"\b(?:(?P<nth>första|andra|tredje|fjärde)\s+kvartalet|(?:kvartal\s+|Q)(?P<number>[1-4]))\s+(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
_HALF = re.compile(rf"\b(?P<nth>första|andra)\s+halvåret\s+(?P<year>{_YEAR})\b", re.IGNORECASE)
_TURN = re.compile(
    rf"\bårsskiftet\b(?:\s+(?P<year>{_YEAR})\s*[/–-]\s*(?:{_YEAR}|\d\d)\b)?(?!\s+\d)", re.IGNORECASE
)
_COUNTED = re.compile(
    rf"\b(?:inom|senast)\s+(?P<count>{COUNT})\s+(?P<unit>dag|veck|månad|år)(?:ar|er|or|a|s)?\b"
    r"(?:\s+(?:från|efter)\s+(?:(?:det|detta|dagens|nämndens|styrelsens|utskottets|fullmäktiges|kommunstyrelsens|kommunfullmäktiges)\s+)*"
    r"(?P<from>\w+))?",
    re.IGNORECASE,
)
"""A time counted from somewhere: 'inom två månader från beslutet', 'senast tre veckor efter sammanträdet'."""

_FROM_MEETING = re.compile(r"beslut|sammanträd|mötet|dags?\b|idag", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:före|innan)\s+(?:år\s+)?$", re.IGNORECASE)
_WEEK = re.compile(rf"\b(?:vecka|v\.)\s?(?P<week>\d{{1,2}})\b(?:,?\s+(?P<year>{_YEAR})\b)?", re.IGNORECASE)
_WHOLE_YEAR = re.compile(
    rf"\b(?:senast|under|före|innan)\s+(?:(?:{_EARLY}|utgången\s+av\s+|under\s+)?(?:år\s+)?)(?P<time>(?P<year>{_YEAR}))\b(?![-–/]\d)",
    re.IGNORECASE,
)
_PERIOD_WORDS = (
    "våren",
    "sommaren",
    "hösten",
    "terminen",
    "kvartal",
    "q",
    "halvåret",
    "årsskiftet",
    "vecka",
    "v.",
)
"""Every part of a year is named with one of them."""

_NTH = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_FIRST_DAYS = {
    "våren": (3, 1),
    "sommaren": (6, 1),
    "hösten": (9, 1),
    "vårterminen": (1, 1),
    "höstterminen": (8, 1),
}
_LAST_DAYS = {
    "våren": (6, 30),
    "sommaren": (8, 31),
    "hösten": (12, 31),
    "vårterminen": (6, 30),
    "höstterminen": (12, 31),
}


def due_dates(text: str, held: dt.date) -> tuple[DueDate, ...]:
    """Every time that the text names, in order; `held`: the meeting's day, for what has no year of its own."""
    found: list[DueDate] = []
    for read in (_days, _impossible, _counted, _months, _periods, _years):
        found += [one for one in read(text, held) if not any(_overlap(one, other) for other in found)]
    return tuple(sorted(found, key=lambda one: one.start))


def _overlap(one: DueDate, other: DueDate) -> bool:
    return one.start < other.end and other.start < one.end


def _days(text: str, held: dt.date) -> Iterator[DueDate]:
    for date in parse_dates(text, _LEAP):
        month, day = date.date.month, date.date.day
        when = date.date if date.year_given else _next(held, partial(_day, month, day))
        end = date.start + len(text[date.start : date.end].rstrip("."))
        yield DueDate(when, Precision.DAY, date.start, end, not date.year_given)


def _impossible(text: str, held: dt.date) -> Iterator[DueDate]:  # noqa: ARG001
    for start, end in impossible_dates(text):
        yield DueDate(None, Precision.IMPOSSIBLE, start, end)


def _months(text: str, held: dt.date) -> Iterator[DueDate]:
    for match in _MONTH_NAMED.finditer(text) if has_any(text, MONTHS) else ():
        month = MONTHS.index(match["month"].casefold()) + 1
        yield _made(match, Precision.MONTH, held, partial(_day, month, 1), partial(_month_end, month))


def _periods(text: str, held: dt.date) -> Iterator[DueDate]:
    if not has_any(text, _PERIOD_WORDS):
        return
    for match in _SEASON.finditer(text):
        season = match["season"].casefold()
        first, last = _FIRST_DAYS[season], _LAST_DAYS[season]
        yield _made(match, Precision.PERIOD, held, partial(_day, *first), partial(_day, *last))
    for match in _QUARTER.finditer(text):
        quarter = _NTH[match["nth"].casefold()] if match["nth"] else int(match["number"])
        first_day = partial(_day, 3 * quarter - 2, 1)
        yield _made(match, Precision.PERIOD, held, first_day, partial(_month_end, 3 * quarter))
    for match in _HALF.finditer(text):
        half = _NTH[match["nth"].casefold()]
        first_day = partial(_day, 6 * half - 5, 1)
        yield _made(match, Precision.PERIOD, held, first_day, partial(_month_end, 6 * half))
    for match in _TURN.finditer(text):
        yield _made(match, Precision.PERIOD, held, _after_year, partial(_day, 12, 31))
    for match in _WEEK.finditer(text):
        if 1 <= (week := int(match["week"])) <= 53:
            yield _made(
                match, Precision.PERIOD, held, partial(_week_day, week, 1), partial(_week_day, week, 7)
            )


def _years(text: str, held: dt.date) -> Iterator[DueDate]:
    for match in _WHOLE_YEAR.finditer(text):
        yield _made(match, Precision.YEAR, held, partial(_day, 1, 1), partial(_day, 12, 31))


def _counted(text: str, held: dt.date) -> Iterator[DueDate]:
    for match in _COUNTED.finditer(text) if has_any(text, ("inom", "senast")) else ():
        count, unit = count_of(match["count"]), match["unit"].casefold()
        if match["from"] and not _FROM_MEETING.match(match["from"]):
            continue  # from a day that the text does not tell
        days = {"dag": count, "veck": 7 * count}.get(unit)
        months = count if unit == "månad" else 12 * count
        date = later(held, months) if days is None else held + dt.timedelta(days=days)
        yield DueDate(date, Precision.PERIOD, match.start(), match.end(), counted=True)


_Of = Callable[[int], dt.date | None]
"""A day of a year."""


def _made(match: re.Match[str], precision: Precision, held: dt.date, first: _Of, last: _Of) -> DueDate:
    part = "time" if "time" in match.groupdict() else 0
    start = match.start(part)
    ends = partial(_day_before, first) if _UP_TO.search(match.string, 0, start) else last
    date = ends(int(match["year"])) if match["year"] else _next(held, ends)
    return DueDate(date, precision, start, match.end(), not match["year"])


def _day_before(first: _Of, year: int) -> dt.date | None:
    date = first(year)
    return date - dt.timedelta(days=1) if date else None


def _after_year(year: int) -> dt.date:
    return dt.date(year + 1, 1, 1)


def _next(held: dt.date, last: Callable[[int], dt.date | None]) -> dt.date | None:
    """The next such time that ends after the meeting; of 29 February the next leap year's."""
    for year in range(held.year, held.year + 9):
        date = last(year)
        if date is not None and date > held:
            return date
    return None


def _day(month: int, day: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_end(month: int, year: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _week_day(week: int, day: int, year: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, week, day)
    except ValueError:
        return None
