"""Lines put together to passages that keep their rows: tables, lists and short lines stay on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.goal_lines import opens_goal
from ingest.text import HYPHENS, Line, Piece, Text, hyphen_joins, join

_NUMBER = r"[-−–]?\s?\d[\d\s.,:/]*(?:\s?(?:%|kr|tkr|mnkr|mkr|st|tim))?"
_TWO_NUMBERS = re.compile(rf"(?:^|\s)(?:\(?{_NUMBER}\)?\s+){{1,}}\(?{_NUMBER}\)?\s*$")
_YEARS = re.compile(r"\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b")
_CELLS = re.compile(r"\S(?:\t+|\s{3,}|\t\s*)\S")
_DOTTED = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_LAST_NUMBER = re.compile(rf"(?:^|\s){_NUMBER}\s*$")
_YEAR_OR_DAY = re.compile(
    r"(?:den|år|§|nr|kap\.?|lagen|mom\.?|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
    r"december)\s+\d+\s*$",
    re.IGNORECASE,
)

ROW_WIDTH = 0.62
"""A line shorter than this part of the usual width was broken on purpose, not by the margin."""


def concatenated(texts: Iterable[Text], separator: str = "\n") -> Text:
    """Passages after each other, `separator` between them; empty ones are left out."""
    parts: list[str] = []
    pieces: list[Piece] = []
    shift = 0
    for text in texts:
        if not text:
            continue
        shift += len(separator) if parts else 0
        pieces.extend(Piece(piece.at + shift, piece.page, piece.start, piece.end) for piece in text.pieces)
        parts.append(text.value)
        shift += len(text.value)
    return Text(separator.join(parts), tuple(pieces))


def usual_width(lines: Sequence[Line]) -> int:
    """The length that a full line of running text has here, in characters: the ninth decile, at least 40."""
    lengths = sorted(len(line.text.strip()) for line in lines)
    return max(40, lengths[len(lengths) * 9 // 10]) if lengths else 40


def is_row(text: str) -> bool:
    """Whether a line looks like a row of a table: cells set apart, several numbers at the end, or dot leaders."""
    stripped = text.strip()
    if _DOTTED.search(stripped) or _CELLS.search(stripped):
        return True
    match = _TWO_NUMBERS.search(_YEARS.sub("år", stripped))
    return bool(match and len(re.findall(r"\d+", match.group())) > 1 and not _YEAR_OR_DAY.search(stripped))


def ends_in_number(text: str) -> bool:
    """Whether a line ends in a number or an amount that is not a year, day or § of running text."""
    stripped = text.strip()
    return bool(_LAST_NUMBER.search(stripped)) and not _YEAR_OR_DAY.search(stripped)


def _breaks(previous: Line, line: Line, width: int) -> bool:
    """Whether `line` stays on a line of its own after `previous`."""
    before, text = previous.text.strip(), line.text.strip()
    if hyphen_joins(before, text) or before[-1:] in HYPHENS:
        return False
    if (is_row(before) and is_row(text)) or opens_goal(text):
        return True
    if text[:1].islower() or before[-1:] == ",":
        return False
    if is_row(before) or is_row(text) or (ends_in_number(before) and ends_in_number(text)):
        return True
    return len(before) < ROW_WIDTH * width


def passage(lines: Sequence[Line], width: int) -> Text:
    """Lines as one passage: running text is joined, rows and lines broken on purpose keep their line breaks."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not _breaks(runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return concatenated(join(run) for run in runs)
