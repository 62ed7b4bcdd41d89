"""Haystack's pipelines in memory, everything by default: `DocumentSplitter()` (200 words, no overlap), then either
embeddings (by dot product) or BM25 (its BM25L over words in lower case, not stemmed).

Haystack's example model is this MiniLM through sentence-transformers; here two components of ours embed with it, so
that its passages come from the cache. A chunk of 200 words is longer than what MiniLM reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from haystack import Document as HaystackDocument
from haystack import Pipeline, component
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore

from evals.peers.hits import best_documents, whole_text
from evals.peers.minilm import MiniLM
from evals.systems import Document


@component
class _DocumentEmbedder:
    def __init__(self, model: MiniLM) -> None:
        self._model = model

    @component.output_types(documents=list[HaystackDocument])
    def run(self, documents: list[HaystackDocument]) -> dict[str, Any]:
        vectors = self._model.passages([document.content or "" for document in documents]).tolist()
        pairs = zip(documents, vectors, strict=True)
        return {"documents": [replace(document, embedding=vector) for document, vector in pairs]}


@component
class _TextEmbedder:
    def __init__(self, model: MiniLM) -> None:
        self._model = model

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        return {"embedding": self._model.question(text).tolist()}


def _write(documents: Sequence[Document], store: Any, embedder: Any = None) -> None:
    """Run the indexing pipeline: split, embed where there is an embedder, write."""
    pipeline = Pipeline()
    parts = {"splitter": DocumentSplitter(), "embedder": embedder, "writer": DocumentWriter(store)}
    names = [name for name, part in parts.items() if part is not None]
    for name in names:
        pipeline.add_component(name, parts[name])
    for before, after in pairwise(names):
        pipeline.connect(f"{before}.documents", f"{after}.documents")
    given = [HaystackDocument(id=document.id, content=whole_text(document)) for document in documents]
    pipeline.run({"splitter": {"documents": given}})


def _sources(result: dict[str, Any]) -> list[str]:
    return [document.meta["source_id"] for document in result["retriever"]["documents"]]


class HaystackVectors:
    """Search by embeddings."""

    name = "Haystack (MiniLM)"

    def __init__(self) -> None:
        self._model = MiniLM()
        self._store = InMemoryDocumentStore(shared=False)  # else kept until the process ends
        self._pipeline = Pipeline()
        self._pipeline.add_component("embedder", _TextEmbedder(self._model))
        self._pipeline.add_component("retriever", InMemoryEmbeddingRetriever(self._store))
        self._pipeline.connect("embedder.embedding", "retriever.query_embedding")

    def index(self, documents: Sequence[Document]) -> None:
        """Split, embed and keep the documents."""
        self._model.warm_up()
        _write(documents, self._store, _DocumentEmbedder(self._model))

    def search(self, question: str, k: int) -> list[str]:
        """The documents of the nearest chunks."""
        asked = {"embedder": {"text": question}}
        return best_documents(
            lambda count: _sources(self._pipeline.run(asked | {"retriever": {"top_k": count}})), k
        )


class HaystackBm25:
    """Search by words."""

    name = "Haystack (BM25)"

    def __init__(self) -> None:
        self._store = InMemoryDocumentStore(shared=False)
        self._pipeline = Pipeline()
        self._pipeline.add_component("retriever", InMemoryBM25Retriever(self._store))

    def index(self, documents: Sequence[Document]) -> None:
        """Split and keep the documents."""
        _write(documents, self._store)

    def search(self, question: str, k: int) -> list[str]:
        """The documents of the best chunks; none for an empty question, which Haystack refuses."""
        if not question.strip():
            return []
        return best_documents(
            lambda count: _sources(self._pipeline.run({"retriever": {"query": question, "top_k": count}})), k
        )
