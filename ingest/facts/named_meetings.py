"""Meetings that each § names by their day or month, without any §."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Date, String, Table

from ingest.bodies import Body
from ingest.facts import Fact, of_witness
from ingest.kommunfile import default_config
from ingest.model import Meeting, Paragraph
from ingest.named_meetings import named_meetings
from ingest.tables import TextColumn, metadata

named_meeting_table = Table(
    "named_meetings",
    metadata,
    *of_witness(),
    Column("body", String, nullable=False),
    Column("body_key", String, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("quote", TextColumn, nullable=False),
)
"""The fields of `ingest.named_meetings.NamedMeeting`."""


def read(paragraph: Paragraph, meeting: Meeting) -> Iterator[dict[str, Any]]:
    """The meetings that a § names."""
    own = Body(meeting.body, meeting.body_key)
    for one in named_meetings(paragraph.sections, own, meeting.date, default_config().bodies):
        yield {
            "body": one.body,
            "body_key": one.body_key,
            "first": one.first,
            "last": one.last,
            "planned": one.planned,
            "quote": one.quote,
        }


FACT = Fact(named_meeting_table, read)
