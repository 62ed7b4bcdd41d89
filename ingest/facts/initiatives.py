"""Motioner, medborgarförslag and initiativärenden of each §, and the day that a § says one came in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Date, Integer, String, Table

from ingest.facts import Fact, of_witness
from ingest.initiatives import arrival, initiatives
from ingest.model import Meeting, Paragraph
from ingest.tables import TextColumn, metadata

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


FACT = Fact(initiative_table, read)
ARRIVALS = Fact(arrival_table, read_arrival)
