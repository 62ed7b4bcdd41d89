"""Training text as numbers: every word seen has an id, and of each word is known which rows of the model make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.analyse import word_grams, words
from ingest.models.passages import Passage, sentences
from ingest.models.recipe import Recipe

Ids = NDArray[np.int32]
Rows = NDArray[np.int64]

_MOST_OF_ONE_WORD = 50
"""A 5-gram is not made common by one word that is seen more often than this."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of numbers, one after the other: list `i` is `flat[starts[i]:starts[i + 1]]`."""

    flat: NDArray[np.int32]
    starts: Rows

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> Ids:
        return self.flat[self.starts[row] : self.starts[row + 1]]

    def pick(self, rows: Rows) -> tuple[Rows, Rows]:
        """The lists `rows` one after the other, and where each begins."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        begins = np.cumsum(lengths) - lengths
        within = np.arange(lengths.sum()) - np.repeat(begins, lengths)
        return self.flat[np.repeat(self.starts[rows], lengths) + within].astype(np.int64), begins

    @classmethod
    def of(cls, lists: Iterable[Sequence[int] | Ids]) -> Ragged:
        """The same lists."""
        kept = [np.asarray(each, dtype=np.int32) for each in lists]
        starts = np.cumsum([0, *(len(each) for each in kept)], dtype=np.int64)
        return cls(np.concatenate(kept) if kept else np.zeros(0, dtype=np.int32), starts)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages as word ids. Passage `i` has the title `titles[i]` and the sentences `bodies[i]` to `bodies[i + 1]`."""

    titles: Ragged
    sentences: Ragged
    bodies: Rows

    def __len__(self) -> int:
        return len(self.titles)


class Vocabulary:
    """The words seen, by id, how often, and the rows of the model's tables that each is built of.

    A row of `own` or `grams` is 0 where the model has none.
    """

    def __init__(self, ids: dict[str, int], counts: Rows, recipe: Recipe) -> None:
        self.ids = ids
        self.counts = counts
        by_count = np.argsort(-counts, kind="stable")
        kept = by_count[: min(recipe.words, int((counts >= recipe.least_count).sum()))]
        self.own_ids = kept
        """The ids of the words with a vector of their own; the first of them has row 1."""
        self.own = np.zeros(len(ids), dtype=np.int64)
        self.own[kept] = np.arange(1, len(kept) + 1)
        self.grams = _common_grams(ids, counts, recipe.grams)
        """5-gram → its row, from 1 on."""

    @cached_property
    def words(self) -> list[str]:
        """The words, by id."""
        return list(self.ids)

    @cached_property
    def gram_rows(self) -> Ragged:
        """The rows of each word's 5-grams, by id; [0] for a word with none."""
        rows = self.grams
        return Ragged.of(
            [rows[gram] for gram in word_grams(word) if gram in rows] or [0] for word in self.ids
        )

    @cached_property
    def idf(self) -> NDArray[np.float64]:
        """How much each word says, by id: log of all words through how often this one was seen."""
        return np.asarray(np.log(self.counts.sum() / np.maximum(self.counts, 1)))

    def find(self, text: str) -> list[int]:
        """The ids of the words of a text, those never seen left out."""
        return [self.ids[word] for word in words(text) if word in self.ids]


def _common_grams(ids: dict[str, int], counts: Rows, most: int) -> dict[str, int]:
    seen: Counter[str] = Counter()
    for word, count in zip(ids, counts.tolist(), strict=True):
        for gram in dict.fromkeys(word_grams(word)):
            seen[gram] += min(count, _MOST_OF_ONE_WORD)
    return {gram: row for row, (gram, _) in enumerate(seen.most_common(most), start=1)}


def read_in(passages: Iterable[Passage], recipe: Recipe) -> tuple[Corpus, Vocabulary]:
    """Passages as ids, those without a word in their body left out, and the words that were met."""
    ids: dict[str, int] = {}

    def numbered(found: list[str]) -> list[int]:
        return [ids.setdefault(word, len(ids)) for word in found]

    titles, bodies, ends = [], [], [0]
    for passage in passages:
        body = [np.asarray(numbered(sentence), dtype=np.int32) for sentence in sentences(passage.body)]
        if body:
            titles.append(np.asarray(numbered(words(passage.title)), dtype=np.int32))
            bodies += body
            ends.append(len(bodies))
    corpus = Corpus(Ragged.of(titles), Ragged.of(bodies), np.asarray(ends, dtype=np.int64))
    counts = np.bincount(np.concatenate((corpus.titles.flat, corpus.sentences.flat)), minlength=len(ids))
    return corpus, Vocabulary(ids, counts, recipe)
