"""What the re-ranker knows of a passage and a question: small named functions, each a number a passage, (N,).

Lexical scores are BM25, divided by the greatest in the pool; the others are shares of the question's weight, 0–1.
"""

from __future__ import annotations

import numpy as np

from assistant.rerank.answer_types import FITS
from assistant.rerank.asked import Numbers
from assistant.rerank.pool import Pool

K1, B = 1.0, 0.85
"""BM25's constants, as measured on Swedish text."""

FIRST_WORDS = 40
WINDOWS = (8, 20, 50)
_GAP = 64
"""Empty places between pieces, so that no window reaches over two."""


def bm25(frequencies: Numbers, lengths: Numbers, idf: Numbers) -> Numbers:
    """BM25 of texts, (texts,), from how often each term stands in them, (texts, terms)."""
    mean = float(lengths.mean()) or 1.0
    norm = K1 * (1 - B + B * lengths / mean)
    return np.asarray((frequencies * (K1 + 1) / (frequencies + norm[:, None]) * idf).sum(axis=1))


def scaled(values: Numbers) -> Numbers:
    """Divided by the greatest; all 0 where that is 0."""
    greatest = float(values.max(initial=0.0))
    return values / greatest if greatest > 0 else np.zeros_like(values)


def whole(pool: Pool, field: str) -> Numbers:
    """BM25 of a field over the whole passage."""
    frequencies = pool.of_passages(pool.frequencies(field), np.add)
    return scaled(bm25(frequencies, pool.lengths, pool.asked.fields[field].idf))


def best_piece(pool: Pool, field: str) -> Numbers:
    """BM25 of a field over the passage's best piece."""
    lengths = pool.piece_lengths.astype(np.float32)
    return scaled(pool.of_passages(bm25(pool.frequencies(field), lengths, pool.asked.fields[field].idf)))


def ordered_pairs(pool: Pool) -> Numbers:
    """The weight of the question's neighbouring words that stand side by side in the same order."""
    place = pool.asked.fields["stems"].place
    pairs = {(place[a], place[b]) for a, b in zip(pool.asked.order, pool.asked.order[1:], strict=False) if a in place and b in place}  # fmt: skip
    if not pairs:
        return np.zeros(len(pool.candidates), dtype=np.float32)
    stem_of = np.full(len(pool.stems.row_of) + 1, -1, dtype=np.int64)
    stem_of[pool.stems.words] = pool.stems.counts.argmax(axis=1)
    sequence = stem_of[pool.sequence]
    piece = np.repeat(np.arange(len(pool.piece_lengths)), pool.piece_lengths)
    passage = np.repeat(np.arange(len(pool.candidates)), pool.lengths.astype(np.int64))
    column = {pair: at for at, pair in enumerate(sorted(pairs))}
    found = np.zeros((len(pool.candidates), len(pairs)), dtype=np.float32)
    for at in np.nonzero((sequence[:-1] >= 0) & (sequence[1:] >= 0) & (piece[:-1] == piece[1:]))[0]:
        pair = (int(sequence[at]), int(sequence[at + 1]))
        if pair in column:
            found[passage[at], column[pair]] = 1
    idf = pool.asked.fields["stems"].idf
    weights = np.array([idf[a] + idf[b] for a, b in column], dtype=np.float32)
    return np.asarray(found @ weights / (weights.sum() or 1.0))


class Proximity:
    """How much of the question's weight stands close together: `likeness` laid out word by word, pieces set apart."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        likeness = np.concatenate([pool.likeness, np.zeros((len(pool.asked.words), 1), np.float32)], axis=1)
        starts = pool.piece_starts + _GAP * np.arange(len(pool.piece_starts))
        offsets = np.repeat(starts - pool.piece_starts, pool.piece_lengths)
        width = int(starts[-1] + pool.piece_lengths[-1] + _GAP)
        self._places = np.arange(len(pool.sequence)) + offsets
        self._laid = np.zeros((len(pool.asked.words), width), dtype=np.float32)
        self._laid[:, self._places] = likeness[:, pool.sequence]
        self._laid *= pool.asked.weights[:, None]
        self._starts = starts
        self._reach = {1: self._laid}

    def window(self, length: int) -> Numbers:
        """The greatest share in a window of `length` words; one that begins in a gap would see the next piece."""
        share = self._spread(length).sum(axis=0)[self._places] / self._pool.asked.total
        return self._pool.of_passages(np.maximum.reduceat(share, self._pool.piece_starts))

    def opening(self, length: int) -> Numbers:
        """The share in the first `length` words of the passage."""
        first = self._starts[self._pool.first_pieces]
        share = self._spread(length)[:, first].sum(axis=0) / self._pool.asked.total
        return np.asarray(share, dtype=np.float32)

    def anywhere(self) -> Numbers:
        """The share met anywhere in the passage, by the word that comes closest."""
        best = np.maximum.reduceat(self._laid, self._starts[self._pool.first_pieces], axis=1)
        return np.asarray(best.sum(axis=0) / self._pool.asked.total, dtype=np.float32)

    def missing(self) -> Numbers:
        """The share of the one word that is missed most."""
        best = np.maximum.reduceat(self._laid, self._starts[self._pool.first_pieces], axis=1)
        missed = (self._pool.asked.weights[:, None] - best).max(axis=0, initial=0.0)
        return np.asarray(missed / self._pool.asked.total, dtype=np.float32)

    def _spread(self, length: int) -> Numbers:
        """The greatest of each `length` places from each place on; by doubling, so that it costs log(length)."""
        power = 1
        while 2 * power <= length:
            if 2 * power not in self._reach:
                self._reach[2 * power] = _later(self._reach[power], power)
            power *= 2
        return _later(self._reach[power], length - power) if length > power else self._reach[power]


def _later(values: Numbers, by: int) -> Numbers:
    """The greater of each place and the place `by` later."""
    result = values.copy()
    np.maximum(result[:, :-by], values[:, by:], out=result[:, :-by])
    return result


def title_met(pool: Pool) -> Numbers:
    """The share of the question's weight that the title meets."""
    best = np.stack([_best(pool, title) for title in pool.titles])
    return np.asarray(best @ pool.asked.weights / pool.asked.total)


def title_asked(pool: Pool) -> Numbers:
    """The share of the title's words that the question names."""
    return np.array(
        [
            float(pool.likeness[:, title].max(axis=0, initial=0.0).mean()) if len(title) else 0.0
            for title in pool.titles
        ],
        dtype=np.float32,
    )


def _best(pool: Pool, title: np.ndarray) -> Numbers:
    if not len(title):
        return np.zeros(len(pool.asked.words), dtype=np.float32)
    return np.asarray(pool.likeness[:, title].max(axis=1))


def features(pool: Pool, dense: Numbers) -> dict[str, Numbers]:
    """All features of a pool by name. `dense`: the greatest cosine of a passage's pieces, (N,)."""
    near = Proximity(pool)
    found = {
        **{f"whole {field}": whole(pool, field) for field in pool.asked.fields},
        **{f"piece {field}": best_piece(pool, field) for field in pool.asked.fields},
        "dense": np.maximum(dense, 0),
        "pairs": ordered_pairs(pool),
        **{f"window {length}": near.window(length) for length in WINDOWS},
        "opening": near.opening(FIRST_WORDS),
        "anywhere": near.anywhere(),
        "missing": near.missing(),
        "length": np.log1p(pool.lengths) / 5,
        "title met": title_met(pool),
        "title asked": title_asked(pool),
    }
    return found | {f"fits {name}": fits(pool) for name, fits in FITS.items()}
