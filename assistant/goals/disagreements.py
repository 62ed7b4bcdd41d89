"""Where the documents of a kommun do not say the same of its goals, side by side."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

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

_MOST_SIDES = 10
"""Documents that are shown to say one thing."""

Said = tuple[str | None, str, str, Side]
"""Kommun, what about, the value as compared, and who says it."""


def disagreements(register: Register, catalogue: Catalogue, filters: Filters) -> list[Disagreement]:
    """What the documents that `filters` let through say differently, each side once, the newest first."""
    told: dict[tuple[str | None, str], dict[str, dict[tuple[str, str], Side]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    differing = _differing(register, filters)
    for kommun, about, value, side in (
        *_of_paragraphs(register, catalogue, filters, differing),
        *_of_documents(register, catalogue, filters, differing),
    ):
        told[kommun, about][value].setdefault((side.title, side.section), side)
    return [
        Disagreement(
            kommun=kommun, about=about, sides=_ordered([list(each.values()) for each in values.values()])
        )
        for (kommun, about), values in told.items()
        if len(values) > 1
    ]


def _differing(register: Register, filters: Filters) -> set[str]:
    """What some kommun's documents, as far as they can be seen, give more than one value of."""
    held = contents_of(filters)
    paragraph, document = paragraph_claims.c, document_claims.c
    of_paragraphs = (
        select(witnesses.c.kommun, paragraph.about, paragraph.value)
        .join(witnesses, witnesses.c.id == paragraph.witness)
        .where(witnesses.c.content.in_(held))
    )
    of_documents = (
        select(contents.c.kommun, document.about, document.value)
        .join(contents, contents.c.hash == document.content)
        .where(document.content.in_(held))
    )
    values: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    with register.connection() as connection:
        for query in (of_paragraphs, of_documents):
            for row in connection.execute(query.distinct()):
                values[row.kommun, row.about].add(row.value)
    return {about for (_, about), found in values.items() if len(found) > 1}


def _ordered(values: Sequence[list[Side]]) -> list[Side]:
    """Value by value, the one said last first, the latest who say it; a document without a date says it at no time."""
    newest = sorted(values, key=lambda sides: max(_day(side) for side in sides), reverse=True)
    return [side for sides in newest for side in sorted(sides, key=_day, reverse=True)[:_MOST_SIDES]]


def _day(side: Side) -> dt.date:
    return side.date or dt.date.min


def _of_paragraphs(
    register: Register, catalogue: Catalogue, filters: Filters, about: Collection[str]
) -> Iterator[Said]:
    fact, paragraph = paragraph_claims.c, witnesses.c
    query = (
        select(fact.about, fact.value, fact.printed, fact.section, fact.text)
        .add_columns(paragraph.kommun, paragraph.body_key, paragraph.date, paragraph.number)
        .add_columns(paragraph.paragraph, paragraph.content, paragraph.title)
        .join(witnesses, paragraph.id == fact.witness)
        .where(fact.about.in_(about), fact.witness.in_(best_witnesses(filters)))
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


def _of_documents(
    register: Register, catalogue: Catalogue, filters: Filters, about: Collection[str]
) -> Iterator[Said]:
    fact = document_claims.c
    query = (
        select(fact.about, fact.value, fact.printed, fact.section, fact.text, fact.content, contents.c.kommun)
        .join(contents, contents.c.hash == fact.content)
        .where(fact.about.in_(about), fact.content.in_(contents_of(filters)))
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
