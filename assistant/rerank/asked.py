"""A question's words as the re-ranker weighs them: stems, 4- and 5-grams, each with how rare it is in the archive."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.analyse import LONGEST_QUERY_WORD, content_words, stem, word_grams, words

Numbers = NDArray[np.float32]
Frequency = Callable[[str, str], int]
"""How many chunks of the archive hold a term of a field ('stems', 'grams4', 'grams')."""

GRAMS = {"grams4": 4, "grams": 5}
"""Fields of character n-grams and their n."""

_MOST_WORDS = 40
"""Words of a question that count; work per question stays bounded."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one field that a question asks for: where each stands among them, and its inverse frequency."""

    place: Mapping[str, int]
    idf: Numbers

    def __len__(self) -> int:
        return len(self.place)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart. `words`: its content words, each once; `order`: all its stems in order; `weights`: the
    inverse frequency of each of `words`, (len(words),)."""

    question: str
    words: tuple[str, ...]
    order: tuple[str, ...]
    weights: Numbers
    fields: Mapping[str, Terms]

    @property
    def total(self) -> float:
        """The weight of the whole question, never 0."""
        return float(self.weights.sum()) or 1.0


def taken_apart(text: str, question: str, frequency: Frequency, total: int) -> Asked:
    """A question taken apart, against an archive of `total` chunks. `text`: the words searched for."""
    found = [word[:LONGEST_QUERY_WORD] for word in content_words(text)[:_MOST_WORDS]]
    stems = [stem(word) for word in found]
    return Asked(
        question=question,
        words=tuple(found),
        order=tuple(stem(word) for word in words(text)[: 2 * _MOST_WORDS]),
        weights=np.array([_idf(frequency("stems", one), total) for one in stems], dtype=np.float32),
        fields={
            "stems": _terms("stems", stems, frequency, total),
            **{
                name: _terms(
                    name, [gram for word in found for gram in word_grams(word, n=n)], frequency, total
                )
                for name, n in GRAMS.items()
            },
        },
    )


def _terms(field: str, found: Sequence[str], frequency: Frequency, total: int) -> Terms:
    once = list(dict.fromkeys(found))
    idf = np.array([_idf(frequency(field, one), total) for one in once], dtype=np.float32)
    return Terms({one: at for at, one in enumerate(once)}, idf)


def _idf(frequency: int, total: int) -> float:
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) if frequency <= total else 0.0
