from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.metrics import METRICS
from evals.run import Found, Run, read_run, run, write_run
from evals.score import by_kind, figures, latency, misses, per_query
from evals.sets import EvalSet, Query
from evals.systems import Document

QUERIES = (
    Query("q1", "ett", {"a": 1}, "lätt"),
    Query("q2", "två", {"b": 1}, "lätt"),
    Query("q3", "tre", {"c": 1}, "svår"),
)
RUN = Run(
    "liten",
    "S",
    0.1,
    {
        "q1": Found(("a", "b"), 1.0),
        "q2": Found(("a", "b"), 2.0),
        "q3": Found(("a", "b"), 9.0),
    },
)


class Fixed:
    """Finds the same for every question, and counts what it was asked."""

    name = "Fixed"

    def __init__(self, *found: str) -> None:
        self.found = list(found)
        self.indexed: list[str] = []
        self.asked: list[tuple[str, int]] = []

    def index(self, documents: Sequence[Document]) -> None:
        self.indexed = [document.id for document in documents]

    def search(self, question: str, k: int) -> list[str]:
        self.asked.append((question, k))
        return self.found


def some_set() -> EvalSet:
    return EvalSet("liten", tuple(Document(name, "", name) for name in "abc"), QUERIES)


def test_every_question_is_measured() -> None:
    values = per_query(RUN, QUERIES)
    assert values.shape == (3, len(METRICS))
    column = list(METRICS).index("mrr")
    assert values[:, column].tolist() == [1.0, 0.5, 0.0]


def test_figures_are_means_with_their_intervals() -> None:
    found = figures(per_query(RUN, QUERIES))
    assert found["mrr"].mean == 0.5
    assert found["recall@1"].mean == pytest.approx(1 / 3, abs=1e-4)
    assert (found["mrr"].low, found["mrr"].high) == (0.0, 1.0)


def test_a_kind_is_scored_by_its_own_questions() -> None:
    found = by_kind(per_query(RUN, QUERIES), QUERIES)
    assert [(kind, count, f["mrr"].mean) for kind, (count, f) in found.items()] == [
        ("lätt", 2, 0.75),
        ("svår", 1, 0.0),
    ]


def test_a_difference_is_taken_question_by_question() -> None:
    values = per_query(RUN, QUERIES)
    better = np.ones_like(values)
    found = figures(values - better)
    assert found["mrr"].mean == -0.5
    assert found["mrr"].high <= 0


def test_latency_is_of_the_searches() -> None:
    assert latency(RUN).p50 == 2.0
    assert latency(RUN).p95 == pytest.approx(8.3)


def test_misses_are_the_worst_first() -> None:
    assert [(miss.query.id, miss.place) for miss in misses(RUN, QUERIES)] == [("q3", None), ("q2", 2)]


def test_a_run_asks_all_after_a_warm_up() -> None:
    system = Fixed("b", "a")
    told: list[tuple[int, int]] = []
    done = run(system, some_set(), on_progress=lambda *at: told.append(at))
    assert system.indexed == ["a", "b", "c"]
    assert [text for text, _ in system.asked] == ["ett", "ett", "två", "tre"]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert done.found["q2"].ranked == ("b", "a")
    assert all(found.ms >= 0 for found in done.found.values())


def test_a_run_holds_no_more_than_was_asked_for() -> None:
    done = run(Fixed(*"abc"), some_set(), k=2)
    assert done.found["q1"].ranked == ("a", "b")


def test_a_document_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Fixed names a document twice for question q1"):
        run(Fixed("a", "a"), some_set())


def test_a_kept_run_is_scored_as_it_was(tmp_path: Path) -> None:
    write_run(tmp_path / "run.json", RUN)
    kept = read_run(tmp_path / "run.json")
    assert kept == RUN
    assert np.array_equal(per_query(kept, QUERIES), per_query(RUN, QUERIES))
