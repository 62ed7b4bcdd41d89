"""What each § refers to, as rows: the links that matters are followed by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from ingest.bodies import Body
from ingest.facts import Fact, of_witness
from ingest.kommunfile import default_config
from ingest.model import Meeting, Paragraph
from ingest.references import Speaker, references
from ingest.tables import TextColumn, metadata

reference_table = Table(
    "references_made",
    metadata,
    *of_witness(),
    Column("body", String),
    Column("body_key", String),
    Column("bare", Boolean, nullable=False),
    Column("date", Date),
    Column("year_given", Boolean, nullable=False),
    Column("number", Integer),
    Column("dnr_key", String),
    Column("listed", Boolean, nullable=False),
    Column("of_matter", Boolean, nullable=False),
    Column("ended", Boolean, nullable=False),
    Column("title", String, nullable=False),
    Column("quote", TextColumn, nullable=False),
    Index("ix_references_to", "body_key", "date", "number"),
)
"""The fields of `ingest.references.Reference`. `body_key`: as the general dictionary has it, or as printed."""


def read(paragraph: Paragraph, meeting: Meeting) -> Iterator[dict[str, Any]]:
    """What a § refers to."""
    own = Body(meeting.body, meeting.body_key)
    speaker = Speaker(own, meeting.date, paragraph.number, paragraph.dnr_key)
    for one in references(paragraph.sections, speaker, default_config().bodies):
        yield {
            "body": one.body,
            "body_key": one.body_key,
            "bare": one.bare,
            "date": one.date,
            "year_given": one.year_given,
            "number": one.number,
            "dnr_key": one.dnr_key,
            "listed": one.listed,
            "of_matter": one.of_matter,
            "ended": one.ended,
            "title": one.title,
            "quote": one.quote,
        }


FACT = Fact(reference_table, read)
