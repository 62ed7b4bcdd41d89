"""What somebody has put right of what was read, kept apart from the source: it outlives the document it was read from.

A correction belongs to a paragraph by its id, which reading anew does not change, and to a field of it by its name: 'level',
'points.2.outcome'. It is never changed: another one takes its place, or it is withdrawn, and the row stays as a log.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    String,
    Table,
    UnicodeText,
    func,
    insert,
    select,
    update,
)

from ingest.tables import metadata, witnesses

Value = str | list[str] | None
"""What a field holds: words, a list of them, or nothing."""

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paragraph", String, nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("read", UnicodeText, nullable=False),
    Column("value", UnicodeText, nullable=False),
    Column("plain", UnicodeText, nullable=False),
    Column("by", String, nullable=False),
    Column("why", UnicodeText, nullable=False),
    Column("at", String, nullable=False),
    Column("withdrawn_at", String),
    Column("withdrawn_by", String),
)
"""`read`, `value`: JSON of what was read and of what is right; of a point, `read` is {"read": …, "of": its words}. `plain`: the latter as it is filtered by, '' for nothing.
One row at most is in force, with no `withdrawn_at`, of each field of each paragraph."""

Index(
    "ix_corrections_in_force",
    corrections.c.field,
    corrections.c.paragraph,
    unique=True,
    sqlite_where=corrections.c.withdrawn_at.is_(None),
    postgresql_where=corrections.c.withdrawn_at.is_(None),
)


_FEW = 500
"""Of so many paragraphs what is put right is looked up; of more, all there is of it is read."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A field put right: what was read, what is right, by whom, why, when (ISO, UTC), and whether it was withdrawn.
    `of`: the words of the point that it was read of; None where it is no point's."""

    id: int
    paragraph: str
    field: str
    read: Value
    value: Value
    by: str
    why: str
    at: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    of: str | None = None


def put_correction(
    connection: Connection,
    paragraph: str,
    field: str,
    *,
    read: Value,
    value: Value,
    plain: str,
    by: str,
    why: str,
    of: str | None = None,
) -> int:
    """Put a field right; what was in force before is withdrawn. Returns the new correction's id."""
    now = _now()
    table = corrections.c
    earlier = update(corrections).where(
        table.paragraph == paragraph, table.field == field, table.withdrawn_at.is_(None)
    )
    connection.execute(earlier.values(withdrawn_at=now, withdrawn_by=by))
    row = {"paragraph": paragraph, "field": field, "read": _read_json(read, of), "value": _json(value)}
    made = connection.execute(insert(corrections).values(**row, plain=plain, by=by, why=why, at=now))
    assert made.inserted_primary_key is not None
    return int(made.inserted_primary_key[0])


def withdraw_correction(connection: Connection, paragraph: str, correction: int, *, by: str) -> bool:
    """Let what was read hold again; False where that paragraph has no such correction in force."""
    table = corrections.c
    found = update(corrections).where(
        table.id == correction, table.paragraph == paragraph, table.withdrawn_at.is_(None)
    )
    return connection.execute(found.values(withdrawn_at=_now(), withdrawn_by=by)).rowcount > 0


def corrections_of(connection: Connection, paragraph: str) -> list[Correction]:
    """All that was ever put right of a paragraph, the latest first."""
    query = select(*_READ).where(corrections.c.paragraph == paragraph).order_by(corrections.c.id.desc())
    return [_correction(row) for row in connection.execute(query)]


def in_force(
    connection: Connection, paragraphs: Iterable[str] | None = None, *, field: str | None = None
) -> dict[str, tuple[Correction, ...]]:
    """What is put right of each of the paragraphs, or of all; of all fields, or of those that `field` begins."""
    query = select(*_READ).where(corrections.c.withdrawn_at.is_(None))
    if field is not None:
        query = query.where(corrections.c.field.startswith(field, autoescape=True))
    wanted = None if paragraphs is None else set(paragraphs)
    if wanted is not None and len(wanted) <= _FEW:
        query = query.where(corrections.c.paragraph.in_(wanted))
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in connection.execute(query.order_by(corrections.c.id)):
        if wanted is None or row.paragraph in wanted:
            found[row.paragraph].append(_correction(row))
    return {paragraph: tuple(rows) for paragraph, rows in found.items()}


def fields_in_force(connection: Connection) -> frozenset[str]:
    """The fields that something is put right of."""
    query = select(corrections.c.field).where(corrections.c.withdrawn_at.is_(None)).distinct()
    return frozenset(connection.scalars(query))


def put_right(field: str, column: ColumnElement[Any], fields: frozenset[str]) -> ColumnElement[Any]:
    """`column` of a witness as put right, in SQL: the value of `field` that is in force for its paragraph and was put in
    place of what the witness says; else what was read.

    `fields`: those in force anywhere; of others nothing is looked up.
    """
    if field not in fields:
        return column
    value = (
        select(corrections.c.plain)
        .where(
            corrections.c.field == field,
            corrections.c.paragraph == witnesses.c.paragraph,
            corrections.c.withdrawn_at.is_(None),
            _is_still_read(witnesses.c[field]),
        )
        .correlate(witnesses)
        .scalar_subquery()
    )
    return func.nullif(func.coalesce(value, column), "")


def _is_still_read(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a column of the witness holds what was read when it was put right."""
    if isinstance(column.type, JSON):
        return _values(corrections.c.read) == _values(column)
    return column.is_not_distinct_from(func.json_extract(corrections.c.read, "$"))


def _values(array: ColumnElement[Any]) -> ColumnElement[Any]:
    """A JSON array, written the same however it was written."""
    held = func.json_each(array).table_valued("value")
    return select(func.json_group_array(held.c.value)).select_from(held).scalar_subquery()


_READ = [column for column in corrections.c if column.name != "plain"]


def _correction(row: Any) -> Correction:
    fields = {column.name: getattr(row, column.name) for column in _READ}
    read, of = json.loads(row.read), None
    if isinstance(read, dict):
        read, of = read["read"], read["of"]
    return Correction(**{**fields, "read": read, "value": json.loads(row.value), "of": of})


def _read_json(read: Value, of: str | None) -> str:
    return _json(read) if of is None else json.dumps({"read": read, "of": of}, ensure_ascii=False)


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
