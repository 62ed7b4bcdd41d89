"""What of the register somebody may see and has limited a question to, as conditions of SQL.

Access is decided here, in every query: by the zones of `Filters`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from ingest.filters import Filters
from ingest.register import LIVE
from ingest.tables import chunks, contents, sources, witnesses


def visible(filters: Filters) -> ColumnElement[bool]:
    """The contents that the asker may see: at least one valid source in a zone of theirs."""
    seen = select(sources.c.content).where(sources.c.status == LIVE, sources.c.zone.in_(filters.zones))
    found = contents.c.hash.in_(seen)
    return found if filters.contents is None else and_(found, contents.c.hash.in_(filters.contents))


def seen_by(connection: Connection, content_hashes: set[str], filters: Filters) -> set[str]:
    """Those of the contents that the asker may see."""
    query = select(sources.c.content).where(
        sources.c.content.in_(content_hashes), sources.c.status == LIVE, sources.c.zone.in_(filters.zones)
    )
    found = set(connection.scalars(query))
    return found if filters.contents is None else found & filters.contents


def document_where(filters: Filters) -> list[ColumnElement[bool]]:
    """What a document has to be: visible, of the kommun and kind."""
    return [visible(filters), *kind_where(filters)]


def kind_where(filters: Filters) -> list[ColumnElement[bool]]:
    """What a document has to be of kommun and kind."""
    where: list[ColumnElement[bool]] = []
    if filters.kommun is not None:
        where.append(contents.c.kommun == filters.kommun)
    if filters.kinds:
        where.append(contents.c.kind.in_(filters.kinds))
    return where


def witness_where(filters: Filters) -> list[ColumnElement[bool]]:
    """What a § has to be of body, date, number and dnr."""
    where: list[ColumnElement[bool]] = []
    if filters.bodies:
        where.append(witnesses.c.body_key.in_(filters.bodies))
    if filters.date_from is not None:
        where.append(witnesses.c.date >= filters.date_from)
    if filters.date_to is not None:
        where.append(witnesses.c.date <= filters.date_to)
    if filters.number is not None:
        where.append(witnesses.c.number == filters.number)
    if filters.dnr_key is not None:
        where.append(witnesses.c.dnr_key == filters.dnr_key)
    return where


def contents_of(filters: Filters) -> Select[Any]:
    """The hashes of the contents that fit."""
    return select(contents.c.hash).where(*document_where(filters))


def chunks_of_witnesses(filters: Filters) -> Select[Any]:
    """The ids of the chunks of §§ that fit. Narrowed inside, by the witnesses' index: a join reads every chunk."""
    fitting = select(witnesses.c.id).where(
        *witness_where(filters), witnesses.c.content.in_(contents_of(filters))
    )
    return select(chunks.c.id).where(chunks.c.witness.in_(fitting))


def chunks_of_documents(filters: Filters) -> Select[Any]:
    """The ids of the chunks outside the §§ that fit: they have their document's body and date."""
    fitting = contents_of(filters)
    if filters.bodies:
        fitting = fitting.where(contents.c.body_key.in_(filters.bodies))
    if filters.date_from is not None:
        fitting = fitting.where(contents.c.date >= filters.date_from)
    if filters.date_to is not None:
        fitting = fitting.where(contents.c.date <= filters.date_to)
    return select(chunks.c.id).where(chunks.c.witness.is_(None), chunks.c.content.in_(fitting))


def best_witnesses(filters: Filters) -> Select[Any]:
    """The id of each fitting §'s witness that stands for it: approved before drafts, whole minutes before extracts, the
    fullest first.

    Column `id`; one row a paragraph. As `Catalogue.paragraphs` chooses.
    """
    return select(witnesses.c.id).where(stands_for(filters), *witness_where(filters))


def stands_for(filters: Filters) -> ColumnElement[bool]:
    """That a witness is the one that stands for its §, among those of the documents that fit.

    Only the few §§ with several witnesses are ranked: ranking all of them takes most of a view's time.
    """
    among = contents_of(filters)
    other = witnesses.alias()
    shared = select(other.c.paragraph).group_by(other.c.paragraph).having(func.count() > 1)
    order = func.row_number().over(
        partition_by=other.c.paragraph,
        order_by=(contents.c.draft, other.c.rank, -other.c.characters, other.c.content, other.c.id),
    )
    ranked = (
        select(other.c.id, order.label("place"))
        .join(contents, contents.c.hash == other.c.content)
        .where(other.c.paragraph.in_(shared), other.c.content.in_(among))
        .subquery()
    )
    first = select(ranked.c.id).where(ranked.c.place == 1)
    return and_(
        witnesses.c.content.in_(among),
        or_(witnesses.c.paragraph.not_in(shared), witnesses.c.id.in_(first)),
    )
