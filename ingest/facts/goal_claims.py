"""What §§ and other documents say of the goals as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, String, Table

from ingest.facts import Fact, of_witness
from ingest.facts.documents import DocumentFact, of_content
from ingest.goal_claims import claims
from ingest.model import Meeting, Paragraph, Section, SectionKind, Structured
from ingest.tables import TextColumn, metadata


def _columns() -> tuple[Column[Any], ...]:
    return (
        Column("about", String, nullable=False),
        Column("value", String, nullable=False),
        Column("printed", String, nullable=False),
        Column("section", String),
        Column("text", TextColumn, nullable=False),
    )


paragraph_claims = Table("goal_claims_of_paragraphs", metadata, *of_witness(), *_columns())
document_claims = Table("goal_claims_of_documents", metadata, *of_content(), *_columns())

_OF_OTHERS = frozenset(
    {SectionKind.YRKANDE, SectionKind.RESERVATION, SectionKind.ANTECKNING, SectionKind.RECIPIENTS}
)
"""Sections that say what somebody wants, not what is."""


def of_paragraph(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """A row for each claim of a §."""
    own = [section for section in paragraph.sections if section.kind not in _OF_OTHERS]
    return list(_rows(own, paragraph.title))


def of_document(document: Structured) -> Iterable[Mapping[str, Any]]:
    """A row for each claim of a document; of minutes the §§ have theirs."""
    return [] if document.meetings else list(_rows(document.sections, document.title))


def _rows(sections: Iterable[Section], title: str) -> Iterator[Mapping[str, Any]]:
    for section in sections:
        for text in (section.heading_text, section.body):
            for claim in claims(text, title):
                yield {
                    "about": claim.about,
                    "value": claim.value,
                    "printed": claim.printed,
                    "section": section.heading,
                    "text": claim.text,
                }


FACT = Fact(paragraph_claims, of_paragraph)
DOCUMENT_FACT = DocumentFact(document_claims, of_document)
