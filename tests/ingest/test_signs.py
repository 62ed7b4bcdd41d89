"""Signs of vectors: what they are made of, what they find, and a file of them that was lost or cut short."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.signs import SignFile, _distances, _turns, nearest_by_signs, signs_of
from tests.vectors import clustered, questions_near


def bits(signs: np.ndarray) -> np.ndarray:
    return np.unpackbits(signs.view(np.uint8), axis=1)


@pytest.mark.parametrize("dimensions", [1, 64, 256, 512])
def test_the_turns_of_a_power_of_two_are_rotations(dimensions: int) -> None:
    turns = _turns(dimensions)
    assert turns.shape == (dimensions, 512)
    for start in range(0, 512, dimensions):
        one = turns[:, start : start + dimensions] / dimensions
        assert np.array_equal(one @ one.T, np.eye(dimensions))


@pytest.mark.parametrize("dimensions", [48, 100, 384, 768, 1024])
def test_any_length_of_vector_has_512_signs_that_know_it_from_its_opposite(dimensions: int) -> None:
    vector = clustered(1, dimensions)
    (own, other) = bits(signs_of(np.concatenate([vector, -vector])))
    assert own.shape == (512,)
    assert np.array_equal(own, 1 - other)
    assert 150 < own.sum() < 362


def test_distances_are_the_numbers_of_signs_that_differ() -> None:
    signs = signs_of(clustered(20_000, 32))
    asked = signs_of(clustered(1, 32, seed=1))[0]
    expected = (bits(signs) != bits(asked[None, :])).sum(axis=1)
    rows = np.array([19_999, 4, 8_191, 8_192])
    assert np.array_equal(_distances(signs, asked, None), expected)
    assert np.array_equal(_distances(signs, asked, rows), expected[rows])
    assert np.array_equal(_distances(np.stack([asked, ~asked]), asked, None), [0, 512])


def test_about_as_many_rows_are_found_as_are_asked_for_and_none_outside_those_given() -> None:
    vectors = clustered(50_000, 64)
    signs, question = signs_of(vectors), questions_near(vectors, 1)[0]
    rows = np.flatnonzero(np.arange(50_000) % 3 > 0)
    assert 4_000 < len(nearest_by_signs(signs, question, 5_000)) < 7_000
    found = nearest_by_signs(signs, question, 5_000, rows)
    assert 4_000 < len(found) < 7_000
    assert set(found) <= set(rows)
    assert np.array_equal(nearest_by_signs(signs, question, 60_000, rows), rows)
    assert np.array_equal(nearest_by_signs(signs, question, 60_000), np.arange(50_000))


def test_vectors_that_are_all_the_same_are_all_found() -> None:
    vectors = np.repeat(clustered(1, 32), 30_000, axis=0)
    assert len(nearest_by_signs(signs_of(vectors), vectors[0], 10)) == 30_000


@pytest.mark.parametrize("left", [None, 0, 1, 63, 64, 64 * 700, 64 * 700 + 5])
def test_a_file_that_was_lost_or_cut_short_is_mended(tmp_path: Path, left: int | None) -> None:
    vectors = clustered(1_000, 32)
    SignFile(tmp_path).write(vectors, 0)
    path = tmp_path / "signs512.u64"
    if left is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:left])
    file = SignFile(tmp_path)
    file.mend(vectors)
    assert np.array_equal(file.map(1_000), signs_of(vectors))
