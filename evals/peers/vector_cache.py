"""Vectors of passages kept on disk, so that measuring again does not embed the same text for an hour."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from ingest.embed import Vectors

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (text TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
_LOCK_SECONDS = 60.0


class VectorCache:
    """Vectors by model and text: a file per model in `folder`, in it a row per text, under the text's digest."""

    def __init__(self, folder: Path, model: str) -> None:
        self._file = folder / f"{re.sub(r'[^A-Za-z0-9.@_-]', '_', model)}.sqlite"

    def get(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those `texts` that are kept."""
        found: dict[str, Vectors] = {}
        with closing(self._open()) as connection:
            for text in dict.fromkeys(texts):
                row = connection.execute(
                    "SELECT vector FROM vectors WHERE text = ?", (_key(text),)
                ).fetchone()
                if row is not None:
                    found[text] = np.frombuffer(row[0], dtype=np.float32)
        return found

    def put(self, texts: Iterable[str], vectors: Vectors) -> None:
        """Keep the vectors of `texts`, row by row."""
        rows = [(_key(text), vector.tobytes()) for text, vector in zip(texts, vectors, strict=True)]
        with closing(self._open()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, timeout=_LOCK_SECONDS)
        connection.execute(_TABLE)
        return connection


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
