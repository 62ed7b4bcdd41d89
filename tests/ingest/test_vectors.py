"""Vectors in Chroma and in the matrix: exact search, what lasts, what a delete takes away, mismatches."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.chroma_child import open_collection
from ingest.errors import IndexMismatch, StoreError
from ingest.matrix import VectorMatrix, rows_on_disk
from ingest.vectors import Vectors, VectorStore

DIMENSIONS = 32
MODEL = "test@1"


def unit_vectors(count: int, seed: int = 7) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def names(count: int) -> list[str]:
    return [f"c{number}" for number in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    with VectorStore(tmp_path, DIMENSIONS, MODEL) as opened:
        yield opened


def nearest(matrix: Vectors, question: Vectors, limit: int) -> list[str]:
    """By numpy alone."""
    return [f"c{at}" for at in np.argsort(-(matrix @ question), kind="stable")[:limit]]


def test_an_unfiltered_search_of_a_small_store_is_exact(store: VectorStore) -> None:
    matrix, question = unit_vectors(500), unit_vectors(1, seed=1)[0]
    store.upsert(names(500), matrix)
    hits = store.search(question, 10)
    assert [hit.id for hit in hits] == nearest(matrix, question, 10)
    assert [hit.score for hit in hits] == pytest.approx(
        sorted(matrix @ question, reverse=True)[:10], abs=1e-6
    )


@pytest.mark.parametrize("share", [0.02, 0.9])
def test_a_filtered_search_is_exact_among_its_rows(store: VectorStore, share: float) -> None:
    matrix, question = unit_vectors(500), unit_vectors(1, seed=1)[0]
    store.upsert(names(500), matrix)
    chosen = names(round(500 * share))
    hits = store.search(question, 5, store.row_of(chosen))
    assert [hit.id for hit in hits] == nearest(matrix[: len(chosen)], question, 5)


def test_chroma_holds_the_same_vectors_and_finds_nearly_the_same(tmp_path: Path) -> None:
    matrix, questions = unit_vectors(2000), unit_vectors(20, seed=1)
    with VectorStore(tmp_path, DIMENSIONS, MODEL) as store:
        store.upsert(names(2000), matrix)
    client, collection = open_collection(tmp_path)
    found = collection.query(query_embeddings=questions, n_results=10, include=["distances"])
    client.close()
    exact = [nearest(matrix, question, 10) for question in questions]
    shared = sum(len({*ids} & {*best}) for ids, best in zip(found["ids"], exact, strict=True))
    assert shared >= 0.9 * 200
    assert 1 - found["distances"][0][0] == pytest.approx(float((matrix @ questions[0]).max()), abs=1e-5)


def test_a_search_among_no_rows_finds_nothing(store: VectorStore) -> None:
    store.upsert(names(3), unit_vectors(3))
    assert store.search(unit_vectors(1)[0], 5, store.row_of([])) == []


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.search(unit_vectors(1)[0], 5) == []
    assert len(store) == 0


def test_scores_of_chosen_rows_are_dot_products(store: VectorStore) -> None:
    matrix, question = unit_vectors(50), unit_vectors(1, seed=1)[0]
    store.upsert(names(50), matrix)
    rows = store.row_of(["c7", "unknown", "c3"])
    assert store.scores(question, rows) == pytest.approx(matrix[[7, 3]] @ question, abs=1e-6)


def test_an_id_written_again_gets_the_new_vector_in_both(store: VectorStore) -> None:
    matrix = unit_vectors(10)
    store.upsert(names(10), matrix)
    store.upsert(["c0", "c0"], np.stack([matrix[1], matrix[2]]))
    assert len(store) == 10
    assert store.scores(matrix[2], store.row_of(["c0"]))[0] == pytest.approx(1, abs=1e-6)
    assert store.chroma_ids() == store.ids() == set(names(10))


def test_a_deleted_vector_is_gone_from_both(store: VectorStore) -> None:
    matrix = unit_vectors(10)
    store.upsert(names(10), matrix)
    store.delete(["c4", "unknown"])
    assert store.ids() == store.chroma_ids() == set(names(10)) - {"c4"}
    assert "c4" not in {hit.id for hit in store.search(matrix[4], 10)}
    assert len(store.row_of(["c4"])) == 0


def test_everything_stays_over_a_reopening(tmp_path: Path) -> None:
    matrix, question = unit_vectors(30), unit_vectors(1, seed=1)[0]
    with VectorStore(tmp_path, DIMENSIONS, MODEL) as store:
        store.upsert(names(30), matrix)
        store.delete(["c29", "c5"])
        before = store.search(question, 30)
    with VectorStore(tmp_path, DIMENSIONS, MODEL) as store:
        assert [hit.id for hit in store.search(question, 30)] == [hit.id for hit in before]
        store.upsert(["c29"], matrix[29:])
        assert store.ids() == store.chroma_ids() == set(names(30)) - {"c5"}
        assert store.scores(matrix[29], store.row_of(["c29"]))[0] == pytest.approx(1, abs=1e-6)
        assert store.scores(matrix[28], store.row_of(["c28"]))[0] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("dimensions", "model"), [(DIMENSIONS, "other@2"), (64, MODEL)])
def test_another_model_or_length_is_refused(tmp_path: Path, dimensions: int, model: str) -> None:
    with VectorStore(tmp_path, DIMENSIONS, MODEL) as store:
        store.upsert(names(2), unit_vectors(2))
    with pytest.raises(IndexMismatch, match="rebuild"):
        VectorStore(tmp_path, dimensions, model)


def test_vectors_of_the_wrong_length_are_refused_and_leave_nothing(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="shape"):
        store.upsert(["a"], np.ones((1, 3), dtype=np.float32))
    assert store.ids() == store.chroma_ids() == set()


def test_rows_that_a_crash_left_without_an_owner_are_written_over(tmp_path: Path) -> None:
    matrix = unit_vectors(5)
    first = VectorMatrix(tmp_path, DIMENSIONS, MODEL)
    first.upsert(names(3), matrix[:3])
    first.close()
    with (tmp_path / "matrix.f32").open("ab") as file:
        file.write(b"half a row")
    second = VectorMatrix(tmp_path, DIMENSIONS, MODEL)
    second.upsert(["c3", "c4"], matrix[3:])
    assert [hit.id for hit in second.search(matrix[4], 1)] == ["c4"]
    second.close()


def test_new_rows_follow_the_others_and_can_be_read_from_the_disk(tmp_path: Path) -> None:
    matrix = VectorMatrix(tmp_path, DIMENSIONS, MODEL)
    drawn = unit_vectors(5)
    assert [matrix.upsert(names(3), drawn[:3]), matrix.upsert([], drawn[:0])] == [0, 3]
    assert matrix.upsert(["c3", "c4"], drawn[3:]) == 3
    assert rows_on_disk(tmp_path, DIMENSIONS, 1, 3) == pytest.approx(drawn[1:4])
    matrix.close()


def test_a_matrix_cut_short_is_refused(tmp_path: Path) -> None:
    matrix = VectorMatrix(tmp_path, DIMENSIONS, MODEL)
    matrix.upsert(names(3), unit_vectors(3))
    matrix.close()
    (tmp_path / "matrix.f32").write_bytes(b"\0" * 100)
    with pytest.raises(StoreError, match="rebuild"):
        VectorMatrix(tmp_path, DIMENSIONS, MODEL)


def test_rows_that_are_no_database_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.db").write_text("inte en databas, men lång nog för att se ut som en" * 20)
    with pytest.raises(StoreError, match="rebuild"):
        VectorMatrix(tmp_path, DIMENSIONS, MODEL)


def test_searching_does_not_import_chroma(tmp_path: Path) -> None:
    with VectorStore(tmp_path, DIMENSIONS, MODEL) as store:
        store.upsert(names(3), unit_vectors(3))
    script = (
        "import sys; import numpy as np; from pathlib import Path; from ingest.vectors import VectorStore\n"
        f"store = VectorStore(Path(sys.argv[1]), {DIMENSIONS}, {MODEL!r})\n"
        "store.warm_up()\n"
        f"assert len(store.search(np.ones({DIMENSIONS}, dtype=np.float32), 3)) == 3\n"
        "print('chromadb' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "False"
