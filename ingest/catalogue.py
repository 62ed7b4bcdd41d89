"""Reading the register: documents, paragraphs, sections, goals, people and chunks, as far as the asker may see.

Every read takes `Filters`, whose zones decide access in the query itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, UnicodeText, cast, func, select

from ingest.corrected import corrected
from ingest.corrections import in_force
from ingest.counts import counts_of
from ingest.filters import Filters
from ingest.found_rows import CHUNKS, PIECES
from ingest.model import SectionKind
from ingest.register import LIVE, Register
from ingest.rows import (
    people_of,
    points_of,
    sections_of,
    to_chunk,
    to_document,
    to_goal,
    to_meeting,
    to_paragraph,
    to_piece,
    to_section,
)
from ingest.stored import (
    DocumentCounts,
    IndexEntry,
    Piece,
    StoredChunk,
    StoredDocument,
    StoredGoal,
    StoredMeeting,
    StoredPage,
    StoredParagraph,
    StoredSection,
)
from ingest.tables import chunks, contents, goals, meetings, pages, people, sections, sources, witnesses
from ingest.visible import (
    chunks_of_documents,
    chunks_of_witnesses,
    contents_of,
    document_where,
    kind_where,
    seen_by,
    visible,
    witness_where,
)


class Catalogue:
    """Reads the register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    # Documents

    def documents(self, filters: Filters) -> list[StoredDocument]:
        """The valid documents that the asker may see, by kommun, date and file."""
        query = (
            self._document_query()
            .where(*document_where(filters), sources.c.status == LIVE, sources.c.zone.in_(filters.zones))
            .order_by(contents.c.kommun, contents.c.date, sources.c.file)
        )
        with self._register.connection() as connection:
            return [to_document(row) for row in connection.execute(query).mappings()]

    def contents(self, filters: Filters) -> list[str]:
        """The hashes of the contents that the asker may see and that fit what is said of kommun, kind and content."""
        with self._register.connection() as connection:
            return list(connection.scalars(contents_of(filters)))

    def document(self, document_id: str, filters: Filters) -> StoredDocument | None:
        """One document, replaced ones too; None where there is none or the asker may not see it."""
        query = self._document_query().where(sources.c.id == document_id, sources.c.zone.in_(filters.zones))
        with self._register.connection() as connection:
            row = connection.execute(query).mappings().first()
        return to_document(row) if row else None

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
                found[row["content"]].append(to_document(row))
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
        return self.counts_of([content])[content]

    def counts_of(self, content_hashes: Collection[str]) -> dict[str, DocumentCounts]:
        """How much was read from each content."""
        with self._register.connection() as connection:
            return counts_of(connection, list(content_hashes))

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
        query = select(contents.c.kommun).where(visible(filters), contents.c.kommun.is_not(None)).distinct()
        with self._register.connection() as connection:
            return sorted(value for (value,) in connection.execute(query))

    def body_keys(self, filters: Filters) -> list[str]:
        """The keys of the bodies that the asker's minutes are of."""
        query = (
            select(meetings.c.body_key)
            .join(contents, contents.c.hash == meetings.c.content)
            .where(*document_where(filters))
        )
        with self._register.connection() as connection:
            return sorted(connection.scalars(query.distinct()))

    def parties(self, filters: Filters) -> list[str]:
        """The parties, as printed, of the people on the front pages of the asker's minutes."""
        query = (
            select(people.c.party)
            .join(meetings, meetings.c.id == people.c.meeting)
            .join(contents, contents.c.hash == meetings.c.content)
            .where(*document_where(filters), people.c.party.is_not(None))
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
            contents.c.draft,
            contents.c.warnings,
        ).join(contents, contents.c.hash == sources.c.content)

    # Paragraphs

    def paragraphs(
        self, filters: Filters, *, ids: Sequence[str] | None = None, with_sections: bool = True
    ) -> list[StoredParagraph]:
        """Paragraphs, each by its fullest approved witness, as put right, ordered by date, body and number."""
        query = select(witnesses, contents.c.draft).join(contents, contents.c.hash == witnesses.c.content)
        if ids is None:
            query = query.where(*document_where(filters), *witness_where(filters))
        else:
            query = query.where(witnesses.c.paragraph.in_(ids), *kind_where(filters), *witness_where(filters))
        with self._register.connection() as connection:
            rows = connection.execute(query).mappings().all()
            if ids is not None:
                seen = seen_by(connection, {row["content"] for row in rows}, filters)
                rows = [row for row in rows if row["content"] in seen]
            groups: dict[str, list[Any]] = defaultdict(list)
            for row in rows:
                groups[row["paragraph"]].append(row)
            for group in groups.values():
                group.sort(key=_standing)
            best = [group[0] for group in groups.values()]
            files = self.sources_of({row["content"] for row in rows}, filters)
            point_rows = points_of(connection, [row["id"] for row in rows])
            section_rows = sections_of(connection, [row["id"] for row in best]) if with_sections else {}
            righted = in_force(connection, None if ids is None else groups)
        found = [
            corrected(
                to_paragraph(group, files, point_rows, section_rows.get(group[0]["id"], ())),
                righted.get(paragraph, ()),
            )
            for paragraph, group in groups.items()
        ]
        return sorted(found, key=lambda p: (p.date, p.body_key, p.number))

    def holding(self, kinds: Collection[SectionKind], filters: Filters) -> list[str]:
        """The ids of the paragraphs that have a section of one of the kinds."""
        query = (
            select(witnesses.c.paragraph)
            .join(contents, contents.c.hash == witnesses.c.content)
            .join(sections, sections.c.witness == witnesses.c.id)
            .where(*document_where(filters), *witness_where(filters), sections.c.kind.in_(kinds))
        )
        with self._register.connection() as connection:
            return sorted(connection.scalars(query.distinct()))

    def dnr_ending(self, tail: str, filters: Filters) -> str | None:
        """The dnr key that ends in '-<year>-<number>', where exactly one does."""
        query = (
            select(witnesses.c.dnr_key)
            .join(contents, contents.c.hash == witnesses.c.content)
            .where(*document_where(filters), witnesses.c.dnr_key.endswith(f"-{tail}", autoescape=True))
        )
        with self._register.connection() as connection:
            found = connection.scalars(query.distinct()).all()
        return found[0] if len(found) == 1 else None

    def meetings(self, filters: Filters, *, with_people: bool = True) -> list[StoredMeeting]:
        """Meetings that fit the filters, newest first, with the people on the front page unless left out."""
        query = select(meetings).join(contents, contents.c.hash == meetings.c.content).where(visible(filters))
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
            present = people_of(connection, [row["id"] for row in rows]) if with_people else {}
        return [to_meeting(row, present.get(row["id"], [])) for row in rows]

    # Sections, goals, chunks

    def sections(self, content: str) -> list[StoredSection]:
        """The sections of a content that belong to no paragraph, in order."""
        query = select(sections).where(sections.c.content == content, sections.c.witness.is_(None))
        with self._register.connection() as connection:
            return [to_section(row) for row in connection.execute(query.order_by(sections.c.id)).mappings()]

    def goals(self, filters: Filters) -> list[StoredGoal]:
        """The goals that the asker may see, in reading order."""
        query = (
            select(goals).join(contents, contents.c.hash == goals.c.content).where(*document_where(filters))
        )
        with self._register.connection() as connection:
            return [to_goal(row) for row in connection.execute(query.order_by(goals.c.id)).mappings()]

    def chunk_ids(self, filters: Filters) -> list[str]:
        """The ids of the chunks that the filters let through.

        A chunk outside the §§ (a front page, a plan) has its document's body and date.
        """
        if not witness_where(filters):
            query = select(chunks.c.id).where(chunks.c.content.in_(contents_of(filters)))
            with self._register.connection() as connection:
                return list(connection.scalars(query))
        queries = [chunks_of_witnesses(filters)]
        if filters.number is None and filters.dnr_key is None:
            queries.append(chunks_of_documents(filters))
        with self._register.connection() as connection:
            return [name for query in queries for name in connection.scalars(query)]

    def chunks_of_section(self, content: str, section: str) -> list[StoredChunk]:
        """The chunks of a content's section, in order; for contents that the asker is known to see."""
        stored = cast(chunks.c.text, UnicodeText).label("stored")
        query = (
            select(chunks, witnesses.c.paragraph, stored)
            .outerjoin(witnesses, witnesses.c.id == chunks.c.witness)
            .where(chunks.c.content == content, chunks.c.section == section)
        )
        with self._register.connection() as connection:
            return [to_chunk(row) for row in connection.execute(query.order_by(chunks.c.row))]

    def chunks(self, ids: Sequence[str], filters: Filters) -> list[StoredChunk]:
        """The chunks `ids` that the asker may see. The few contents they belong to are looked at, not all there are."""
        with self._register.connection() as connection:
            rows = connection.execute(CHUNKS, {"ids": json.dumps(ids)}).all()
            seen = seen_by(connection, {row.content for row in rows}, filters)
        return [to_chunk(row) for row in rows if row.content in seen]

    def pieces(self, found: Sequence[StoredChunk]) -> dict[str, list[Piece]]:
        """All pieces of the passages that chunks belong to, in order, by the paragraph's id or 'content#section'; for
        chunks that the asker is known to see. Of a paragraph those of the witness that the chunk was found in."""
        given = {
            "ids": json.dumps([chunk.id for chunk in found if chunk.paragraph]),
            "outside": json.dumps([(chunk.content, chunk.section) for chunk in found if not chunk.paragraph]),
        }
        pieces: dict[str, list[Piece]] = defaultdict(list)
        with self._register.connection() as connection:
            for row in connection.execute(PIECES, given):
                unit = row.paragraph or f"{row.content}#{row.section}"
                pieces[unit].append(to_piece(row))
        return pieces

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


def _standing(row: Any) -> tuple[Any, ...]:
    """By which witness a paragraph is shown, the first one first; as `ingest.visible.stands_for`."""
    return row["draft"], row["rank"], -row["characters"], row["content"], row["id"]
