"""§§ and what they refer to, read from the register as linking needs them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ingest.bodies import Bodies
from ingest.corrections import Correction, in_force
from ingest.dnr import typed_key
from ingest.facts.parted import parted_witnesses
from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.matter_places import Made, Stage
from ingest.matter_titles import is_routine
from ingest.tables import contents, witnesses
from ingest.visible import best_witnesses, contents_of

_FIELDS = (
    *(witnesses.c.id, witnesses.c.paragraph, witnesses.c.kommun, witnesses.c.body, witnesses.c.body_key),
    *(witnesses.c.date, witnesses.c.number, witnesses.c.title, witnesses.c.dnr, witnesses.c.dnr_key),
    *(witnesses.c.level, witnesses.c.outcome, witnesses.c.next_body, witnesses.c.final_body),
)
"""A witness, then the fields of `Stage` in order."""

_MADE = (
    *(reference_table.c.id, reference_table.c.witness, reference_table.c.body, reference_table.c.body_key),
    *(reference_table.c.bare, reference_table.c.date, reference_table.c.number, reference_table.c.dnr_key),
    *(
        reference_table.c.listed,
        reference_table.c.of_matter,
        reference_table.c.ended,
        reference_table.c.title,
    ),
)
"""A row, a witness, then the fields of `Made` in order."""


class Reading:
    """Reads what a reader of `zones` may see, with what somebody has put right of it."""

    def __init__(self, connection: Connection, bodies: Bodies, zones: frozenset[str]) -> None:
        self._connection = connection
        self._keys = _Keys(bodies)
        self._filters = Filters(zones=zones)

    def all(self) -> tuple[dict[str, Stage], list[Made]]:
        """All §§ by their ids, each by the witness that stands for it, and all that they refer to."""
        best = best_witnesses(self._filters).subquery()
        stages = self._stages(select(*_FIELDS).where(witnesses.c.id.in_(select(best.c.id))), None)
        return stages, self._made(select(*_MADE).order_by(reference_table.c.id), stages.values())

    def some(self, ids: Collection[str]) -> tuple[dict[str, Stage], list[Made]]:
        """Those of the §§ `ids`, and what they refer to."""
        query = (
            select(*_FIELDS)
            .join(contents, contents.c.hash == witnesses.c.content)
            .where(
                witnesses.c.paragraph.in_(_listed(ids)), witnesses.c.content.in_(contents_of(self._filters))
            )
            .order_by(contents.c.draft.desc(), witnesses.c.rank.desc(), witnesses.c.characters)
            .order_by(witnesses.c.content.desc(), witnesses.c.id.desc())
        )  # the one that stands for its § comes last
        stages = self._stages(query, ids)
        held = _listed([stage.witness for stage in stages.values()])
        told = select(*_MADE).where(reference_table.c.witness.in_(held)).order_by(reference_table.c.id)
        return stages, self._made(told, stages.values())

    def _stages(self, query: Select[Any], ids: Collection[str] | None) -> dict[str, Stage]:
        right = in_force(self._connection, ids)
        parts = parted_witnesses(self._connection)
        stages: dict[str, Stage] = {}
        for witness, *values in self._connection.execute(query).all():
            stage = _stage(witness, values, self._keys, parts.get(witness, ()))
            stages[stage.id] = _put_right(stage, right[stage.id], self._keys) if stage.id in right else stage
        return stages

    def _made(self, query: Select[Any], stages: Iterable[Stage]) -> list[Made]:
        paragraph_of = {stage.witness: stage.id for stage in stages}
        return [
            _made(row, witness, *values, paragraph_of=paragraph_of, keys=self._keys)
            for row, witness, *values in self._connection.execute(query).all()
            if witness in paragraph_of
        ]


def _listed(values: Iterable[str] | Iterable[int]) -> Any:
    """Values for `in_`, however many: SQLite takes a limited number in one statement."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


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


def _stage(witness: int, values: Sequence[Any], keys: _Keys, parts: tuple[str, ...]) -> Stage:
    name, kommun, body, body_key, date, number, title, dnr, dnr_key, level, outcome, next_body, final_body = (
        values
    )
    return Stage(
        *(name, kommun, body, body_key, date, number, title, dnr, dnr_key, level, outcome),
        next_key=keys.of(next_body),
        final_key=keys.of(final_body),
        routine=is_routine(title),
        witness=witness,
        parts=parts,
    )


def _put_right(stage: Stage, found: Sequence[Correction], keys: _Keys) -> Stage:
    """The § with what somebody has put right of it, as far as it is still read as it was then."""
    changes: dict[str, Any] = {}
    for each in found:
        if each.field in ("title", "level", "outcome") and each.read == getattr(stage, each.field):
            changes[each.field] = each.value
            changes |= {"parts": ()} if each.field == "outcome" else {}
        elif each.field in ("next_body", "final_body"):
            name = each.field.replace("body", "key")
            if keys.of(str(each.read) if each.read else None) == getattr(stage, name):
                changes[name] = keys.of(str(each.value) if each.value else None)
        elif each.field == "dnr" and each.read == stage.dnr:
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
