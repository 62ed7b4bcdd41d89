"""Fits the re-ranker's weights: the passage asked for should stand out among those found, by a softmax over them.

Linear on purpose: an MLP and boosted trees measured worse. Newton's method on a strictly convex loss, so the weights are
the one best set, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.reranker.examples import Example
from evals.reranker.pairs import HEADING, QUESTION, TITLED_HEADING, TITLED_QUESTION

Doubles = NDArray[np.float64]

KINDS: Mapping[str, float] = {HEADING: 1.0, QUESTION: 0.5, TITLED_HEADING: 1.0, TITLED_QUESTION: 0.5}
"""What each kind of question counts, however many there are of it."""
DROPPED = frozenset({"missing", "length"})
"""Features that are known but not weighed."""
L2 = 3e-4
"""What a weight's square costs, beside a mean loss in nats."""

_MOST_STEPS = 100
_FLAT = 1e-10
_HALVINGS = 40
_HELD_EVERY = 5


@dataclass(frozen=True, slots=True)
class _Laid:
    """Questions one after the other. `features`: (passages of all, features); `starts`, `asked_for`: a question's first
    passage and the one asked for; `counts`: what a question counts, 1 in all."""

    features: Doubles
    starts: NDArray[np.int64]
    asked_for: NDArray[np.int64]
    counts: Doubles

    @classmethod
    def of(cls, questions: Sequence[Example], columns: Sequence[int], kinds: Mapping[str, float]) -> _Laid:
        lengths = [len(one.features) for one in questions]
        starts = np.cumsum([0, *lengths])[:-1]
        of_kind = {kind: sum(one.kind == kind for one in questions) for kind in kinds}
        counts = np.array([kinds[one.kind] / of_kind[one.kind] for one in questions])
        return cls(
            np.concatenate([one.features[:, columns] for one in questions]).astype(np.float64),
            starts,
            starts + np.array([one.asked_for for one in questions]),
            counts / counts.sum(),
        )

    def loss(self, weights: Doubles, l2: float) -> float:
        """How far the weights are off."""
        scores = self.features @ weights
        return float(self.counts @ (self._logsum(scores) - scores[self.asked_for]) + l2 * weights @ weights)

    def slope(self, weights: Doubles, l2: float) -> tuple[Doubles, Doubles]:
        """First, (features,), and second derivatives, (features, features), of the loss."""
        scores = self.features @ weights
        lengths = np.diff([*self.starts, len(scores)])
        shares = np.exp(scores - np.repeat(self._logsum(scores), lengths))
        means = np.add.reduceat(shares[:, None] * self.features, self.starts)
        first = self.counts @ (means - self.features[self.asked_for]) + 2 * l2 * weights
        spread = (shares * np.repeat(self.counts, lengths))[:, None] * self.features
        second = self.features.T @ spread - means.T @ (self.counts[:, None] * means)
        return first, second + 2 * l2 * np.eye(len(weights))

    def _logsum(self, scores: Doubles) -> Doubles:
        greatest = np.maximum.reduceat(scores, self.starts)
        lengths = np.diff([*self.starts, len(scores)])
        risen = np.exp(scores - np.repeat(greatest, lengths))
        return np.asarray(greatest + np.log(np.add.reduceat(risen, self.starts)))


def fitted(
    questions: Sequence[Example],
    columns: Sequence[int],
    *,
    kinds: Mapping[str, float] = KINDS,
    l2: float = L2,
) -> Doubles:
    """The weight of each feature of `columns`, (features,); any of them may be negative.

    `questions`: each with its passage among those found. Raises ValueError where there is none, KeyError on a kind that
    `kinds` does not name.
    """
    if not questions:
        raise ValueError("no question found the passage it asks for")
    laid = _Laid.of(questions, columns, kinds)
    weights = np.zeros(len(columns))
    for _ in range(_MOST_STEPS):
        first, second = laid.slope(weights, l2)
        if np.abs(first).max() < _FLAT:
            break
        step = np.linalg.solve(second, first)
        now = laid.loss(weights, l2)
        length = next((s for s in 0.5 ** np.arange(_HALVINGS) if laid.loss(weights - s * step, l2) < now), 0)
        if not length:  # as low as doubles can tell
            break
        weights = weights - length * step
    return weights


def first_share(questions: Sequence[Example], columns: Sequence[int], weights: Doubles) -> dict[str, float]:
    """Of each kind, the share of questions whose passage comes first (R@1), among those where it was found at all."""
    hits: dict[str, list[bool]] = {}
    for one in questions:
        first = int(np.argmax(one.features[:, columns] @ weights))
        hits.setdefault(one.kind, []).append(first == one.asked_for)
    return {kind: round(float(np.mean(each)), 3) for kind, each in sorted(hits.items())}


def split(questions: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Four fifths of each kind to fit to, and every fifth to be measured on."""
    seen: dict[str, int] = {}
    fit: list[Example] = []
    held: list[Example] = []
    for one in questions:
        seen[one.kind] = seen.get(one.kind, 0) + 1
        (fit if seen[one.kind] % _HELD_EVERY else held).append(one)
    return fit, held
