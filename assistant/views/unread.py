"""The files of which something was not read, was read by OCR, or gave no § though they are minutes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from assistant.views.held import File
from assistant.views.scope import Scope
from assistant.wire.coverage import PartlyRead
from ingest.filters import Filters
from ingest.model import Kind, PageSource
from ingest.tables import contents, pages, witnesses
from ingest.visible import contents_of

_TROUBLE = (PageSource.UNREAD, PageSource.OCR, PageSource.BLANK)
_MINUTES = (Kind.PROTOKOLL, Kind.UTDRAG)


def partly_read(scope: Scope, filters: Filters, shown: dict[str, File]) -> list[PartlyRead]:
    """The files, those with unread pages first."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    trouble = select(pages.c.content, pages.c.source, pages.c.number).where(
        pages.c.source.in_([str(each) for each in _TROUBLE]), pages.c.content.in_(contents_of(filters))
    )
    without = (
        select(contents.c.hash)
        .where(contents.c.hash.in_(contents_of(filters)), contents.c.kind.in_([str(k) for k in _MINUTES]))
        .where(~select(witnesses.c.id).where(witnesses.c.content == contents.c.hash).exists())
    )
    with scope.register.connection() as connection:
        for content, source, number in connection.execute(trouble.order_by(pages.c.number)):
            found[content][source].append(number)
        empty = set(connection.scalars(without))
        about = _about(connection, {*found, *empty})
    rows = [
        _row(shown[content], about[content], found.get(content, {}), content in empty)
        for content in {*found, *empty}
        if content in shown
    ]
    return sorted(rows, key=lambda row: (not row.unread, not row.ocr, row.file))


def _about(connection: Any, hashes: set[str]) -> dict[str, str | None]:
    query = select(contents.c.hash, contents.c.kommun).where(contents.c.hash.in_(hashes))
    return {row.hash: row.kommun for row in connection.execute(query)}


def _row(file: File, kommun: str | None, sources: dict[str, list[int]], empty: bool) -> PartlyRead:
    unread, ocr, blank = (sources.get(str(each), []) for each in _TROUBLE)
    return PartlyRead(
        document_id=file.document_id,
        file=file.file,
        kommun=kommun,
        unread=unread,
        ocr=ocr,
        blank=blank,
        why=" ".join(_said(unread, ocr, blank, empty)),
    )


def _said(unread: list[int], ocr: list[int], blank: list[int], empty: bool) -> list[str]:
    said = []
    if unread:
        said.append("Olästa sidor saknar text: läs in en version med textlager, eller installera OCR.")
    if ocr:
        said.append("OCR-lästa sidor är tolkade ur en bild och kan ha läsfel.")
    if blank:
        said.append("Tomma sidor har inget innehåll.")
    if empty:
        said.append("Protokollet gav ingen paragraf: organ, dag eller paragrafrubriker gick inte att läsa.")
    return said
