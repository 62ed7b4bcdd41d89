"""The matrix with its signs and facets: large ones, what is deleted, written again, reopened or left by a crash."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.facets import Facets, content_codes, facets_of
from ingest.filters import Filters
from ingest.matrix import VectorMatrix
from ingest.nearest import EXACT_UP_TO
from ingest.stored import IndexEntry
from tests.vectors import Vectors, brute_force, clustered, questions_near

DIMENSIONS = 32
MANY = EXACT_UP_TO + 5_000
ANY = Filters(zones=frozenset({"publik"}))
DAY = dt.date(2025, 3, 25)


def opened(path: Path) -> VectorMatrix:
    return VectorMatrix(path, DIMENSIONS, "test@1")


def names(count: int) -> list[str]:
    return [f"c{number}" for number in range(count)]


def content(number: int) -> str:
    return f"{number:016x}"


def entries(count: int) -> list[IndexEntry]:
    """Chunks of four to a content with bodies, dates, §§ and dnr in turn, some of them without."""
    return [
        IndexEntry(
            id=f"{content(at // 4)}-{at:05d}",
            context="",
            text="",
            kommun=None,
            kind="protokoll",
            body_key=(None, "AU", "KS")[at % 3],
            date=None if at % 5 == 0 else DAY + dt.timedelta(days=at % 5),
            number=None if at % 7 == 0 else at % 7 - 1,
            dnr_key=None if at % 4 == 0 else f"KS-2025-{at % 4}",
        )
        for at in range(count)
    ]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return clustered(MANY, DIMENSIONS)


@pytest.fixture
def matrix(tmp_path: Path) -> Iterator[VectorMatrix]:
    made = opened(tmp_path)
    yield made
    made.close()


def recall(
    matrix: VectorMatrix, vectors: Vectors, rows: np.ndarray, given: np.ndarray | None = None
) -> float:
    """The share of the best 100 among `rows` that a search finds, whose ids are 'c<row>'."""
    shared = 0
    for question in questions_near(vectors, 5):
        found = {int(hit.id[1:]) for hit in matrix.search(question, 100, given)}
        assert found <= set(rows)
        shared += len(found & {*brute_force(vectors, question, 100, rows)})
    return shared / 500


def test_a_large_matrix_forgets_what_is_deleted_and_learns_what_is_written_again(
    tmp_path: Path, vectors: Vectors
) -> None:
    matrix = opened(tmp_path)
    for start in range(0, MANY, 20_000):
        matrix.upsert(names(MANY)[start : start + 20_000], vectors[start : start + 20_000])
    everything = np.arange(MANY)
    assert recall(matrix, vectors, everything) >= 0.99
    matrix.delete([f"c{number}" for number in range(0, 2_000, 2)])
    left = np.concatenate([np.arange(1, 2_000, 2), np.arange(2_000, MANY)])
    assert recall(matrix, vectors, left) >= 0.99
    turned = vectors.copy()
    turned[2_000:2_010] = -vectors[2_000:2_010]
    matrix.upsert(names(2_010)[2_000:], turned[2_000:2_010])
    for _ in range(2):
        assert len(matrix) == len(left)
        assert recall(matrix, turned, left) >= 0.99
        assert [hit.id for hit in matrix.search(turned[2_005], 1)] == ["c2005"]
        assert "c2005" not in {hit.id for hit in matrix.search(vectors[2_005], 100)}
        matrix.close()
        matrix = opened(tmp_path)
    matrix.close()


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_signs_that_a_crash_or_an_older_version_left_out_are_made(
    tmp_path: Path, vectors: Vectors, share: float
) -> None:
    matrix = opened(tmp_path)
    matrix.upsert(names(MANY), vectors)
    matrix.close()
    path = tmp_path / "signs512.u64"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole)) - 3])
    matrix = opened(tmp_path)
    assert recall(matrix, vectors, np.arange(MANY)) >= 0.99
    assert path.read_bytes() == whole
    matrix.close()


def test_rows_of_a_broken_write_are_written_over_in_every_file(tmp_path: Path) -> None:
    vectors, facets = clustered(40, DIMENSIONS), facets_of(entries(40))
    matrix = opened(tmp_path)
    matrix.upsert(names(20), vectors[:20], facets[:20])
    matrix.close()
    for name, junk in (
        ("matrix.f32", 5 * 4 * DIMENSIONS + 3),
        ("signs512.u64", 64 * 9 + 1),
        ("facets.rows", 77),
    ):
        with (tmp_path / name).open("ab") as file:
            file.write(b"\xff" * junk)
    matrix = opened(tmp_path)
    matrix.upsert(names(40)[20:], vectors[20:], facets[20:])
    matrix.close()
    matrix = opened(tmp_path)
    assert [hit.id for hit in matrix.search(vectors[25], 1)] == ["c25"]
    assert np.array_equal(fitting(matrix, ANY), np.arange(40))
    assert np.array_equal(matrix._sign_rows, opened_anew(tmp_path / "other", vectors, facets)._sign_rows)
    matrix.close()


def opened_anew(path: Path, vectors: Vectors, facets: Facets) -> VectorMatrix:
    matrix = opened(path)
    matrix.upsert(names(len(vectors)), vectors, facets)
    return matrix


def fitting(matrix: VectorMatrix, filters: Filters, contents: int = 1_000) -> np.ndarray | None:
    return matrix.rows_where(filters, content_codes(map(content, range(contents))))


FITS: dict[str, tuple[Filters, Callable[[IndexEntry], bool]]] = {
    "nothing said": (ANY, lambda e: True),
    "a body": (Filters(zones=ANY.zones, bodies=("AU",)), lambda e: e.body_key == "AU"),
    "bodies": (Filters(zones=ANY.zones, bodies=("AU", "KS")), lambda e: e.body_key is not None),
    "a body nobody has": (Filters(zones=ANY.zones, bodies=("KF",)), lambda e: False),
    "from": (
        Filters(zones=ANY.zones, date_from=DAY + dt.timedelta(days=2)),
        lambda e: e.date is not None and e.date >= DAY + dt.timedelta(days=2),
    ),
    "to": (
        Filters(zones=ANY.zones, date_to=DAY + dt.timedelta(days=2)),
        lambda e: e.date is not None and e.date <= DAY + dt.timedelta(days=2),
    ),
    "a §": (Filters(zones=ANY.zones, number=3), lambda e: e.number == 3),
    "§ 0": (Filters(zones=ANY.zones, number=0), lambda e: e.number == 0),
    "a dnr": (Filters(zones=ANY.zones, dnr_key="KS-2025-2"), lambda e: e.dnr_key == "KS-2025-2"),
    "all at once": (
        Filters(
            zones=ANY.zones,
            bodies=("KS",),
            date_from=DAY + dt.timedelta(days=1),
            date_to=DAY + dt.timedelta(days=3),
            number=1,
            dnr_key="KS-2025-1",
        ),
        lambda e: (
            (e.body_key, e.number, e.dnr_key) == ("KS", 1, "KS-2025-1")
            and e.date is not None
            and DAY < e.date <= DAY + dt.timedelta(days=3)
        ),
    ),
}


@pytest.mark.parametrize("which", FITS)
@pytest.mark.parametrize("contents", [0, 1, 90, 1_000])
def test_rows_fit_as_their_chunks_do(matrix: VectorMatrix, which: str, contents: int) -> None:
    filters, fits = FITS[which]
    held = entries(600)
    vectors, facets = clustered(600, DIMENSIONS), facets_of(held)
    cuts = [0, 1, 2, 250, 600]
    for start, end in itertools.pairwise(cuts):
        matrix.upsert([e.id for e in held[start:end]], vectors[start:end], facets[start:end])
        fitting(matrix, ANY)
    matrix.delete([held[30].id])
    expected = [at for at, e in enumerate(held) if at != 30 and at // 4 < contents and fits(e)]
    rows = fitting(matrix, filters, contents)
    assert rows is not None
    assert list(rows) == expected


def test_facets_written_again_hold_for_the_new_row_alone(matrix: VectorMatrix) -> None:
    vectors, held = clustered(8, DIMENSIONS), entries(8)
    matrix.upsert([e.id for e in held], vectors, facets_of(held))
    matrix.upsert([held[1].id], vectors[:1], facets_of([held[2]]))
    assert list(fitting(matrix, FITS["a body"][0])) == [4, 7]
    assert list(fitting(matrix, FITS["bodies"][0])) == [2, 4, 5, 7, 8]


def test_rows_without_facets_are_told_until_they_are_gone(matrix: VectorMatrix) -> None:
    vectors = clustered(8, DIMENSIONS)
    matrix.upsert(names(4), vectors[:4], facets_of(entries(4)))
    matrix.upsert(["x"], vectors[4:5])
    assert fitting(matrix, ANY) is None
    matrix.delete(["x"])
    assert list(fitting(matrix, ANY)) == [0, 1, 2, 3]


@pytest.mark.parametrize("left", [None, 0, 33])
def test_facets_that_were_lost_are_told(tmp_path: Path, left: int | None) -> None:
    opened_anew(tmp_path, clustered(4, DIMENSIONS), facets_of(entries(4))).close()
    path = tmp_path / "facets.rows"
    path.unlink() if left is None else path.write_bytes(path.read_bytes()[:left])
    matrix = opened(tmp_path)
    assert fitting(matrix, ANY) is None
    matrix.close()


def test_an_empty_matrix_has_no_rows(matrix: VectorMatrix) -> None:
    assert list(fitting(matrix, ANY)) == []
    matrix.warm_up()


def test_facets_of_another_number_than_the_vectors_are_refused(matrix: VectorMatrix) -> None:
    with pytest.raises(ValueError, match="facets"):
        matrix.upsert(names(2), clustered(2, DIMENSIONS), facets_of(entries(3)))
    assert len(matrix) == 0
