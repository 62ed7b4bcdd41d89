"""Vectors as one memory-mapped matrix with ids: what exact search reads.

Rows are appended to `matrix.f32` and never changed, with their signs (`ingest.signs`) and what they are filtered by
(`ingest.facets`) beside them; `rows.db` (SQLite) says which row is which id's. Rows are on the disk before `rows.db`
names them, so a crash leaves at worst rows that nobody owns. A row whose id was deleted or written anew stays unowned
until the next rebuild.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import numpy as np

from ingest.errors import IndexMismatch, StoreError
from ingest.facets import FACETS, Codes, Columns, Facets, Mask
from ingest.faults import store_error
from ingest.filters import Filters
from ingest.nearest import nearest, products
from ingest.row_file import RowFile
from ingest.signs import Rows, SignFile, Vectors

__all__ = ["Rows", "VectorHit", "VectorMatrix", "Vectors", "rows_on_disk"]

_FILE = "matrix.f32"
_FLOAT_BYTES = 4

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
        self._dimensions = dimensions
        self._lock = RLock()
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._vectors = RowFile(path / _FILE, "<f4", (dimensions,))
            self._signs = SignFile(path)
            self._facets = RowFile(path / "facets.rows", FACETS)
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

    def rows_where(self, filters: Filters, contents: Codes) -> Rows | None:
        """The rows of these contents' vectors that fit what `filters` say of body, date, § and dnr, in order.

        None where some vector was written without its facets: then the register has to be asked which chunks fit.
        """
        with self._lock:
            columns, owned = self._columns_now(), self._owned
        if not (columns.all_known or columns.known()[owned].all()):
            return None
        return np.flatnonzero(columns.fitting(filters, contents) & owned)

    def upsert(self, ids: Sequence[str], vectors: Vectors, facets: Facets | None = None) -> int:
        """Write vectors, (len(ids), dimensions), lastingly; an id that has one gets the new. `facets`: (len(ids),).

        Returns the row of the first; the others follow it. Raises StoreError.
        """
        if facets is None:
            facets = np.zeros(len(ids), FACETS)
        block = np.ascontiguousarray(vectors, dtype="<f4")
        if block.shape != (len(ids), self._dimensions) or facets.shape != (len(ids),):
            raise ValueError(
                f"vectors of shape {block.shape}, not ({len(ids)}, {self._dimensions}), facets {facets.shape}"
            )
        with self._lock:
            start = len(self._ids)
            if not ids:
                return start
            try:
                self._vectors.write(block, start)
                self._signs.write(block, start)
                self._facets.write(facets, start)
                with self._database:
                    self._database.executemany(
                        "INSERT OR REPLACE INTO row VALUES (?, ?)",
                        zip(ids, range(start, start + len(ids)), strict=True),
                    )
            except (OSError, sqlite3.Error) as exc:
                raise store_error(
                    f"{self._path}: vektorerna kunde inte skrivas ({{}}). Finns det plats?", exc
                ) from exc
            before = [row for row in map(self._rows.get, ids) if row is not None]
            self._ids += ids
            self._rows.update(zip(ids, range(start, start + len(ids)), strict=True))
            owned = np.concatenate([self._owned, np.ones(len(ids), np.bool_)])
            owned[before] = False
            self._map(owned)
            return start

    def delete(self, ids: Iterable[str]) -> None:
        """Take out the vectors of these ids; unknown ids are passed over. Raises StoreError."""
        with self._lock:
            gone = [one for one in dict.fromkeys(ids) if one in self._rows]
            try:
                with self._database:
                    self._database.executemany("DELETE FROM row WHERE id = ?", ((one,) for one in gone))
            except sqlite3.Error as exc:
                raise store_error(f"{self._path}: vektorerna kunde inte tas bort ({{}}).", exc) from exc
            owned = self._owned.copy()
            for one in gone:
                owned[self._rows.pop(one)] = False
            self._set_owned(owned)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._database.close()

    def search(self, vector: Vectors, limit: int, rows: Rows | None = None) -> list[VectorHit]:
        """The `limit` of `rows` (None: of all) whose dot product with `vector`, (dimensions,), is greatest; best first.

        Exact up to `ingest.nearest.EXACT_UP_TO` rows; of more, nearly all of the best are found.
        """
        with self._lock:
            matrix, signs, names = self._matrix, self._sign_rows, self._ids
            wanted = self._owned_rows() if rows is None else rows
        found, scores = nearest(matrix, signs, vector, limit, wanted)
        return [VectorHit(names[row], float(score)) for row, score in zip(found, scores, strict=True)]

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Dot products of `vector`, (dimensions,), with these rows, (len(rows),)."""
        with self._lock:
            matrix = self._matrix
        return products(matrix, vector, rows)

    def warm_up(self) -> None:
        """Read all that a search reads, so that the first one need not wait for the disk."""
        with self._lock:
            matrix, signs = self._matrix, self._sign_rows
            self._columns_now()
            self._owned_rows()
        products(matrix, np.zeros(self._dimensions, np.float32))
        signs.max(initial=0)

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
        owned = self._database.execute("SELECT id, row FROM row").fetchall()
        count = max((row for _, row in owned), default=-1) + 1
        if count > len(self._vectors):
            raise StoreError(f"{self._path}: filen matrix.f32 är avkortad. Kör ’kommunminne rebuild’.")
        self._ids = [""] * count
        self._rows: dict[str, int] = {}
        for one, row in owned:
            self._ids[row] = one
            self._rows[one] = row
        mask = np.zeros(len(self._ids), np.bool_)
        mask[list(self._rows.values())] = True
        self._columns = Columns.of(np.zeros(0, FACETS))
        self._signs.mend(self._vectors.map(len(self._ids)))
        self._map(mask)

    def _map(self, owned: Mask) -> None:
        """See all rows that are written. `owned`: which of them are somebody's."""
        self._matrix: Vectors = self._vectors.map(len(self._ids))
        self._sign_rows = self._signs.map(len(self._ids))
        self._set_owned(owned)

    def _set_owned(self, owned: Mask) -> None:
        self._owned = owned
        self._all_owned: Rows | None = None

    def _owned_rows(self) -> Rows | None:
        """The rows that are somebody's; None where all are."""
        if len(self._rows) == len(self._ids):
            return None
        if self._all_owned is None:
            self._all_owned = np.flatnonzero(self._owned)
        return self._all_owned

    def _columns_now(self) -> Columns:
        """The columns of all rows, those written since the last time included."""
        if len(self._columns) < len(self._ids):
            more = self._facets.map(len(self._ids))[len(self._columns) :]
            self._columns = self._columns.with_rows(more)
        return self._columns


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
