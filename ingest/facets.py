"""What vectors are filtered by, as columns of numbers by matrix row: content, body, date, § and dnr of each chunk.

A chunk's facets are written with its vector and hold as long as that does: a content that is read anew gets new
vectors. What may change while they stand (zones, versions) belongs to the content and is asked of the register.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.filters import Filters
from ingest.signs import Rows
from ingest.stored import IndexEntry

FACETS = np.dtype([("content", "<u8"), ("body", "<u8"), ("dnr", "<u8"), ("date", "<i4"), ("number", "<i4")])
"""One row. Words by their hash; `date`: the day's ordinal; 0 where there is none, of `content` where nothing is known.
`number` is one more than the §, so that § 0 is one."""

Facets = NDArray[Any]
"""(rows,) of FACETS."""

Codes = NDArray[np.uint64]
Mask = NDArray[np.bool_]
_PREFIX = 16
"""As much of its content's hash as a chunk's id begins with."""


def facets_of(entries: Sequence[IndexEntry]) -> Facets:
    """The facets of chunks, (len(entries),)."""
    codes: dict[str | None, int] = {None: 0}

    def code(word: str | None) -> int:
        if word not in codes:
            codes[word] = _code(word or "")
        return codes[word]

    rows = [
        (
            *(code(entry.id[:_PREFIX]), code(entry.body_key), code(entry.dnr_key)),
            *(_day(entry.date), 0 if entry.number is None else entry.number + 1),
        )
        for entry in entries
    ]
    return np.array(rows, dtype=FACETS)


def content_codes(hashes: Iterable[str]) -> Codes:
    """The contents with these hashes, as the column `content` has them."""
    return np.fromiter((_code(one[:_PREFIX]) for one in hashes), np.uint64)


@dataclass(frozen=True, slots=True)
class Columns:
    """The facets of a matrix' rows, each column by itself, (rows,). `starts`, `contents`: where a stretch of rows of
    one content begins, and which one; chunks of a content lie side by side, so that there are few."""

    starts: Rows
    contents: Codes
    body: Codes
    dnr: Codes
    date: NDArray[np.int32]
    number: NDArray[np.int32]

    @classmethod
    def of(cls, facets: Facets) -> Columns:
        """Those of `facets`."""
        content = np.ascontiguousarray(facets["content"])
        starts = np.flatnonzero(np.concatenate([[True], content[1:] != content[:-1]]))[: len(content)]
        body, dnr, date, number = (
            np.ascontiguousarray(facets[name]) for name in ("body", "dnr", "date", "number")
        )
        return cls(starts, content[starts], body, dnr, date, number)

    def __len__(self) -> int:
        return len(self.date)

    def with_rows(self, facets: Facets) -> Columns:
        """These and the rows after them."""
        more = Columns.of(facets)
        return Columns(
            np.concatenate([self.starts, more.starts + len(self)]),
            np.concatenate([self.contents, more.contents]),
            np.concatenate([self.body, more.body]),
            np.concatenate([self.dnr, more.dnr]),
            np.concatenate([self.date, more.date]),
            np.concatenate([self.number, more.number]),
        )

    @property
    def all_known(self) -> bool:
        """Whether all rows' facets are known."""
        return bool(self.contents.all())

    def known(self) -> Mask:
        """Which rows' facets are known."""
        return self._by_row(self.contents != 0)

    def fitting(self, filters: Filters, contents: Codes) -> Mask:
        """Which rows are of these contents and fit what `filters` say of body, date, § and dnr."""
        fits = self._by_row(np.isin(self.contents, contents))
        if filters.bodies:
            fits &= np.logical_or.reduce([self.body == _code(body) for body in filters.bodies])
        if filters.date_from or filters.date_to:
            fits &= self.date >= max(1, _day(filters.date_from))
        if filters.date_to:
            fits &= self.date <= _day(filters.date_to)
        if filters.number is not None:
            fits &= self.number == filters.number + 1
        if filters.dnr_key is not None:
            fits &= self.dnr == _code(filters.dnr_key)
        return fits

    def _by_row(self, by_stretch: Mask) -> Mask:
        lengths = np.diff(self.starts, append=len(self))
        return np.repeat(by_stretch, lengths)


def _code(word: str) -> int:
    """A word as a number, by its hash: of a million words two would share one in 40 million archives."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _day(date: dt.date | None) -> int:
    return 0 if date is None else date.toordinal()
