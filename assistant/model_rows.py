"""What a language model wrote, read row by row as it comes: each row one sentence, its number and its citation ids.

The agreed form is `{"sentences": [{"nr": 1, "text": "…", "citations": ["c1"]}]}`. Tolerant of a code fence, of words
before and after, of a bare list, and of a missing number; a row that is cut off is none.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

_MOST_ROWS = 20
_LONGEST_ROW = 10_000
"""Rows looked at, and characters of each: what is longer was not asked for."""

_OPENING = re.compile(r'(?:"sentences"\s{0,20}:\s{0,20})?\[\s{0,20}(?=\{)')
_LONGEST_OPENING = 80
_BETWEEN = re.compile(r"[\s,]*")

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)?")
_ADDRESS = re.compile(r"(?:https?|ftp|file|data|javascript|mailto):\S+|www\.\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^>]*>?")
_MARKUP = re.compile(r"[*_`#~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}|^[#>\-*•]+\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model gave it, cleaned, with the citation ids that it named.

    `number`: which sentence of the finished answer it words, from 1; None where the model does not say.
    """

    text: str
    citations: tuple[str, ...]
    number: int | None = None


@dataclass(slots=True)
class RowReader:
    """Takes what the model says in pieces and gives its rows, each as soon as it is whole.

    `broken`: rows that are not of the agreed form.
    """

    broken: int = 0
    _text: str = ""
    _at: int | None = None
    _rows: int = 0
    _ended: bool = False

    def feed(self, piece: str) -> list[Draft]:
        """The rows that this piece completes."""
        if self._ended:
            return []
        self._text += piece
        if self._at is None and not self._opened(piece):
            return []
        return self._whole() if "}" in piece else []

    @property
    def cut_off(self) -> bool:
        """Whether what has come ends within a row."""
        return self._at is not None and not self._ended and "{" in self._text[self._at :]

    def _opened(self, piece: str) -> bool:
        found = _OPENING.search(self._text, max(0, len(self._text) - len(piece) - _LONGEST_OPENING))
        self._at = found.end() if found else None
        return found is not None

    def _whole(self) -> list[Draft]:
        found: list[Draft] = []
        assert self._at is not None
        while not self._ended:
            start = _BETWEEN.match(self._text, self._at)
            self._at = start.end() if start else self._at
            if self._text[self._at : self._at + 1] not in ("", "{") or self._rows >= _MOST_ROWS:
                self._ended = True
                break
            try:
                row, end = json.JSONDecoder().raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                self._ended = len(self._text) - self._at > 2 * _LONGEST_ROW
                break
            self._at = end
            self._rows += 1
            found += self._read(row)
        return found

    def _read(self, row: object) -> list[Draft]:
        draft = _draft(row)
        if draft is None:
            self.broken += 1
            return []
        return [draft] if draft.text else []


def _draft(row: object) -> Draft | None:
    """A row of the model's as a draft; None where it is not of the agreed form."""
    if not isinstance(row, dict):
        return None
    text, citations, number = row.get("text"), row.get("citations"), row.get("nr")
    if not isinstance(text, str) or not isinstance(citations, list):
        return None
    if not all(isinstance(one, str) for one in citations):
        return None
    ids = tuple(one.strip("[]() ") for one in citations)
    return Draft(cleaned(text), ids, number if type(number) is int else None)


def cleaned(text: str) -> str:
    """A sentence as plain text: no links, pictures, HTML, markdown or invisible characters; quotation marks ”…”."""
    if len(text) > _LONGEST_ROW:
        return ""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", text))
    plain = _TAG.sub("", _ADDRESS.sub("", plain))
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    bare = _MARKUP.sub("", visible)
    return " ".join(re.sub(r"[\"“„«»]", "”", bare).split())
