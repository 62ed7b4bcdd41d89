"""A new set of indexes from the register: words, matrix and Chroma side by side, in large batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest import derive
from ingest.catalogue import Catalogue
from ingest.chroma import Chroma, ChromaProcess
from ingest.facets import facets_of
from ingest.indexes import Indexes
from ingest.register import Register
from ingest.stored import IndexEntry

_BATCH = 5_000
_NICENESS = 10


def fill(
    register: Register,
    catalogue: Catalogue,
    indexes: Indexes,
    contents: Sequence[str],
    on_progress: Callable[[int, int], None] | None = None,
) -> None:
    """Index `contents` in a set that is empty. `on_progress` is told how many are done and how many there are.

    Words and vectors are computed here while another process adds to Chroma, which takes the longest. Raises StoreError.
    """
    waiting: list[IndexEntry] = []
    with ChromaProcess(niceness=_NICENESS) as process:
        chroma = Chroma(indexes.path, indexes.maker.dimensions, process)

        def embed(count: int) -> None:
            entries = waiting[:count]
            ids = [entry.id for entry in entries]
            vectors = indexes.embedder.embed_passages([derive.passage(e.context, e.text) for e in entries])
            chroma.begin_add(ids, indexes.vectors.add_to_matrix(ids, vectors, facets_of(entries)))
            del waiting[:count]

        for position, content in enumerate(contents):
            entries = catalogue.entries(content)
            indexes.lexical.add(derive.documents(register, content, entries), new=True)
            waiting += entries
            while len(waiting) >= _BATCH:
                embed(_BATCH)
            if on_progress:
                on_progress(position + 1, len(contents))
        if waiting:
            embed(len(waiting))
        indexes.lexical.commit()
