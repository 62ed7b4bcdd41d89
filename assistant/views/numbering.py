"""The numbers of a body's year: what is known to be missing, and what nothing here tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.wire.coverage import Gap, GapKind
from ingest.ranges import runs, written


@dataclass(frozen=True, slots=True)
class Numbered:
    """A meeting's numbers that are here. `whole`: its minutes are; `stated`: the range that their front page gives."""

    date: dt.date
    numbers: frozenset[int]
    whole: bool
    stated: tuple[int, int] | None = None

    @property
    def own(self) -> frozenset[int]:
        """Every number that the meeting is known to have used."""
        first, last = min(self.numbers), max(self.numbers)
        if self.stated:
            first, last = min(first, self.stated[0]), max(last, self.stated[1])
        return frozenset(range(first, last + 1))

    @property
    def missing(self) -> frozenset[int]:
        """Numbers of its own that are not here."""
        return self.own - self.numbers


def runs_on(year: Sequence[Numbered]) -> bool:
    """Whether the numbers go on from each meeting to the next; `year` by date."""
    return all(max(before.numbers) < min(after.numbers) for before, after in pairwise(year))


def repeated(year: Sequence[Numbered]) -> list[str]:
    """The numbers that stand in two meetings of the year, with both days."""
    return [
        f"{written(both)} finns både {before.date} och {after.date}."
        for at, before in enumerate(year)
        for after in year[at + 1 :]
        if (both := before.numbers & after.numbers)
    ]


def gaps(year: Sequence[Numbered]) -> list[Gap]:
    """What lies before and between the meetings of a year, by date; nothing where the numbers do not run on.

    Between two whole minutes every number was used, so what is not here is missing. Before the first of them, and up to an
    extract or a § adjusted at once that stands alone, it is unknown.
    """
    if not year or not runs_on(year):
        return []
    known = frozenset().union(*(meeting.own for meeting in year))
    return list(_between(year, known))


def _between(year: Sequence[Numbered], known: frozenset[int]) -> Iterator[Gap]:
    wholes = [meeting for meeting in year if meeting.whole]
    if wholes:
        first, last = wholes[0], wholes[-1]
        certain = range(max(first.own) + 1, min(last.own))
    else:
        certain = range(0)
    unused = [number for number in range(1, max(known)) if number not in known]
    for start, end in runs(unused):
        kind: GapKind = "saknas" if start in certain else "okänt"
        yield Gap(first=start, last=end, count=end - start + 1, kind=kind, why=_why(year, start, end, kind))


def _why(year: Sequence[Numbered], start: int, end: int, kind: GapKind) -> str:
    before = next((m for m in reversed(year) if max(m.own) < start), None)
    after = next(m for m in year if min(m.own) > end)
    if before is None:
        return f"Före det första som finns från året, mötet {after.date}."
    said = f"Mellan mötena {before.date} och {after.date}"
    if kind == "saknas":
        return f"{said}: numren har använts, men protokollen finns inte här."
    alone = before if not before.whole else after
    return f"{said}; från {alone.date} finns bara enstaka paragrafer."
