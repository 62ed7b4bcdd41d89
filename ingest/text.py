"""Text that knows where it came from: lines of pages, and passages joined from them.

A `Line` is a piece of one page as stored. A `Text` is what a person reads (hyphenation joined, white space folded),
made of pieces that each point back into a page, so that any part of it can be shown on the page it was read from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HYPHENS = "-\u2010\u00ad\u0002"
"""Characters that end a line inside a word: hyphen, Unicode hyphen, soft hyphen and pdfium's marker."""

_BULLET = re.compile(r"^(?:[•▪◦●○■□·*–−—-]|o(?=\s)|\d{1,2}[.)](?=\s)|[a-zåäö][.)](?=\s))\s*", re.UNICODE)
_JOINED = "-"
_LONE_LETTER = re.compile(rf"(?<![^\W\d_])[^\W\d_][{HYPHENS}]$")
"""'e-', 'x-': one letter is no part of a divided word, save where the hyphen is soft and only divides."""

_KEEP_HYPHEN_BEFORE = re.compile(r"^(?:och|eller|samt|respektive|till|resp)\b")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (end not included) of the stored text of page `page` (1-based)."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: `text` is the page's text from `start` to `end`; `gap` counts the blank lines above it."""

    text: str
    page: int
    start: int
    end: int
    gap: int = 0

    @property
    def bulleted(self) -> bool:
        """Whether the line opens with a bullet, a dash or a short number."""
        return bool(_BULLET.match(self.text))


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters from `at` in a `Text` stand from `start` to `end` on page `page`."""

    at: int
    page: int
    start: int
    end: int


def _at(piece: Piece) -> int:
    return piece.at


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as read, with its way back to the pages. `value[p.at:]` begins at `p.start` for each piece `p`."""

    value: str
    pieces: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages the passage stands on, in order, each once."""
        return tuple(dict.fromkeys(piece.page for piece in self.pieces))

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Where the characters `start` to `end` stand in the stored pages; neighbours on a page are joined."""
        stop = len(self.value) if end is None else end
        found: list[Span] = []
        for piece in self._between(start, stop):
            length = piece.end - piece.start
            first, last = max(start, piece.at), min(stop, piece.at + length)
            if first >= last:
                continue
            span = Span(piece.page, piece.start + first - piece.at, piece.start + last - piece.at)
            found.append(span)
        return _joined(found)

    def _between(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that may hold characters from `start` to `end`; they stand in order, so long texts stay quick."""
        first = max(0, bisect_right(self.pieces, start, key=_at) - 1)
        return self.pieces[first : bisect_left(self.pieces, end, key=_at)]

    def slice(self, start: int, end: int) -> Text:
        """The part from `start` to `end`, white space at its ends left out."""
        while start < end and self.value[start].isspace():
            start += 1
        while end > start and self.value[end - 1].isspace():
            end -= 1
        pieces = []
        for piece in self._between(start, end):
            first = max(start, piece.at)
            last = min(end, piece.at + piece.end - piece.start)
            if first < last:
                shift = piece.start - piece.at
                pieces.append(Piece(first - start, piece.page, first + shift, last + shift))
        return Text(self.value[start:end], tuple(pieces))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of one page that follow each other made one: what lies between is white space or a line-end hyphen."""
    result: list[Span] = []
    for span in spans:
        if result and result[-1].page == span.page and 0 <= span.start - result[-1].end <= 6:
            result[-1] = Span(span.page, result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)


def bullet(text: str) -> str:
    """The bullet, dash or number that `text` opens with, with the blanks after it; '' where there is none."""
    match = _BULLET.match(text)
    return match.group(0) if match else ""


def hyphen_joins(line: str, following: str) -> bool:
    """Whether the hyphen at the end of `line` only divides a word that goes on in `following`.

    It does not before 'och', 'eller', 'samt' ('mark- och …'), after a digit, a capital or a letter that stands alone
    ('2018-', 'IT-', 'e-' 'faktura'), or where the next line opens with anything but a lower-case letter ('Ejderud-' 'Nygren').
    """
    if len(line) < 2 or line[-1] not in HYPHENS or not following:
        return False
    if _LONE_LETTER.search(line):
        return False
    if line[-1] in "\u00ad\u0002" and not line[-2].isdigit():
        return following[0].isalpha() and not _KEEP_HYPHEN_BEFORE.match(following)
    return line[-2].islower() and following[0].islower() and not _KEEP_HYPHEN_BEFORE.match(following)


def _opens_block(previous: Line, line: Line) -> bool:
    """Whether `line` begins a new paragraph or list item rather than going on from `previous`."""
    if line.bulleted:
        return not (previous.text.endswith(("-", "–")) and previous.text[:-1].rstrip()[-1:].isdigit())
    if line.gap == 0 or previous.text[-1:] in HYPHENS:
        return False
    ended = previous.text.rstrip()[-1:] in '.:!?”"'
    return line.text[:1].isupper() and (ended or line.gap > 1)


def _goes_on_unparted(value: str, following: str) -> bool:
    """Whether the hyphen that ends `value` parts two halves of one word, which then stand together: 'IT-avdelningen'."""
    if value[-1:] not in HYPHENS or _KEEP_HYPHEN_BEFORE.match(following):
        return False
    before, after = value[-2:-1], following[0]
    return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())


def join(lines: Iterable[Line]) -> Text:
    """Lines as one readable passage: wrapped lines and divided words joined, list items and paragraphs kept apart."""
    parts: list[str] = []  # put together at the end: a long document has a hundred thousand
    pieces: list[Piece] = []
    length = 0
    previous: Line | None = None
    for line in lines:
        lead = len(line.text) - len(line.text.lstrip())
        body = line.text.strip()
        if not body:
            continue
        separator = "" if previous is None else _separator(previous, line, parts[-1])
        if separator == _JOINED:
            parts[-1] = parts[-1][:-1]
            length -= 1
            last = pieces.pop()
            if last.end - 1 > last.start:
                pieces.append(Piece(last.at, last.page, last.start, last.end - 1))
            separator = ""
        for word in re.finditer(r"\S+(?: \S+)*", body):
            separator = " " if word.start() else separator
            start = line.start + lead + word.start()
            pieces.append(Piece(length + len(separator), line.page, start, start + len(word.group())))
            parts += [separator, word.group()] if separator else [word.group()]
            length += len(separator) + len(word.group())
        previous = line
    return Text("".join(parts), tuple(pieces))


def _separator(previous: Line, line: Line, last: str) -> str:
    """What stands between two lines: a blank, a line end, nothing, or `_JOINED` where the hyphen goes as well. `last`:
    the last words so far."""
    body = line.text.strip()
    if hyphen_joins(previous.text.rstrip(), body):
        return _JOINED
    if _opens_block(previous, line):
        return "\n"
    return "" if _goes_on_unparted(last, body) else " "
