"""What a kommun's documents consist of, as plain frozen data.

Swedish terms of art, kept where English has none:

- kommun: municipality. KF, KS, AU, nämnd: its deciding bodies ('organ'), from the council down to the committees.
- dnr (diarienummer): the register number of a matter, such as 'KS-25/00205'.
- § (paragraf): one numbered item of a body's minutes; numbered per body and calendar year.
- protokoll: minutes; protokollsutdrag: an extract holding one § or a few; bilaga: appendix.
- justering: approval of the minutes; anslag: the public notice that they are approved.
- beslut, förslag, överlämnat, information: the decision levels, see `Level`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.text import Line, Span, Text

__all__ = ["Line", "Span", "Text"]


class PageSource(StrEnum):
    """How a page's text was come by."""

    TEXT = "text"
    PDFIUM = "pdfium"
    OCR = "ocr"
    BLANK = "blank"
    UNREAD = "unread"


class Kind(StrEnum):
    """What sort of document a file holds."""

    PROTOKOLL = "protokoll"
    UTDRAG = "protokollsutdrag"
    KALLELSE = "kallelse"
    TJANSTESKRIVELSE = "tjänsteskrivelse"
    VERKSAMHETSPLAN = "verksamhetsplan"
    VISION = "vision/strategi"
    STYRDOKUMENT = "styrdokument"
    TAXA = "taxa"
    RAPPORT = "rapport"
    MOTION = "motion"
    BILDSPEL = "bildspel"
    OVRIGT = "övrigt"


class Zone(StrEnum):
    """Who may see a document."""

    PUBLIC = "publik"
    INTERNAL = "intern"


class Level(StrEnum):
    """What a paragraph or a point of it amounts to (DOMAIN: decision level)."""

    BESLUT = "beslut"
    FORSLAG = "förslag"
    OVERLAMNAT = "överlämnat"
    INFORMATION = "information"
    BLANDAT = "blandat"


class SectionKind(StrEnum):
    """What a heading inside a paragraph announces; the words for each are in the heading dictionary."""

    BESLUT = "beslut"
    FORSLAG = "förslag"
    BAKGRUND = "bakgrund"
    YTTRANDE = "yttrande"
    BEREDNING = "beredning"
    EKONOMI = "ekonomi"
    TID = "tid"
    UNDERLAG = "underlag"
    VERKSAMHETENS_FORSLAG = "verksamhetens förslag"
    YRKANDE = "yrkande"
    PROPOSITION = "proposition"
    VOTERING = "votering"
    RESERVATION = "reservation"
    ANTECKNING = "anteckning"
    JAV = "jäv"
    AJOURNERING = "ajournering"
    RECIPIENTS = "skickas till"
    CONSEQUENCES = "konsekvenser"
    EARLIER = "tidigare beslut"
    TEXT = "text"
    """Running text with no known heading above it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page (or slide) as stored: positions everywhere point into `text`, which is NFC and never changes."""

    number: int
    text: str
    source: PageSource = PageSource.TEXT
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the file format itself marks (Word style, HTML tag, Markdown, slide title); level 1 is the top."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader hands back. `paged`: the format has pages or slides that a citation can name. `site`: what a web page
    says of the site that it belongs to, which is no part of its text."""

    format: str
    pages: tuple[Page, ...]
    paged: bool
    title: str | None = None
    headings: tuple[Heading, ...] = ()
    warnings: tuple[str, ...] = ()
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading. `heading` is as printed, None where there is none above the text."""

    heading: str | None
    body: Text
    kind: SectionKind = SectionKind.TEXT
    level: int = 1
    heading_text: Text = Text("")


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """One point of a decision: its text with positions, level, outcome, and the body it is proposed to."""

    text: Text
    level: Level
    outcome: str
    next_body: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A votering: counts as printed; the winning side is decided by the minutes' own words, not by us."""

    yes: int | None
    no: int | None
    abstained: int | None
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One § of a meeting. `title` has hyphenation joined; `dnr` as printed; `pages` where it stands."""

    number: int
    title: str
    heading: Text
    dnr: str | None
    dnr_key: str | None
    sections: tuple[Section, ...]
    decision_heading: str | None
    points: tuple[DecisionPoint, ...]
    level: Level
    outcome: str
    next_body: str | None
    final_body: str | None
    recipients: tuple[str, ...]
    prepared_by: tuple[str, ...]
    underlag: tuple[str, ...]
    votes: tuple[Vote, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a front page. `paragraphs`: the §§ attended where the page says so; `replaces`: for whom."""

    name: str
    party: str | None = None
    role: str | None = None
    paragraphs: tuple[int, ...] = ()
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What minutes say before their first §. Every field may be missing; `sections` keeps each as printed."""

    place: str | None = None
    time: str | None = None
    members: tuple[Person, ...] = ()
    substitutes: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    adjusters: tuple[str, ...] = ()
    first_paragraph: int | None = None
    last_paragraph: int | None = None
    adjusted_at: str | None = None
    posted: dt.date | None = None
    removed: dt.date | None = None
    archive: str | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A body's meeting as one document shows it. `body` is the full name, `body_key` the short one ('AU'). `year_given`:
    False where no date of the meeting bears a year and it was taken from the diarienummer."""

    body: str
    body_key: str
    date: dt.date
    paragraphs: tuple[Paragraph, ...]
    front: FrontPage = FrontPage()
    year_given: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as read. `tier`: 'vision', 'övergripande mål', 'mål', 'delmål', 'aktivitet'. `parent`: the text of the
    goal above it where the document says so. `proposed`: the document only proposes it. `status`: röd, gul, grön."""

    tier: str
    text: str
    source: Text
    number: str | None = None
    indicators: tuple[str, ...] = ()
    description: Text = Text("")
    unit: str | None = None
    parent: str | None = None
    proposed: bool = False
    period: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Structured:
    """A document taken apart. Minutes have `meetings`; `sections` cut everything that is not a § of a meeting."""

    kommun: str | None
    kind: Kind
    title: str
    date: dt.date | None
    body: str | None = None
    meetings: tuple[Meeting, ...] = ()
    goals: tuple[Goal, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is indexed: a piece of a section. `paragraph`: index of (meeting, paragraph) in `Structured`, or None.

    `context` is the line that says where it stands: 'AU 2025-02-25 § 19 KS-25/00205 VA-redovisning år 2024 · Bakgrund'.
    `section`: '§ 19' for minutes, else the heading. `text` is a slice of the section's body."""

    context: str
    section: str
    text: Text
    kind: SectionKind = SectionKind.TEXT
    paragraph: tuple[int, int] | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageNote:
    """Pages that ask for attention, for the report: blank, read by OCR, or unread."""

    blank: tuple[int, ...] = ()
    ocr: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one file. `status`: 'publicerad', 'oförändrad', 'ersatt' (a newer version) or 'fel'."""

    file: str
    status: str
    document_id: str | None = None
    kommun: str | None = None
    kind: str | None = None
    title: str | None = None
    pages: int = 0
    characters: int = 0
    paragraphs: int = 0
    decisions: int = 0
    goals: int = 0
    chunks: int = 0
    page_note: PageNote = PageNote()
    warnings: tuple[str, ...] = ()
    error: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an ingest: one entry a file, in the order the files were found."""

    documents: tuple[DocumentReport, ...] = field(default=())

    @property
    def failed(self) -> tuple[DocumentReport, ...]:
        """The files that could not be taken in."""
        return tuple(document for document in self.documents if document.error)
