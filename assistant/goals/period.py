"""The years that a goal is for, and whether it holds on a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from assistant.wire.goals import Validity

_YEARS = re.compile(r"(20\d\d)(?:\s*[–-]\s*(20\d\d))?")


@dataclass(frozen=True, slots=True)
class Period:
    """From January of `first`, or since ever, to December of `last`."""

    first: int | None
    last: int

    @classmethod
    def read(cls, text: str | None) -> Period | None:
        """'2023–2026' or '2025'; None where there is none, or it ends before it begins."""
        match = _YEARS.search(text or "")
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        return cls(first, last) if first <= last else None

    @classmethod
    def until(cls, text: str | None) -> Period | None:
        """As `read`, but a lone year is the one by which it is to come true: 'Vision 2040'."""
        found = cls.read(text)
        return cls(None, found.last) if found and found.first == found.last else found

    def __str__(self) -> str:
        if self.first is None:
            return f"till {self.last}"
        return f"{self.first}–{self.last}" if self.first < self.last else str(self.first)

    def overlaps(self, other: Period) -> bool:
        """Whether they have a year in common."""
        return (self.first or 0) <= other.last and (other.first or 0) <= self.last

    def touches(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether any of it lies from `first` to `last`."""
        return (first is None or self.last >= first.year) and (last is None or (self.first or 0) <= last.year)


def overlap(one: Period | None, other: Period | None) -> bool:
    """Whether two periods may be the same time: one that is not told may be any."""
    return one is None or other is None or one.overlaps(other)


def valid(period: Period | None, today: dt.date) -> Validity:
    """Whether what is for `period` holds on a day."""
    if period is None:
        return "framgår inte"
    if today.year > period.last:
        return "gäller inte längre"
    return "gäller inte än" if today.year < (period.first or 0) else "gäller"
