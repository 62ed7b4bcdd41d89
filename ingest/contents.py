"""What was read from a content → rows of the register: pages, meetings, paragraphs, sections, goals, chunks."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from ingest import tables
from ingest.drafts import is_draft
from ingest.duty_corrections import put_duties_right_again
from ingest.facts import put_facts
from ingest.facts.documents import put_document_facts
from ingest.facts.registry import DOCUMENT_FACTS, FACTS
from ingest.model import Chunk, FrontPage, Kind, Meeting, Paragraph, Person, Reading, Section, Structured


def paragraph_id(kommun: str | None, body_key: str, date: dt.date, number: int) -> str:
    """The paragraph's id, shared by all its witnesses."""
    return hashlib.sha256(f"{kommun}|{body_key}|{date}|{number}".encode()).hexdigest()[:16]


def chunk_prefix(content: str) -> str:
    """What the ids of a content's chunks begin with."""
    return f"{content[:16]}-"


def chunk_id(content: str, position: int) -> str:
    """The id of the chunk at `position` (0-based) of a content."""
    return f"{chunk_prefix(content)}{position:05d}"


def put_content(
    connection: Connection,
    content: str,
    reading: Reading,
    document: Structured,
    chunks: Sequence[Chunk],
    *,
    recipe: str,
) -> list[tuple[int, str]]:
    """Write all that was read from a content that the register does not hold. Returns (row, id) of each chunk, in order."""
    connection.execute(
        insert(tables.contents).values(**_content_row(content, reading, document), recipe=recipe)
    )
    _put_pages(connection, content, reading)
    witness_of = _put_meetings(connection, content, document)
    _put_sections(connection, content, [(None, document.sections)])
    _put_goals(connection, content, document)
    put_document_facts(connection, DOCUMENT_FACTS, content, document)
    return _put_chunks(connection, content, chunks, witness_of)


def _content_row(content: str, reading: Reading, document: Structured) -> dict[str, Any]:
    return {
        "hash": content,
        "format": reading.format,
        "paged": reading.paged,
        "kommun": document.kommun,
        "kind": str(document.kind),
        "title": document.title,
        "body": document.body,
        "body_key": document.meetings[0].body_key if document.meetings else None,
        "date": document.date,
        "characters": sum(len(page.text) for page in reading.pages),
        "draft": is_draft(reading, document.kind),
        "warnings": [*reading.warnings, *document.warnings],
    }


def _put_pages(connection: Connection, content: str, reading: Reading) -> None:
    rows = [
        {"content": content, "number": p.number, "text": p.text, "source": str(p.source), "label": p.label}
        for p in reading.pages
    ]
    if rows:
        connection.execute(insert(tables.pages), rows)


def _new_ids(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Write rows and give their ids, in the rows' order."""
    adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(one) for one in connection.scalars(adding, rows)]


def _put_meetings(connection: Connection, content: str, document: Structured) -> dict[tuple[int, int], int]:
    """Write meetings with people and paragraphs; the witness id of each (meeting, paragraph) position."""
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    rank = 0 if document.kind is Kind.PROTOKOLL else 1
    for m, meeting in enumerate(document.meetings):
        (meeting_id,) = _new_ids(
            connection, tables.meetings, [_meeting_row(content, document.kommun, meeting)]
        )
        _put_people(connection, meeting_id, meeting.front)
        for p, paragraph in enumerate(meeting.paragraphs):
            rows[m, p] = _witness_row(content, document.kommun, meeting, paragraph) | {"rank": rank}
    if not rows:
        return {}
    witness_of = dict(zip(rows, _new_ids(connection, tables.witnesses, list(rows.values())), strict=True))
    held = [
        (witness, document.meetings[m].paragraphs[p], document.meetings[m])
        for (m, p), witness in witness_of.items()
    ]
    _put_points(connection, [(witness, paragraph) for witness, paragraph, _ in held])
    _put_sections(connection, content, [(witness, paragraph.sections) for witness, paragraph, _ in held])
    put_facts(connection, FACTS, held)
    put_duties_right_again(connection, {row["paragraph"] for row in rows.values()})
    return witness_of


