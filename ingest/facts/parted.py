"""§§ that part their matter: one outcome for a part of it, another for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, String, Table, select

from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.parted import parted
from ingest.tables import metadata

parted_table = Table("parted", metadata, *of_witness(), Column("outcomes", String, nullable=False))
"""`outcomes`: those of `ingest.parted.parted`, with ', ' between them; at most one row a §."""

_BETWEEN = ", "


def read(paragraph: Paragraph, meeting: Meeting) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """The outcomes of a § that has several."""
    if outcomes := parted(paragraph.points):
        yield {"outcomes": _BETWEEN.join(outcomes)}


def parted_witnesses(connection: Connection) -> dict[int, tuple[str, ...]]:
    """The outcomes of all the witnesses that have several; they are few."""
    rows: Iterable[Any] = connection.execute(select(parted_table.c.witness, parted_table.c.outcomes))
    return {witness: tuple(outcomes.split(_BETWEEN)) for witness, outcomes in rows}


FACT = Fact(parted_table, read)
