"""Reading the register: documents, paragraphs, sections, goals, people and chunks, as far as the asker may see.

Every read takes `Filters`, whose zones decide access in the query itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from ingest.filters import Filters
from ingest.model import SectionKind
from ingest.register import LIVE, Register
from ingest.stored import (
    DocumentCounts,
    IndexEntry,
    StoredChunk,
    StoredDocument,
    StoredGoal,
    StoredMeeting,
    StoredPage,
    StoredParagraph,
    StoredPerson,
    StoredPoint,
    StoredSection,
    StoredVote,
)
from ingest.tables import (
    chunks,
    contents,
    goals,
    meetings,
    pages,
    people,
    points,
    sections,
    sources,
    witnesses,
)


def _visible(filters: Filters) -> ColumnElement[bool]:
    """The contents that the asker may see: at least one valid source in a zone of theirs."""
    seen = select(sources.c.content).where(sources.c.status == LIVE, sources.c.zone.in_(filters.zones))
    found = contents.c.hash.in_(seen)
    return found if filters.contents is None else and_(found, contents.c.hash.in_(filters.contents))


def _seen(connection: Connection, content_hashes: set[str], filters: Filters) -> set[str]:
    """Those of the contents that the asker may see."""
    query = select(sources.c.content).where(
        sources.c.content.in_(content_hashes), sources.c.status == LIVE, sources.c.zone.in_(filters.zones)
    )
    found = set(connection.scalars(query))
    return found if filters.contents is None else found & filters.contents


def _document_where(filters: Filters) -> list[ColumnElement[bool]]:
    return [_visible(filters), *_kind_where(filters)]


def _kind_where(filters: Filters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.kommun is not None:
        where.append(contents.c.kommun == filters.kommun)
    if filters.kinds:
        where.append(contents.c.kind.in_(filters.kinds))
    return where


def _witness_where(filters: Filters) -> list[ColumnElement[bool]]:
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


def _chunk_where(filters: Filters) -> list[ColumnElement[bool]]:
    body = func.coalesce(witnesses.c.body_key, contents.c.body_key)
    date = func.coalesce(witnesses.c.date, contents.c.date)
    where: list[ColumnElement[bool]] = []
    if filters.bodies:
        where.append(body.in_(filters.bodies))
    if filters.date_from is not None:
        where.append(date >= filters.date_from)
    if filters.date_to is not None:
        where.append(date <= filters.date_to)
    if filters.number is not None:
        where.append(witnesses.c.number == filters.number)
    if filters.dnr_key is not None:
        where.append(witnesses.c.dnr_key == filters.dnr_key)
    return where


class Catalogue:
    """Reads the register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    # Documents

    def documents(self, filters: Filters) -> list[StoredDocument]:
        """The valid documents that the asker may see, by kommun, date and file."""
        query = (
            self._document_query()
            .where(*_document_where(filters), sources.c.status == LIVE, sources.c.zone.in_(filters.zones))
            .order_by(contents.c.kommun, contents.c.date, sources.c.file)
        )
        with self._register.connection() as connection:
            return [_document(row) for row in connection.execute(query).mappings()]

    def document(self, document_id: str, filters: Filters) -> StoredDocument | None:
        """One document, replaced ones too; None where there is none or the asker may not see it."""
        query = self._document_query().where(sources.c.id == document_id, sources.c.zone.in_(filters.zones))
        with self._register.connection() as connection:
            row = connection.execute(query).mappings().first()
        return _document(row) if row else None

    def sources_of(self, content_hashes: Iterable[str], filters: Filters) -> dict[str, list[StoredDocument]]:
        """The valid documents of each content, the shortest path first."""
        query = self._document_query().where(
            contents.c.hash.in_(set(content_hashes)),
            sources.c.status == LIVE,
            sources.c.zone.in_(filters.zones),
        )
        found: dict[str, list[StoredDocument]] = defaultdict(list)
        with self._register.connection() as connection:
            for row in connection.execute(query).mappings():
                found[row["content"]].append(_document(row))
        return {content: sorted(rows, key=lambda d: (len(d.file), d.file)) for content, rows in found.items()}

    def status(self, document_id: str) -> str | None:
        """What a document's status is now, None where it was never here."""
        with self._register.connection() as connection:
            query = select(sources.c.status).where(sources.c.id == document_id)
            value: str | None = connection.scalar(query)
        return value

    def zone(self, document_id: str) -> str | None:
        """The zone that a document is or was in, None where it was never here."""
        with self._register.connection() as connection:
            value: str | None = connection.scalar(select(sources.c.zone).where(sources.c.id == document_id))
        return value

    def counts(self, content: str) -> DocumentCounts:
        """How much was read from a content."""
        with self._register.connection() as connection:

            def count(query: Select[Any]) -> int:
                return int(connection.scalar(query) or 0)

            by_source: dict[str, list[int]] = defaultdict(list)
            rows = connection.execute(
                select(pages.c.source, pages.c.number).where(pages.c.content == content)
            )
            for source, number in rows:
                by_source[source].append(number)
            of_content = select(witnesses.c.id).where(witnesses.c.content == content)
            return DocumentCounts(
                pages=sum(map(len, by_source.values())),
                paragraphs=count(select(func.count()).select_from(of_content.subquery())),
                decisions=count(select(func.count()).where(points.c.witness.in_(of_content))),
                goals=count(select(func.count()).where(goals.c.content == content, goals.c.tier != "vision")),
                chunks=count(select(func.count()).where(chunks.c.content == content)),
                blank=tuple(by_source["blank"]),
                ocr=tuple(by_source["ocr"]),
                unread=tuple(by_source["unread"]),
            )

    def page(self, content: str, number: int) -> StoredPage | None:
        """One page of a content."""
        query = select(pages.c.number, pages.c.text, pages.c.source, pages.c.label)
        with self._register.connection() as connection:
            row = connection.execute(
                query.where(pages.c.content == content, pages.c.number == number)
            ).first()
        return StoredPage(*row) if row else None

    def labels(self, content: str) -> dict[int, str]:
        """The printed label of each page that has one."""
        query = select(pages.c.number, pages.c.label).where(
            pages.c.content == content, pages.c.label.is_not(None)
        )
        with self._register.connection() as connection:
            return {row.number: row.label for row in connection.execute(query)}

    def kommuner(self, filters: Filters) -> list[str]:
        """The kommuner that the asker's documents belong to."""
        query = select(contents.c.kommun).where(_visible(filters), contents.c.kommun.is_not(None)).distinct()
        with self._register.connection() as connection:
            return sorted(value for (value,) in connection.execute(query))

    def body_keys(self, filters: Filters) -> list[str]:
        """The keys of the bodies that the asker's minutes are of."""
        query = (
            select(meetings.c.body_key)
            .join(contents, contents.c.hash == meetings.c.content)
            .where(*_document_where(filters))
        )
        with self._register.connection() as connection:
            return sorted(connection.scalars(query.distinct()))

    @staticmethod
    def _document_query() -> Select[Any]:
        return select(
            sources.c.id,
            sources.c.content,
            sources.c.file,
            sources.c.zone,
            sources.c.status,
            sources.c.ingested_at,
            sources.c.seconds,
            contents.c.kommun,
            contents.c.kind,
            contents.c.title,
            contents.c.body,
            contents.c.date,
            contents.c.paged,
            contents.c.characters,
            contents.c.warnings,
        ).join(contents, contents.c.hash == sources.c.content)

    # Paragraphs

    def paragraphs(
        self, filters: Filters, *, ids: Sequence[str] | None = None, with_sections: bool = True
    ) -> list[StoredParagraph]:
        """Paragraphs, each by its fullest witness, ordered by date, body and number."""
        query = select(witnesses).join(contents, contents.c.hash == witnesses.c.content)
        if ids is None:
            query = query.where(*_document_where(filters), *_witness_where(filters))
        else:
            query = query.where(
                witnesses.c.paragraph.in_(ids), *_kind_where(filters), *_witness_where(filters)
            )
        with self._register.connection() as connection:
            rows = connection.execute(query).mappings().all()
            if ids is not None:
                seen = _seen(connection, {row["content"] for row in rows}, filters)
                rows = [row for row in rows if row["content"] in seen]
            groups: dict[str, list[Any]] = defaultdict(list)
            for row in rows:
                groups[row["paragraph"]].append(row)
            for group in groups.values():
                group.sort(key=lambda row: (row["rank"], -row["characters"], row["content"]))
            best = [group[0] for group in groups.values()]
            files = self.sources_of({row["content"] for row in rows}, filters)
            point_rows = _points(connection, [row["id"] for row in best])
            section_rows = _sections_of(connection, [row["id"] for row in best]) if with_sections else {}
        found = [
            _paragraph(group, files, point_rows.get(group[0]["id"], ()), section_rows.get(group[0]["id"], ()))
            for group in groups.values()
        ]
        return sorted(found, key=lambda p: (p.date, p.body_key, p.number))

    def dnr_ending(self, tail: str, filters: Filters) -> str | None:
        """The dnr key that ends in '-<year>-<number>', where exactly one does."""
        query = (
            select(witnesses.c.dnr_key)
            .join(contents, contents.c.hash == witnesses.c.content)
            .where(*_document_where(filters), witnesses.c.dnr_key.endswith(f"-{tail}", autoescape=True))
        )
        with self._register.connection() as connection:
            found = connection.scalars(query.distinct()).all()
        return found[0] if len(found) == 1 else None

    def meetings(self, filters: Filters, *, with_people: bool = True) -> list[StoredMeeting]:
        """Meetings that fit the filters, newest first, with the people on the front page unless left out."""
        query = (
            select(meetings).join(contents, contents.c.hash == meetings.c.content).where(_visible(filters))
        )
        if filters.kommun is not None:
            query = query.where(meetings.c.kommun == filters.kommun)
        if filters.bodies:
            query = query.where(meetings.c.body_key.in_(filters.bodies))
        if filters.date_from is not None:
            query = query.where(meetings.c.date >= filters.date_from)
        if filters.date_to is not None:
            query = query.where(meetings.c.date <= filters.date_to)
        with self._register.connection() as connection:
            rows = connection.execute(query.order_by(meetings.c.date.desc())).mappings().all()
            present = _people(connection, [row["id"] for row in rows]) if with_people else {}
        return [_meeting(row, present.get(row["id"], [])) for row in rows]

    # Sections, goals, chunks

    def sections(self, content: str) -> list[StoredSection]:
        """The sections of a content that belong to no paragraph, in order."""
        query = select(sections).where(sections.c.content == content, sections.c.witness.is_(None))
        with self._register.connection() as connection:
            return [_section(row) for row in connection.execute(query.order_by(sections.c.id)).mappings()]

    def goals(self, filters: Filters) -> list[StoredGoal]:
        """The goals that the asker may see, in reading order."""
        query = (
            select(goals).join(contents, contents.c.hash == goals.c.content).where(*_document_where(filters))
        )
        with self._register.connection() as connection:
            return [_goal(row) for row in connection.execute(query.order_by(goals.c.id)).mappings()]

    def chunk_ids(self, filters: Filters) -> list[str]:
        """The ids of the chunks that the filters let through.

        A chunk outside the §§ (a front page, a plan) has its document's body and date.
        """
        query = (
            select(chunks.c.id)
            .join(contents, contents.c.hash == chunks.c.content)
            .outerjoin(witnesses, witnesses.c.id == chunks.c.witness)
            .where(*_document_where(filters), *_chunk_where(filters))
        )
        with self._register.connection() as connection:
            return list(connection.execute(query).scalars())

    def chunks_of_section(self, content: str, section: str) -> list[StoredChunk]:
        """The chunks of a content's section, in order; for contents that the asker is known to see."""
        query = (
            select(chunks, witnesses.c.paragraph)
            .outerjoin(witnesses, witnesses.c.id == chunks.c.witness)
            .where(chunks.c.content == content, chunks.c.section == section)
        )
        with self._register.connection() as connection:
            return [_chunk(row) for row in connection.execute(query.order_by(chunks.c.row)).mappings()]

    def chunks(self, ids: Sequence[str], filters: Filters) -> list[StoredChunk]:
        """The chunks `ids` that the asker may see. The few contents they belong to are looked at, not all there are."""
        query = (
            select(chunks, witnesses.c.paragraph)
            .outerjoin(witnesses, witnesses.c.id == chunks.c.witness)
            .where(chunks.c.id.in_(ids))
        )
        with self._register.connection() as connection:
            rows = connection.execute(query).mappings().all()
            seen = _seen(connection, {row["content"] for row in rows}, filters)
        return [_chunk(row) for row in rows if row["content"] in seen]

    def entries(self, content: str) -> list[IndexEntry]:
        """A content's chunks as the indexes want them, whoever may see them: for making the indexes only."""
        query = (
            select(
                *(chunks.c.id, chunks.c.context, chunks.c.text, contents.c.kommun, contents.c.kind),
                *(witnesses.c.number, witnesses.c.dnr_key),
                func.coalesce(witnesses.c.body_key, contents.c.body_key).label("body_key"),
                func.coalesce(witnesses.c.date, contents.c.date).label("date"),
            )
            .join(contents, contents.c.hash == chunks.c.content)
            .outerjoin(witnesses, witnesses.c.id == chunks.c.witness)
            .where(chunks.c.content == content)
            .order_by(chunks.c.row)
        )
        with self._register.connection() as connection:
            return [
                IndexEntry(**{**row, "text": row["text"].value})
                for row in connection.execute(query).mappings()
            ]


