"""From the register's data to the wire contract's models."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from typing import cast

from assistant.correction_fields import field_label
from assistant.schema import (
    AmountOut,
    CorrectionOut,
    DecisionPointOut,
    DecisionRow,
    DocumentOut,
    DutyOut,
    FileReport,
    Finding,
    LevelName,
    ParagraphOut,
    SectionOut,
    SpanOut,
    Status,
)
from assistant.settings import Settings
from ingest.archive import ALL_ZONES, Archive
from ingest.corrected import AMOUNTS
from ingest.corrections import Correction
from ingest.decision_facts import StoredAmount
from ingest.dnr import typed_key
from ingest.duty_corrections import StoredDuty
from ingest.errors import StoreError
from ingest.filters import Filters
from ingest.model import DocumentReport, Level
from ingest.money import money_in
from ingest.parted import parted
from ingest.stored import Conflict, DocumentCounts, StoredDocument, StoredParagraph
from ingest.text import Text

FIELDS_THAT_DIFFER = {"title": "rubrik", "dnr": "diarienummer", "level": "nivå", "points": "beslutets ord"}

_OUTDATED = (
    "Rättelsen av {label} gäller en äldre lydelse och används inte; rätta på nytt eller ta tillbaka den."
)

_OUTCOMES_APART = "Ingen punkts utfall ({points}) är paragrafens ({outcome})."
_LEVELS_APART = "Punkternas nivå ({points}) är en annan än paragrafens ({level})."


def dnr(text: str) -> str:
    """The key of a dnr as somebody typed it: 'ks 25/205' → 'KS-2025-205'; what is none stays as it is."""
    return typed_key(text) or text


def status(found: str | None) -> Status:
    """A source's status as citations say it; one that is no longer known counts as deleted."""
    return cast(Status, found) if found in ("gällande", "ersatt") else "borttagen"


def spans(text: Text) -> list[SpanOut]:
    """Where a text stands."""
    return [SpanOut(page=span.page, start=span.start, end=span.end) for span in text.spans()]


def decision_row(
    p: StoredParagraph, read: Sequence[StoredAmount] = (), twice: str | None = None
) -> DecisionRow:
    """A paragraph as a row of the register of decisions; `read`: the amounts that were read of it; `twice`: why it may hold
    the text of two."""
    righted = _righted_amounts(p, read)
    holding = [each for each in p.corrections if each.field != AMOUNTS or each is righted]
    outdated = [*p.outdated, *(each for each in p.corrections if each not in holding)]
    points = [
        DecisionPointOut(
            text=point.text.value,
            level=cast(LevelName, point.level),
            outcome=point.outcome,
            next_body=point.next_body,
        )
        for point in p.points
    ]
    return DecisionRow(
        kommun=p.kommun,
        file=p.file,
        also_in=list(p.also_in),
        body=p.body,
        body_key=p.body_key,
        date=str(p.date),
        section=f"§ {p.number}",
        dnr=p.dnr,
        dnr_key=p.dnr_key,
        title=p.title,
        level=cast(LevelName, p.level),
        outcome=p.outcome,
        next_body=p.next_body,
        final_body=p.final_body,
        points=points,
        recipients=list(p.recipients),
        prepared_by=list(p.prepared_by),
        underlag=list(p.underlag),
        page=p.pages[0] if p.pages and p.paged else None,
        paragraph_id=p.id,
        document_id=p.document_id,
        amounts=amounts(p, read),
        draft=p.draft,
        conflict=[
            *(conflict(each) for each in p.conflicts),
            *([twice] if twice else []),
            *(_OUTDATED.format(label=_within(field_label(each.field))) for each in outdated),
            *_levels_apart(p),
            *_outcomes_apart(p),
        ],
        corrected=[each.field for each in holding],
        parted=[] if "outcome" in {each.field for each in holding} else list(parted(p.points)),
    )


