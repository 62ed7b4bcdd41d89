"""Tables of a PDF page: found by where their cells stand, and put into its text with one row a line.

Both libraries give a table's cells in the order in which they were drawn: each on a line of its own, or rows whose cells
flow together and whose wrapped cells end up below. Here the cells are placed by their boxes, rows get one line each with
tabs between the cells, and these lines take the place of the same letters in the page's text. Where these do not stand
together there, the text stays as it is.

Only tables of figures or of three columns count: a front page with labels beside names is none. Lists of persons in
columns of their own come one after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2

from ingest.readers.normal import normal
from ingest.text import hyphen_joins

_GAP = 7.0
"""Points between two cells of a row; words stand closer."""

_FEWEST_ROWS = 3
_MOST_CELLS = 3000
_FAR = 3.0
"""Line heights between two lines of one table, at most."""

_FIGURE = re.compile(
    r"[-–−+]?\s?\d[\d\s.,:]*\s?(?:%|kr|tkr|mnkr|mkr|st)?|[-–—]|(?:röd|gul|grön)", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ITEM = re.compile(r"[A-ZÅÄÖ]?\d{1,3}(?:\.\d{1,3})*\.?(?:\s|$)")
_FIGURES = 0.5
_EDGE = 3.0
_PARTY = re.compile(r"[a-zåäö] \((?:[A-ZÅÄÖ]{1,5}|-)\)")
_STEP = 1.1
"""How much farther apart rows stand than the lines of one cell, at least."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text that stands by itself: its box in points, `bottom` counted upwards from the page's foot."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class _Span:
    """From `left` to `right`: a column, or what a line takes."""

    left: float
    right: float


Row = list[list[Cell]]
"""The cells of each column."""


def with_tables(text: str, textpage: Any) -> str:
    """`text` with the tables of the page row by row."""
    cells = _cells(textpage)
    for rows in (*tables(cells), *lists_side_by_side(cells)):
        text = _put(text, rows)
    return text


def _cells(textpage: Any) -> list[Cell]:
    """What stands on a page, in the order drawn; nothing where it cannot be had."""
    found: list[Cell] = []
    try:
        count = textpage.count_rects()
        if count > _MOST_CELLS:
            return []
        for order in range(count):
            left, bottom, right, top = textpage.get_rect(order)
            value = normal(textpage.get_text_bounded(left, bottom, right, top)).strip()
            if value:
                found.append(Cell(left, bottom, right, top, value, order))
    except pypdfium2.PdfiumError:
        return []
    return _joined(found)


def _joined(cells: Sequence[Cell]) -> list[Cell]:
    """Cells whose parts stand close on one line made one: words in bold, a figure with its unit."""
    result: list[Cell] = []
    for cell in cells:
        last = result[-1] if result else None
        if last and _same_line(last, cell) and -1 <= cell.left - last.right < _GAP:
            text = f"{last.text} {cell.text}" if cell.left - last.right > 1 else last.text + cell.text
            box = min(last.bottom, cell.bottom), cell.right, max(last.top, cell.top)
            result[-1] = Cell(last.left, box[0], box[1], box[2], text, last.order)
        else:
            result.append(cell)
    return result


def _same_line(one: Cell, other: Cell) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def tables(cells: Sequence[Cell]) -> Iterator[list[Row]]:
    """The rows of each table among the cells of a page, from top to bottom."""
    lines = _lines(cells)
    at = 0
    while at < len(lines):
        end, columns = _run(lines, at)
        rows = _rows(lines[at:end], columns) if end - at >= _FEWEST_ROWS else []
        if len(rows) >= _FEWEST_ROWS and _is_table(rows):
            yield rows
            at = end
        else:
            at += 1


