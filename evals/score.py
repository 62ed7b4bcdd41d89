"""Runs → figures: means with their intervals, paired differences, kinds of question, misses. All pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.bootstrap import Values, intervals
from evals.metrics import METRICS
from evals.run import Run
from evals.sets import Query


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean, or a mean difference, and the 95 % interval it lies in."""

    mean: float
    low: float
    high: float


Figures = dict[str, Figure]
"""One figure for each of `METRICS`."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds that a search took: half of them at most `p50`, 95 of 100 at most `p95`."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose first hit does not answer it. `place`: where the first relevant document stands, None where it
    was not found."""

    query: Query
    place: int | None
    ranked: tuple[str, ...]


def per_query(run: Run, queries: Sequence[Query]) -> Values:
    """Every metric of every question: (questions, metrics), in the order of both."""
    return np.array(
        [[metric(run.found[q.id].ranked, q.relevant) for metric in METRICS.values()] for q in queries]
    )


def figures(values: Values) -> Figures:
    """Mean and interval of each column; `values`: (questions, metrics), as `per_query` gives, or a difference of two."""
    means, bounds = values.mean(axis=0), intervals(values)
    return {
        name: Figure(round(float(mean), 4), round(float(low), 4), round(float(high), 4))
        for name, mean, (low, high) in zip(METRICS, means, bounds, strict=True)
    }


def by_kind(values: Values, queries: Sequence[Query]) -> dict[str, tuple[int, Figures]]:
    """Number of questions and figures of each kind, in the order that kinds first come; none where there are no kinds."""
    kinds = dict.fromkeys(query.kind for query in queries if query.kind)
    found = {}
    for kind in kinds:
        rows = [row for row, query in enumerate(queries) if query.kind == kind]
        found[kind] = len(rows), figures(values[rows])
    return found


def latency(run: Run) -> Latency:
    """How long the searches of a run took."""
    p50, p95 = np.percentile([found.ms for found in run.found.values()], [50, 95])
    return Latency(round(float(p50), 2), round(float(p95), 2))


def misses(run: Run, queries: Sequence[Query]) -> list[Miss]:
    """The questions whose first hit is no answer: those not found at all first, then the lowest placed."""
    found = []
    for query in queries:
        ranked = run.found[query.id].ranked
        places = [place for place, one in enumerate(ranked, start=1) if one in query.relevant]
        if not places or places[0] > 1:
            found.append(Miss(query, places[0] if places else None, ranked))
    return sorted(found, key=lambda miss: -(miss.place or len(miss.ranked) + 1_000))
