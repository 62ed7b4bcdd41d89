"""The passages to be ranked, taken apart together: each different word of theirs is looked at once.

Arrays speak of different words (U of them), of pieces (P: a passage's chunks) and of passages (N).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.rerank.asked import GRAMS, Asked, Numbers
from ingest.analyse import stem, word_grams, words

Places = NDArray[np.int64]

_MOST_PIECE_WORDS = 400
_ALIKE = 0.4
"""Share of equal 4-grams (Dice) from which two words are taken to be kin."""

_KIN = 0.8
_WITHIN = 0.75
"""Share of an asked word's 4-grams that a longer word must hold to be a compound of it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to be ranked: its title and its pieces, in reading order."""

    title: str
    pieces: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def _grams(word: str, n: int) -> tuple[str, ...]:
    return tuple(word_grams(word, n=n))


class Pool:
    """The candidates of one question. There must be at least one, each with at least one piece."""

    def __init__(self, asked: Asked, candidates: Sequence[Candidate]) -> None:
        self.asked = asked
        self.candidates = candidates
        place: dict[str, int] = {}
        pieces = [
            [place.setdefault(word, len(place)) for word in words(piece)[:_MOST_PIECE_WORDS]] or [-1]
            for candidate in candidates
            for piece in candidate.pieces
        ]
        self.titles = [
            np.array([place.setdefault(word, len(place)) for word in words(c.title)], dtype=np.int64)
            for c in candidates
        ]
        self.vocabulary = list(place)
        self.piece_lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
        self.sequence = np.concatenate([np.array(piece, dtype=np.int64) for piece in pieces])
        self.piece_starts = _starts(self.piece_lengths)
        self.first_pieces = _starts(np.array([len(c.pieces) for c in candidates], dtype=np.int64))

    def of_passages(self, of_pieces: Numbers, how: np.ufunc = np.maximum) -> Numbers:
        """What holds of pieces, (P, …), gathered to passages, (N, …): the greatest, or the sum."""
        return np.asarray(how.reduceat(of_pieces, self.first_pieces, axis=0), dtype=np.float32)

    @cached_property
    def lengths(self) -> Numbers:
        """Words of each passage, (N,)."""
        return np.asarray(np.add.reduceat(self.piece_lengths, self.first_pieces), dtype=np.float32)

    @cached_property
    def bags(self) -> Numbers:
        """How often each different word stands in each piece, (P, U)."""
        count, width = len(self.piece_lengths), len(self.vocabulary)
        rows = np.repeat(np.arange(count), self.piece_lengths)
        real = self.sequence >= 0
        flat = np.bincount(rows[real] * width + self.sequence[real], minlength=count * width)
        return np.asarray(flat.reshape(count, width), dtype=np.float32)

    @cached_property
    def stems(self) -> Numbers:
        """Which asked stem each different word is, (U, terms)."""
        place = self.asked.fields["stems"].place
        hits = np.zeros((len(self.vocabulary), len(place)), dtype=np.float32)
        for row, word in enumerate(self.vocabulary):
            at = place.get(stem(word))
            if at is not None:
                hits[row, at] = 1
        return hits

    def grams(self, field: str) -> Numbers:
        """How often each asked n-gram stands in each different word, (U, terms)."""
        return self.grams_of[field]

    @cached_property
    def grams_of(self) -> dict[str, Numbers]:
        """`grams` of each field."""
        return {field: self._gram_hits(field, n) for field, n in GRAMS.items()}

    def _gram_hits(self, field: str, n: int) -> Numbers:
        place = self.asked.fields[field].place
        rows, columns = [], []
        for row, word in enumerate(self.vocabulary):
            for gram in _grams(word, n):
                at = place.get(gram)
                if at is not None:
                    rows.append(row)
                    columns.append(at)
        hits = np.zeros((len(self.vocabulary), len(place)), dtype=np.float32)
        np.add.at(hits, (rows, columns), 1)
        return hits

    def frequencies(self, field: str) -> Numbers:
        """How often each asked term of a field stands in each piece, (P, terms)."""
        return np.asarray(
            self.bags @ (self.stems if field == "stems" else self.grams(field)), dtype=np.float32
        )

    @cached_property
    def likeness(self) -> Numbers:
        """How far each different word stands for each asked word, (asked words, U), 0–1: 1 for an equal stem, less for
        kin and compounds by shared 4-grams."""
        asked = self.asked.words
        place = self.asked.fields["grams4"].place
        members = np.zeros((len(place), len(asked)), dtype=np.float32)
        for column, word in enumerate(asked):
            for gram in set(_grams(word, 4)):
                members[place[gram], column] = 1
        shared = np.minimum(self.grams("grams4"), 1) @ members
        of_words = np.array([len(set(_grams(word, 4))) for word in self.vocabulary], dtype=np.float32)
        of_asked = members.sum(axis=0)
        dice = 2 * shared / (of_words[:, None] + of_asked[None, :])
        within = shared / np.maximum(of_asked[None, :], 1)
        kin = np.where(dice > _ALIKE, _KIN * dice, 0)
        kin = np.maximum(kin, np.where((within >= _WITHIN) & (of_asked[None, :] > 2), _KIN * within, 0))
        stem_place = self.asked.fields["stems"].place
        equal = self.stems[:, [stem_place[stem(word)] for word in asked]]
        return np.ascontiguousarray(np.maximum(kin, equal).T, dtype=np.float32)


def _starts(lengths: Places) -> Places:
    return np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
