"""From documents to what a peer is given, and from the chunks it finds back to documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.systems import Document

CHUNKS_PER_DOCUMENT = 5
"""How many chunks are asked for at first for each document wanted."""


def whole_text(document: Document) -> str:
    """The document as one text, its title as the first line."""
    return "\n".join(part for part in (document.title, document.text) if part)


def best_documents(chunk_hits: Callable[[int], Sequence[str]], k: int) -> list[str]:
    """The `k` documents of the best chunks, each where its best chunk stands.

    `chunk_hits(n)` gives the documents of the best `n` chunks, best first, fewer where there are no more; it is asked
    for more until `k` documents are found.
    """
    wanted = CHUNKS_PER_DOCUMENT * k
    while True:
        hits = chunk_hits(wanted)
        documents = list(dict.fromkeys(hits))
        if len(documents) >= k or len(hits) < wanted:
            return documents[:k]
        wanted *= 4
