"""Motioner, medborgarförslag and initiativärenden of each §, and the day that a § says one came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, String, Table, select

from ingest.facts import Fact, of_witness
from ingest.initiatives import arrival, initiatives
from ingest.model import Meeting, Paragraph
from ingest.rows import batches
from ingest.tables import TextColumn, metadata
from ingest.text import Text

initiative_table = Table(
    "initiatives",
    metadata,
    *of_witness(),
    Column("kind", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("dnr_key", String),
    Column("page", Integer),
    Column("text", TextColumn, nullable=False),
)
"""The fields of `ingest.initiatives.Initiative`."""

arrival_table = Table(
    "initiative_arrivals",
    metadata,
    *of_witness(),
    Column("date", Date, nullable=False),
    Column("place", String, nullable=False),
)
"""The fields of `ingest.initiatives.Arrival`, at most one row a §."""


def read(paragraph: Paragraph, meeting: Meeting) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """A row for each that the § is about."""
    for one in initiatives(paragraph):
        yield {
            "kind": one.kind,
            "stage": one.stage,
            "topic": one.topic,
            "dnr_key": one.dnr_key,
            "page": one.text.pages[0] if one.text.pages else None,
            "text": one.text,
        }


def read_arrival(paragraph: Paragraph, meeting: Meeting) -> Iterator[dict[str, Any]]:
    """The day that the one the § is about came in, where it is told and the meeting's own day is known."""
    if meeting.date and (told := arrival(paragraph, meeting.date)):
        yield {"date": told.date, "place": told.place}


@dataclass(frozen=True, slots=True)
class Listed:
    """One that a § names: what it is about, in words of `text`, which is the heading or a sentence."""

    topic: str
    text: Text


def initiatives_of(connection: Connection, witnesses: Sequence[int]) -> dict[int, list[Listed]]:
    """Those that each witness names, in order."""
    on = initiative_table.c
    query = select(on.witness, on.topic, on.text).order_by(on.id)
    found: dict[int, list[Listed]] = defaultdict(list)
    for part in batches(witnesses):
        for witness, topic, text in connection.execute(query.where(on.witness.in_(part))):
            found[witness].append(Listed(topic, text))
    return found


FACT = Fact(initiative_table, read)
ARRIVALS = Fact(arrival_table, read_arrival)
