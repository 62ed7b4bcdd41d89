"""How good one ranking is, as pure functions of the ids found and the ids that are relevant.

`ranked`: ids, best first, none twice. `relevant`: the grade of each relevant id, 1 where there are no grades; never empty.
All values lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log2

Relevant = Mapping[str, int]

CUT = 10
"""How deep rankings are looked at."""


def ndcg(ranked: Sequence[str], relevant: Relevant, k: int = CUT) -> float:
    """nDCG at `k`: grades discounted by log2(place + 1), over those of the best ranking there could be."""
    best = _discounted(sorted(relevant.values(), reverse=True)[:k])
    return _discounted([relevant.get(one, 0) for one in ranked[:k]]) / best


def recall(ranked: Sequence[str], relevant: Relevant, k: int = CUT) -> float:
    """The share of what is relevant that is among the first `k`."""
    return len(relevant.keys() & set(ranked[:k])) / len(relevant)


def reciprocal_rank(ranked: Sequence[str], relevant: Relevant, k: int = CUT) -> float:
    """One over the place of the first relevant id, 0 where none is among the first `k`."""
    return next((1 / place for place, one in enumerate(ranked[:k], start=1) if one in relevant), 0.0)


def success(ranked: Sequence[str], relevant: Relevant, k: int = CUT) -> float:
    """1 where any relevant id is among the first `k`, else 0."""
    return float(not relevant.keys().isdisjoint(ranked[:k]))


def _discounted(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, start=1))


METRICS: dict[str, Callable[[Sequence[str], Relevant], float]] = {
    "ndcg@10": ndcg,
    "success@1": lambda ranked, relevant: success(ranked, relevant, 1),
    "recall@1": lambda ranked, relevant: recall(ranked, relevant, 1),
    "recall@5": lambda ranked, relevant: recall(ranked, relevant, 5),
    "recall@10": recall,
    "mrr": reciprocal_rank,
    "success@10": success,
}
"""What is measured of each question, by the names that results have."""
