"""What the register gives back: stored documents, paragraphs, goals and chunks, as frozen data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.corrections import Correction
from ingest.model import SectionKind
from ingest.text import Text
from ingest.text_json import read_text


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the archive holds it; `content` is the hash of its bytes."""

    id: str
    content: str
    file: str
    zone: str
    status: str
    ingested_at: str
    seconds: float
    kommun: str | None
    kind: str
    title: str
    body: str | None
    date: dt.date | None
    paged: bool
    characters: int
    draft: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """What was read from a content: `decisions` counts decision points; page numbers by how they were read."""

    pages: int
    paragraphs: int
    decisions: int
    goals: int
    chunks: int
    blank: tuple[int, ...]
    ocr: tuple[int, ...]
    unread: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredSection:
    """A section of a paragraph or of a document without paragraphs."""

    heading: str | None
    kind: SectionKind
    level: int
    heading_text: Text
    body: Text
    content: str


@dataclass(frozen=True, slots=True)
class StoredPoint:
    """A decision point."""

    text: Text
    level: str
    outcome: str
    next_body: str | None


@dataclass(frozen=True, slots=True)
class StoredVote:
    """A votering's counts as printed."""

    yes: int | None
    no: int | None
    abstained: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another witness that says otherwise: its file, and in which fields ('title', 'dnr', 'level', 'points')."""

    file: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredParagraph:
    """A paragraph by its fullest approved witness, as put right by `corrections`. `also_in`: files of the other witnesses;
    `draft`: only drafts of it are here; `outdated`: what was put right of words that are read otherwise now."""

    id: str
    witness: int
    content: str
    document_id: str
    file: str
    also_in: tuple[str, ...]
    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    number: int
    title: str
    heading: Text
    dnr: str | None
    dnr_key: str | None
    decision_heading: str | None
    level: str
    outcome: str
    next_body: str | None
    final_body: str | None
    recipients: tuple[str, ...]
    prepared_by: tuple[str, ...]
    underlag: tuple[str, ...]
    votes: tuple[StoredVote, ...]
    pages: tuple[int, ...]
    paged: bool
    points: tuple[StoredPoint, ...]
    sections: tuple[StoredSection, ...]
    draft: bool = False
    conflicts: tuple[Conflict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    outdated: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """Somebody on a front page."""

    part: str
    name: str
    party: str | None
    role: str | None
    paragraphs: tuple[int, ...]
    replaces: str | None


@dataclass(frozen=True, slots=True)
class StoredMeeting:
    """A meeting as one document's front page shows it."""

    content: str
    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    place: str | None
    time: str | None
    first_paragraph: int | None
    last_paragraph: int | None
    adjusted_at: str | None
    posted: dt.date | None
    removed: dt.date | None
    archive: str | None
    people: tuple[StoredPerson, ...]


@dataclass(frozen=True, slots=True)
class StoredGoal:
    """A goal, with the content it was read from."""

    content: str
    tier: str
    number: str | None
    text: str
    source: Text
    indicators: tuple[str, ...]
    description: Text
    unit: str | None
    parent: str | None
    proposed: bool
    period: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk that search found. `paragraph`: the id of the paragraph it belongs to, if any."""

    row: int
    id: str
    content: str
    paragraph: str | None
    section: str
    kind: SectionKind
    context: str
    title: str
    stored: str

    @property
    def text(self) -> Text:
        """Its words and where they stand; read at each use, since most that is found is never shown."""
        return read_text(self.stored)


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk as ranking reads it: its words, and where it stands. `heading`: its context line, `title` its
    paragraph's or section's."""

    row: int
    id: str
    paragraph: str | None
    title: str
    heading: str
    text: str
    kind: str
    draft: bool
    body_key: str | None
    date: dt.date | None
    number: int | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as stored."""

    number: int
    text: str
    source: str
    label: str | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A chunk as the indexes want it, with what it is filtered by."""

    id: str
    context: str
    text: str
    kommun: str | None
    kind: str
    body_key: str | None
    date: dt.date | None
    number: int | None
    dnr_key: str | None
