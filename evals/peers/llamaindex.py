"""LlamaIndex's default retriever: `VectorStoreIndex.from_documents(…).as_retriever(similarity_top_k=…)`.

Documents are cut by `SentenceSplitter()` (1,024 tokens, 200 of overlap; tokens and sentences by tiktoken's cl100k_base
and nltk's punkt, both of which llama-index-core carries in itself) into the vector store in memory. In the place of
its default model, OpenAI's, stands MiniLM, which reads the first 256 tokens of such a chunk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core import Document as LlamaDocument
from llama_index.core import QueryBundle, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter

from evals.peers.hits import best_documents, whole_text
from evals.peers.minilm import MiniLM
from evals.systems import Document


class _Embedding(BaseEmbedding):
    """MiniLM as LlamaIndex calls it."""

    minilm: Any

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = self.minilm.passages(texts).tolist()
        return found

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        found: list[float] = self.minilm.question(query).tolist()
        return found

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class LlamaIndex:
    """A vector index in memory."""

    name = "LlamaIndex (MiniLM)"

    def __init__(self) -> None:
        self._model = MiniLM()
        self._retriever: Any = None

    def index(self, documents: Sequence[Document]) -> None:
        """Cut, embed and keep the documents."""
        self._model.warm_up()
        index = VectorStoreIndex.from_documents(
            [LlamaDocument(text=whole_text(document), id_=document.id) for document in documents],
            embed_model=_Embedding(minilm=self._model),
            transformations=[SentenceSplitter()],
        )
        self._retriever = index.as_retriever()

    def search(self, question: str, k: int) -> list[str]:
        """The documents of the nearest chunks; none for an empty question, which LlamaIndex cannot embed."""
        if not question:
            return []
        asked = QueryBundle(question)  # keeps the question's vector, should more chunks be needed

        def chunk_hits(count: int) -> list[str]:
            self._retriever.similarity_top_k = count
            return [hit.node.ref_doc_id for hit in self._retriever.retrieve(asked)]

        return best_documents(chunk_hits, k)
