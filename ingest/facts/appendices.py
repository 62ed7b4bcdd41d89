"""The appendices that each § names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, String, Table

from ingest.appendices import appendices as named
from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.tables import TextColumn, metadata

appendices = Table(
    "appendices",
    metadata,
    *of_witness(),
    Column("name", String, nullable=False),
    Column("text", TextColumn, nullable=False),
)
"""`name`: as printed, 'bilaga' where it has none. `text`: the line or sentence that names it."""


def read(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """A row for each appendix."""
    return [{"name": each.name, "text": each.text} for each in named(paragraph)]


FACT = Fact(appendices, read)
