"""The wire contract as pydantic models: what CLI, API, UI and measurements exchange.

Field names and meanings are fixed; new fields come with a default. Dates are ISO strings on the wire.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

RefusalReason = Literal["saknas", "delvis", "bilaga", "oklar", "personuppgift", "utanför", "föråldrad"]
Support = Literal["verified", "partial", "none"]
Status = Literal["gällande", "ersatt", "borttagen", "utkast"]
Language = Literal["sv", "en"]
LevelName = Literal["beslut", "förslag", "överlämnat", "information", "blandat"]
SHORT_NAMES = {"from": "date_from", "to": "date_to"}


class Wire(BaseModel):
    """Base of all: unknown fields are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(extra="forbid")


class SpanOut(Wire):
    """Characters of the stored text of a page; `page` is 1-based."""

    page: int
    start: int
    end: int


class Place(Wire):
    """Where something stands. `file` is relative to the ingested folder; `page` null where there are none."""

    document_id: str
    kommun: str | None
    file: str
    title: str
    body: str | None
    date: str | None
    section: str
    dnr: str | None
    page: int | None


class Citation(Place):
    """A quote found in a source."""

    id: str
    page_label: str | None
    quote: str
    spans: list[SpanOut]
    status: Status = "gällande"
    paragraph_id: str | None = None


class Sentence(Wire):
    """One sentence of an answer, the citations that carry it, and whether they do."""

    text: str
    citations: list[str]
    support: Support


class Nearest(Place):
    """A hit that comes nearest to a refused question, or a plain search hit."""

    paragraph_id: str | None
    snippet: str
    score: float


class Refusal(Wire):
    """Why there is no (whole) answer. `detail` is for the reader, in `language`."""

    reason: RefusalReason
    detail: str
    nearest: list[Nearest] = []
    language: Language = "sv"


class Focus(Wire):
    """What a follow-up in a thread is about. `kind`: a §, all of a meeting, or a section of another document. `label`: as
    shown, 'AU 2025-02-25 § 19 VA-redovisning'. `also`: the ids of further §§ that the answer told of."""

    kind: Literal["paragraf", "möte", "handling"]
    label: str
    kommun: str | None
    body: str | None
    date: str | None
    section: str
    dnr: str | None
    title: str
    document_id: str
    paragraph_id: str | None
    also: list[str] = []


class Answer(Wire):
    """An answer as shown, stored and sent."""

    id: str
    question: str
    text: str
    refused: bool
    refusal: Refusal | None
    level: LevelName | None
    sentences: list[Sentence]
    citations: list[Citation]
    warnings: list[str]
    timings_ms: dict[str, float]
    conversation_id: str | None = None
    worded_by: str | None = None
    """The language model that worded the text; null where the words are ours and the documents'."""
    rejected: int = 0
    """Sentences of a language model that did not hold against the sources; the documents' own words stand instead."""
    language: Language = "sv"
    """The question's language, which the frame around the quotes has; quotes are always as printed."""
    focus: Focus | None = None
    """What the answer is about, and a follow-up will be; null where that is nothing in particular."""
    followed: str | None = None
    """The label of the focus that the question was read by; null where it stood on its own."""


class FilterIn(Wire):
    """What a search or question may be limited to. `body` by key ('AU') or full name."""

    kommun: str | None = Field(default=None, description="Kommunens namn")
    body: str | None = Field(default=None, description="Organ, som AU eller Kommunstyrelsen")
    date_from: dt.date | None = Field(default=None, description="Från och med; kan också heta from")
    date_to: dt.date | None = Field(default=None, description="Till och med; kan också heta to")
    kind: str | None = Field(default=None, description="Slag av handling, som protokoll")
    dnr: str | None = Field(default=None, description="Diarienummer")
    section: int | None = Field(default=None, ge=1, le=99_999, description="Paragrafens nummer")

    @model_validator(mode="before")
    @classmethod
    def _short_names(cls, given: object) -> object:
        """`from` and `to`, as the command line has them, for `date_from` and `date_to`."""
        if not isinstance(given, dict):
            return given
        for short, name in SHORT_NAMES.items():
            if short in given and given.get(name) is not None:
                raise PydanticCustomError("given_twice", "given twice")
        return {SHORT_NAMES.get(name, name): value for name, value in given.items()}


class Question(Wire):
    """A question to the archive. `today` defaults to the system's date."""

    question: str = Field(min_length=1, max_length=4000, description="Frågan, på svenska eller engelska")
    filters: FilterIn = Field(default=FilterIn(), description="Vad frågan begränsas till")
    today: dt.date | None = Field(default=None, description="Dagens datum, om ett annat än systemets")
    conversation_id: str | None = Field(
        default=None,
        max_length=200,
        description="Samtalets id, från POST conversations; svaret sparas i samtalet",
    )
    focus: Literal["samtalets"] | None = Field(
        default="samtalets", description="null: frågan läses utan det som samtalet gäller"
    )


class Event(Wire):
    """One step of a streamed answer."""

    type: Literal["status", "refusal", "sentence", "answer", "error"] = Field(
        description="status: vad som görs, kan upprepas som livstecken; refusal: varför frågan inte besvaras (helt); "
        "sentence: en kontrollerad mening; answer: hela svaret, sist; error: vad som gick fel, sist"
    )
    text: str | None = Field(default=None, description="Till status och error: ord till läsaren")
    refusal: Refusal | None = Field(
        default=None, description="Till refusal: skälet och det som ligger närmast"
    )
    place: int | None = Field(
        default=None,
        description="Till sentence: meningens plats i svaret, från 0; en senare mening på samma plats ersätter den förra",
    )
    sentence: Sentence | None = Field(default=None, description="Till sentence: meningen")
    citations: list[Citation] = Field(default=[], description="Till sentence: källorna som bär meningen")
    answer: Answer | None = Field(default=None, description="Till answer: svaret, så som det sparas")


