"""Running headers and footers found by repetition, for every template that no pattern knows.

A line runs where it stands among the first eight or last six lines of a page, everything between it and the page's
edge runs too, and it comes back at that edge

- on at least three pages and on three fifths of the pages (or of the odd or the even ones), or
- at the top of at least three pages in a row (a document bound into a larger one), or
- on both pages of a document of two.

Lines are compared letter for letter; a number that opens or ends a line may count with the pages. Protected lines and
those near above a page's end that name recipients never run.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.furniture import PROTECTED, RECIPIENTS, header_kinds, printed_mark, without_mark
from ingest.text import Line

TOP, BOTTOM = 8, 6
_SHARE = 0.6
_LONGEST = 120
_EDGE_NUMBER = re.compile(r"^(?P<first>\d{1,3})\s+(?P<after>\D.*)$|^(?P<before>.*\S)\s+(?P<last>\d{1,3})$")
_COUNTED_THING = re.compile(
    r"\b(?:mål|delmål|bilaga|kapitel|kap|avsnitt|punkt|fråga|del|område|fas|steg|alternativ)\b", re.I
)

Key = tuple[str, int | None]


def repeated(pages: Sequence[Sequence[Line]], taken: frozenset[Line]) -> frozenset[Line]:
    """The lines that run, each but for its first occurrence; `taken` are already known as furniture."""
    found = running(pages, taken)
    return frozenset(found.keys() - _first(found))


def running(pages: Sequence[Sequence[Line]], taken: frozenset[Line]) -> Mapping[Line, Key]:
    """All lines that run, with what their occurrences share."""
    found: dict[Line, Key] = {}
    for limit, backwards in ((TOP, False), (BOTTOM, True)):
        edges = [_edge(page, limit, taken, backwards=backwards) for page in pages]
        often = _running(edges, top=not backwards)
        for edge in edges:
            for line in edge:
                shared = next((key for key in keys(line) if key in often), None)
                if shared is None:
                    break
                found[line] = shared
    return found


def repeated_inside(lines: Sequence[Line], taken: frozenset[Line]) -> frozenset[Line]:
    """The lines that run in a text without pages: those that repeat around its printed page marks, each but for its
    first occurrence, and all of nothing but header matter that come back."""
    pages = _printed_pages(lines)
    moved = {replace(line, page=number): line for number, page in enumerate(pages, 1) for line in page}
    known = frozenset(new for new, line in moved.items() if line in taken)
    numbered = [[replace(line, page=number) for line in page] for number, page in enumerate(pages, 1)]
    found = {moved[line] for line in repeated(numbered, known)} if len(pages) > 1 else set()
    counted = Counter(_words(line) for line in lines)
    return frozenset(found | {line for line in lines if counted[_words(line)] >= 3 and _is_header(line)})


def _words(line: Line) -> str:
    """A line's words, whatever page mark stands among them."""
    return re.sub(r"#-?\d+", "#", without_mark(" ".join(line.text.split()), 0))


def _is_header(line: Line) -> bool:
    """Whether a line is made of two sorts of header matter at least, or of form words and rulers to sign on."""
    kinds = header_kinds(line.text) or frozenset()
    return len(kinds) > 1 or ("form" in kinds and bool(re.search(r"_{3,}|\.{5,}", line.text)))


def _printed_pages(lines: Sequence[Line]) -> list[list[Line]]:
    """A text cut below its printed page marks, as far as these count up by one."""
    pages: list[list[Line]] = [[]]
    last: int | None = None
    for line in lines:
        pages[-1].append(line)
        mark = printed_mark(line.text) if header_kinds(line.text) else None
        if mark and (last is None or int(mark) == last + 1):
            last = int(mark)
            pages.append([])
    return [page for page in pages if page]


def keys(line: Line) -> tuple[Key, ...]:
    """What two occurrences of a running line may share: its words as they are, or its words and how far the number
    at its end is from the page's."""
    text = without_mark(" ".join(line.text.split()), line.page)
    match = _EDGE_NUMBER.match(text)
    if not match or _COUNTED_THING.search(text):
        return ((text, None),)
    number = int(match["first"] or match["last"])
    words = match["after"] or match["before"]
    return (
        ((text, None), (words, number - line.page)) if sum(map(str.isalpha, words)) >= 4 else ((text, None),)
    )


def _edge(page: Sequence[Line], limit: int, taken: frozenset[Line], *, backwards: bool) -> list[Line]:
    """The lines from an edge inwards that may run, up to the first that may not."""
    zone = page[::-1][:limit] if backwards else page[:limit]
    edge: list[Line] = []
    for index, line in enumerate(zone):
        if line in taken:
            continue
        if len(line.text) > _LONGEST or PROTECTED.search(line.text):
            break
        if backwards and any(RECIPIENTS.search(above.text) for above in zone[index + 1 : index + 5]):
            break
        edge.append(line)
    return edge


def _running(edges: Sequence[Sequence[Line]], *, top: bool) -> set[Key]:
    """The keys that come back often enough at this edge."""
    where: dict[Key, set[int]] = defaultdict(set)
    for index, edge in enumerate(edges):
        for line in edge:
            for key in keys(line):
                where[key].add(index)
    filled = [index for index, edge in enumerate(edges) if edge]
    return {found for found, places in where.items() if _often(places, filled, len(edges), top=top)}


def _often(places: set[int], filled: Sequence[int], pages: int, *, top: bool) -> bool:
    if pages == 2:
        return len(places) == 2
    if len(places) < 3:
        return False
    if len(places) >= _SHARE * max(len(filled), pages / 2):
        return True
    for parity in (0, 1):
        side = [index for index in filled if index % 2 == parity]
        if len({index for index in places if index % 2 == parity}) >= max(3, 0.8 * len(side)):
            return True
    return top and _longest_run(places) >= 3


def _longest_run(places: Iterable[int]) -> int:
    longest = length = 0
    previous = -2
    for place in sorted(places):
        length = length + 1 if place == previous + 1 else 1
        longest, previous = max(longest, length), place
    return longest


def _first(found: Mapping[Line, Key]) -> set[Line]:
    """Of each running line the one that stands first in the document."""
    first: dict[Key, Line] = {}
    for line in sorted(found, key=lambda line: (line.page, line.start)):
        first.setdefault(found[line], line)
    return set(first.values())
