"""BM25 by bm25s with its default parameters (k1 = 1.5, b = 0.75, Lucene's variant), over stems and over 5-grams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import bm25s
import Stemmer

from evals.peers.hits import whole_text
from evals.systems import Document
from ingest.analyse import grams

Tokenize = Callable[[list[str]], Any]


class _Bm25:
    """BM25 over whatever tokens `tokenize` makes of a list of texts. A document without a token of the question is
    not found."""

    def __init__(self, tokenize: Tokenize) -> None:
        self._tokenize = tokenize
        self._ids: list[str] = []
        self._index = bm25s.BM25()

    def index(self, documents: Sequence[Document]) -> None:
        """Build the index; bm25s scores every token of every document now."""
        self._ids = [document.id for document in documents]
        self._index.index(self._tokenize([whole_text(each) for each in documents]), show_progress=False)

    def search(self, question: str, k: int) -> list[str]:
        """The best documents."""
        found, scores = self._index.retrieve(
            self._tokenize([question]), k=min(k, len(self._ids)), show_progress=False
        )
        return [self._ids[row] for row, score in zip(found[0], scores[0], strict=True) if score > 0]


class StemmedBm25(_Bm25):
    """The way bm25s shows it: its own tokenizer and Swedish stop words, PyStemmer's Swedish Snowball stems."""

    name = "BM25 (bm25s, stems)"

    def __init__(self) -> None:
        stemmer = Stemmer.Stemmer("swedish")
        super().__init__(
            lambda texts: bm25s.tokenize(texts, stopwords="sv", stemmer=stemmer, show_progress=False)
        )


class GramBm25(_Bm25):
    """Over the character 5-grams of words, `ingest.analyse.grams`: the strongest of the cheap ones in Swedish."""

    name = "BM25 (bm25s, 5-grams)"

    def __init__(self) -> None:
        super().__init__(lambda texts: [grams(text) for text in texts])
