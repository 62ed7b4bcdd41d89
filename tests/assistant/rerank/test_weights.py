"""The weighed sum: 1 is all of it met, and what belongs to a part that is off counts nothing."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.rerank.weights import weighed, weights
from assistant.retrieve import PARTS

ALL_MET = {name: np.array([float(weight > 0), 0.0], np.float32) for name, weight in weights().items()}


def test_all_that_counts_for_it_met_is_one() -> None:
    assert weighed(ALL_MET, PARTS).tolist() == pytest.approx([1, 0])


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_that_is_off_does_not_lower_what_meets_the_rest(part: str) -> None:
    assert weighed(ALL_MET, PARTS - {part}).tolist() == pytest.approx([1, 0])


@pytest.mark.parametrize(
    ("part", "of_it"),
    [
        ("stems", {"whole stems", "piece stems"}),
        ("grams", {"whole grams", "piece grams", "whole grams4", "piece grams4"}),
        ("dense", {"dense"}),
        ("title", {"title met", "title asked"}),
    ],
)
def test_features_of_a_part_that_is_off_count_nothing(part: str, of_it: set[str]) -> None:
    alone = {name: np.array([float(name in of_it)], np.float32) for name in weights()}
    assert weighed(alone, PARTS)[0] > 0
    assert weighed(alone, PARTS - {part})[0] == 0
