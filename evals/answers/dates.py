"""Days that a text names, in any spelling, Swedish or English; written apart from the program's own reading of dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

Day = tuple[int | None, int, int | None]
"""Year, month, day: 'den 5 mars' has no year, 'mars 2025' no day."""

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "febr"),
    ("mars", "march"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_ONE = r"(?:[12]\d|3[01]|0?[1-9])(?:[:.]?[ae]|st|nd|rd|th)?"
_MORE = rf"{_ONE}(?:\s*(?:,|och|samt|till|and|to|[-–])\s*{_ONE})*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d)(?P<year>{_YEAR})[-–‑./](?P<month>0?[1-9]|1[0-2])[-–‑./](?P<days>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d)(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])(?P<days>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\d.,/-])(?P<days>{_MORE})\s+(?:of\s+)?(?P<name>{_MONTH})\b\.?(?:,?\s+(?P<year>{_YEAR})\b)?",
        rf"\b(?P<name>{_MONTH})\s+(?P<days>{_ONE})(?!\d)(?:,?\s+(?P<year>{_YEAR})\b)?",
        rf"\b(?P<name>{_MONTH})(?:\s+månad)?,?\s+(?:i\s+|år\s+|of\s+)?(?P<year>{_YEAR})\b",
        rf"(?<![\d./-])(?P<days>[12]\d|3[01]|0?[1-9])/(?P<month>1[0-2]|0?[1-9])(?![\d/])(?:[\s-]+(?P<year>{_YEAR})\b)?",
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A day, or a month with its year, and how it is written."""

    day: Day
    written: str


def days(text: str) -> Iterator[Found]:
    """Every day that a text names; what one form has read is not read again by the next."""
    rest = text
    for form in _FORMS:
        for match in form.finditer(rest):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else _NUMBER[parts["name"].casefold()]
            year = int(parts["year"]) if parts.get("year") else None
            written = " ".join(match[0].split()).removesuffix(".")
            for day in re.findall(r"\d+", parts.get("days") or "") or [None]:
                yield Found((year, month, int(day) if day else None), written)
        rest = form.sub(lambda match: " " * len(match[0]), rest)


def held(said: Day, known: Collection[Day], years: Collection[int]) -> bool:
    """Whether a day is known: as it is; without the day or the year that was not said; or without its year, where that
    `years` stands elsewhere in what is known ('25/2' in the minutes of 2025)."""
    year, month, day = said
    for known_year, known_month, known_day in known:
        same_day = day is None or day == known_day
        same_year = year is None or year == known_year or (known_year is None and year in years)
        if month == known_month and same_day and same_year:
            return True
    return False
