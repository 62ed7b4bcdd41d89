"""Eneo's retrieval, rebuilt from what its code does (github.com/eneo-ai/eneo, read in November 2026).

- `backend/src/intric/embedding_models/infrastructure/datastore.py` (commits 06547746 and fdb82313): chunks by
  langchain's `RecursiveCharacterTextSplitter`, `chunk_size = 200` and `chunk_overlap = 40` tokens, stripped, empty ones
  left out; `semantic_search` embeds the question and takes the 30 nearest chunks.
- `backend/src/intric/completion_models/infrastructure/context_builder.py`: `count_tokens` is tiktoken's cl100k_base.
- `backend/src/intric/info_blobs/info_blob_chunk_repo.py`: the nearest by pgvector's cosine distance. A
  `keyword_search` stands beside it, which `semantic_search` does not call: dense only.
- `…/infrastructure/adapters/litellm_embeddings.py`: a chunk's text is embedded as it is, without title ('passage: '
  and 'query: ' before it for e5 alone).
- the references service: a document stands where its best chunk stands; its first version cuts the list at jumps of the
  score (`autocut`), which could only lose documents here and is left out, as is the limit of 30 chunks.

The model is ours, so that what differs is the recipe; the nearest are found exactly, where Postgres' index may miss.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter
from llama_index.core.utils import get_tokenizer

from evals.peers.hits import whole_text
from evals.systems import Document
from ingest.embed import load_embedder

CHUNK_TOKENS = 200
OVERLAP_TOKENS = 40


class Eneo:
    """Chunks of 200 tokens by cosine, in numpy."""

    name = "Eneo's recipe (our model)"

    def __init__(self) -> None:
        encode = (
            get_tokenizer()
        )  # cl100k_base from the copy that llama-index-core carries; tiktoken would fetch it
        self._splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_TOKENS,
            chunk_overlap=OVERLAP_TOKENS,
            length_function=lambda text: len(encode(text)),
        )
        self._embedder = load_embedder()
        self._ids: list[str] = []
        self._firsts = np.zeros(0, dtype=np.int64)
        self._matrix = np.zeros((0, 0), dtype=np.float32)

    def index(self, documents: Sequence[Document]) -> None:
        """Cut and embed the documents."""
        chunks: list[str] = []
        firsts: list[int] = []
        for document in documents:
            pieces = [piece.strip() for piece in self._splitter.split_text(whole_text(document))]
            found = [piece for piece in pieces if piece]
            if found:
                self._ids.append(document.id)
                firsts.append(len(chunks))
                chunks += found
        self._firsts = np.asarray(firsts, dtype=np.int64)
        self._matrix = self._embedder.embed_passages(chunks)

    def search(self, question: str, k: int) -> list[str]:
        """The documents of the nearest chunks."""
        if not self._ids:
            return []
        scores = self._matrix @ self._embedder.embed_queries([question])[0]
        best = np.maximum.reduceat(scores, self._firsts)
        nearest = np.argsort(-best, kind="stable")[:k]
        return [self._ids[row] for row in nearest]
