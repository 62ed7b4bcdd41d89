"""What a text says is to be done again and again: 'årligen', 'i mars varje år', 'kvartalsvis'."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ingest.dates import MONTHS
from ingest.hints import has_any

_RHYTHMS = (
    (12, r"årligen|varje\s+(?:kalender)?år|en\s+gång\s+(?:per|om)\s+år(?:et)?|årlig(?:a|t)?|året\s+efter|respektive\s+år"),
    (24, r"vartannat\s+år"),
    (36, r"vart\s+tredje\s+år"),
    (48, r"vart\s+fjärde\s+år|(?:varje|per|(?:en|1)\s+gång\s+(?:per|under))\s+mandatperiod(?:en)?"),
    (6, r"halvårsvis|varje\s+halvår|(?:två|2)\s+gånger\s+(?:per|om)\s+år(?:et)?"),
    (4, r"tertial(?:s)?vis|varje\s+tertial|(?:tre|3)\s+gånger\s+(?:per|om)\s+år(?:et)?"),
    (3, r"kvartalsvis|varje\s+kvartal|(?:fyra|4)\s+gånger\s+(?:per|om)\s+år(?:et)?"),
    (1, r"månadsvis|varje\s+månad|månatlig(?:en|a|t)?|(?:en|1)\s+gång\s+(?:per|i)\s+månad(?:en)?"),
)  # fmt: skip
_RHYTHM = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{'|'.join(MONTHS)})\s+(?:månad\s+)?)?"
    rf"\b(?:{'|'.join(f'(?P<r{months}>{words})' for months, words in _RHYTHMS)})(?![\w-])",
    re.IGNORECASE,
)
_NEEDED = (
    *("årlig", "varje", "vart", "gång", "året", "respektive", "mandatperiod"),
    *("halvår", "tertial", "kvartal", "månadsvis", "månatlig"),
)
"""Every rhythm has one of them."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something to be done every `months` months, said from `start` to `end` of a text. `first`: the last day of the first
    time after the meeting; reckoned from the meeting's day unless `dated`: the text names a month or a day."""

    months: int
    first: dt.date
    start: int
    end: int
    dated: bool = False


def recurrence_of(text: str, held: dt.date) -> Recurrence | None:
    """The first rhythm that the text names; `held`: the meeting's day."""
    match = _RHYTHM.search(text) if has_any(text, _NEEDED) else None
    if match is None:
        return None
    months = next(each for each, _ in _RHYTHMS if match[f"r{each}"])
    if match["month"] is None:
        return Recurrence(months, later(held, months), match.start(), match.end())
    month = MONTHS.index(match["month"].casefold()) + 1
    day = int(match["day"]) if match["day"] else 31
    first = next(date for year in (held.year, held.year + 1) if (date := _within(year, month, day)) > held)
    return Recurrence(months, first, match.start(), match.end(), dated=True)


def later(date: dt.date, months: int) -> dt.date:
    """The day `months` months later; the month's last where it has no such day."""
    at = date.month - 1 + months
    return _within(date.year + at // 12, at % 12 + 1, date.day)


def next_time(first: dt.date, months: int, today: dt.date) -> dt.date:
    """The first time that is not before `today`."""
    if first >= today:
        return first
    passed = (today.year - first.year) * 12 + today.month - first.month
    date = later(first, passed // months * months)
    return date if date >= today else later(first, (passed // months + 1) * months)


def last_time(first: dt.date, months: int, today: dt.date) -> dt.date | None:
    """The last time before `today`, None where the first is still to come."""
    passed = max(0, (today.year - first.year) * 12 + today.month - first.month) // months
    times = (later(first, count * months) for count in (passed, passed - 1) if count >= 0)
    return next((date for date in times if date < today), None)


_END = dt.date(9999, 12, 30)
"""The last day but one that can be told: what is asked from the end of time comes back then."""


def _within(year: int, month: int, day: int) -> dt.date:
    if year > _END.year:
        return _END
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