def lists_side_by_side(cells: Sequence[Cell]) -> Iterator[list[Row]]:
    """Lists of persons set beside each other, each as rows of one cell: first all of the left one, then the next.

    That they are persons their parties tell, in every one of the columns; labels beside names have none.
    """
    lines = _lines(cells)
    at = 0
    while at < len(lines):
        starts = [cell.left for cell in lines[at]]
        end = at + 1
        while end < len(lines) and _continues(lines[end - 1], lines[end], starts):
            end += 1
        columns = [
            [cell for line in lines[at:end] for cell in line if abs(cell.left - start) < _EDGE]
            for start in starts
        ]
        if (
            len(starts) > 1
            and end - at >= _FEWEST_ROWS
            and all(any(map(_is_person, column)) for column in columns)
        ):
            yield [[[cell]] for column in columns for cell in column]
            at = end
        else:
            at += 1


def _continues(above: Sequence[Cell], line: Sequence[Cell], starts: Sequence[float]) -> bool:
    """Whether a line goes on with lists that begin at `starts`, close below `above`."""
    height = max(cell.top - cell.bottom for cell in above)
    if min(cell.bottom for cell in above) - max(cell.top for cell in line) > _FAR * height:
        return False
    return all(any(abs(cell.left - start) < _EDGE for start in starts) for cell in line)


def _is_person(cell: Cell) -> bool:
    return bool(_PARTY.search(cell.text))