def amounts(p: StoredParagraph, read: Sequence[StoredAmount]) -> list[AmountOut]:
    """The amounts of a paragraph: those put right where somebody has done so, else those read."""
    righted = _righted_amounts(p, read)
    if righted is None:
        return [_amount(each, p.paged) for each in read]
    return [_typed_amount(each) for each in righted.value or ()]


def _righted_amounts(p: StoredParagraph, read: Sequence[StoredAmount]) -> Correction | None:
    """What somebody has put right of the amounts, where they are still read as they were then."""
    now = [each.printed for each in read]
    return next((each for each in p.corrections if each.field == AMOUNTS and each.read == now), None)


def _levels_apart(p: StoredParagraph) -> list[str]:
    """That somebody put a level right, and the paragraph's is another than its points' now."""
    if not any(each.field.endswith("level") for each in p.corrections):
        return []
    others = list(dict.fromkeys(point.level for point in p.points if point.level != p.level))
    if not others or (p.level == Level.BLANDAT and len({point.level for point in p.points}) > 1):
        return []
    return [_LEVELS_APART.format(points=", ".join(others), level=p.level)]


def _outcomes_apart(p: StoredParagraph) -> list[str]:
    """That somebody put an outcome right, and no point has the paragraph's now."""
    righted = [each for each in p.corrections if each.field.endswith("outcome")]
    said = list(dict.fromkeys(point.outcome for point in p.points))
    if not righted or not said or p.outcome in said:
        return []
    return [_OUTCOMES_APART.format(points=", ".join(said), outcome=p.outcome)]


def _within(label: str) -> str:
    """A label within a sentence."""
    return label[:1].lower() + label[1:]


def _amount(a: StoredAmount, paged: bool) -> AmountOut:
    page = a.text.pages[0] if a.text.pages and paged else None
    return AmountOut(
        printed=a.printed,
        unit=a.unit,
        value=a.value,
        odd=a.odd,
        kind=a.kind,
        sentence=a.sentence.value,
        page=page,
        spans=spans(a.text),
    )


def _typed_amount(typed: str) -> AmountOut:
    (money,) = money_in(typed)
    value = None if money.value is None else float(money.value)
    return AmountOut(printed=typed, unit=money.unit, value=value, odd=money.odd)


def conflict(found: Conflict) -> str:
    """A witness that says otherwise: its file, and in what."""
    fields = ", ".join(FIELDS_THAT_DIFFER[name] for name in found.fields)
    return f"Lyder annorlunda i {found.file}: {fields}."


def paragraph(
    p: StoredParagraph,
    read: Sequence[StoredAmount] = (),
    log: Sequence[Correction] = (),
    twice: str | None = None,
    duties: Sequence[StoredDuty] = (),
) -> ParagraphOut:
    """A paragraph whole; `log`: all that was ever put right of it."""
    sections = [
        SectionOut(heading=s.heading, kind=str(s.kind), text=s.body.value, spans=spans(s.body))
        for s in p.sections
    ]
    return ParagraphOut(
        **decision_row(p, read, twice).model_dump(),
        sections=sections,
        pages=list(p.pages) if p.paged else [],
        corrections=[correction(each) for each in log],
        duties=[duty(each) for each in duties],
    )


def duty(d: StoredDuty) -> DutyOut:
    """A duty with what names it."""
    return DutyOut(
        key=d.key,
        kind=d.kind,
        due=str(d.due) if d.due else None,
        written=d.written,
        responsible=d.responsible,
        text=d.text,
    )


def correction(c: Correction) -> CorrectionOut:
    """A correction with its field in words."""
    return CorrectionOut(
        id=c.id,
        field=c.field,
        label=field_label(c.field),
        read=c.read,
        value=c.value,
        by=c.by,
        why=c.why,
        at=c.at,
        withdrawn_at=c.withdrawn_at,
        withdrawn_by=c.withdrawn_by,
    )


