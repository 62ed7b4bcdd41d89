"""A `Text` as the register keeps it: JSON of the value and its pieces as [at, page, start, end]."""

from __future__ import annotations

import json

from ingest.text import Piece, Text

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_text(text: Text) -> str:
    """Text → JSON."""
    pieces = [[piece.at, piece.page, piece.start, piece.end] for piece in text.pieces]
    return _written([text.value, pieces])


def read_text(stored: str | None) -> Text:
    """JSON → Text."""
    if not stored:
        return Text("")
    words, pieces = json.loads(stored)
    return Text(words, tuple(Piece(*piece) for piece in pieces))
