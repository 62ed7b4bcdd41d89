"""The passages to be ranked, taken apart together: each different word of theirs is looked at once.

Arrays speak of different words (U of them), of pieces (P: a passage's chunks) and of passages (N).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.rerank.asked import GRAMS, Asked, Numbers
from assistant.rerank.hits import Hits, gram_hits
from ingest.analyse import stem, word_grams, words

Places = NDArray[np.int64]

_MOST_PIECE_WORDS = 400
_NO_WORD = ""
"""What a piece without words is taken to hold, so that it has a place."""

_OPENING = 2
"""Letters of a word that stemming leaves alone."""

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


class Pool:
    """The candidates of one question. There must be at least one, each with at least one piece."""

    def __init__(self, asked: Asked, candidates: Sequence[Candidate]) -> None:
        self.asked = asked
        self.candidates = candidates
        pieces = [words(one)[:_MOST_PIECE_WORDS] or [_NO_WORD] for c in candidates for one in c.pieces]
        titles = [words(candidate.title) for candidate in candidates]
        self.vocabulary = [word for word in dict.fromkeys(chain(*pieces, *titles)) if word]
        place = {word: at for at, word in enumerate(self.vocabulary)} | {_NO_WORD: -1}
        self.titles = [np.array([place[word] for word in title], dtype=np.int64) for title in titles]
        self.piece_lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
        self.sequence = np.array([place[word] for word in chain(*pieces)], dtype=np.int64)
        self.piece_starts = _starts(self.piece_lengths)
        self.first_pieces = _starts(np.array([len(c.pieces) for c in candidates], dtype=np.int64))

    def of_passages(self, of_pieces: Numbers, how: np.ufunc = np.maximum) -> Numbers:
        """What holds of pieces, (P, …), gathered to passages, (N, …): the greatest, or the sum."""
        return np.asarray(how.reduceat(of_pieces, self.first_pieces, axis=0), dtype=np.float32)

    @cached_property
    def lengths(self) -> Numbers:
        """Words of each passage, (N,)."""
        return np.asarray(np.add.reduceat(self.piece_lengths, self.first_pieces), dtype=np.float32)

    def having(self, fits: Numbers) -> Numbers:
        """Which pieces hold a word that fits, (P,), from which different words do, (U,); 0 or 1."""
        held = np.append(fits > 0, False)[self.sequence]
        return np.asarray(np.maximum.reduceat(held, self.piece_starts), dtype=np.float32)

    @cached_property
    def stems(self) -> Hits:
        """Which asked stem each different word is, where it is any."""
        place = self.asked.fields["stems"].place
        openings = {one[:_OPENING] for one in place}
        found = [
            (row, at)
            for row, word in enumerate(self.vocabulary)
            if word[:_OPENING] in openings and (at := place.get(stem(word))) is not None
        ]
        rows, columns = np.array(found, dtype=np.int64).reshape(-1, 2).T
        return Hits.of(rows, columns, len(self.vocabulary), len(place))

    @cached_property
    def grams(self) -> dict[str, Hits]:
        """How often each asked n-gram of a field stands in the different words that hold any."""
        return {
            field: gram_hits(self.vocabulary, list(self.asked.fields[field].place), n)
            for field, n in GRAMS.items()
        }

    def frequencies(self, field: str) -> Numbers:
        """How often each asked term of a field stands in each piece, (P, terms)."""
        hits = self.stems if field == "stems" else self.grams[field]
        row_of = np.append(hits.row_of, -1)[self.sequence]
        met = row_of >= 0
        piece = np.repeat(np.arange(len(self.piece_lengths)), self.piece_lengths)[met]
        width = len(hits.counts)
        bags = np.bincount(piece * width + row_of[met], minlength=len(self.piece_lengths) * width)
        return np.asarray(
            bags.reshape(len(self.piece_lengths), width).astype(np.float32) @ hits.counts, dtype=np.float32
        )

    @cached_property
    def likeness(self) -> Numbers:
        """How far each different word stands for each asked word, (asked words, U), 0–1: 1 for an equal stem, less for
        kin and compounds by shared 4-grams."""
        asked, hits = self.asked.words, self.grams["grams4"]
        place = self.asked.fields["grams4"].place
        members = np.zeros((len(place), len(asked)), dtype=np.float32)
        for at, word in enumerate(asked):
            for gram in word_grams(word, n=4):
                members[place[gram], at] = 1
        of_asked = members.sum(axis=0)[None, :]
        of_words = np.array([max(1, len(self.vocabulary[at]) - 1) for at in hits.words], np.float32)[:, None]
        shared = np.minimum(hits.counts, 1) @ members
        dice = 2 * shared / (of_words + of_asked)
        within = shared / np.maximum(of_asked, 1)
        kin = np.where(dice > _ALIKE, _KIN * dice, 0)
        kin = np.maximum(kin, np.where((within >= _WITHIN) & (of_asked > 2), _KIN * within, 0))
        alike = np.zeros((len(asked), len(self.vocabulary)), dtype=np.float32)
        alike[:, hits.words] = np.minimum(kin, 1).T
        stem_place = self.asked.fields["stems"].place
        for row, word in enumerate(asked):
            equal = self.stems.counts[:, stem_place[stem(word)]] > 0
            alike[row, self.stems.words[equal]] = 1
        return alike


def _starts(lengths: Places) -> Places:
    return np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
