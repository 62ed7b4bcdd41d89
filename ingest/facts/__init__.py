"""Facts read off each § as it is taken in, in tables of their own, so that a view over all of them is one query.

A fact belongs to a witness and goes with it. What is read follows `ingest.chunk.RECIPE`: a new kind of fact, or another
way to read one, is a new recipe, and `doctor` then says which documents to take in anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, insert

from ingest.model import Meeting, Paragraph


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of fact: the table, whose columns beside `id` and `witness` are what `read` gives of a §."""

    table: Table
    read: Callable[[Paragraph, Meeting], Iterable[Mapping[str, Any]]]


def of_witness() -> tuple[Column[int], Column[int]]:
    """The columns that every table of facts begins with."""
    witness = ForeignKey("witnesses.id", ondelete="CASCADE")
    return Column("id", Integer, primary_key=True), Column(
        "witness", Integer, witness, nullable=False, index=True
    )


def put_facts(
    connection: Connection, facts: Iterable[Fact], witness: int, paragraph: Paragraph, meeting: Meeting
) -> None:
    """Write what the facts are of one §."""
    for fact in facts:
        rows = [{"witness": witness, **row} for row in fact.read(paragraph, meeting)]
        if rows:
            connection.execute(insert(fact.table), rows)
