"""`kommunminne matters`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.wire.matters import MATTERS, MatterOut
from tests.support import AU, KF, KS


def run(*arguments: str | Path, data: Path) -> Result:
    return CliRunner().invoke(app, [*(str(each) for each in arguments), "--data", str(data)])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matters-command") / "data"
    assert run("ingest", AU, KS, KF, "--access", "publik", data=folder).exit_code == 0
    return folder


def found(data: Path, *arguments: str) -> list[MatterOut]:
    result = run("matters", *arguments, "--json", data=data)
    assert result.exit_code == 0, result.output
    return MATTERS.read(result.stdout.encode()).matters


def test_the_list(data: Path) -> None:
    result = run("matters", "--state", "öppet", data=data)
    assert result.exit_code == 0
    assert "Fiber till Hedån" in result.stdout
    assert "öppna." in result.stderr
    everything = found(data)
    waiting = found(data, "--state", "öppet")
    assert 0 < len(waiting) < len(everything)
    assert all(matter.open for matter in waiting)
    assert found(data, "--limit", "2") == everything[:2]


def test_one_matter_as_a_timeline(data: Path) -> None:
    (matter,) = found(data, "--text", "lillsele")
    result = run("matters", "--id", matter.id, data=data)
    lines = result.stdout.splitlines()
    assert lines[0] == matter.title
    assert lines[2] == "Beslutat av KF 2024-11-25 § 90: godkänns"
    assert "Beslutar slutligt: Kommunfullmäktige; beslutet finns i arkivet" in lines
    assert any(line.startswith("AU 2024-10-08 § 96  Föreslår KS") for line in lines)
    assert any(
        "säker: KF 2024-11-25 § 90 hänvisar i underlaget till KS 2024-11-05 § 141" in line for line in lines
    )
    (returned,) = found(data, "--text", "fiber")
    assert "ny behandling saknas i underlaget" in run("matters", "--id", returned.id, data=data).stdout


def test_what_is_missing_is_shown(data: Path, tmp_path: Path) -> None:
    alone = tmp_path / "data"
    run("ingest", KF, "--access", "publik", data=alone)
    (matter,) = found(alone, "--text", "lillsele")
    shown = run("matters", "--id", matter.id, data=alone).stdout
    assert "Saknas i arkivet" in shown
    assert "KS 2024-11-05 § 141: underlag eller tidigare behandling, nämns i KF 2024-11-25 § 90" in shown


def test_files(data: Path, tmp_path: Path) -> None:
    paths = {name: tmp_path / f"ärenden.{name}" for name in ("csv", "xlsx", "oparl")}
    for name, path in paths.items():
        result = run("matters", f"--{name}", path, data=data)
        assert result.exit_code == 0
        assert result.stdout == ""
        assert path.stat().st_size > 1000
    assert len(json.loads(paths["oparl"].read_bytes())["paper"]) == len(found(data))


def test_wrong_use(data: Path, tmp_path: Path) -> None:
    for arguments, code, words in (
        (("--id", "finns-inte"), 1, "inget ärende med id"),
        (("--id", "x" * 65), 2, "--id: värdet är för långt, högst 64 tecken."),
        (("--text", "x" * 201), 2, "--text: värdet är för långt, högst 200 tecken."),
        (("--state", "kanske"), 2, "--state"),
        (("--limit", "0"), 2, "--limit"),
        (("--oparl", str(tmp_path / "saknas" / "fil.json")), 2, "mappen finns inte"),
    ):
        result = run("matters", *arguments, data=data)
        assert result.exit_code == code, arguments
        assert words in result.stderr
        assert "Traceback" not in result.output
    assert run("matters", data=tmp_path / "tom").exit_code == 3
