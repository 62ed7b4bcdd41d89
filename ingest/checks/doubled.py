"""A § number used twice in one document: the second one's text then stands inside the first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks import Remark, Severity
from ingest.dnr import dnr_key
from ingest.model import Paragraph, Section, SectionKind

TWICE = "dubbelt nummer"
_OWN = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG})
_BEFORE, _AFTER = 40, 120


def doubled_remarks(paragraph: Paragraph) -> Iterator[Remark]:
    """That a second heading with this number stands inside the §, between two decisions; one remark at most.

    Its heading is told by a diarienummer that is not the §'s own, or by standing at the beginning of a line above a title.
    """
    decided = [at for at, section in enumerate(paragraph.sections) if section.kind in _OWN]
    if len(decided) < 2:
        return
    for section in paragraph.sections[decided[0] : decided[-1]]:
        for place in _headings(section, paragraph):
            start, end = max(0, place - _BEFORE), min(len(section.body.value), place + _AFTER)
            why = f"§ {paragraph.number} står två gånger i protokollet; den andra paragrafens text ligger under den första."
            yield Remark(TWICE, Severity.WRONG, why, section.body.slice(start, end))
            return


def _headings(section: Section, paragraph: Paragraph) -> Iterator[int]:
    value = section.body.value
    for mark in re.finditer(rf"§\s*{paragraph.number}\b(?!\s*(?:,|forts|och|samt|[-–]))", value):
        before, after = value[max(0, mark.start() - _BEFORE) : mark.start()], value[mark.end() :]
        key = dnr_key(" ".join(before.split()[-1:])) or dnr_key(" ".join(after.split()[:1]))
        heads_line = not before.rpartition("\n")[2].strip() and re.match(r"\s*[A-ZÅÄÖ]", after)
        if (key and key != paragraph.dnr_key) or (
            heads_line and not key and "\n" in value[: mark.start() + 1]
        ):
            yield mark.start()
