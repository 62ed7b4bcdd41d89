from __future__ import annotations

import pytest

from ingest.ranges import runs, written


def test_numbers_become_runs_in_order_each_once() -> None:
    assert runs([18, 16, 17, 17, 20]) == [(16, 18), (20, 20)]
    assert runs([]) == []


@pytest.mark.parametrize(
    ("numbers", "shown"), [([], ""), ([16], "§ 16"), ([16, 17], "§§ 16–17"), ([1, 3], "§§ 1, 3")]
)
def test_runs_are_written_as_people_write_them(numbers: list[int], shown: str) -> None:
    assert written(numbers) == shown
