"""Slides: told from running text, and cut one section a slide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import is_row
from ingest.model import Page, Reading
from ingest.outline import Found, marked_headings
from ingest.text import Line, bullet

BLANKS_BETWEEN_SLIDES = 3
"""Blank lines that part two slides in a text made of a presentation; one fewer does before a title alone on its line."""

_LONGEST_TITLE = 90


def looks_like_slides(lines: Sequence[Line]) -> bool:
    """Whether text was written as slides: short lines, many bullets, hardly a full stop."""
    if len(lines) < 40:
        return False
    bullets = sum(1 for line in lines if line.bulleted) / len(lines)
    stops = sum(1 for line in lines if line.text.rstrip().endswith(".")) / len(lines)
    average = sum(len(line.text.strip()) for line in lines) / len(lines)
    return bullets > 0.15 and stops < 0.12 and average < 45


def find_slides(reading: Reading, lines: Sequence[Line]) -> tuple[Found, ...]:
    """The title of each slide among the lines, with where its slide begins; slides without lines have none."""
    starts = _page_starts(lines) if len(reading.pages) > 1 else _text_starts(reading.pages, lines)
    ends = [*starts[1:], len(lines)] if starts else []
    marked = marked_headings(reading.headings, lines)
    return tuple(
        _marked(marked, start, end) or _title(lines, start, end)
        for start, end in zip(starts, ends, strict=True)
    )


def _marked(marked: Sequence[Found], start: int, end: int) -> Found | None:
    """The title that the format marks on the slide of lines `start` to `end`."""
    first = next((heading for heading in marked if start <= heading.first < end), None)
    return Found(first.first, min(first.last, end), 1, begins=start) if first else None


def _page_starts(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if index == 0 or line.page != lines[index - 1].page]


def _text_starts(pages: Sequence[Page], lines: Sequence[Line]) -> list[int]:
    """Slides of a plain text: parted by several blank lines, or by the single space that opens a page in exports."""
    texts = {page.number: page.text for page in pages}
    indented = {index for index, line in enumerate(lines) if _indent(texts[line.page], line) == 1}
    marks = indented if len(indented) < 0.1 * len(lines) else set()
    return [
        index for index, line in enumerate(lines) if index == 0 or index in marks or _parted(lines, index)
    ]


def _parted(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.gap == BLANKS_BETWEEN_SLIDES - 1:
        alone = index + 1 < len(lines) and lines[index + 1].gap > 0
        return (
            alone
            and not _is_content(line)
            and line.text.strip()[0].isupper()
            and line.text.strip()[-1] != ":"
        )
    return line.gap >= BLANKS_BETWEEN_SLIDES


def _indent(text: str, line: Line) -> int:
    """Spaces between the line's beginning and its first character."""
    begin = text.rfind("\n", 0, line.start) + 1
    printed = text[begin : line.end]
    return len(printed) - len(printed.lstrip(" "))


def _title(lines: Sequence[Line], start: int, end: int) -> Found:
    """The title of the slide on lines `start` to `end`: its first line(s), or, where bullets or rows come first, the
    first line below them that stands apart."""
    first = start
    if _is_content(lines[start]):
        below = [i for i in range(start + 1, end) if lines[i].gap and _may_be_title(lines, i, end)]
        first = below[0] if below else start
        if not below:
            return Found(start, start, 1)
    last = first + 1
    while last < end and _goes_on(lines[last - 1], lines[last]):
        last += 1
    return Found(first, last, 1, begins=start)


def _is_content(line: Line) -> bool:
    return bool(bullet(line.text)) or is_row(line.text) or sum(c.isalpha() for c in line.text) < 3


def _may_be_title(lines: Sequence[Line], index: int, end: int) -> bool:
    line = lines[index]
    text = line.text.strip()
    if _is_content(line) or not text[0].isupper() or text[-1] in ".,;" or len(text) > _LONGEST_TITLE:
        return False
    rest = lines[index + 1 : end]
    return len(rest) <= 1 or (bool(is_row(lines[index - 1].text)) and not any(is_row(r.text) for r in rest))


def _goes_on(previous: Line, line: Line) -> bool:
    """Whether `line` is the rest of a wrapped title."""
    text = line.text.strip()
    if line.gap or _is_content(line) or previous.text.rstrip()[-1:] in ".:!?":
        return False
    return text[:1].islower() or bool(re.search(r"\b(?:och|av|för|med|den|i|på|till|om)\s*$", previous.text))
