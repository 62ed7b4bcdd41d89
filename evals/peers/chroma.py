"""Chroma as its first page shows it: whole documents into a collection, embedded by English MiniLM, defaults else.

Chroma's default model is this MiniLM, as an ONNX file that it fetches at first use; here it comes from the installed
package, through an embedding function of ours. Chroma cuts no document up, so what stands beyond a document's first
256 tokens is not found.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from chromadb.api.types import Documents, EmbeddingFunction, Embeddings
from chromadb.config import Settings

from evals.peers.hits import whole_text
from evals.peers.minilm import MiniLM
from evals.systems import Document


class _Embedding(EmbeddingFunction[Documents]):
    """MiniLM as Chroma calls it."""

    def __init__(self, model: MiniLM) -> None:
        self._model = model

    def __call__(self, input: Documents) -> Embeddings:
        return list(self._model.passages(input))

    def embed_query(self, input: Documents) -> Embeddings:
        return [self._model.question(text) for text in input]

    @staticmethod
    def name() -> str:
        return "minilm-package"

    def get_config(self) -> dict[str, Any]:
        return {}

    @staticmethod
    def build_from_config(config: dict[str, Any]) -> EmbeddingFunction[Documents]:  # noqa: ARG004
        return _Embedding(MiniLM())


class Chroma:
    """A collection on disk, in a folder of its own that goes with the object."""

    name = "Chroma (MiniLM)"

    def __init__(self) -> None:
        self._model = MiniLM()
        folder = Path(tempfile.mkdtemp(prefix="kommunminne-chroma-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._client = chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
        embedding: Any = _Embedding(
            self._model
        )  # its type is narrower than Chroma's, which takes pictures too
        self._collection = self._client.create_collection("documents", embedding_function=embedding)

    def index(self, documents: Sequence[Document]) -> None:
        """Add the documents as they are, in as large batches as Chroma takes."""
        self._model.warm_up()
        size = self._client.get_max_batch_size()
        for start in range(0, len(documents), size):
            batch = documents[start : start + size]
            self._collection.add(
                ids=[document.id for document in batch],
                documents=[whole_text(document) for document in batch],
            )

    def search(self, question: str, k: int) -> list[str]:
        """The nearest documents."""
        return list(self._collection.query(query_texts=[question], n_results=k)["ids"][0])
