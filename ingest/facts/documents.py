"""Facts read off a document that is no minutes, as it is taken in: as `ingest.facts`, by content instead of by §."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, insert

from ingest.model import Structured


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A kind of fact: the table, whose columns beside `id` and `content` are what `read` gives of a document."""

    table: Table
    read: Callable[[Structured], Iterable[Mapping[str, Any]]]


def of_content() -> tuple[Column[int], Column[str]]:
    """The columns that every table of facts about documents begins with."""
    content = ForeignKey("contents.hash", ondelete="CASCADE")
    return Column("id", Integer, primary_key=True), Column(
        "content", String, content, nullable=False, index=True
    )


def put_document_facts(
    connection: Connection, facts: Iterable[DocumentFact], content: str, document: Structured
) -> None:
    """Write what the facts are of one document."""
    for fact in facts:
        rows = [{"content": content, **row} for row in fact.read(document)]
        if rows:
            connection.execute(insert(fact.table), rows)
