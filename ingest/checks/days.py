"""Days as printed: those that no calendar has, and those that fall on another weekday than the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ingest.checks import Remark, Severity
from ingest.dates import FoundDate, impossible_dates, parse_dates
from ingest.sentences import sentence_texts
from ingest.text import Text

NO_SUCH_DAY, WEEKDAY = "orimligt datum", "veckodag"
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_NAMED = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})(?:en)?,?\s+(?:den\s+)?$", re.IGNORECASE)
_MOST = 20
"""Impossible days of one passage that are told; a table of numbers may hold thousands that look like days."""

_MAY_HOLD = re.compile(r"\d")


def day_remarks(text: Text, year: int | None = None) -> Iterator[Remark]:
    """What is wrong with the days that a passage prints. `year`: that of a date without one, or else the next year is."""
    if not _MAY_HOLD.search(text.value):
        return
    for start, end in impossible_dates(text.value)[:_MOST]:
        why = f"Datumet ”{text.value[start:end]}” finns inte i någon kalender."
        yield Remark(NO_SUCH_DAY, Severity.WRONG, why, _sentence(text, start))
    for found, printed in islice(_misplaced(text.value, year), _MOST):
        why = f"”{printed}”: {found.date} är en {_WEEKDAYS[found.date.weekday()]}."
        yield Remark(WEEKDAY, Severity.LOOK, why, _sentence(text, found.start))


def _misplaced(value: str, year: int | None) -> Iterator[tuple[FoundDate, str]]:
    """The days that the text gives another weekday than theirs, as printed."""
    for found in parse_dates(value, year):
        named = _NAMED.search(value[max(0, found.start - 14) : found.start])
        if named and not _falls_on(found, named["day"].casefold()):
            yield found, f"{named['day']} {value[found.start : found.end]}"


def _falls_on(found: FoundDate, weekday: str) -> bool:
    """Whether the day is of that weekday; one without a year may be the next year's."""
    days = [found.date]
    if not found.year_given and (found.date.month, found.date.day) != (2, 29):
        days.append(found.date.replace(year=found.date.year + 1))
    return any(_WEEKDAYS[day.weekday()] == weekday for day in days)


def _sentence(text: Text, at: int) -> Text:
    """The sentence of a passage that holds the character at `at`."""
    reached = 0
    for sentence in sentence_texts(text):
        start = text.value.find(sentence.value, reached)
        reached = start + len(sentence.value)
        if start <= at < reached:
            return sentence
    return text
