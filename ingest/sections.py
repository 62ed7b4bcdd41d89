"""Documents that are not minutes, cut by their own headings."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import concatenated, passage, usual_width
from ingest.model import Heading, Reading, Section
from ingest.outline import Found, find_headings, heading_name
from ingest.slides import find_slides
from ingest.text import Line, join


def outline(reading: Reading, lines: Sequence[Line], *, slides: bool = False) -> tuple[Found, ...]:
    """Where a cleaned reading has its headings: those that the format marks, else those told by their form; of slides
    each has one."""
    if slides:
        return find_slides(reading, lines)
    return _marked(reading.headings, lines) or find_headings(lines)


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


def _marked(headings: Sequence[Heading], lines: Sequence[Line]) -> tuple[Found, ...]:
    """The lines that the headings of the format cover; headings on furniture that was removed fall away."""
    found: list[Found] = []
    for heading in headings:
        span = heading.span
        covered = [
            index
            for index, line in enumerate(lines)
            if line.page == span.page and line.start < span.end and span.start < line.end
        ]
        if covered and (not found or covered[0] >= found[-1].last):
            found.append(Found(covered[0], covered[-1] + 1, heading.level))
    return tuple(found)


def _section(lines: Sequence[Line], heading: Found, end: int, width: int) -> Section:
    title = join(lines[heading.first : heading.last])
    above, below = lines[heading.start : heading.first], lines[heading.last : end]
    body = concatenated([passage(above, width), passage(below, width)])
    return Section(heading_name(title.value) or None, body, level=heading.level, heading_text=title)
