from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals.bench import figures, growth, register, retrieval, whole
from evals.bench.answering import FILTERS
from evals.bench.archive import documents
from evals.bench.figures import Figure
from ingest.chunk import LONGEST
from tests.conftest import ROOT


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evals.bench", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("ask", 1.2, "s", 1.5), "met"),
        (Figure("ask", 1.6, "s", 1.5), "MISSED"),
        (Figure("pdf", 39.0, "pages/s", 40, at_least=True), "MISSED"),
        (Figure("pdf", 41.0, "pages/s", 40, at_least=True), "met"),
        (Figure("a kind of question", 9.0, "ms"), ""),
    ],
)
def test_a_figure_stands_beside_its_target(figure: Figure, verdict: str) -> None:
    assert figures.row(figure)[3] == verdict


def test_questions_are_timed_over_a_made_up_archive(tmp_path: Path) -> None:
    measured = list(whole.question(tmp_path, chunks=100, count=12))
    assert [figure.name for figure in measured[:2]] == ["question, p50", "question, p95"]
    assert len(measured) == 2 + 12
    assert all(figure.value > 0 for figure in measured)


def test_a_made_up_archive_is_of_many_kommuner_kinds_and_years() -> None:
    made = list(documents(3000, seed=3))
    assert made == list(documents(3000, seed=3))
    assert 3000 <= sum(len(each.chunks) for each in made) < 3300
    assert len({each.structured.kommun for each in made}) == 10
    assert len({each.structured.kind for each in made}) == 3
    assert len({each.structured.date.year for each in made if each.structured.date}) > 5
    assert all(len(chunk.text.value) <= LONGEST for each in made for chunk in each.chunks)


def test_retrieval_is_measured_under_every_filter(tmp_path: Path) -> None:
    measured = retrieval.measured(tmp_path / "archive", 300, count=3)
    assert measured["chunks"] >= 300
    assert measured["searches"].keys() == measured["recall"].keys() == FILTERS.keys()
    assert all(found["ms"]["p50"] > 0 for found in measured["searches"].values())
    assert all(recall["mean"] >= 0.99 for recall in measured["recall"].values())
    assert measured["indexing"]["rate"] > 0
    assert sum(measured["indexing"]["shares"].values()) == pytest.approx(1)
    names = [figure.name for figure in retrieval.figures(measured)]
    assert len(names) == len(set(names)) == 3 + 3 * len(FILTERS) + 3
    growth.plot([measured, {**measured, "chunks": 3000}], tmp_path / "growth.svg")
    assert "<svg" in (tmp_path / "growth.svg").read_text("utf-8")


def test_the_register_is_timed_by_what_it_is_limited_to(tmp_path: Path) -> None:
    measured = list(register.register(tmp_path, paragraphs=60))
    names = (*register.QUERIES, "matters, first", *register.MATTER_QUERIES)
    assert [figure.name for figure in measured] == [f"register, {name}" for name in names]
    assert all(figure.value > 0 for figure in measured)
    assert measured[0].detail.startswith("75 of 60 §§")


def test_one_part_is_run_and_kept_as_json(tmp_path: Path) -> None:
    result = run("memory", "--json", tmp_path / "figures.json")
    assert result.returncode == 0, result.stderr
    kept = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert {"date", "commit", "cores", "python", "versions", "figures"} <= kept.keys()
    assert [figure["unit"] for figure in kept["figures"]] == ["MB"]
    assert "service, resident memory" in result.stdout


def test_an_unknown_part_is_said_so() -> None:
    result = run("everything")
    assert result.returncode == 2
    assert "unknown part: everything" in result.stderr
