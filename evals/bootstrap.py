"""How sure a mean is: percentile bootstrap over questions, seeded, so that the same figures give the same interval."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

RESAMPLES = 10_000
SEED = 20_261_121
LEVEL = 0.95
_CELLS = 4_000_000
"""Most numbers drawn at a time, so that memory stays small whatever the set."""


def resampled_means(values: Values, *, resamples: int = RESAMPLES, seed: int = SEED) -> Values:
    """Means of columns over questions drawn with replacement. `values`: (questions, columns) → (resamples, columns).

    All columns are drawn alike, and two calls with as many questions too: differences of columns are paired.
    """
    count = len(values)
    rng = np.random.default_rng(seed)
    block = max(1, _CELLS // count)
    means = [
        _counts(rng.integers(count, size=(min(block, resamples - at), count))) @ values / count
        for at in range(0, resamples, block)
    ]
    return np.concatenate(means)


def intervals(
    values: Values, *, level: float = LEVEL, resamples: int = RESAMPLES, seed: int = SEED
) -> Values:
    """Where the mean of each column lies: (questions, columns) → (columns, 2), low and high."""
    if not len(values):
        raise ValueError("no questions: there is nothing to draw from")
    tail = 100 * (1 - level) / 2
    means = resampled_means(values, resamples=resamples, seed=seed)
    return np.percentile(means, [tail, 100 - tail], axis=0).T


def _counts(drawn: NDArray[np.int64]) -> Values:
    """How often each question was drawn: (resamples, questions) of indices → the same shape of counts."""
    rows, count = drawn.shape
    places = drawn + count * np.arange(rows)[:, None]
    return np.bincount(places.ravel(), minlength=rows * count).reshape(rows, count).astype(np.float64)
