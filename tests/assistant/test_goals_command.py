"""`kommunminne goals`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.archives import write
from tests.assistant.views.test_goals import PLAN, REPORT, VISION


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("goals-cli")
    for name, text in (("vision.txt", VISION), ("plan.txt", PLAN), ("delar.txt", REPORT)):
        write(folder / "in", name, text)
    assert run("ingest", folder / "in", "--data", folder / "data").exit_code == 0
    return folder / "data"


def test_the_chain_is_printed_indented_with_what_hangs_loose(data: Path) -> None:
    result = run("goals", "--data", data)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("vision: Björkby är byn")
    assert lines[1].startswith("  övergripande mål 1: Alla elever klarar skolan | status gul")
    assert any(line.startswith("      aktivitet: Ordna en läsmässa") for line in lines)
    assert "  mål: Lärarna är behöriga. Handlingen säger inte vilket övergripande mål det hör till." in lines


def test_the_chain_is_data_and_can_be_limited(data: Path) -> None:
    found = json.loads(run("goals", "--status", "gul", "--json", "--data", data).stdout)
    assert [goal["text"] for goal in found["goals"]] == ["Alla elever klarar skolan"]
    proposed = json.loads(run("goals", "--standing", "föreslaget", "--json", "--data", data).stdout)
    assert {goal["source"]["file"] for goal in proposed["goals"]} == {"plan.txt"}
    later = json.loads(
        run("goals", "--tier", "övergripande mål", "--today", "2030-01-01", "--json", "--data", data).stdout
    )
    assert {goal["valid"] for goal in later["goals"]} == {"gäller inte längre"}


def test_the_chain_is_written_to_files(data: Path, tmp_path: Path) -> None:
    result = run("goals", "--csv", tmp_path / "mål.csv", "--xlsx", tmp_path / "mål.xlsx", "--data", data)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Alla elever klarar skolan" in (tmp_path / "mål.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "mål.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--tier", "drömmar"), 2, ""),
        (("--csv", "/finns/inte/mål.csv"), 2, "mappen finns inte"),
        (("--from", "2026-01-01", "--to", "2025-01-01"), 2, ""),
    ],
)
def test_wrong_use_is_told(data: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run("goals", *arguments, "--data", data)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_without_an_archive_it_says_what_to_do(tmp_path: Path) -> None:
    result = run("goals", "--data", tmp_path / "tom")
    assert result.exit_code == 3
    assert "kommunminne ingest" in result.stderr
