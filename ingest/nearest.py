"""The vectors nearest to one: exactly among few, and among many exactly among those that their signs say are near."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest.signs import Rows, Signs, Vectors, nearest_by_signs

EXACT_UP_TO = 40_000
"""So many vectors are scored as fast as their signs are compared."""

_SCORED, _SCORED_SHARE = 10_000, 0.02
_SCORED_PER_HIT = 100
"""How many of the nearest by signs are scored: so many and a share of all, or more where many hits are wanted. Of
1,000,000 vectors 0.999 of the best 100 are among 30,000."""

_GATHER_BELOW = 0.25
"""Share of the rows under which picking them out is cheaper than multiplying the whole matrix."""

_BLOCK_NUMBERS = 100_000
"""Multiplied at a time. The linear algebra library works on larger blocks with several threads, which wait for one
another: on two busy cores 10,000 vectors took 16 ms at once and 0.5 ms in blocks."""


def nearest(
    matrix: Vectors, signs: Signs, vector: Vectors, limit: int, rows: Rows | None = None
) -> tuple[Rows, Vectors]:
    """The `limit` rows with the greatest dot product with `vector`, (dimensions,), best first, and the products.

    `matrix`: (rows, dimensions); `signs`: its rows'; `rows`: where to look, everywhere without.
    """
    count = len(matrix) if rows is None else len(rows)
    if count > EXACT_UP_TO:
        scored = max(_SCORED + round(_SCORED_SHARE * count), _SCORED_PER_HIT * limit)
        rows = nearest_by_signs(signs, vector, scored, rows)
    scores = products(matrix, vector, rows)
    best = _top(scores, limit)
    return (best if rows is None else rows[best]), scores[best]


def products(matrix: Vectors, vector: Vectors, rows: Rows | None = None) -> Vectors:
    """Dot products of `vector`, (dimensions,), with the matrix' `rows`, or with all of them."""
    if rows is not None and len(rows) >= _GATHER_BELOW * len(matrix):
        return products(matrix, vector)[rows]
    scores = np.empty(len(matrix) if rows is None else len(rows), np.float32)
    step = max(1, _BLOCK_NUMBERS // matrix.shape[1])
    for start in range(0, len(scores), step):
        end = start + step
        block = matrix[start:end] if rows is None else matrix.take(rows[start:end], axis=0)
        np.dot(block, vector, out=scores[start:end])
    return scores


def _top(scores: Vectors, limit: int) -> NDArray[np.int64]:
    """Where the `limit` greatest scores stand, greatest first."""
    few = limit < len(scores)
    best = np.argpartition(-scores, limit)[:limit] if few else np.arange(len(scores))
    return np.asarray(best[np.argsort(-scores[best], kind="stable")], dtype=np.int64)
