"""The register: SQLite, the one truth. Everything else under the data folder can be made anew from it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, select, update
from sqlalchemy.exc import DBAPIError

from ingest import tables
from ingest.drafts import is_draft
from ingest.errors import StoreError
from ingest.model import Chunk, FrontPage, Kind, Meeting, Paragraph, Person, Reading, Section, Structured

LIVE = "gällande"
REPLACED = "ersatt"
DELETED = "borttagen"

_MARK = "under arbete: "


@dataclass(frozen=True, slots=True)
class Source:
    """A path as ingested: `path` is the absolute one that decides what replaces what, `file` the one shown."""

    id: str
    path: str
    file: str
    content: str
    zone: str
    status: str


def source_id(path: str, content: str) -> str:
    """The document's id: the same as long as path and bytes are."""
    return hashlib.sha256(f"{path}\n{content}".encode()).hexdigest()[:16]


def paragraph_id(kommun: str | None, body_key: str, date: dt.date, number: int) -> str:
    """The paragraph's id, shared by all its witnesses."""
    return hashlib.sha256(f"{kommun}|{body_key}|{date}|{number}".encode()).hexdigest()[:16]


def chunk_prefix(content: str) -> str:
    """What the ids of a content's chunks begin with."""
    return f"{content[:16]}-"


def chunk_id(content: str, position: int) -> str:
    """The id of the chunk at `position` (0-based) of a content."""
    return f"{chunk_prefix(content)}{position:05d}"


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as exc:
        raise StoreError(
            f"Registret {path} kunde inte användas: {exc.orig}. Kontrollera ledigt diskutrymme och rättigheter."
        ) from exc


