"""A § as others name it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.wire.followups import Step


@dataclass(frozen=True, slots=True)
class Place:
    """A § of a meeting; `paragraph` is its id."""

    date: dt.date
    body_key: str
    number: int
    paragraph: str

    @property
    def label(self) -> str:
        """'KS 2025-03-25 § 34'."""
        return f"{self.body_key} {self.date} § {self.number}"

    def out(self) -> Step:
        """As it goes out."""
        return Step(label=self.label, paragraph_id=self.paragraph, date=self.date)
