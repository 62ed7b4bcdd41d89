"""Dates as Swedish minutes write them, with their place in the text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_NAMES = {name: number for number, name in enumerate(MONTHS, 1)} | _SHORT
_WORDS = "|".join(sorted(_NAMES, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\d.,/:-])(?:
        (?P<y1>(?:19|20)\d\d)[-–‑.](?P<m1>0?[1-9]|1[0-2])[-–‑.](?P<d1>0?[1-9]|[12]\d|3[01])(?![\d-])
      | (?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?![\d-])
      | (?P<d3>[12]\d|3[01]|0?[1-9])(?::?[ae])?\s+(?P<m3>{_WORDS})\b\.?(?:,?\s+(?P<y3>(?:19|20)\d\d)\b)?
      | (?P<d4>[12]\d|3[01]|0?[1-9])/(?P<m4>1[0-2]|0?[1-9])(?![\d/])(?:[\s-]+(?P<y4>(?:19|20)\d\d)\b(?!/))?
    )""",
    re.IGNORECASE | re.VERBOSE,
)


_LIKE_DATE = re.compile(
    rf"""(?<![\w.,/:-])(?:
        (?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)
      | (?P<d2>\d{{1,2}})/(?P<m2>\d{{1,2}})(?:[\s-]+(?P<y2>(?:19|20)\d\d))?
      | (?<=den\s)(?P<d3>\d{{1,2}})(?::?[ae])?\s+(?P<m3>{_WORDS})\b
    )(?![\w/-])""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is written as a day, whether or not its figures can be one."""

_SAID_DAY = re.compile(r"\b(?:den|senast|före|innan|till|från|fr\.?o\.?m\.?|t\.?o\.?m\.?)\s+$", re.IGNORECASE)
_LEAP_YEAR = 2000
_BEGINS = re.compile(r"\d(?<![\d.,/:-].)")
"""Where a date may begin: looked for first, for it is found many times faster than a date."""

_KEPT = 64
"""Texts whose dates are kept: whoever reads the days of a text reads the impossible ones too, right after."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text from `start` to `end`; `year_given` is False where the year was taken from outside."""

    date: dt.date
    start: int
    end: int
    year_given: bool = True


_IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)?\d\d)(?P<part>[-_.]?)(?P<m>\d\d)(?P=part)(?P<d>\d\d)(?!\d)")


def date_in_name(name: str) -> dt.date | None:
    """The date that a file's name bears: 'KS-2025-03-07.pdf', 'protokoll_20250307.pdf', 'ks 250307.docx'."""
    for match in _IN_NAME.finditer(name.rsplit("/", 1)[-1]):
        year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
        if date := _made(int(year), int(match["m"]), int(match["d"])):
            return date
    return None


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=_KEPT)
def _dates(text: str, form: re.Pattern[str] = _DATE) -> tuple[re.Match[str], ...]:
    found: list[re.Match[str]] = []
    end = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() >= end and (match := form.match(text, begin.start())):
            end = match.end()
            found.append(match)
    return tuple(found)


def parse_dates(text: str, default_year: int | None = None) -> tuple[FoundDate, ...]:
    """Every date of the text in order: '2025-02-25', '20250401', '25 februari 2025', 'den 3 juni 2026', '25/2 2025'.

    A date without year ('25/2', '14 mars') counts only where `default_year` is given.
    """
    found = []
    for match in _dates(text):
        part = next(number for number in "1234" if match[f"d{number}"])
        year = match[f"y{part}"]
        if year is None and default_year is None:
            continue
        month = match[f"m{part}"]
        number = int(month) if month.isdigit() else _NAMES[month.casefold()]
        date = _made(int(year) if year else default_year or 0, number, int(match[f"d{part}"]))
        if date:
            found.append(FoundDate(date, match.start(), match.end(), year is not None))
    return tuple(found)


def impossible_dates(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text writes a day that no calendar has, '31 februari', '2025-13-45' or '31/2', each from start to end; one
    without a year only where no year has it, and two figures with a stroke only where words say that they are a day."""
    found = []
    for match in _dates(text):
        part = next(number for number in "1234" if match[f"d{number}"])
        year, month = match[f"y{part}"], match[f"m{part}"]
        number = int(month) if month.isdigit() else _NAMES[month.casefold()]
        if (
            year is None
            and month.isdigit()
            and not _SAID_DAY.search(text, max(0, match.start() - 20), match.start())
        ):
            continue
        if _made(int(year) if year else _LEAP_YEAR, number, int(match[f"d{part}"])) is None:
            found.append(match.span())
    found += (match.span() for match in _dates(text, _LIKE_DATE) if _is_no_day(text, match))
    return tuple(sorted(set(found)))


def _is_no_day(text: str, match: re.Match[str]) -> bool:
    """Whether figures in the form of a day are of none: month or day is out of every calendar."""
    if match["d2"] and not (match["y2"] or _SAID_DAY.search(text, max(0, match.start() - 20), match.start())):
        return False
    part = next(number for number in "123" if match[f"d{number}"])
    month = match[f"m{part}"]
    number = int(month) if month.isdigit() else _NAMES[month.casefold()]
    return not (1 <= number <= 12 and 1 <= int(match[f"d{part}"]) <= 31)
