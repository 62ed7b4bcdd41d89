"""The nearest vectors against sorting all of them: exact among few, nearly so among many."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.nearest import EXACT_UP_TO, nearest, products
from ingest.signs import Signs, signs_of
from tests.vectors import Vectors, brute_force, clustered, questions_near

COUNT = 60_000


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return clustered(COUNT, 128)


@pytest.fixture(scope="module")
def signs(vectors: Vectors) -> Signs:
    return signs_of(vectors)


def by_cluster(share: float) -> np.ndarray:
    """Rows of that share of the clusters."""
    chosen = np.random.default_rng(3).random(COUNT // 40) < share
    return np.flatnonzero(np.repeat(chosen, 40))


@pytest.mark.parametrize("share", [0.002, 0.01, 0.1, 0.5])
def test_among_few_rows_the_best_are_found_in_order(vectors: Vectors, signs: Signs, share: float) -> None:
    rows = by_cluster(share)
    assert 0 < len(rows) <= EXACT_UP_TO
    for question in questions_near(vectors, 5):
        found, scores = nearest(vectors, signs, question, 100, rows)
        assert list(found) == brute_force(vectors, question, 100, rows)
        assert scores == pytest.approx(vectors[found] @ question, abs=1e-6)


@pytest.mark.parametrize("share", [0.8, 0.9, 1.0])
@pytest.mark.parametrize("limit", [10, 100, 500])
def test_among_many_rows_nearly_all_of_the_best_are_found(
    vectors: Vectors, signs: Signs, share: float, limit: int
) -> None:
    rows = by_cluster(share)
    assert len(rows) > EXACT_UP_TO
    given = None if share == 1 else rows
    shared = []
    for question in questions_near(vectors, 10):
        found, scores = nearest(vectors, signs, question, limit, given)
        shared.append(len({*found} & {*brute_force(vectors, question, limit, rows)}) / limit)
        assert set(found) <= set(rows)
        assert list(scores) == sorted(scores, reverse=True)
        assert scores == pytest.approx(vectors[found] @ question, abs=1e-6)
    assert np.mean(shared) >= 0.99


def test_no_rows_and_more_than_there_are(vectors: Vectors, signs: Signs) -> None:
    question = vectors[7]
    assert [len(part) for part in nearest(vectors, signs, question, 5, np.zeros(0, np.int64))] == [0, 0]
    assert list(nearest(vectors, signs, question, 5, np.array([9, 7]))[0]) == [7, 9]
    assert [len(part) for part in nearest(vectors[:0], signs[:0], question, 5)] == [0, 0]


@pytest.mark.parametrize("count", [0, 1, 781, 782, 14_999, 15_001, COUNT])
def test_products_are_the_same_however_they_are_made(vectors: Vectors, count: int) -> None:
    rows = np.random.default_rng(count).permutation(COUNT)[:count]
    assert products(vectors, vectors[3], rows) == pytest.approx(vectors[rows] @ vectors[3], abs=1e-6)