class DecisionPointOut(Wire):
    """One point of a decision."""

    text: str
    level: LevelName
    outcome: str
    next_body: str | None


class AmountOut(Wire):
    """An amount of money in a paragraph. `value` is in kronor, null where it cannot be told; `odd` says in Swedish what is
    odd about how it is written; `kind` is the section's. One that somebody has put right stands nowhere: no sentence."""

    printed: str
    unit: str
    value: float | None
    odd: str | None = None
    kind: str | None = None
    sentence: str | None = None
    page: int | None = None
    spans: list[SpanOut] = []


class CorrectionOut(Wire):
    """A field that somebody has put right: what was read, what is right, by whom, why and when (ISO, UTC)."""

    id: int
    field: str
    label: str
    read: str | list[str] | None
    value: str | list[str] | None
    by: str
    why: str
    at: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None


class DecisionRow(Wire):
    """One paragraph of the minutes in the register of decisions. `corrected`: the fields that somebody has put right.
    `conflict`: in words, where another document tells the same paragraph otherwise, or its number is used twice. `draft`: no approved one is here.
    `parted`: the outcomes that a parted decision has, of which `outcome` is the one that grants most; else empty."""

    kommun: str | None
    file: str
    also_in: list[str]
    body: str
    body_key: str
    date: str
    section: str
    dnr: str | None
    dnr_key: str | None
    title: str
    level: LevelName
    outcome: str
    next_body: str | None
    final_body: str | None
    points: list[DecisionPointOut]
    recipients: list[str]
    prepared_by: list[str]
    underlag: list[str]
    page: int | None
    paragraph_id: str
    document_id: str
    amounts: list[AmountOut] = []
    draft: bool = False
    conflict: list[str] = []
    corrected: list[str] = []
    superseded_by: str | None = None
    parted: list[str] = []


class SectionOut(Wire):
    """A section of a paragraph, as read."""

    heading: str | None
    kind: str
    text: str
    spans: list[SpanOut]


class DutyOut(Wire):
    """Something that a paragraph says is to be done: `key` names it in corrections; `due`: ISO date."""

    key: str
    kind: str
    due: str | None
    written: str
    responsible: str | None
    text: str


class ParagraphOut(DecisionRow):
    """A paragraph in full."""

    sections: list[SectionOut]
    pages: list[int]
    corrections: list[CorrectionOut] = []
    duties: list[DutyOut] = []


class DocumentOut(Wire):
    """A document in the archive. `id` stays the same as long as path and content do."""

    id: str
    file: str
    kommun: str | None
    zone: Literal["publik", "intern"]
    kind: str
    title: str
    body: str | None
    date: str | None
    pages: int
    characters: int
    paragraphs: int
    decisions: int
    goals: int
    status: Status
    ingested_at: str
    unread_pages: list[int]
    blank_pages: list[int]
    ocr_pages: list[int]
    warnings: list[str]


class FileReport(Wire):
    """What became of one file at ingest."""

    file: str
    status: Literal["publicerad", "oförändrad", "ersatt", "fel"]
    document_id: str | None
    kommun: str | None
    kind: str | None
    title: str | None
    pages: int
    characters: int
    unread_pages: list[int]
    blank_pages: list[int]
    ocr_pages: list[int]
    paragraphs: int
    decisions: int
    goals: int
    chunks: int
    warnings: list[str]
    error: str | None
    seconds: float


class IngestReport(Wire):
    """The report of an ingest, one entry a file."""

    documents: list[FileReport]
    failed: int


class Finding(Wire):
    """One thing that `doctor` looked at."""

    what: str
    ok: bool
    detail: str


class Rebuilt(Wire):
    """That both indexes were made anew: how many chunks, and the embedding model."""

    chunks: int
    model: str


class Job(Wire):
    """Files on their way into the archive. `file` is the one at hand; `report` comes with 'klar', often with 'fel'.

    'fel' means that nothing was taken in; where some files failed and others did not, the report says which.
    """

    id: str
    file: str
    state: Literal["väntar", "pågår", "klar", "fel"]
    stage: str | None = None
    page: int | None = None
    pages: int | None = None
    done: int = 0
    total: int = 1
    report: IngestReport | None = None
    rebuilt: Rebuilt | None = None
    error: str | None = None


class IngestIn(Wire):
    """What the command line asks a running service on the same machine to take in."""

    paths: list[str] = Field(min_length=1)
    kommun: str | None = None
    access: Literal["publik", "intern"] | None = None
    kind: str | None = None


class Health(Wire):
    """That the service is alive. `instance` lets a client know the service that it looked for."""

    status: Literal["ok"] = "ok"
    version: str
    instance: str | None = None


class Ready(Wire):
    """That questions can be answered, whether documents may be uploaded and deleted here, and what should be mended."""

    ready: bool
    documents: int
    editable: bool = True
    warnings: list[str] = []


class Problem(Wire):
    """An error over HTTP, RFC 9457. `type` is stable; `detail` is for the reader, in Swedish."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[str] = []
