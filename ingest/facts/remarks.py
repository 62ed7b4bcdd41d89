"""What the rules of `ingest.checks` say of each §; what they say of the front page goes with the first § of the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, String, Table, UnicodeText

from ingest.checks import Remark, Severity
from ingest.checks.days import day_remarks
from ingest.checks.doubled import doubled_remarks
from ingest.checks.motions import motion_remarks
from ingest.checks.receivers import receiver_remarks
from ingest.checks.voting import voting_remarks
from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.tables import TextColumn, metadata

YEAR = "årtal"

remarks = Table(
    "remarks",
    metadata,
    *of_witness(),
    Column("front", Boolean, nullable=False),
    Column("rule", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("why", UnicodeText, nullable=False),
    Column("quote", TextColumn, nullable=False),
)
"""`front`: about the front page of the §'s document, not about the §."""


def read(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:
    """A row for each remark."""
    rows = [_row(remark, front=False) for remark in _of_paragraph(paragraph, meeting)]
    if paragraph is meeting.paragraphs[0]:
        rows += [_row(remark, front=True) for remark in _of_front(meeting)]
    return rows


def _row(remark: Remark, *, front: bool) -> dict[str, Any]:
    return {
        "front": front,
        "rule": remark.rule,
        "severity": str(remark.severity),
        "why": remark.why,
        "quote": remark.quote,
    }


def _of_paragraph(paragraph: Paragraph, meeting: Meeting) -> Iterator[Remark]:
    for section in paragraph.sections:
        yield from day_remarks(section.body)
    yield from doubled_remarks(paragraph, {each.number for each in meeting.paragraphs})
    yield from motion_remarks(paragraph)
    yield from receiver_remarks(paragraph, meeting)
    yield from voting_remarks(paragraph, meeting)


def _of_front(meeting: Meeting) -> Iterator[Remark]:
    for section in meeting.front.sections:
        yield from day_remarks(section.body, meeting.date.year)
    if not meeting.year_given:
        why = f"Mötesdatumet saknar årtal; {meeting.date.year} togs från diarienumren."
        yield Remark(YEAR, Severity.LOOK, why)


FACT = Fact(remarks, read)
