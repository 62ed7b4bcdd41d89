"""The head of a table that a piece of text begins inside of: without it the piece's figures say nothing."""

from __future__ import annotations

import re

from ingest.blocks import ends_in_number, is_row

_SHORT = 70
_LONGEST = 160
_LONGEST_ROW = 600
"""A longer line is running text; looking at it whole, for each of its pieces, took minutes."""
_FAR = 20_000
_MOST_LINES = 6
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def table_head(value: str, start: int) -> str:
    """The head of the table whose rows a piece of `value` goes on with at `start`; '' where it begins with no row, or
    with the head itself."""
    if not _data(value[start : start + _LONGEST_ROW + 1].split("\n", 1)[0]):
        return ""
    above = _block_above(value[max(0, start - _FAR) : start].split("\n")[:-1])
    first = next((at for at, line in enumerate(above) if _data(line)), 0)
    return " ".join(" ".join(above[max(0, first - _MOST_LINES) : first]).split())[:_LONGEST]


def _block_above(lines: list[str]) -> list[str]:
    """The rows and short lines right above, as far as they belong together."""
    at = len(lines)
    while at and (_data(lines[at - 1]) or is_row(lines[at - 1]) or _heads(lines[at - 1])):
        at -= 1
    return lines[at:]


def _data(line: str) -> bool:
    """Whether a line is a row with figures, years apart."""
    if len(line) > _LONGEST_ROW:
        return False
    row = is_row(line) or (ends_in_number(line) and len(line) < _SHORT)
    return row and bool(re.search(r"\d", _YEAR.sub("", line)))


def _heads(line: str) -> bool:
    return 0 < len(line.strip()) < _SHORT and line.strip()[-1] not in ".:;?!"
