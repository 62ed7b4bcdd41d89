"""The matters of what the register holds, read and linked once for each change of it and each set of zones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Select, func, select

from ingest.bodies import Bodies
from ingest.corrections import Correction, corrections, in_force
from ingest.dnr import typed_key
from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.matter_places import Made, Stage
from ingest.matter_standing import Standing, standing
from ingest.matter_titles import is_routine
from ingest.matters import Matter, matters
from ingest.register import Register
from ingest.tables import witnesses
from ingest.text import Text
from ingest.visible import best_witnesses

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
    keys = _Keys(bodies)
    paragraph_of: dict[int, str] = {}
    stages: dict[str, Stage] = {}
    with register.connection() as connection:
        right = in_force(connection)
        for witness, *values in connection.execute(_stage_query(zones)).all():
            stage = _stage(witness, values, keys)
            if stage.id in right:
                stage = _put_right(stage, right[stage.id], keys)
            paragraph_of[witness] = stage.id
            stages[stage.id] = stage
        made = [
            _made(row, witness, *values, paragraph_of=paragraph_of, keys=keys)
            for row, witness, *values in connection.execute(_reference_query()).all()
            if witness in paragraph_of
        ]
    found = tuple(sorted(matters(stages.values(), made), key=_last, reverse=True))
    standings = {matter.id: standing(matter.stages, matter.links) for matter in found}
    return Matters(found, standings, dict(_paragraphs(found)), stages)


def _stage_query(zones: frozenset[str]) -> Select[Any]:
    """The witness of each § that the reader may see, with the fields of `Stage` in order."""
    best = best_witnesses(Filters(zones=zones)).subquery()
    return select(
        *(witnesses.c.id, witnesses.c.paragraph, witnesses.c.kommun, witnesses.c.body, witnesses.c.body_key),
        *(witnesses.c.date, witnesses.c.number, witnesses.c.title, witnesses.c.dnr, witnesses.c.dnr_key),
        *(witnesses.c.level, witnesses.c.outcome, witnesses.c.next_body, witnesses.c.final_body),
    ).where(witnesses.c.id.in_(select(best.c.id)))


def _reference_query() -> Select[Any]:
    """The references, with the fields of `Made` in order."""
    made = reference_table.c
    return select(
        *(made.id, made.witness, made.body, made.body_key, made.bare, made.date, made.number, made.dnr_key),
        *(made.listed, made.of_matter, made.ended, made.title),
    ).order_by(made.id)


def _last(matter: Matter) -> tuple[dt.date, int]:
    last = matter.stages[-1]
    return last.date, -last.number


def _paragraphs(found: tuple[Matter, ...]) -> Iterator[tuple[str, Matter]]:
    for matter in found:
        for stage in matter.stages:
            yield stage.id, matter


class _Keys:
    """The keys of bodies by their names, each looked up once."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._found: dict[str, str] = {}

    def of(self, name: str | None) -> str | None:
        """The key of a body's name."""
        if name is None:
            return None
        if name not in self._found:
            self._found[name] = self._bodies.key(name)
        return self._found[name]

    def printed(self, name: str | None, key: str | None) -> str | None:
        """The key of a body as a reference has it: one that was printed and is unknown stays."""
        if name is None or key is None:
            return key
        if name != key:
            return self.of(name)
        body = self._bodies.with_key(key)
        return body.key if body else key


def _stage(witness: int, values: Sequence[Any], keys: _Keys) -> Stage:
    name, kommun, body, body_key, date, number, title, dnr, dnr_key, level, outcome, next_body, final_body = (
        values
    )
    return Stage(
        *(name, kommun, body, body_key, date, number, title, dnr, dnr_key, level, outcome),
        next_key=keys.of(next_body),
        final_key=keys.of(final_body),
        routine=is_routine(title),
        witness=witness,
    )


def _put_right(stage: Stage, found: Sequence[Correction], keys: _Keys) -> Stage:
    """The § with what somebody has put right of it."""
    changes: dict[str, Any] = {}
    for each in found:
        if each.field in ("title", "level", "outcome"):
            changes[each.field] = each.value
        elif each.field in ("next_body", "final_body"):
            changes[each.field.replace("body", "key")] = keys.of(str(each.value) if each.value else None)
        elif each.field == "dnr":
            changes |= {"dnr": each.value, "dnr_key": typed_key(str(each.value or ""))}
    changed = replace(stage, **changes)
    return replace(changed, routine=is_routine(changed.title))


def _made(
    row: int,
    witness: int,
    body: str | None,
    body_key: str | None,
    *values: Any,
    paragraph_of: Mapping[int, str],
    keys: _Keys,
) -> Made:
    return Made(row, paragraph_of[witness], body, keys.printed(body, body_key), *values)
