from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from evals import bootstrap
from evals.bootstrap import intervals, resampled_means


def test_means_are_of_questions_drawn_with_replacement() -> None:
    values = np.arange(12.0).reshape(6, 2)
    means = resampled_means(values, resamples=500)
    assert means.shape == (500, 2)
    assert means.min() >= 0
    assert means.max() <= 11
    assert means.mean(axis=0) == pytest.approx(values.mean(axis=0), abs=0.2)
    assert np.allclose(means[:, 1] - means[:, 0], 1), "both columns are of the same draw"


def test_the_interval_is_that_of_scipy() -> None:
    values = np.random.default_rng(3).beta(2, 1, size=150)
    low, high = intervals(values[:, None])[0]
    known = stats.bootstrap((values,), np.mean, n_resamples=10_000, method="percentile", rng=5)
    assert low == pytest.approx(known.confidence_interval.low, abs=0.003)
    assert high == pytest.approx(known.confidence_interval.high, abs=0.003)


def test_the_interval_of_a_share_is_as_wide_as_theory_says() -> None:
    values = np.repeat([0.0, 1.0], 200)[:, None]
    low, high = intervals(values)[0]
    expected = 1.96 * np.sqrt(0.25 / 400)
    assert (high - low) / 2 == pytest.approx(expected, rel=0.05)


def test_the_same_values_give_the_same_interval() -> None:
    values = np.random.default_rng(1).random((80, 3))
    assert np.array_equal(intervals(values), intervals(values))
    assert not np.array_equal(intervals(values), intervals(values, seed=1))


def test_values_that_are_all_alike_leave_no_doubt() -> None:
    assert np.allclose(intervals(np.full((30, 1), 0.4)), 0.4)


def test_a_paired_difference_is_surer_than_two_means() -> None:
    rng = np.random.default_rng(2)
    one = rng.random((200, 1))
    other = one - 0.02 + rng.normal(0, 0.01, size=one.shape)
    alone = intervals(one)[0]
    paired = intervals(one - other)[0]
    assert paired[0] > 0
    assert paired[1] - paired[0] < (alone[1] - alone[0]) / 5


def test_a_large_set_is_drawn_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "_CELLS", 700)
    means = resampled_means(np.random.default_rng(4).random((100, 2)), resamples=25)
    assert means.shape == (25, 2)
    assert len(np.unique(means[:, 0])) == 25


def test_nothing_has_no_interval() -> None:
    with pytest.raises(ValueError, match="no questions"):
        intervals(np.zeros((0, 1)))
