"""Vectors as one memory-mapped matrix with ids: what exact search reads.

Two files: `matrix.f32`, rows appended and never changed, and `rows.db` (SQLite), which says which row is which id's.
Rows are on the disk before `rows.db` names them, so a crash leaves at worst rows that nobody owns. A row whose id was
deleted or written anew stays unowned until the next rebuild.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexMismatch, StoreError
from ingest.faults import store_error

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

_FILE = "matrix.f32"
_FLOAT_BYTES = 4
_GATHER_BELOW = 0.25
"""Share of the rows under which picking them out is cheaper than multiplying the whole matrix."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS made_by (model TEXT NOT NULL, dimensions INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class VectorHit:
    """A vector found: its id and its dot product with the question, the cosine for vectors of unit length."""

    id: str
    score: float


class VectorMatrix:
    """The matrix in the folder `path`, made where there is none. `dimensions`: numbers a vector.

    Raises IndexMismatch where the folder was made for another model or length, StoreError where it cannot be used.
    One process may write; one object serves any number of threads.
    """

    def __init__(self, path: Path, dimensions: int, model_name: str) -> None:
        self._path = path
        self._file = path / _FILE
        self._dimensions = dimensions
        self._lock = RLock()
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._file.touch()
            self._database = _connect(path / "rows.db")
            self._check_maker(model_name)
            self._load()
        except (OSError, sqlite3.Error) as exc:
            raise store_error(
                f"{path}: vektorerna kan inte öppnas ({{}}). Kör ’kommunminne rebuild’.", exc
            ) from exc

    def __len__(self) -> int:
        return len(self._rows)

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        with self._lock:
            return set(self._rows)

    def row_of(self, ids: Iterable[str]) -> Rows:
        """The rows of these ids, in order, ids without a vector left out."""
        with self._lock:
            found = [row for row in map(self._rows.get, ids) if row is not None]
        return np.array(found, dtype=np.int64)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> int:
        """Write vectors, (len(ids), dimensions), lastingly; an id that has one gets the new.

        Returns the row of the first; the others follow it. Raises StoreError.
        """
        block = np.ascontiguousarray(vectors, dtype="<f4")
        if block.shape != (len(ids), self._dimensions):
            raise ValueError(f"vectors of shape {block.shape}, not ({len(ids)}, {self._dimensions})")
        with self._lock:
            start = len(self._ids)
            if not ids:
                return start
            try:
                self._append(block, start)
                with self._database:
                    self._database.executemany(
                        "INSERT OR REPLACE INTO row VALUES (?, ?)",
                        zip(ids, range(start, start + len(ids)), strict=True),
                    )
            except (OSError, sqlite3.Error) as exc:
                raise store_error(
                    f"{self._path}: vektorerna kunde inte skrivas ({{}}). Finns det plats?", exc
                ) from exc
            self._ids += ids
            self._rows.update(zip(ids, range(start, start + len(ids)), strict=True))
            self._map()
            return start

    def delete(self, ids: Iterable[str]) -> None:
        """Take out the vectors of these ids; unknown ids are passed over. Raises StoreError."""
        with self._lock:
            gone = [one for one in ids if one in self._rows]
            try:
                with self._database:
                    self._database.executemany("DELETE FROM row WHERE id = ?", ((one,) for one in gone))
            except sqlite3.Error as exc:
                raise store_error(f"{self._path}: vektorerna kunde inte tas bort ({{}}).", exc) from exc
            for one in gone:
                self._rows.pop(one, None)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._database.close()

    def search(self, vector: Vectors, limit: int, rows: Rows | None = None) -> list[VectorHit]:
        """The `limit` best of `rows` (None: of all) by exact dot product with `vector`, (dimensions,); best first."""
        with self._lock:
            matrix, names = self._matrix, self._ids
            wanted = np.fromiter(self._rows.values(), np.int64, len(self._rows)) if rows is None else rows
        scores = _products(matrix, vector, wanted)
        return [VectorHit(names[wanted[at]], float(scores[at])) for at in _top(scores, limit)]

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Dot products of `vector`, (dimensions,), with these rows, (len(rows),)."""
        with self._lock:
            matrix = self._matrix
        return _products(matrix, vector, rows)

    def _check_maker(self, model_name: str) -> None:
        with self._database:
            made_by = self._database.execute("SELECT model, dimensions FROM made_by").fetchone()
            if made_by is None:
                made_by = (model_name, self._dimensions)
                self._database.execute("INSERT INTO made_by VALUES (?, ?)", made_by)
        if made_by != (model_name, self._dimensions):
            self._database.close()
            raise IndexMismatch(
                f"{self._path}: vektorerna är gjorda med modellen {made_by[0]} ({made_by[1]} tal), inte "
                f"{model_name} ({self._dimensions} tal). Byt tillbaka modell eller kör ’kommunminne rebuild’."
            )

    def _load(self) -> None:
        """Read which row is whose; unowned rows have the id ''."""
        owned = self._database.execute("SELECT id, row FROM row ORDER BY row").fetchall()
        count = self._file.stat().st_size // (self._dimensions * _FLOAT_BYTES)
        if owned and owned[-1][1] >= count:
            raise StoreError(f"{self._path}: filen matrix.f32 är avkortad. Kör ’kommunminne rebuild’.")
        self._ids = [""] * (owned[-1][1] + 1 if owned else 0)
        self._rows: dict[str, int] = {}
        for one, row in owned:
            self._ids[row] = one
            self._rows[one] = row
        self._map()

    def _append(self, block: Vectors, start: int) -> None:
        """Write rows from `start` on, over what a crash may have left there, and wait for the disk."""
        with self._file.open("r+b") as file:
            file.seek(start * self._dimensions * _FLOAT_BYTES)
            file.write(block.tobytes())
            file.flush()
            os.fsync(file.fileno())

    def _map(self) -> None:
        shape = (len(self._ids), self._dimensions)
        self._matrix: Vectors = (
            np.memmap(self._file, dtype="<f4", mode="r", shape=shape)
            if shape[0]
            else np.zeros(shape, np.float32)
        )


def rows_on_disk(path: Path, dimensions: int, first: int, count: int) -> Vectors:
    """The rows from `first` on, (count, dimensions), of the matrix in the folder `path`, which another may be writing."""
    with (path / _FILE).open("rb") as file:
        file.seek(first * dimensions * _FLOAT_BYTES)
        read = np.fromfile(file, dtype="<f4", count=count * dimensions)
    return read.reshape(count, dimensions)


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False)
    database.executescript(_SCHEMA)
    return database


def _products(matrix: Vectors, vector: Vectors, rows: Rows) -> Vectors:
    if len(rows) < _GATHER_BELOW * len(matrix):
        return np.asarray(matrix[rows] @ vector, dtype=np.float32)
    return np.asarray((matrix @ vector)[rows], dtype=np.float32)


def _top(scores: Vectors, limit: int) -> NDArray[np.int64]:
    """Where the `limit` greatest scores stand, greatest first."""
    few = limit < len(scores)
    best = np.argpartition(-scores, limit)[:limit] if few else np.arange(len(scores))
    return np.asarray(best[np.argsort(-scores[best], kind="stable")], dtype=np.int64)
