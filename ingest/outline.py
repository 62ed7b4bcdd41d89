"""The headings of a document: those that its format marks, and those told by their form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.heading_form import NUMBERED, PLAIN_LEVEL, Sheet, level_of
from ingest.model import Heading
from ingest.text import Line, bullet


@dataclass(frozen=True, slots=True)
class Found:
    """Lines `first` to `last` (not included) are a heading of `level`; 1 is the top.

    `begins`: the line its section begins with, where text of it stands above the heading (a title under a table)."""

    first: int
    last: int
    level: int
    begins: int | None = None

    @property
    def start(self) -> int:
        """The first line of the section."""
        return self.first if self.begins is None else self.begins


def find_headings(lines: Sequence[Line]) -> tuple[Found, ...]:
    """The headings among the lines of a document by their form, in order."""
    sheet = Sheet(lines)
    found: list[Found] = []
    index = 0
    while index < len(lines):
        below = bool(found) and found[-1].last == index and not _third(found)
        length = sheet.heading_length(index, after_heading=below)
        if length:
            found.append(Found(index, index + length, level_of(lines[index].text)))
        index += max(length, 1)
    return _with_chapters(lines, found)


def _third(found: Sequence[Found]) -> bool:
    """Whether the last two headings follow each other: a third is a list of short lines, not an outline."""
    return len(found) > 1 and found[-2].last == found[-1].first


def _with_chapters(lines: Sequence[Line], found: Sequence[Found]) -> tuple[Found, ...]:
    """A heading right above another, without number and without text of its own, is the chapter of those below it."""
    following = [*(heading.first for heading in found[1:]), len(lines)]
    return tuple(
        replace(heading, level=1) if heading.level == PLAIN_LEVEL and heading.last == after else heading
        for heading, after in zip(found, following, strict=False)
    )


def marked_headings(headings: Sequence[Heading], lines: Sequence[Line]) -> tuple[Found, ...]:
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


def heading_name(text: str) -> str:
    """A heading as people say it: without bullet and final colon."""
    if NUMBERED.match(text):
        return text.strip()
    return text[len(bullet(text)) :].strip().rstrip(":").strip()
