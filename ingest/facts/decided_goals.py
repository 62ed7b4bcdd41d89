"""The visions and goals that each § words in its decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, String, Table

from ingest.decided_goals import decided_goals as worded
from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.tables import TextColumn, metadata

decided_goals = Table(
    "decided_goals",
    metadata,
    *of_witness(),
    Column("tier", String, nullable=False),
    Column("text", TextColumn, nullable=False),
    Column("period", String),
    Column("level", String, nullable=False),
)


def read(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """A row for each goal."""
    return [
        {"tier": goal.tier, "text": goal.text, "period": goal.period, "level": goal.level}
        for goal in worded(paragraph)
    ]


FACT = Fact(decided_goals, read)
