"""A § number used twice in one document: the second one's text then stands inside the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from ingest.checks import Remark, Severity
from ingest.dnr import dnr_key
from ingest.model import Paragraph, Section, SectionKind
from ingest.text import Text

TWICE = "dubbelt nummer"
_OWN = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG})
_BEFORE, _AFTER = 40, 120
_MARK = re.compile(r"§\s*(\d{1,4})\b(?!\s*(?:,|forts|och|samt|[-–]))")
_LEADS_OVER = re.compile(r"(?:\b(?:i|enligt|och|samt|av|till)|[,–-])\s*$", re.IGNORECASE)
_TITLE = re.compile(r"\s*[A-ZÅÄÖ]")


def doubled_remarks(paragraph: Paragraph, numbers: Collection[int] = ()) -> Iterator[Remark]:
    """That a second heading with this number, or an earlier one of `numbers`, those of the meeting, stands inside the §,
    between two decisions; one remark at most.

    Its heading is told by a diarienummer that is not the §'s own, or by standing at the beginning of a line above a title.
    """
    decided = [at for at, section in enumerate(paragraph.sections) if section.kind in _OWN]
    if len(decided) < 2:
        return
    for section in paragraph.sections[decided[0] : decided[-1]]:
        for place, number in _headings(section, paragraph, numbers):
            start, end = max(0, place - _BEFORE), min(len(section.body.value), place + _AFTER)
            own = number == paragraph.number
            under = "den första" if own else f"§ {paragraph.number}"
            why = (
                f"§ {number} står två gånger i protokollet; den andra paragrafens text ligger under {under}."
            )
            yield Remark(TWICE, Severity.WRONG, why, section.body.slice(start, end))
            return


def _headings(section: Section, paragraph: Paragraph, numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    value, line_starts = section.body.value, _line_starts(section.body)
    for mark in _MARK.finditer(value):
        number = int(mark[1])
        if number != paragraph.number and (number > paragraph.number or number not in numbers):
            continue
        before, after = value[max(0, mark.start() - _BEFORE) : mark.start()], value[mark.end() :]
        key = dnr_key(" ".join(before.split()[-1:])) or dnr_key(" ".join(after.split()[:1]))
        heads_line = mark.start() in line_starts and _TITLE.match(after)
        if (key and key != paragraph.dnr_key) or (heads_line and not key):
            yield mark.start(), number


def _line_starts(body: Text) -> set[int]:
    """Where in a passage a printed piece begins that what stands before it does not lead over to."""
    return {
        piece.at
        for before, piece in pairwise(body.pieces)
        if not _LEADS_OVER.search(body.value[before.at : piece.at])
    }
