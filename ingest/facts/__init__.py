"""Facts read off each § as it is taken in, in tables of their own, so that a view over all of them is one query.

A fact belongs to a witness and goes with it. What is read follows `ingest.chunk.RECIPE`: a new kind of fact, or another
way to read one, is a new recipe, and `doctor` then says which documents to take in anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    connection: Connection, facts: Sequence[Fact], told: Iterable[tuple[int, Paragraph, Meeting]]
) -> None:
    """Write what the facts are of the §§ of a document, each given with its witness. They are read § by §, since several
    kinds look at the same sentences, and written kind by kind."""
    rows: list[list[dict[str, Any]]] = [[] for _ in facts]
    for witness, paragraph, meeting in told:
        for of_kind, fact in zip(rows, facts, strict=True):
            of_kind += ({"witness": witness, **row} for row in fact.read(paragraph, meeting))
    for of_kind, fact in zip(rows, facts, strict=True):
        if of_kind:
            connection.execute(insert(fact.table), of_kind)
