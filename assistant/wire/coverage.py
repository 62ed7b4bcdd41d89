"""Coverage (Täckning) on the wire: which meetings and §§ are here, through which documents, and what is known to be missing."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.schema import Wire
from assistant.wire.view import Spec, ViewQuery

WitnessName = Literal["protokoll", "omedelbart justerad", "enstaka paragraf", "utdrag"]
GapKind = Literal["saknas", "okänt"]
MOST = 100_000


class CoverageQuery(ViewQuery):
    """What coverage may be limited to. `limit`: how many meetings named, files and appendices are listed, of each."""

    limit: int = Field(default=500, ge=1, le=MOST, description="Högst så många rader per lista")


class HeldDocument(Wire):
    """A document of a meeting. `sections`: its §§, as ranges; `draft`: not adjusted yet, by its own words."""

    document_id: str
    file: str
    witness: WitnessName
    sections: str
    draft: bool


class DoubledSection(Wire):
    """A § that several documents hold. `shown`: the one that the register shows; `differs`: what the others have otherwise."""

    paragraph_id: str
    section: str
    shown: str
    also_in: list[str]
    differs: list[str]


class CoveredMeeting(Wire):
    """A meeting: its §§ as ranges, how they are here, and which of its own are missing. `paragraph_id`: the first of them."""

    date: dt.date
    paragraph_id: str
    witness: WitnessName
    sections: str
    count: int
    missing: str
    documents: list[HeldDocument]
    doubled: list[DoubledSection]


class Gap(Wire):
    """Numbers of a year that are not here. `saknas`: they lie between what is known, so they were used; `okänt`: what they
    are, and whether they are in a document that somebody has, nothing here tells."""

    first: int
    last: int
    count: int
    kind: GapKind
    why: str


class CoveredYear(Wire):
    """A body's year. `repeated`: numbers that stand in two meetings; `running`: False where the numbers do not run on from
    meeting to meeting, so that nothing can be said of what lies between."""

    kommun: str | None
    body: str
    body_key: str
    year: int
    count: int
    running: bool
    meetings: list[CoveredMeeting]
    gaps: list[Gap]
    repeated: list[str]


class Naming(Wire):
    """Where a § names something: its place in words, the words themselves."""

    paragraph_id: str
    place: str
    quote: str


class MissingMeeting(Wire):
    """A § of a meeting that other §§ refer to and that is not here. `partly`: something of that meeting is here."""

    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    section: str
    partly: bool
    named_in: list[Naming]


class NamedMeeting(Wire):
    """A meeting of which nothing is here. `first` and `last`: its day, or the month that it was in. `basis`: a § names it, or
    something was put off to it, or a kallelse, the `file`, calls it. Meetings named with a § stand as `MissingMeeting`."""

    kommun: str | None
    body: str
    body_key: str
    first: dt.date
    last: dt.date
    basis: Literal["nämns", "dit bordlagt", "kallelse"]
    named_in: list[Naming]
    file: str | None = None


class PartlyRead(Wire):
    """A file of which something was not read, or only by OCR; page numbers, and what to do in words."""

    document_id: str
    file: str
    kommun: str | None
    unread: list[int]
    ocr: list[int]
    blank: list[int]
    why: str


class AbsentAppendix(Wire):
    """An appendix that a § names and no document here bears the name of. `sure`: False for one without a name of its own,
    which may be here under another."""

    kommun: str | None
    body_key: str
    date: dt.date
    section: str
    name: str
    sure: bool
    named_in: Naming


class Coverage(Wire):
    """The whole. `*_total`: how many there are, beyond those listed; `appendices_held`: how many named appendices a document
    bears the name of."""

    years: list[CoveredYear]
    meetings_total: int
    sections_total: int
    missing: list[MissingMeeting]
    missing_total: int
    named: list[NamedMeeting]
    named_total: int
    files: list[PartlyRead]
    files_total: int
    appendices: list[AbsentAppendix]
    appendices_total: int
    appendices_held: int


COVERAGE: Spec[CoverageQuery, Coverage] = Spec("coverage", "Täckning", CoverageQuery, Coverage)
