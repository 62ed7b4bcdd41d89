from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals import bench
from evals.bench import Figure
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
    assert bench.row(figure)[3] == verdict


def test_questions_are_timed_over_a_made_up_archive(tmp_path: Path) -> None:
    figures = list(bench.question(tmp_path, chunks=100, count=12))
    assert [figure.name for figure in figures[:2]] == ["question, p50", "question, p95"]
    assert len(figures) == 2 + 12
    assert all(figure.value > 0 for figure in figures)


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
