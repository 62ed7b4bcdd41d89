"""Pages → printed lines without running headers and footers ('furniture'), every line still at its place on its page.

A line is furniture where

1. it can be nothing else, wherever it stands: 'Justering (sign) Utdragsbestyrkande Expediering', 'Sida 2 av 2',
   '13(35)', 'Paragrafen är justerad', a path, a row of dots to sign on; or
2. it belongs to the header of minutes: an anchor ('Protokoll' among the first lines of a page, 'PROTOKOLL 13(35)'
   anywhere) with body, kommun, date and form words above and below it, each kind once; or
3. it repeats at the same edge of many pages (`ingest.repeated`); of these the first one stays unless rule 1 or 2 takes
   it, so that nothing that only a header says is lost; or
4. it is a lone number at the edge of a page, and such numbers count with the pages.

Headings that a paragraph holds, bullets and lines with '§' are never furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.furniture import PROTECTED, header_kinds, is_furniture, printed_mark
from ingest.model import Page, Reading
from ingest.repeated import TOP, repeated, repeated_inside, running
from ingest.text import Line

_LONE_NUMBER = re.compile(r"[-–—]?\s*(\d{1,4})\s*[-–—]?")
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)")
_ONCE = frozenset({"minutes", "body", "kommun", "date"})
_SHORT = 60
_FIRST = 2
_EDGE = 3
_BODY_ALONE = frozenset({"body"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of a document to work with, the furniture taken away, and (page, printed page label) where known.

    For each line `line.text == page.text[line.start : line.end]`. `gap` counts the blank lines above a line; after a
    removed header, and at the top of a page, it is at most 1, for what stands there is layout.
    """

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    labels: tuple[tuple[int, str], ...]


def clean(reading: Reading) -> Cleaned:
    """Part `reading` into lines and furniture."""
    marks = _HEADING_MARK if reading.format == "md" else None
    pages = [list(_lines(page, marks)) for page in reading.pages]
    taken = {line for page in pages for line in page if is_furniture(line.text)}
    for page in pages:
        taken.update(_headers(page))
    numbers: dict[Line, str] = {}
    if reading.paged:
        for _ in range(2):  # a number may stand inside a running header, and a header inside numbers
            known = taken | running(pages, frozenset(taken)).keys()
            numbers |= _page_numbers(pages, known)
            taken.update(numbers)
        taken.update(repeated(pages, frozenset(taken)))
    else:
        for page in pages:
            taken.update(repeated_inside(page, frozenset(taken)))
    kept = tuple(line for page in pages for line in _regapped(page, taken))
    furniture = tuple(line for page in pages for line in page if line in taken)
    return Cleaned(kept, furniture, _labels(reading.pages, furniture, numbers))


def _lines(page: Page, marks: re.Pattern[str] | None = None) -> Iterator[Line]:
    """The lines of a page that hold anything, blanks at their ends and `marks` in front left out."""
    start = gap = 0
    for raw in page.text.split("\n"):
        text = raw.strip()
        if text:
            first = start + raw.index(text[0])
            mark = marks.match(text) if marks else None
            if mark:
                first, text = first + mark.end(), text[mark.end() :]
            yield Line(text, page.number, first, first + len(text), gap)
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1


def _headers(page: Sequence[Line]) -> Iterator[Line]:
    """The header blocks of minutes on a page: one at its top, and any that a text without pages has inside."""
    for index, line in enumerate(page):
        at_top = index < TOP
        if not at_top and not ("(" in line.text and "protokoll" in line.text.casefold()):
            continue
        kinds = header_kinds(line.text)
        if kinds is None:
            continue
        if at_top and "minutes" in kinds and all(map(_may_head, page[:index])):
            above = [header_kinds(line.text) or frozenset() for line in page[:index]]
            yield from page[:index]
            yield from _block(page, index, kinds.union(*above))
        elif {"minutes", "mark"} <= kinds or (index < _FIRST and _names_meeting(line.text, kinds)):
            yield from _block_above(page, index, kinds)
            yield from _block(page, index, kinds)
    yield from _at_foot(page)


