"""The vectors of all chunks, in Chroma and beside it as one memory-mapped matrix, written together.

The matrix answers: exactly, or in large stores nearly so, with and without filters, in milliseconds and without a
graph in memory. Chroma holds the same vectors under the same ids, for whoever asks it, here or on a server of its own;
its graph loses a tenth of the best 100, and its filters more. Searching never imports it, which takes more than a second.

One process may own the folder (Chroma's limit); the caller sees to that. Both are derived from the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any

import numpy as np

from ingest.facets import Codes, Facets
from ingest.faults import store_error
from ingest.filters import Filters
from ingest.matrix import Rows, VectorHit, VectorMatrix, Vectors

__all__ = ["Rows", "VectorHit", "VectorStore", "Vectors", "batches", "open_collection"]

_COLLECTION = "chunks"
_INDEX: Any = {"hnsw": {"space": "ip", "ef_search": 400}}
"""Chroma's default of 100 loses a fifth of the best 100 among 100,000 vectors; 400 loses 7 % and takes 8 ms."""


class VectorStore:
    """The vectors in the folder `path`, in its `chroma/` and `vectors/`, made where there are none.

    `dimensions`: numbers a vector; vectors are of unit length, so that the dot product is the cosine. Raises
    IndexMismatch where the store was made with another model or length, StoreError where it cannot be used. One object
    serves any number of threads.
    """

    def __init__(self, path: Path, dimensions: int, model_name: str) -> None:
        self._path = path
        self._matrix = VectorMatrix(path / "vectors", dimensions, model_name)
        self._lock = RLock()
        self._client: Any = None
        self._collection: Any = None

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
        with self._chroma() as collection:
            return set(collection.get(include=[])["ids"])

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
        self._matrix.upsert(unique, block, None if facets is None else facets[places])
        with self._chroma() as collection:
            for part in batches(self._client, len(unique)):
                collection.upsert(ids=unique[part], embeddings=block[part])

    def delete(self, ids: Iterable[str]) -> None:
        """Take the vectors of these ids out of both; unknown ids are passed over. Raises StoreError."""
        gone = list(dict.fromkeys(ids))
        with self._chroma() as collection:
            for part in batches(self._client, len(gone)):
                collection.delete(ids=gone[part])
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
        with self._lock:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                client.close()
        self._matrix.close()

    @contextmanager
    def _chroma(self) -> Iterator[Any]:
        """The collection, opened at the first use; Chroma's errors become StoreError."""
        from chromadb.errors import ChromaError

        try:
            with self._lock:
                if self._collection is None:
                    self._client, self._collection = open_collection(self._path)
                collection = self._collection
            yield collection
        except (ChromaError, OSError, ValueError, RuntimeError) as exc:
            raise store_error(
                f"{self._path / 'chroma'}: vektorerna kan inte läsas eller skrivas ({{}}). Finns det plats på "
                "disken? Hjälper inte det, kör ’kommunminne rebuild’.",
                exc,
            ) from exc


def open_collection(path: Path) -> tuple[Any, Any]:
    """Chroma's client and the collection of vectors in `chroma/` under `path`, made where there are none."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(str(path / "chroma"), settings=settings)
    collection = client.get_or_create_collection(_COLLECTION, embedding_function=None, configuration=_INDEX)
    return client, collection


def batches(client: Any, count: int) -> Iterator[slice]:
    """Slices of `count` things as long as Chroma takes at once."""
    most = client.get_max_batch_size()
    return (slice(at, at + most) for at in range(0, count, most))
