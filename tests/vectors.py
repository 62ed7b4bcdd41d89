"""Made-up vectors that lie in clusters, as those of documents do, shared by the tests of searching them."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_PER_CLUSTER = 40


@cache
def clustered(count: int, dimensions: int, seed: int = 7) -> Vectors:
    """(count, dimensions) of unit length, 40 around each of many centres; some directions count more than others."""
    draw = np.random.default_rng(seed)
    spread = (np.arange(1, dimensions + 1) ** -0.35).astype(np.float32)
    centres = draw.normal(size=(-(-count // _PER_CLUSTER), dimensions)).astype(np.float32)
    drawn = np.repeat(centres, _PER_CLUSTER, axis=0)[:count]
    drawn = (drawn + 0.8 * draw.normal(size=(count, dimensions)).astype(np.float32)) * spread
    return _unit(drawn)


def questions_near(vectors: Vectors, count: int, seed: int = 1) -> Vectors:
    """(count, dimensions): some of the vectors, each with as much added by chance."""
    draw = np.random.default_rng(seed)
    chosen = vectors[draw.choice(len(vectors), count, replace=False)]
    return _unit(chosen + _unit(draw.normal(size=chosen.shape).astype(np.float32)))


def brute_force(vectors: Vectors, question: Vectors, limit: int, rows: NDArray[np.int64]) -> list[int]:
    """The `limit` of `rows` that are nearest, best first, by sorting all products."""
    order = np.argsort(-(vectors[rows] @ question), kind="stable")
    return [int(row) for row in rows[order[:limit]]]


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