def document(d: StoredDocument, counts: DocumentCounts) -> DocumentOut:
    """A document as the list of documents shows it."""
    return DocumentOut(
        id=d.id,
        file=d.file,
        kommun=d.kommun,
        zone="publik" if d.zone == "publik" else "intern",
        kind=d.kind,
        title=d.title,
        body=d.body,
        date=str(d.date) if d.date else None,
        pages=counts.pages,
        characters=d.characters,
        paragraphs=counts.paragraphs,
        decisions=counts.decisions,
        goals=counts.goals,
        status="utkast" if d.draft else status(d.status),
        ingested_at=d.ingested_at,
        unread_pages=list(counts.unread),
        blank_pages=list(counts.blank),
        ocr_pages=list(counts.ocr),
        warnings=list(d.warnings),
    )


def file_report(entry: DocumentReport) -> FileReport:
    """What became of a file."""
    note = entry.page_note
    return FileReport(
        file=entry.file,
        status=entry.status,  # type: ignore[arg-type]
        document_id=entry.document_id,
        kommun=entry.kommun,
        kind=entry.kind,
        title=entry.title,
        pages=entry.pages,
        characters=entry.characters,
        unread_pages=list(note.unread),
        blank_pages=list(note.blank),
        ocr_pages=list(note.ocr),
        paragraphs=entry.paragraphs,
        decisions=entry.decisions,
        goals=entry.goals,
        chunks=entry.chunks,
        warnings=list(entry.warnings),
        error=entry.error,
        seconds=entry.seconds,
    )


def doctor(archive: Archive, settings: Settings) -> list[Finding]:
    """What is in order and what is not."""
    held = set(archive.catalogue.chunk_ids(Filters(zones=ALL_ZONES)))
    findings = [
        _compared("Sökindex (ord)", held, archive.lexical.ids),
        _compared("Vektorer (matris)", held, archive.vectors.ids),
        _compared("Vektorer (Chroma)", held, archive.vectors.chroma_ids),
        _originals(archive),
        _recipes(archive),
    ]
    tesseract = shutil.which("tesseract") is not None
    findings.append(
        Finding(
            what="Textigenkänning",
            ok=tesseract,
            detail="Tesseract finns."
            if tesseract
            else "Installera tesseract-ocr-swe för att läsa skannade sidor.",
        )
    )
    model = f"{settings.llm_model} på {settings.llm_url}" if settings.llm_url else "avstängd"
    findings.append(Finding(what="Språkmodell", ok=True, detail=model))
    warning = archive.model_warning
    detail = warning or archive.embedder.name
    findings.append(Finding(what="Inbäddningsmodell", ok=warning is None, detail=detail))
    return findings


def _compared(what: str, register: set[str], held: Callable[[], set[str]]) -> Finding:
    try:
        index = held()
    except StoreError as exc:
        return Finding(what=what, ok=False, detail=str(exc))
    missing, surplus = len(register - index), len(index - register)
    if not missing and not surplus:
        return Finding(what=what, ok=True, detail=f"{len(register)} stycken, som i registret.")
    detail = f"{missing} stycken saknas och {surplus} är överflödiga. Kör ’kommunminne rebuild’."
    return Finding(what=what, ok=False, detail=detail)


def _originals(archive: Archive) -> Finding:
    contents = {document.content for document in archive.catalogue.documents(Filters(zones=ALL_ZONES))}
    missing = sum(archive.original(content) is None for content in contents)
    if not missing:
        return Finding(what="Originalfiler", ok=True, detail=f"{len(contents)} filer, som i registret.")
    detail = f"{missing} filer saknas i datamappen: deras sidor kan inte visas. Läs in handlingarna på nytt."
    return Finding(what="Originalfiler", ok=False, detail=detail)


def _recipes(archive: Archive) -> Finding:
    old = archive.outdated()
    if not old:
        return Finding(
            what="Uppdelning", ok=True, detail=f"Alla handlingar delades med recept {archive.recipe}."
        )
    detail = (
        f"{len(old)} handlingar delades med andra regler än dagens, bland andra {old[0]}. Läs in dem på nytt."
    )
    return Finding(what="Uppdelning", ok=False, detail=detail)
