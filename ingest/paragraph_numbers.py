"""The §§ of minutes that a text names: '§ 19', '§§ 16–18', '§§ 16, 18 och 20', 'paragraf 19'."""

from __future__ import annotations

import re

_SECTION = re.compile(
    r"§§?\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?|\bparagraf(?:en|erna)?\s+(\d{1,3})\b", re.IGNORECASE
)
_MORE_SECTIONS = re.compile(
    r"§§\s*\d{1,3}(?:\s*(?:,|och|samt|and|[-–])\s*\d{1,3}(?![\d/:-]))+", re.IGNORECASE
)


def section_numbers(text: str) -> tuple[int, ...]:
    """The numbers of the §§ named, each once; a range of less than a hundred is counted out."""
    found: list[int] = []
    for several in _MORE_SECTIONS.finditer(text):
        if not re.search(r"[-–]", several.group()):
            found.extend(int(number) for number in re.findall(r"\d+", several.group()))
    for match in _SECTION.finditer(text):
        first = int(match[1] or match[3])
        last = int(match[2] or first)
        found.extend(range(first, last + 1) if first <= last < first + 100 else [first])
    return tuple(dict.fromkeys(found))


def without_sections(text: str) -> str:
    """The text without '§ 12' and 'paragraf 12'."""
    return _SECTION.sub(" ", text)
