"""Rows of the register as the frozen data of `ingest.stored`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from ingest.model import SectionKind
from ingest.stored import (
    Conflict,
    Piece,
    StoredChunk,
    StoredDocument,
    StoredGoal,
    StoredMeeting,
    StoredParagraph,
    StoredPerson,
    StoredPoint,
    StoredSection,
    StoredVote,
)
from ingest.tables import people, points, sections

T = TypeVar("T")


def to_document(row: Any) -> StoredDocument:
    """A document."""
    return StoredDocument(**{**row, "warnings": tuple(row["warnings"])})


def points_of(connection: Connection, witness_ids: Sequence[int]) -> dict[int, tuple[StoredPoint, ...]]:
    """The decision points of each witness, in order."""
    found: dict[int, list[StoredPoint]] = defaultdict(list)
    for part in batches(witness_ids):
        for row in connection.execute(select(points).where(points.c.witness.in_(part)).order_by(points.c.id)):
            found[row.witness].append(StoredPoint(row.text, row.level, row.outcome, row.next_body))
    return {witness: tuple(rows) for witness, rows in found.items()}


def sections_of(connection: Connection, witness_ids: Sequence[int]) -> dict[int, tuple[StoredSection, ...]]:
    """The sections of each witness, in order."""
    found: dict[int, list[StoredSection]] = defaultdict(list)
    for part in batches(witness_ids):
        query = select(sections).where(sections.c.witness.in_(part)).order_by(sections.c.id)
        for row in connection.execute(query).mappings():
            found[row["witness"]].append(to_section(row))
    return {witness: tuple(rows) for witness, rows in found.items()}


def batches(ids: Sequence[T], size: int = 10_000) -> list[Sequence[T]]:
    """The ids in parts: SQLite takes a limited number of values in one statement."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def to_section(row: Any) -> StoredSection:
    """A section."""
    return StoredSection(
        row["heading"],
        SectionKind(row["kind"]),
        row["level"],
        row["heading_text"],
        row["body"],
        row["content"],
    )


def to_paragraph(
    group: Sequence[Any],
    files: dict[str, list[StoredDocument]],
    points_by_witness: dict[int, tuple[StoredPoint, ...]],
    its_sections: tuple[StoredSection, ...],
) -> StoredParagraph:
    """A paragraph by the first of `group`, its witnesses with the one that stands for it first; `files` of each content."""
    best = group[0]
    first = files[best["content"]][0]
    others = [d.file for row in group for d in files[row["content"]] if d.id != first.id]
    same = {
        name: best[name]
        for name in (
            *(
                "content",
                "kommun",
                "body",
                "body_key",
                "date",
                "number",
                "title",
                "heading",
                "dnr",
                "dnr_key",
            ),
            *("decision_heading", "level", "outcome", "next_body", "final_body"),
        )
    }
    return StoredParagraph(
        id=best["paragraph"],
        witness=best["id"],
        document_id=first.id,
        file=first.file,
        also_in=tuple(dict.fromkeys(others)),
        recipients=tuple(best["recipients"]),
        prepared_by=tuple(best["prepared_by"]),
        underlag=tuple(best["underlag"]),
        votes=tuple(StoredVote(**vote) for vote in best["votes"]),
        pages=tuple(best["pages"]),
        paged=first.paged,
        points=points_by_witness.get(best["id"], ()),
        sections=its_sections,
        draft=best["draft"],
        conflicts=tuple(_conflicts(group, files, points_by_witness)),
        **same,
    )


def _conflicts(
    group: Sequence[Any],
    files: dict[str, list[StoredDocument]],
    points_by_witness: dict[int, tuple[StoredPoint, ...]],
) -> Iterator[Conflict]:
    """The witnesses that differ from the first."""
    best, *others = [_compared(row, points_by_witness.get(row["id"], ())) for row in group]
    for row, other in zip(group[1:], others, strict=True):
        fields = tuple(name for name, value in other.items() if value and best[name] and value != best[name])
        if fields:
            yield Conflict(files[row["content"]][0].file, fields)


def _compared(row: Any, its_points: Sequence[StoredPoint]) -> dict[str, str]:
    """What a witness says, without what layout changes: letters and figures alone."""
    said = {
        "title": row["title"],
        "dnr": row["dnr_key"] or "",
        "level": row["level"],
        "points": "".join(point.text.value for point in its_points),
    }
    return {name: "".join(c for c in value.casefold() if c.isalnum()) for name, value in said.items()}


def people_of(connection: Connection, meeting_ids: Sequence[int]) -> dict[int, list[StoredPerson]]:
    """The people on the front page of each meeting, in order."""
    found: dict[int, list[StoredPerson]] = defaultdict(list)
    for part in batches(meeting_ids):
        query = select(people).where(people.c.meeting.in_(part)).order_by(people.c.id)
        for row in connection.execute(query):
            person = StoredPerson(
                row.part, row.name, row.party, row.role, tuple(row.paragraphs), row.replaces
            )
            found[row.meeting].append(person)
    return found


def to_meeting(row: Any, present: list[StoredPerson]) -> StoredMeeting:
    """A meeting with the people on its front page."""
    fields = {name: row[name] for name in StoredMeeting.__slots__ if name != "people"}
    return StoredMeeting(**fields, people=tuple(present))


def to_goal(row: Any) -> StoredGoal:
    """A goal."""
    fields = {name: row[name] for name in StoredGoal.__slots__}
    return StoredGoal(**{**fields, "indicators": tuple(row["indicators"])})


def to_piece(row: Any) -> Piece:
    """A chunk as ranking reads it; its heading is its context line, as in the index."""
    title = row.title
    section = "" if row.paragraph else row.section
    return Piece(
        row=row.row,
        id=row.id,
        paragraph=row.paragraph,
        title=title if not section or section == title else f"{title} {section}",
        heading=row.context,
        text=row.text,
        kind=row.kind,
        draft=bool(row.draft),
        body_key=row.body_key,
        date=dt.date.fromisoformat(row.date) if row.date else None,
        number=row.number,
        outcome=row.outcome,
    )


def to_chunk(row: Any) -> StoredChunk:
    """A chunk."""
    return StoredChunk(
        row=row.row,
        id=row.id,
        content=row.content,
        paragraph=row.paragraph,
        section=row.section,
        kind=SectionKind(row.kind),
        context=row.context,
        title=row.title,
        stored=row.stored,
    )
