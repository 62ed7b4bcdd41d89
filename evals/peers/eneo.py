"""Eneo's retrieval, rebuilt from what its code does (github.com/eneo-ai/eneo, as stored in public in November 2026).

- `backend/src/eneo/embedding_models/infrastructure/datastore.py` at 02354e16 (the same in `src/intric`, as the package
  was called before, at 06547746): chunks by langchain's `RecursiveCharacterTextSplitter`, `chunk_size = 200` and
  `chunk_overlap = 40`, stripped, empty ones left out; `semantic_search` takes the 30 chunks nearest to the question.
- `src/intric/completion_models/infrastructure/context_builder.py` at 0669a8ea: lengths are tokens of tiktoken's
  cl100k_base.
- `src/intric/info_blobs/info_blob_chunk_repo.py` at 0cb3d1d9: nearest by pgvector's cosine distance. A
  `keyword_search` stands beside it that `semantic_search` does not call: dense only.
- `src/intric/embedding_models/infrastructure/adapters/litellm_embeddings.py` at 2910ca5e: a chunk is embedded as it is,
  without the document's title ('passage: ' and 'query: ' are put before for e5 alone).
- `ReferencesService`: a document stands where its best chunk stands; its first version also cuts the list where scores
  drop (`autocut`). That and the limit of 30 could only lose documents here and are left out.

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
