"""What a search is narrowed to before anything is ranked: access first, then what the question names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits of a search; None and () set none. Several values of one field mean any of them.

    `zones`: the zones the asker may see, never empty, since access is decided before ranking. `bodies`: body keys
    ('AU'). `date_from`, `date_to`: both days included; passages without a date fall out. `kinds`: kinds of document.
    `number`: the §. `dnr_key`: the normalised dnr ('KS-2025-205'). `contents`: content hashes of documents.
    Raises ValueError where `zones` is empty or the dates are the wrong way round.
    """

    zones: frozenset[str]
    kommun: str | None = None
    bodies: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    kinds: tuple[str, ...] = ()
    number: int | None = None
    dnr_key: str | None = None
    contents: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if not self.zones:
            raise ValueError("zones is empty: a search must say which zones the asker may see")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValueError(f"date_from {self.date_from} lies after date_to {self.date_to}")
