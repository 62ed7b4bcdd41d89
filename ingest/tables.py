"""The register's tables. One SQLite file; positions travel with every text as pieces pointing into `pages.text`."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UnicodeText,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from ingest.text import Text
from ingest.text_json import read_text, write_text

SCHEMA_VERSION = "1"

metadata = MetaData()


class TextColumn(TypeDecorator[Text]):
    """A `Text` as JSON: the value and its pieces as [at, page, start, end]."""

    impl = UnicodeText
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: Dialect) -> str:  # noqa: ARG002
        """Text → JSON."""
        return write_text(value or Text(""))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Text:  # noqa: ARG002
        """JSON → Text."""
        return read_text(value)


def _of_content(*, index: bool = True) -> Column[str]:
    content = ForeignKey("contents.hash", ondelete="CASCADE")
    return Column("content", String, content, nullable=False, index=index)


meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

contents = Table(
    "contents",
    metadata,
    Column("hash", String, primary_key=True),
    Column("format", String, nullable=False),
    Column("paged", Boolean, nullable=False),
    Column("kommun", String),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("body", String),
    Column("body_key", String),
    Column("date", Date),
    Column("characters", Integer, nullable=False),
    Column("draft", Boolean, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("recipe", String, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("path", String, nullable=False, index=True),
    Column("file", String, nullable=False),
    Column("content", String, nullable=False, index=True),
    Column("zone", String, nullable=False),
    Column("status", String, nullable=False),
    Column("ingested_at", String, nullable=False),
    Column("seconds", Float, nullable=False),
)
"""A path as ingested. `status`: 'under arbete', 'gällande', 'ersatt', 'borttagen'. Rows stay when contents go."""

pages = Table(
    "pages",
    metadata,
    Column("content", String, ForeignKey("contents.hash", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", UnicodeText, nullable=False),
    Column("source", String, nullable=False),
    Column("label", String),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_content(),
    Column("kommun", String),
    Column("body", String, nullable=False),
    Column("body_key", String, nullable=False),
    Column("date", Date, nullable=False),
    Column("place", String),
    Column("time", String),
    Column("first_paragraph", Integer),
    Column("last_paragraph", Integer),
    Column("adjusted_at", String),
    Column("posted", Date),
    Column("removed", Date),
    Column("archive", String),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("part", String, nullable=False),
    Column("name", String, nullable=False),
    Column("party", String),
    Column("role", String),
    Column("paragraphs", JSON, nullable=False),
    Column("replaces", String),
)
"""`part`: 'beslutande', 'ersättare', 'övriga' or 'justerare'."""

witnesses = Table(
    "witnesses",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_content(index=False),
    Column("paragraph", String, nullable=False, index=True),
    Column("kommun", String),
    Column("body", String, nullable=False),
    Column("body_key", String, nullable=False),
    Column("date", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", String, nullable=False, index=True),
    Column("heading", TextColumn, nullable=False),
    Column("dnr", String),
    Column("dnr_key", String, index=True),
    Column("decision_heading", String),
    Column("level", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("next_body", String),
    Column("final_body", String),
    Column("recipients", JSON, nullable=False),
    Column("prepared_by", JSON, nullable=False),
    Column("underlag", JSON, nullable=False),
    Column("votes", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Index("ix_witnesses_meeting", "kommun", "body_key", "date", "number"),
    Index("ix_witnesses_body", "body_key", "date", "number"),
    Index(
        "ix_witnesses_listed",
        *("content", "level", "outcome", "body_key", "date", "paragraph", "kommun", "number"),
        *("next_body", "final_body", "dnr_key", "rank", "characters"),
    ),
)
"""A § as one document shows it; witnesses of one paragraph share `paragraph`. `rank`: 0 for whole minutes, else 1.
`ix_witnesses_listed` holds what §§ are filtered, counted and sorted by: the rows themselves are far wider. It begins with
what they are counted by, so that counting need not sort them."""

points = Table(
    "points",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("witness", Integer, ForeignKey("witnesses.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", TextColumn, nullable=False),
    Column("level", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("next_body", String),
)

sections = Table(
    "sections",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_content(),
    Column("witness", Integer, ForeignKey("witnesses.id", ondelete="CASCADE"), index=True),
    Column("heading", String),
    Column("kind", String, nullable=False),
    Column("level", Integer, nullable=False),
    Column("heading_text", TextColumn, nullable=False),
    Column("body", TextColumn, nullable=False),
)

goals = Table(
    "goals",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_content(),
    Column("tier", String, nullable=False),
    Column("number", String),
    Column("text", String, nullable=False),
    Column("source", TextColumn, nullable=False),
    Column("indicators", JSON, nullable=False),
    Column("description", TextColumn, nullable=False),
    Column("unit", String),
    Column("parent", String),
    Column("proposed", Boolean, nullable=False),
    Column("period", String),
    Column("status", String),
)

chunks = Table(
    "chunks",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _of_content(),
    Column("witness", Integer, ForeignKey("witnesses.id", ondelete="CASCADE"), index=True),
    Column("section", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("context", String, nullable=False),
    Column("title", String, nullable=False),
    Column("text", TextColumn, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("asked_at", String, nullable=False),
    Column("conversation", String, index=True),
    Column("answer", UnicodeText, nullable=False),
)
"""Answers as given, whole, so that their quotes outlive the documents."""

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("zone", String, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("changed_at", String, nullable=False),
    Column("focus", UnicodeText),
)
"""Threads of questions. `zone`: of the service that it was held in, which alone shows it. `focus`: JSON of what a
follow-up is about, null for nothing. A thread's answers name it in `answers.conversation` and go with it."""
