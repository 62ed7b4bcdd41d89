"""From chunks to documents."""

from __future__ import annotations

from evals.peers.hits import CHUNKS_PER_DOCUMENT, best_documents, whole_text
from evals.systems import Document


def test_a_document_stands_where_its_best_chunk_stands() -> None:
    assert best_documents(lambda count: ["b", "a", "b", "c"][:count], 3) == ["b", "a", "c"]


def test_more_chunks_are_asked_for_until_there_are_documents_enough() -> None:
    chunks = ["lång"] * 100 + ["kort"]
    asked: list[int] = []

    def hits(count: int) -> list[str]:
        asked.append(count)
        return chunks[:count]

    assert best_documents(hits, 2) == ["lång", "kort"]
    assert asked == [2 * CHUNKS_PER_DOCUMENT, 8 * CHUNKS_PER_DOCUMENT, 32 * CHUNKS_PER_DOCUMENT]


def test_there_may_be_too_few_or_none() -> None:
    assert best_documents(lambda count: ["a", "a"][:count], 5) == ["a"]
    assert best_documents(lambda _: [], 5) == []


def test_the_title_is_the_first_line() -> None:
    assert whole_text(Document("1", "Taxa", "Höjs.")) == "Taxa\nHöjs."
    assert whole_text(Document("1", "", "Höjs.")) == "Höjs."