def _document(row: Any) -> StoredDocument:
    return StoredDocument(**{**row, "warnings": tuple(row["warnings"])})


def _points(connection: Connection, witness_ids: Sequence[int]) -> dict[int, tuple[StoredPoint, ...]]:
    found: dict[int, list[StoredPoint]] = defaultdict(list)
    for part in _batches(witness_ids):
        for row in connection.execute(select(points).where(points.c.witness.in_(part)).order_by(points.c.id)):
            found[row.witness].append(StoredPoint(row.text, row.level, row.outcome, row.next_body))
    return {witness: tuple(rows) for witness, rows in found.items()}


def _sections_of(connection: Connection, witness_ids: Sequence[int]) -> dict[int, tuple[StoredSection, ...]]:
    found: dict[int, list[StoredSection]] = defaultdict(list)
    for part in _batches(witness_ids):
        query = select(sections).where(sections.c.witness.in_(part)).order_by(sections.c.id)
        for row in connection.execute(query).mappings():
            found[row["witness"]].append(_section(row))
    return {witness: tuple(rows) for witness, rows in found.items()}


def _batches(ids: Sequence[int], size: int = 10_000) -> list[Sequence[int]]:
    """SQLite takes a limited number of values in one statement."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _section(row: Any) -> StoredSection:
    return StoredSection(
        row["heading"],
        SectionKind(row["kind"]),
        row["level"],
        row["heading_text"],
        row["body"],
        row["content"],
    )


def _paragraph(
    group: Sequence[Any],
    files: dict[str, list[StoredDocument]],
    its_points: tuple[StoredPoint, ...],
    its_sections: tuple[StoredSection, ...],
) -> StoredParagraph:
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
        points=its_points,
        sections=its_sections,
        **same,
    )


def _people(connection: Connection, meeting_ids: Sequence[int]) -> dict[int, list[StoredPerson]]:
    found: dict[int, list[StoredPerson]] = defaultdict(list)
    for part in _batches(meeting_ids):
        query = select(people).where(people.c.meeting.in_(part)).order_by(people.c.id)
        for row in connection.execute(query):
            person = StoredPerson(
                row.part, row.name, row.party, row.role, tuple(row.paragraphs), row.replaces
            )
            found[row.meeting].append(person)
    return found


def _meeting(row: Any, present: list[StoredPerson]) -> StoredMeeting:
    fields = {name: row[name] for name in StoredMeeting.__slots__ if name != "people"}
    return StoredMeeting(**fields, people=tuple(present))


def _goal(row: Any) -> StoredGoal:
    fields = {name: row[name] for name in StoredGoal.__slots__}
    return StoredGoal(**{**fields, "indicators": tuple(row["indicators"])})


def _chunk(row: Any) -> StoredChunk:
    fields = {name: row[name] for name in StoredChunk.__slots__}
    return StoredChunk(**{**fields, "kind": SectionKind(row["kind"])})
