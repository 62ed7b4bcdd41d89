"""The vectors of all chunks, in Chroma and beside it as one memory-mapped matrix, written together.

The matrix answers: exactly, or in large stores nearly so, with and without filters, in milliseconds and without a
graph in memory. Chroma holds the same vectors under the same ids, for whoever asks it, here or on a server of its own;
its graph loses a tenth of the best 100, and its filters more. A process of its own has it open (`ingest.chroma`).

One process may own the folder (Chroma's limit); the caller sees to that. Both are derived from the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from ingest.chroma import Chroma, shared_process
from ingest.facets import Codes, Facets
from ingest.filters import Filters
from ingest.matrix import Rows, VectorHit, VectorMatrix, Vectors

__all__ = ["Rows", "VectorHit", "VectorStore", "Vectors"]


class VectorStore:
    """The vectors in the folder `path`, in its `chroma/` and `vectors/`, made where there are none.

    `dimensions`: numbers a vector; vectors are of unit length, so that the dot product is the cosine. Raises
    IndexMismatch where the store was made with another model or length, StoreError where it cannot be used. One object
    serves any number of threads.
    """

    def __init__(self, path: Path, dimensions: int, model_name: str) -> None:
        self._matrix = VectorMatrix(path / "vectors", dimensions, model_name)
        self._chroma = Chroma(path, dimensions, shared_process())

    def __enter__(self) -> VectorStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._matrix)

    def ids(self) -> set[str]:
        """The ids of all vectors in the matrix, for comparing with the register."""
        return self._matrix.ids()

    def chroma_ids(self) -> set[str]:
        """The ids of all vectors in Chroma, for comparing with the register. Raises StoreError."""
        return self._chroma.ids()

    def row_of(self, ids: Iterable[str]) -> Rows:
        """The matrix rows of these ids, in order, ids without a vector left out."""
        return self._matrix.row_of(ids)

    def rows_where(self, filters: Filters, contents: Codes) -> Rows | None:
        """The matrix rows of these contents' vectors that fit what `filters` say of body, date, § and dnr.

        None where some vector was written without its facets: then the register has to be asked which chunks fit.
        """
        return self._matrix.rows_where(filters, contents)

    def upsert(self, ids: Sequence[str], vectors: Vectors, facets: Facets | None = None) -> None:
        """Write vectors, (len(ids), dimensions), to both; an id that has one gets the new, the last one given counts.

        `facets`: what they are filtered by, (len(ids),); without, every filter has to ask the register. Lasting when it
        returns. Where it breaks off, writing the same again mends it. Raises StoreError.
        """
        last = {one: at for at, one in enumerate(ids)}
        unique, places = list(last), list(last.values())
        block = np.asarray(vectors, dtype=np.float32)[places]
        first = self._matrix.upsert(unique, block, None if facets is None else facets[places])
        self._chroma.upsert(unique, first)

    def delete(self, ids: Iterable[str]) -> None:
        """Take the vectors of these ids out of both; unknown ids are passed over. Raises StoreError."""
        gone = list(dict.fromkeys(ids))
        self._chroma.delete(gone)
        self._matrix.delete(gone)

    def add_to_matrix(self, ids: Sequence[str], vectors: Vectors, facets: Facets | None = None) -> int:
        """Write vectors of new ids, (len(ids), dimensions), to the matrix alone, for a rebuild that fills Chroma from it.

        Returns the row of the first; the others follow it. Raises StoreError.
        """
        return self._matrix.upsert(ids, vectors, facets)

    def search(self, vector: Vectors, limit: int, rows: Rows | None = None) -> list[VectorHit]:
        """The `limit` vectors nearest to `vector`, (dimensions,), best first; only among `rows` where given.

        Exact up to `ingest.nearest.EXACT_UP_TO` rows; of more, nearly all of the best are found.
        """
        return self._matrix.search(vector, limit, rows)

    def scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """Dot products of `vector`, (dimensions,), with these matrix rows, (len(rows),)."""
        return self._matrix.scores(vector, rows)

    def warm_up(self) -> None:
        """Read what the first question would wait for."""
        self._matrix.warm_up()

    def close(self) -> None:
        """Let go of the files."""
        self._chroma.close()
        self._matrix.close()
