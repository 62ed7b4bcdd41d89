"""`kommunminne coverage | minutes-check | people`: tables, JSON, files, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.support import AU, KS


def run(*arguments: str | Path, data: Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--data", str(data)])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-minutes") / "data"
    assert run("ingest", AU, KS, "--access", "publik", data=folder).exit_code == 0
    return folder


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("coverage", "§§ 132–142 (protokoll)"),
        ("minutes-check", "Justering inom 14 dagar"),
        ("people", "Gunhild Rismark"),
    ],
)
def test_each_command_prints_a_table(data: Path, command: str, shown: str) -> None:
    result = run(command, data=data)
    assert result.exit_code == 0, result.output
    assert shown in result.stdout


@pytest.mark.parametrize(
    ("command", "field"), [("coverage", "years"), ("minutes-check", "meetings"), ("people", "members")]
)
def test_each_command_gives_json_and_files(data: Path, tmp_path: Path, command: str, field: str) -> None:
    result = run(command, "--json", "--csv", tmp_path / "a.csv", "--xlsx", tmp_path / "a.xlsx", data=data)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)[field]
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("command", ["coverage", "minutes-check", "people"])
def test_filters_that_fit_nothing_say_so(data: Path, command: str) -> None:
    result = run(command, "--from", "1999-01-01", "--to", "1999-12-31", data=data)
    assert result.exit_code == 0
    assert "pröva färre filter" in result.stderr


def test_an_unknown_rule_is_refused_with_the_rules_there_are(data: Path) -> None:
    result = run("minutes-check", "--rule", "snabbhet", data=data)
    assert result.exit_code == 2
    assert "justering" in result.stderr


def test_dates_the_wrong_way_round_are_refused(data: Path) -> None:
    result = run("coverage", "--from", "2025-05-01", "--to", "2025-01-01", data=data)
    assert result.exit_code == 2
    assert "fel ordning" in result.stderr


def test_people_are_refused_where_only_the_public_zone_is_seen(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMMUNMINNE_ZONE", "publik")
    result = run("people", "--csv", tmp_path / "a.csv", data=data)
    assert result.exit_code == 2
    assert "interna" in result.stderr
    assert not (tmp_path / "a.csv").exists()
