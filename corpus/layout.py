"""Text set into lines and pages: widths measured, Swedish words divided at line ends, headings kept with their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

SERIF, SERIF_BOLD, SANS, SANS_BOLD = "Times-Roman", "Times-Bold", "Helvetica", "Helvetica-Bold"
_VOWELS = "aeiouyåäöé"
_UNDIVIDED = ("ck", "ch", "ng", "sch", "sj", "sk", "stj", "tj", "kj", "gj", "lj", "dj", "st")
_ONSETS = tuple(
    first + second for first in "bdfgkpt" for second in "rl" if first + second not in ("dl", "tl")
)
_WORD = re.compile(r"^[(”]?[A-ZÅÄÖ]?[a-zåäöé]+[.,:;)”]*$")


@dataclass(frozen=True, slots=True)
class Style:
    """A font with its size and line height, in points."""

    font: str
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Run:
    """A string at `x` points from the page's left edge; `right` means that `x` is where it ends."""

    x: float
    text: str
    style: Style
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `above`: extra space over it; `keep`: stays with the next line; `owner`: the § it belongs to."""

    runs: tuple[Run, ...]
    leading: float
    above: float = 0.0
    keep: bool = False
    owner: str | None = None
    new_page: bool = False
    need: float = 0.0


def divisions(word: str) -> list[int]:
    """Where `word` may be divided: before the last consonant ahead of a vowel, three letters left on either side."""
    if not _WORD.match(word) or len(word) < 8:
        return []
    lower = word.lower()
    places = []
    for last in range(3, len(word) - 3):
        at = last
        if lower[at] in _VOWELS or not lower[at].isalpha() or lower[at + 1] not in _VOWELS:
            continue
        together = any(lower[at - len(group) + 1 : at + 1] == group for group in _UNDIVIDED)
        opens = lower[at - 1] == "s" and lower[at] in "lmnpv" and lower[at - 2] in "mns"
        if opens or lower[at - 1 : at + 1] in _ONSETS:
            at -= 1
        if at >= 3 and not together and any(letter in _VOWELS for letter in lower[:at]):
            places.append(at)
    return places


def wrap(text: str, width: float, style: Style, *, divide: bool = True) -> list[str]:
    """`text` broken into lines no wider than `width` points."""

    def fits(line: str) -> bool:
        return bool(stringWidth(line, style.font, style.size) <= width)

    lines, line = [], ""
    for word in text.split():
        candidate = f"{line} {word}".strip()
        if fits(candidate) or not line:
            line = candidate
            continue
        head = _head_that_fits(line, word, fits) if divide else ""
        lines.append(f"{line} {head}-" if head else line)
        line = word[len(head) :]
    return [*lines, line] if line else lines


def _head_that_fits(line: str, word: str, fits: Callable[[str], bool]) -> str:
    """The longest part of `word` that goes on `line` with a hyphen; '' where none does."""
    for at in reversed(divisions(word)):
        if fits(f"{line} {word[:at]}-"):
            return word[:at]
    return ""


def paginate(
    lines: Sequence[Line], height: float, continued: Callable[[str], Line]
) -> list[list[tuple[float, Line]]]:
    """Lines set on pages of `height` points: per page the depth of each baseline below its top.

    Where a § goes over to a new page, `continued` gives the line that says so.
    """
    pages: list[list[tuple[float, Line]]] = [[]]
    depth = 0.0
    for index, line in enumerate(lines):
        wanted = max(line.need, sum(part.leading + part.above for part in _kept(lines, index)))
        if pages[-1] and (line.new_page or depth + wanted > height):
            pages.append([])
            depth = 0.0
            if line.owner and index and lines[index - 1].owner == line.owner:
                again = continued(line.owner)
                depth = again.leading + 8
                pages[-1].append((again.leading, again))
        depth += line.leading + (line.above if pages[-1] else 0.0)
        pages[-1].append((depth, line))
    return pages


def _kept(lines: Sequence[Line], index: int) -> Iterable[Line]:
    """The line at `index` and those that must stand on its page."""
    for line in lines[index:]:
        yield line
        if not line.keep:
            return