def _on_connect(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


class Register:
    """Writes to and bookkeeping of the register; `ingest.catalogue` reads it.

    Errors: StoreError where the file cannot be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine: Engine = create_engine(f"sqlite:///{path}")
        event.listen(self.engine, "connect", _on_connect)
        with self.transaction() as connection:
            if not self.engine.dialect.has_table(connection, "answers"):
                tables.metadata.create_all(connection)
        self._check_version()

    def _check_version(self) -> None:
        found = self.get_meta("schema")
        if found is None:
            self.set_meta("schema", tables.SCHEMA_VERSION)
        elif found != tables.SCHEMA_VERSION:
            raise StoreError(
                f"Registret {self.path} har format {found}, programmet väntar {tables.SCHEMA_VERSION}. "
                "Läs in handlingarna på nytt i en tom datamapp."
            )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection whose work is kept whole or not at all."""
        with _translated(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection for reading."""
        with _translated(self.path), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def get_meta(self, key: str) -> str | None:
        """What the register says of itself under `key`."""
        with self.connection() as connection:
            value: str | None = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key))
        return value

    def set_meta(self, key: str, value: str) -> None:
        """Record `value` under `key`."""
        with self.transaction() as connection:
            connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
            connection.execute(insert(tables.meta).values(key=key, value=value))

    def drop_meta(self, key: str) -> None:
        """Forget what is recorded under `key`."""
        with self.transaction() as connection:
            connection.execute(delete(tables.meta).where(tables.meta.c.key == key))

    # Sources and contents

    def sources(self, **where: str) -> list[Source]:
        """The sources whose columns equal `where`."""
        table = tables.sources.c
        query = select(table.id, table.path, table.file, table.content, table.zone, table.status)
        for column, value in where.items():
            query = query.where(table[column] == value)
        with self.connection() as connection:
            return [Source(*row) for row in connection.execute(query)]

    def recipe(self, content: str) -> str | None:
        """The recipe that a content was cut by, None where it is not held."""
        with self.connection() as connection:
            query = select(tables.contents.c.recipe).where(tables.contents.c.hash == content)
            value: str | None = connection.scalar(query)
        return value

    def update_source(self, source_id: str, **values: str) -> None:
        """Give a source new values: its zone, its status, the name it is shown by."""
        with self.transaction() as connection:
            table = tables.sources
            connection.execute(update(table).where(table.c.id == source_id).values(**values))

    def publish(self, source: Source, replaced: Sequence[str], *, seconds: float) -> None:
        """Make `source` the valid one and the sources `replaced` 'ersatt', and its content done, in one transaction."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        valid = {**asdict(source), "status": LIVE, "ingested_at": now, "seconds": seconds}
        with self.transaction() as connection:
            table = tables.sources
            connection.execute(update(table).where(table.c.id.in_(replaced)).values(status=REPLACED))
            connection.execute(delete(table).where(table.c.id == source.id))
            connection.execute(insert(table).values(**valid))
            connection.execute(delete(tables.meta).where(tables.meta.c.key == f"{_MARK}{source.content}"))

    # What is under way

    def mark(self, contents: Sequence[str]) -> None:
        """Note that work on these contents has begun: what does not come to `unmark` is settled later."""
        rows = [{"key": f"{_MARK}{content}", "value": ""} for content in contents]
        with self.transaction() as connection:
            connection.execute(insert(tables.meta).prefix_with("OR REPLACE"), rows)

    def unmark(self, contents: Sequence[str]) -> None:
        """Note that work on these contents is done."""
        keys = [f"{_MARK}{content}" for content in contents]
        with self.transaction() as connection:
            connection.execute(delete(tables.meta).where(tables.meta.c.key.in_(keys)))

    def marked(self) -> list[str]:
        """The contents whose work was begun and not done."""
        query = select(tables.meta.c.key).where(tables.meta.c.key.startswith(_MARK, autoescape=True))
        with self.connection() as connection:
            return [key.removeprefix(_MARK) for key in connection.scalars(query)]

    def purge(self, content: str) -> None:
        """Drop all that was read from a content; the rows of its sources stay as a trace."""
        with self.transaction() as connection:
            connection.execute(delete(tables.contents).where(tables.contents.c.hash == content))

    def drop_chunks(self, content: str) -> None:
        """Take a content out of search but keep its text for the answers that cite it."""
        with self.transaction() as connection:
            connection.execute(delete(tables.chunks).where(tables.chunks.c.content == content))

    def put_content(
        self, content: str, reading: Reading, document: Structured, chunks: Sequence[Chunk], *, recipe: str
    ) -> list[tuple[int, str]]:
        """Write all that was read from a content, in one transaction. Returns (row, id) of each chunk, in order."""
        with self.transaction() as connection:
            connection.execute(delete(tables.contents).where(tables.contents.c.hash == content))
            connection.execute(
                insert(tables.contents).values(**_content_row(content, reading, document), recipe=recipe)
            )
            _put_pages(connection, content, reading)
            witness_of = _put_meetings(connection, content, document)
            _put_sections(connection, content, None, document.sections)
            _put_goals(connection, content, document)
            return _put_chunks(connection, content, chunks, witness_of)

    # Answers

    def put_answer(self, answer_id: str, answer: str, *, conversation: str | None) -> None:
        """Keep an answer (JSON) as given."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self.transaction() as connection:
            connection.execute(
                insert(tables.answers).values(
                    id=answer_id, asked_at=now, conversation=conversation, answer=answer
                )
            )

    def get_answer(self, answer_id: str) -> str | None:
        """A kept answer (JSON), None where there is none."""
        with self.connection() as connection:
            query = select(tables.answers.c.answer).where(tables.answers.c.id == answer_id)
            value: str | None = connection.scalar(query)
        return value


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


def _new_id(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    result = connection.execute(insert(table).values(**row)).inserted_primary_key
    assert result is not None
    return int(result[0])


def _put_meetings(connection: Connection, content: str, document: Structured) -> dict[tuple[int, int], int]:
    """Write meetings with people and paragraphs; the witness id of each (meeting, paragraph) position."""
    witness_of = {}
    whole = document.kind is Kind.PROTOKOLL
    for m, meeting in enumerate(document.meetings):
        meeting_id = _new_id(connection, tables.meetings, _meeting_row(content, document.kommun, meeting))
        _put_people(connection, meeting_id, meeting.front)
        for p, paragraph in enumerate(meeting.paragraphs):
            row = _witness_row(content, document.kommun, meeting, paragraph) | {"rank": 0 if whole else 1}
            witness = _new_id(connection, tables.witnesses, row)
            witness_of[m, p] = witness
            _put_points(connection, witness, paragraph)
            _put_sections(connection, content, witness, paragraph.sections)
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


def _put_points(connection: Connection, witness: int, paragraph: Paragraph) -> None:
    rows = [
        {
            "witness": witness,
            "text": point.text,
            "level": str(point.level),
            "outcome": point.outcome,
            "next_body": point.next_body,
        }
        for point in paragraph.points
    ]
    if rows:
        connection.execute(insert(tables.points), rows)


def _put_sections(
    connection: Connection, content: str, witness: int | None, sections: Sequence[Section]
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