def _at_foot(page: Sequence[Line]) -> Iterator[Line]:
    """The header that a PDF holds after its page's text: lines of nothing but header matter, 'Protokoll' among them."""
    tail: list[Line] = []
    seen: set[str] = set()
    for line in reversed(page[-TOP:]):
        kinds = header_kinds(line.text) or (frozenset() if _LONE_NUMBER.fullmatch(line.text) else None)
        if not is_furniture(line.text) and (kinds is None or kinds & seen):
            break
        seen |= (kinds or frozenset()) & _ONCE
        tail.append(line)
    if "minutes" in seen and len(seen) > 1:
        yield from tail


def _names_meeting(text: str, kinds: frozenset[str]) -> bool:
    """Whether a line is a header on its own: 'Kommunstyrelsen 2019-02-04', '2025-02-25 4 (12)'.

    A letter's 'Datum: 2026-05-26' says more than that and stays.
    """
    return ":" not in text and ({"body", "date"} <= kinds or ("mark" in kinds and len(kinds) > 1))


def _may_head(line: Line) -> bool:
    """Whether a line may stand in a header above 'Protokoll': short, no sentence, no heading of a paragraph."""
    if header_kinds(line.text) is not None:
        return True
    return (
        len(line.text) <= _SHORT
        and not line.text.endswith((".", ":", ","))
        and not PROTECTED.search(line.text)
    )


def _block(page: Sequence[Line], anchor: int, kinds: frozenset[str]) -> Iterator[Line]:
    """The anchor and what follows it in its header: each kind of thing once, a body's name over two lines at most."""
    yield page[anchor]
    seen = set(kinds & _ONCE)
    for previous, line in zip(page[anchor:], page[anchor + 1 :], strict=False):
        found = header_kinds(line.text)
        goes_on = found == _BODY_ALONE and previous.text.endswith("s")
        goes_on = goes_on and header_kinds(previous.text) == _BODY_ALONE
        if not is_furniture(line.text) and (found is None or (found & seen and not goes_on)):
            return
        seen |= (found or frozenset()) & _ONCE
        yield line


def _block_above(page: Sequence[Line], anchor: int, kinds: frozenset[str]) -> Iterator[Line]:
    """What precedes an anchor inside its header."""
    seen = set(kinds & _ONCE)
    for line in reversed(page[:anchor]):
        found = header_kinds(line.text)
        if found is None or found & seen:
            return
        seen |= found & _ONCE
        yield line


def _page_numbers(pages: Sequence[Sequence[Line]], taken: set[Line]) -> dict[Line, str]:
    """Lone numbers near the edges of pages that keep one distance to the page's own number.

    In a document of one or two pages only the outermost lines count, for one number proves nothing there.
    """
    depth = _EDGE if len(pages) > 2 else 1
    found: list[tuple[Line, int]] = []
    for page in pages:
        rest = [line for line in page if line not in taken]
        for line in dict.fromkeys(rest[:depth] + rest[-depth:]):
            if match := _LONE_NUMBER.fullmatch(line.text):
                found.append((line, int(match.group(1))))
    distances = Counter(number - line.page for line, number in found)
    if not distances:
        return {}
    distance, count = distances.most_common(1)[0]
    if count < min(3, len(pages)):
        return {}
    return {line: str(number) for line, number in found if number - line.page == distance}


def _regapped(page: Sequence[Line], taken: set[Line]) -> Iterator[Line]:
    """The lines that stay, their gaps counted anew."""
    after_furniture = True
    gap = 0
    for line in page:
        gap += line.gap
        if line in taken:
            after_furniture = True
            continue
        yield replace(line, gap=min(gap, 1) if after_furniture else gap)
        after_furniture, gap = False, 0


def _labels(
    pages: Sequence[Page], furniture: Sequence[Line], numbers: dict[Line, str]
) -> tuple[tuple[int, str], ...]:
    """The label of each page: what the file declares, else the first mark or number printed on it."""
    found = {page.number: page.label for page in pages if page.label}
    for line in furniture:
        alone = _LONE_NUMBER.fullmatch(line.text)
        label = numbers.get(line) or printed_mark(line.text) or (alone and alone.group(1))
        if label:
            found.setdefault(line.page, label)
    return tuple(sorted(found.items()))
