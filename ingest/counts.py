"""How much was read from each content: pages, paragraphs, decision points, goals, chunks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from ingest.rows import batches
from ingest.stored import DocumentCounts
from ingest.tables import chunks, goals, pages, points, witnesses


def counts_of(connection: Connection, content_hashes: Sequence[str]) -> dict[str, DocumentCounts]:
    """The counts of each content, asked for all at once."""

    def number_of(column: ColumnElement[str], query: Select[Any] | None = None) -> dict[str, int]:
        asked = select(column, func.count()) if query is None else query
        found: dict[str, int] = {}
        for part in batches(content_hashes):
            rows = connection.execute(asked.where(column.in_(part)).group_by(column))
            found.update((content, count) for content, count in rows)
        return found

    of_points = select(witnesses.c.content, func.count()).join(points, points.c.witness == witnesses.c.id)
    of_goals = select(goals.c.content, func.count()).where(goals.c.tier != "vision")
    numbers = {
        "pages": number_of(pages.c.content),
        "paragraphs": number_of(witnesses.c.content),
        "decisions": number_of(witnesses.c.content, of_points),
        "goals": number_of(goals.c.content, of_goals),
        "chunks": number_of(chunks.c.content),
    }
    special = _special_pages(connection, content_hashes)
    return {
        content: DocumentCounts(
            **{name: found.get(content, 0) for name, found in numbers.items()},
            blank=tuple(special[content, "blank"]),
            ocr=tuple(special[content, "ocr"]),
            unread=tuple(special[content, "unread"]),
        )
        for content in content_hashes
    }


def _special_pages(
    connection: Connection, content_hashes: Sequence[str]
) -> defaultdict[tuple[str, str], list[int]]:
    """The numbers of the pages that were blank, read by OCR or unread, by content and source."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    query = select(pages.c.content, pages.c.source, pages.c.number).where(
        pages.c.source.in_(("blank", "ocr", "unread"))
    )
    for part in batches(content_hashes):
        for content, source, number in connection.execute(
            query.where(pages.c.content.in_(part)).order_by(pages.c.number)
        ):
            found[content, source].append(number)
    return found
