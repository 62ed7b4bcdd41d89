"""Motioner, medborgarförslag and initiativärenden of each §."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Integer, String, Table

from ingest.facts import Fact, of_witness
from ingest.initiatives import initiatives
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


FACT = Fact(initiative_table, read)
