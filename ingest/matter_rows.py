"""The matters of what the register holds, read and linked once for each change of it and each set of zones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from ingest.bodies import Bodies
from ingest.corrections import corrections
from ingest.facts.references import reference_table
from ingest.matter_places import Stage
from ingest.matter_reading import Reading
from ingest.matter_standing import Standing, standing
from ingest.matters import Matter, matters
from ingest.register import Register
from ingest.text import Text
from ingest.uncollected import uncollected

_KEPT = 4
"""Sets of zones and changes whose matters are kept."""


@dataclass(frozen=True, slots=True)
class Matters:
    """All matters that somebody may see, the latest first, how each stands, and which § is of which."""

    all: tuple[Matter, ...]
    standings: dict[str, Standing] = field(repr=False)
    of_paragraph: dict[str, Matter] = field(repr=False)
    stages: dict[str, Stage] = field(repr=False)


_Key = tuple[frozenset[str], int, tuple[int, int]]
_kept: WeakKeyDictionary[Register, dict[_Key, Matters]] = WeakKeyDictionary()
_lock = Lock()


def matters_of(register: Register, bodies: Bodies, zones: frozenset[str], generation: int) -> Matters:
    """The matters of what a reader of `zones` may see, with what has been put right of their §§. `generation`: another
    number after each change of what is held."""
    with _lock:
        kept = _kept.setdefault(register, {})
        key = (zones, generation, _corrections_made(register))
        if key not in kept:
            while len(kept) >= _KEPT:
                kept.pop(next(iter(kept)))
            with uncollected():
                kept[key] = _linked(register, bodies, zones)
        return kept[key]


def _corrections_made(register: Register) -> tuple[int, int]:
    """Other numbers after each correction and each withdrawal: corrections are no change of what is held."""
    query = select(func.count(), func.count(corrections.c.withdrawn_at))
    with register.connection() as connection:
        made, withdrawn = connection.execute(query).one()
    return made, withdrawn


def quotes_of(register: Register, rows: list[int]) -> dict[int, Text]:
    """The sentences of references that the reader is known to see."""
    query = select(reference_table.c.id, reference_table.c.quote).where(reference_table.c.id.in_(rows))
    with register.connection() as connection:
        return {row.id: row.quote for row in connection.execute(query)}


def _linked(register: Register, bodies: Bodies, zones: frozenset[str]) -> Matters:
    with register.connection() as connection:
        stages, made = Reading(connection, bodies, zones).all()
    found = tuple(sorted(matters(stages.values(), made), key=_last, reverse=True))
    standings = {matter.id: standing(matter.stages, matter.links) for matter in found}
    return Matters(found, standings, dict(_paragraphs(found)), stages)


def _last(matter: Matter) -> tuple[dt.date, int]:
    last = matter.stages[-1]
    return last.date, -last.number


def _paragraphs(found: tuple[Matter, ...]) -> Iterator[tuple[str, Matter]]:
    for matter in found:
        for stage in matter.stages:
            yield stage.id, matter