def _lines(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells by the lines that they stand on, from top to bottom and left to right."""
    lines: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: (-cell.bottom - cell.top, cell.left)):
        if lines and any(_same_line(cell, other) for other in lines[-1]):
            lines[-1].append(cell)
        else:
            lines.append([cell])
    return [sorted(line, key=lambda cell: cell.left) for line in lines]


def _run(lines: Sequence[Sequence[Cell]], start: int) -> tuple[int, list[_Span]]:
    """How far the lines from `start` share columns, and which; a line alone across two of them ends a table."""
    if len(lines[start]) < 2:
        return start + 1, []
    columns = [_Span(cell.left, cell.right) for cell in lines[start]]
    end, last_full = start + 1, start + 1
    while end < len(lines):
        height = max(cell.top - cell.bottom for cell in lines[end - 1])
        far = min(c.bottom for c in lines[end - 1]) - max(c.top for c in lines[end]) > _FAR * height
        merged = _with_line(columns, lines[end], lines[start:end])
        if far or merged is None:
            break
        columns = merged
        end += 1
        if len(lines[end - 1]) > 1:
            last_full = end
    return _with_rest(lines, last_full, end), columns


def _with_rest(lines: Sequence[Sequence[Cell]], last: int, end: int) -> int:
    """The end of a run: below its last line of several cells only what goes on in one of these, close by."""
    while last < end and last > 0:
        above, below = lines[last - 1], lines[last][0]
        pitch = min(cell.bottom for cell in above) - below.top
        if pitch > 0.8 * (below.top - below.bottom) or not below.text[:1].islower():
            break
        last += 1
    return last


def _with_line(
    columns: Sequence[_Span], line: Sequence[Cell], above: Sequence[Sequence[Cell]]
) -> list[_Span] | None:
    """The columns widened by a line; None where one of its cells stands in two that lines above fill side by side, or
    two of them in one."""
    spans = list(columns)
    for cell in line:
        touched = [span for span in spans if _touches(cell, span)]
        if any(sum(any(_inside(c, span) for c in other) for span in touched) > 1 for other in above):
            return None
        wide = (
            _Span(min(cell.left, *(s.left for s in touched)), max(cell.right, *(s.right for s in touched)))
            if touched
            else None
        )
        spans = [span for span in spans if span not in touched] + [wide or _Span(cell.left, cell.right)]
    if any(sum(_inside(cell, span) for cell in line) > 1 for span in spans):
        return None
    ordered = sorted(spans, key=lambda span: span.left)
    return ordered if all(one.right < other.left for one, other in pairwise(ordered)) else None


def _touches(cell: Cell, span: _Span) -> bool:
    return cell.left < span.right + 1 and cell.right > span.left - 1


def _rows(lines: Sequence[Sequence[Cell]], columns: Sequence[_Span]) -> list[Row]:
    """The lines as rows: a line close below another goes on in its cells, unless both hold figures in one column."""
    pitches = [_middle(above) - _middle(below) for above, below in pairwise(lines)]
    close = _close(pitches)
    rows: list[Row] = []
    for at, line in enumerate(lines):
        row = [[cell for cell in line if _inside(cell, span)] for span in columns]
        near = at > 0 and pitches[at - 1] <= close
        if rows and _goes_on(rows[-1], row, near=near):
            rows[-1] = [above + below for above, below in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    return rows


def _close(pitches: Sequence[float]) -> float:
    """The largest distance of lines that stand close: below the widest step among the distances, 0 where all are alike."""
    ordered = sorted(max(pitch, 1.0) for pitch in pitches)
    step, close = max(((after / before, before) for before, after in pairwise(ordered)), default=(1.0, 0.0))
    return close if step > _STEP else 0.0


def _middle(line: Sequence[Cell]) -> float:
    return sum(cell.bottom + cell.top for cell in line) / (2 * len(line))


def _inside(cell: Cell, span: _Span) -> bool:
    return span.left - 1 <= cell.left and cell.right <= span.right + 1


def _goes_on(above: Row, row: Row, *, near: bool) -> bool:
    """Whether a line belongs to the row above it: it begins no row of its own, and no figure falls below another cell."""
    if not above[0] and not any(_is_figure(cell) for cell in above):
        return near  # the first line of a cell that stands higher than its neighbours
    if _ITEM.match(_text(row[0])):
        return False
    if any(one and _is_figure(other) for one, other in zip(above, row, strict=True)):
        return False
    small = not row[0] or _text(row[0])[:1].islower() or hyphen_joins(_text(above[0]), _text(row[0]))
    if any(_is_figure(cell) for cell in row):
        return near and small
    if row[0] and not small:
        return near and not above[0]
    return near or all(_text(cell)[:1].islower() for cell in row if cell)


def _is_figure(cell: Sequence[Cell]) -> bool:
    """Whether a cell holds a figure; a year can be the head of a column."""
    return any(_FIGURE.fullmatch(part.text) and not _YEAR.fullmatch(part.text) for part in cell)


def _text(cell: Sequence[Cell]) -> str:
    return " ".join(part.text for part in cell)


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether rows hold figures below each other, or three columns throughout."""
    wide = sum(sum(bool(cell) for cell in row) >= 3 for row in rows)
    if wide >= 0.7 * len(rows):
        return True
    for column in range(1, len(rows[0])):
        filled = [row[column] for row in rows if row[column]]
        figures = sum(_is_figure(cell) for cell in filled)
        if len(filled) >= _FEWEST_ROWS and figures >= _FIGURES * len(filled):
            return True
    return False


def _put(text: str, rows: Sequence[Row]) -> str:
    """`text` with `rows` in the place of their letters; as it is where these do not stand together, or twice."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    letters = "".join(text[at] for at in places)
    cells = sorted((cell for row in rows for column in row for cell in column), key=lambda cell: cell.order)
    drawn = ["".join(cell.text.split()) for cell in cells]
    found = letters.find("".join(drawn))
    if found < 0 or letters.find("".join(drawn), found + 1) >= 0:
        return text
    printed, at = {}, found
    for cell, word in zip(cells, drawn, strict=True):
        printed[cell] = " ".join(text[places[at] : places[at + len(word) - 1] + 1].split())
        at += len(word)
    table = "\n".join("\t".join(_printed(column, printed) for column in row).strip() for row in rows)
    if len("".join(table.split())) < len("".join(drawn)) - table.count("\n") - len(cells):
        return text
    before, after = text[: places[found]].rstrip(" \t"), text[places[at - 1] + 1 :].lstrip(" \t")
    return "".join(
        (
            before,
            "" if before[-1:] in ("", "\n") else "\n",
            table,
            "" if after[:1] in ("", "\n") else "\n",
            after,
        )
    )


def _printed(column: Sequence[Cell], printed: Mapping[Cell, str]) -> str:
    """A cell as the page's text has it, its wrapped lines together."""
    text = ""
    for part in column:
        if text and hyphen_joins(text, printed[part]):
            text = text[:-1] + printed[part]
        else:
            text = f"{text} {printed[part]}".strip()
    return text
