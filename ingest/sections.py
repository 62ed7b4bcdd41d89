"""Documents that are not minutes, cut by their own headings."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import concatenated, passage, usual_width
from ingest.model import Reading, Section
from ingest.outline import Found, find_headings, heading_name, marked_headings
from ingest.slides import find_slides
from ingest.text import Line, join

FEWEST_MARKED = 2
"""Headings that a format must mark to be trusted alone: with fewer it marks a title, and bold lines do the rest."""


def outline(reading: Reading, lines: Sequence[Line], *, slides: bool = False) -> tuple[Found, ...]:
    """Where a cleaned reading has its headings: those that the format marks, else those told by their form; of slides
    each has one."""
    if slides:
        return find_slides(reading, lines)
    marked = marked_headings(reading.headings, lines)
    return marked if len(marked) >= FEWEST_MARKED else _united(marked, find_headings(lines))


def sections(lines: Sequence[Line], found: Sequence[Found]) -> tuple[Section, ...]:
    """Lines cut at their headings, in order: every line is in one heading or one body, none is lost."""
    width = usual_width(lines)
    ends = [*(heading.start for heading in found), len(lines)]
    result = []
    if ends[0]:
        result.append(Section(None, passage(lines[: ends[0]], width)))
    for heading, end in zip(found, ends[1:], strict=True):
        result.append(_section(lines, heading, end, width))
    return tuple(result)


def _united(marked: Sequence[Found], told: Sequence[Found]) -> tuple[Found, ...]:
    """Both sorts in order; where they overlap the marked one stands."""
    taken = {index for heading in marked for index in range(heading.first, heading.last)}
    more = [heading for heading in told if not taken & set(range(heading.first, heading.last))]
    return tuple(sorted([*marked, *more], key=lambda heading: heading.first))


def _section(lines: Sequence[Line], heading: Found, end: int, width: int) -> Section:
    title = join(lines[heading.first : heading.last])
    above, below = lines[heading.start : heading.first], lines[heading.last : end]
    body = concatenated([passage(above, width), passage(below, width)])
    return Section(heading_name(title.value) or None, body, level=heading.level, heading_text=title)