def _meeting_row(content: str, kommun: str | None, meeting: Meeting) -> dict[str, Any]:
    front = meeting.front
    return {
        "content": content,
        "kommun": kommun,
        "body": meeting.body,
        "body_key": meeting.body_key,
        "date": meeting.date,
        "place": front.place,
        "time": front.time,
        "first_paragraph": front.first_paragraph,
        "last_paragraph": front.last_paragraph,
        "adjusted_at": front.adjusted_at,
        "posted": front.posted,
        "removed": front.removed,
        "archive": front.archive,
    }


def _put_people(connection: Connection, meeting: int, front: FrontPage) -> None:
    groups: list[tuple[str, tuple[Person, ...]]] = [
        ("beslutande", front.members),
        ("ersättare", front.substitutes),
        ("övriga", front.others),
        ("justerare", tuple(Person(name) for name in front.adjusters)),
    ]
    rows = [
        {"meeting": meeting, "part": part, **asdict(person)} for part, group in groups for person in group
    ]
    if rows:
        connection.execute(insert(tables.people), rows)


def _witness_row(content: str, kommun: str | None, meeting: Meeting, paragraph: Paragraph) -> dict[str, Any]:
    return {
        "content": content,
        "paragraph": paragraph_id(kommun, meeting.body_key, meeting.date, paragraph.number),
        "kommun": kommun,
        "body": meeting.body,
        "body_key": meeting.body_key,
        "date": meeting.date,
        "number": paragraph.number,
        "title": paragraph.title,
        "heading": paragraph.heading,
        "dnr": paragraph.dnr,
        "dnr_key": paragraph.dnr_key,
        "decision_heading": paragraph.decision_heading,
        "level": str(paragraph.level),
        "outcome": paragraph.outcome,
        "next_body": paragraph.next_body,
        "final_body": paragraph.final_body,
        "recipients": list(paragraph.recipients),
        "prepared_by": list(paragraph.prepared_by),
        "underlag": list(paragraph.underlag),
        "votes": [
            {"yes": v.yes, "no": v.no, "abstained": v.abstained, "text": v.text.value}
            for v in paragraph.votes
        ],
        "pages": list(paragraph.pages),
        "characters": sum(len(section.body.value) for section in paragraph.sections),
    }


def _put_points(connection: Connection, held: Iterable[tuple[int, Paragraph]]) -> None:
    rows = [
        {
            "witness": witness,
            "text": point.text,
            "level": str(point.level),
            "outcome": point.outcome,
            "next_body": point.next_body,
        }
        for witness, paragraph in held
        for point in paragraph.points
    ]
    if rows:
        connection.execute(insert(tables.points), rows)


def _put_sections(
    connection: Connection, content: str, held: Iterable[tuple[int | None, Sequence[Section]]]
) -> None:
    rows = [
        {
            "content": content,
            "witness": witness,
            "heading": section.heading,
            "kind": str(section.kind),
            "level": section.level,
            "heading_text": section.heading_text,
            "body": section.body,
        }
        for witness, sections in held
        for section in sections
    ]
    if rows:
        connection.execute(insert(tables.sections), rows)


def _put_goals(connection: Connection, content: str, document: Structured) -> None:
    rows = [
        {
            "content": content,
            "tier": goal.tier,
            "number": goal.number,
            "text": goal.text,
            "source": goal.source,
            "indicators": list(goal.indicators),
            "description": goal.description,
            "unit": goal.unit,
            "parent": goal.parent,
            "proposed": goal.proposed,
            "period": goal.period,
            "status": goal.status,
        }
        for goal in document.goals
    ]
    if rows:
        connection.execute(insert(tables.goals), rows)


def _put_chunks(
    connection: Connection, content: str, chunks: Sequence[Chunk], witness_of: dict[tuple[int, int], int]
) -> list[tuple[int, str]]:
    rows = [
        {
            "id": chunk_id(content, position),
            "content": content,
            "witness": witness_of[chunk.paragraph] if chunk.paragraph else None,
            "section": chunk.section,
            "kind": str(chunk.kind),
            "context": chunk.context,
            "title": chunk.title,
            "text": chunk.text,
        }
        for position, chunk in enumerate(chunks)
    ]
    if not rows:
        return []
    connection.execute(insert(tables.chunks), rows)
    query = select(tables.chunks.c.row, tables.chunks.c.id).where(tables.chunks.c.content == content)
    return [(row, name) for row, name in connection.execute(query.order_by(tables.chunks.c.row))]
