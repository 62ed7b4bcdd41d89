"""Names and parties as somebody writes them, in any case: SQL folds only the letters A to Z."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, select

from assistant.wire.people import PeopleQuery
from ingest.facts.words import folded


def named_so(
    connection: Connection, name: Column[Any], party: Column[Any], query: PeopleQuery
) -> list[ColumnElement[bool]]:
    """That somebody's name holds the words of the query, and that the party is the query's; nothing where it has none."""
    where = []
    if query.text:
        part = folded(query.text)
        where.append(_any_of(connection, name, lambda value: part in value))
    if query.party:
        whole = folded(query.party)
        where.append(_any_of(connection, party, lambda value: value == whole))
    return where


def _any_of(connection: Connection, column: Column[Any], fits: Callable[[str], bool]) -> ColumnElement[bool]:
    """That a column has one of its values that fit, folded; as one of SQL's, for there may be more than a statement takes."""
    values = connection.scalars(select(column).where(column.is_not(None)).distinct())
    held = func.json_each(json.dumps([value for value in values if fits(folded(value))])).table_valued(
        "value"
    )
    return column.in_(select(held.c.value))
