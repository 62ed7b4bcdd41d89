"""Which of many words hold which asked terms, found for all words at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.rerank.asked import Numbers

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hits:
    """The words that hold an asked term. `words`: their places among all words, (H,); `counts`: how often each term
    stands in each, (H, terms); `row_of`: a word's row in both, −1 for none, (all words,)."""

    words: Places
    counts: Numbers
    row_of: Places

    @classmethod
    def of(cls, rows: Places, columns: Places, words: int, terms: int) -> Hits:
        """From pairs of a word's place and a term's; a pair that comes twice counts twice."""
        held, row = np.unique(rows, return_inverse=True)
        counts = np.bincount(row * terms + columns, minlength=len(held) * terms).reshape(len(held), terms)
        row_of = np.full(words, -1, dtype=np.int64)
        row_of[held] = np.arange(len(held))
        return cls(held, counts.astype(np.float32), row_of)


def gram_hits(words: Sequence[str], grams: Sequence[str], n: int) -> Hits:
    """Which words (lower case, letters of ISO 8859-1) hold which of the n-grams of `analyse.word_grams`.

    All words are laid out in one row of bytes, `_word_` each, and every stretch of n bytes becomes one number.
    """
    asked = np.array([_code(gram, n) for gram in grams], dtype=np.uint64)
    if not words or not len(asked):
        return Hits.of(np.zeros(0, np.int64), np.zeros(0, np.int64), len(words), len(grams))
    bounded = [f"_{word}_".ljust(n, "\0") for word in words]
    lengths = np.fromiter(map(len, bounded), np.int64, len(bounded))
    letters = np.frombuffer("".join(bounded).encode("latin-1", "replace") + bytes(n), dtype=np.uint8)
    count = int(lengths.sum())
    codes = np.zeros(count, dtype=np.uint64)
    for at in range(n):
        codes |= letters[at : at + count].astype(np.uint64) << np.uint64(8 * at)
    place = np.repeat(np.arange(len(words)), lengths)
    within = np.arange(count) - np.repeat(np.cumsum(lengths) - lengths, lengths) + n <= np.repeat(
        lengths, lengths
    )
    order = np.argsort(asked)
    nearest = np.minimum(np.searchsorted(asked[order], codes), len(asked) - 1)
    met = within & (asked[order][nearest] == codes)
    return Hits.of(place[met], order[nearest[met]], len(words), len(grams))


def _code(gram: str, n: int) -> int:
    return int.from_bytes(gram.ljust(n, "\0").encode("latin-1", "replace"), "little")
