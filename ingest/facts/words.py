"""What a row of the register of decisions says, in small letters, so that a word can be looked for in all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Index, Table, UnicodeText

from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.tables import metadata

row_words = Table(
    "row_words",
    metadata,
    *of_witness(),
    Column("title", UnicodeText, nullable=False),
    Column("dnr", UnicodeText, nullable=False),
    Column("points", UnicodeText, nullable=False),
    Column("recipients", UnicodeText, nullable=False),
    Column("prepared_by", UnicodeText, nullable=False),
    Column("underlag", UnicodeText, nullable=False),
    Index("ix_row_words_title", "witness", "title"),
)
"""Folded with `folded`; of lists an entry a line. `dnr`: as printed, and its key."""


def folded(*words: str) -> str:
    """Words as they are compared: small letters, white space folded, one entry a line."""
    return "\n".join(" ".join(word.casefold().split()) for word in words)


def read(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """One row."""
    yield {
        "title": folded(paragraph.title),
        "dnr": folded(paragraph.dnr or "", paragraph.dnr_key or ""),
        "points": folded(*(point.text.value for point in paragraph.points)),
        "recipients": folded(*paragraph.recipients),
        "prepared_by": folded(*paragraph.prepared_by),
        "underlag": folded(*paragraph.underlag),
    }


FACT = Fact(row_words, read)
