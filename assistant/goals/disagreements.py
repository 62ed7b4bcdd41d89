"""Where the documents of a kommun do not say the same of its goals, side by side."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from assistant.wire.goals import Disagreement, Side
from ingest.catalogue import Catalogue
from ingest.facts.goal_claims import document_claims, paragraph_claims
from ingest.filters import Filters
from ingest.register import Register
from ingest.stored import StoredDocument
from ingest.tables import contents, witnesses
from ingest.text import Text
from ingest.visible import best_witnesses, contents_of

Said = tuple[str | None, str, str, Side]
"""Kommun, what about, the value as compared, and who says it."""


def disagreements(register: Register, catalogue: Catalogue, filters: Filters) -> list[Disagreement]:
    """What the documents that `filters` let through say differently, each side once, the newest first."""
    told: dict[tuple[str | None, str], dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
    for kommun, about, value, side in (
        *_of_paragraphs(register, catalogue, filters),
        *_of_documents(register, catalogue, filters),
    ):
        sides = told[kommun, about][value]
        if all((side.title, side.section) != (other.title, other.section) for other in sides):
            sides.append(side)
    return [
        Disagreement(kommun=kommun, about=about, sides=_ordered(values))
        for (kommun, about), values in told.items()
        if len(values) > 1
    ]


def _ordered(values: dict[str, list[Side]]) -> list[Side]:
    """Value by value, the one said last first; a document without a date says it at no time."""
    newest = sorted(values.values(), key=lambda sides: max(_day(side) for side in sides), reverse=True)
    return [side for sides in newest for side in sorted(sides, key=_day, reverse=True)]


def _day(side: Side) -> dt.date:
    return side.date or dt.date.min


def _of_paragraphs(register: Register, catalogue: Catalogue, filters: Filters) -> Iterator[Said]:
    fact, paragraph = paragraph_claims.c, witnesses.c
    query = (
        select(fact.about, fact.value, fact.printed, fact.section, fact.text)
        .add_columns(paragraph.kommun, paragraph.body_key, paragraph.date, paragraph.number)
        .add_columns(paragraph.paragraph, paragraph.content, paragraph.title)
        .join(witnesses, paragraph.id == fact.witness)
        .where(fact.witness.in_(best_witnesses(filters)))
        .order_by(fact.id)
    )
    with register.connection() as connection:
        rows = connection.execute(query).all()
    files = catalogue.sources_of({row.content for row in rows}, filters)
    for row in rows:
        title = f"{row.body_key} {row.date} § {row.number} {row.title}"
        side = _side(row.printed, row.text, files[row.content][0], title, row.section)
        side.date, side.paragraph_id = row.date, row.paragraph
        yield row.kommun, row.about, row.value, side


def _of_documents(register: Register, catalogue: Catalogue, filters: Filters) -> Iterator[Said]:
    fact = document_claims.c
    query = (
        select(fact.about, fact.value, fact.printed, fact.section, fact.text, fact.content, contents.c.kommun)
        .join(contents, contents.c.hash == fact.content)
        .where(fact.content.in_(contents_of(filters)))
        .order_by(fact.id)
    )
    with register.connection() as connection:
        rows = connection.execute(query).all()
    files = catalogue.sources_of({row.content for row in rows}, filters)
    for row in rows:
        document = files[row.content][0]
        yield (
            row.kommun,
            row.about,
            row.value,
            _side(row.printed, row.text, document, document.title, row.section),
        )


def _side(printed: str, text: Text, document: StoredDocument, title: str, section: str | None) -> Side:
    return Side(
        value=printed,
        quote=text.value,
        document_id=document.id,
        file=document.file,
        title=title,
        section=section or "",
        date=document.date,
        page=text.pages[0] if document.paged and text.pages else None,
        paragraph_id=None,
    )
