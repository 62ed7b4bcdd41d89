from __future__ import annotations

from math import log2

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from evals.metrics import METRICS, ndcg, recall, reciprocal_rank, success

ONE = {"a": 1}
TWO = {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        (["a", "x"], ONE, 1.0),
        (["x", "a"], ONE, 1 / log2(3)),
        (["x", "y"], ONE, 0.0),
        ([], ONE, 0.0),
        (["a", "x", "b"], TWO, (1 + 1 / 2) / (1 + 1 / log2(3))),
        (["b", "a"], {"a": 2, "b": 1}, (1 + 2 / log2(3)) / (2 + 1 / log2(3))),
        (["x"] * 10 + ["a"], ONE, 0.0),
    ],
)
def test_ndcg_by_hand(ranked: list[str], relevant: dict[str, int], expected: float) -> None:
    assert ndcg(ranked, relevant) == pytest.approx(expected)


def test_ndcg_is_that_of_sklearn() -> None:
    rng = np.random.default_rng(7)
    names = [f"d{n}" for n in range(40)]
    for _ in range(50):
        grades = rng.choice([0, 0, 0, 0, 1, 2, 3], size=40)
        grades[rng.integers(40)] = 1
        scores = rng.permutation(40)
        ranked = [names[row] for row in np.argsort(-scores)]
        relevant = {name: int(grade) for name, grade in zip(names, grades, strict=True) if grade}
        expected = ndcg_score([grades], [scores], k=10)
        assert ndcg(ranked, relevant) == pytest.approx(expected)


@pytest.mark.parametrize(("k", "expected"), [(1, 0.0), (2, 0.5), (3, 0.5), (4, 1.0), (10, 1.0)])
def test_recall_counts_all_that_is_relevant(k: int, expected: float) -> None:
    assert recall(["x", "a", "y", "b"], TWO, k) == expected


def test_more_answers_than_places_leave_recall_below_one() -> None:
    relevant = {str(n): 1 for n in range(20)}
    assert recall([str(n) for n in range(10)], relevant, 10) == 0.5


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [(["a"], 1.0), (["x", "b", "a"], 0.5), (["x"] * 9 + ["a"], 0.1), (["x"] * 10 + ["a"], 0.0), ([], 0.0)],
)
def test_the_reciprocal_rank_is_of_the_first_answer(ranked: list[str], expected: float) -> None:
    assert reciprocal_rank(ranked, TWO) == pytest.approx(expected)
    assert success(ranked, TWO) == float(expected > 0)


def test_the_names_say_how_deep() -> None:
    ranked = ["x", "y", "a", "z", "w", "b"]
    measured = {name: metric(ranked, TWO) for name, metric in METRICS.items()}
    assert measured["recall@1"] == 0
    assert measured["recall@5"] == 0.5
    assert measured["recall@10"] == 1
    assert measured["mrr"] == pytest.approx(1 / 3)
