"""What README and ARCHITECTURE say is so: commands are run, tables compared with the code, files looked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

from assistant.cli import app
from assistant.settings import Settings
from tests.conftest import ROOT, SHARED
from tests.support import free_port

README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8800"
LEFT_OUT = "…"
PROGRAMS = Path(sys.executable).parent
PACKAGES = ("ingest", "assistant", "ui", "evals")


@dataclass(frozen=True, slots=True)
class Command:
    """A command of README and the lines shown below it."""

    line: str
    shown: tuple[str, ...]


def commands() -> list[Command]:
    """Every command of the `console` blocks, in order."""
    found: list[Command] = []
    for block in re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *shown = part.splitlines()
            found.append(Command(line, tuple(each for each in shown if each.strip() not in ("", LEFT_OUT))))
    return found


def folded(text: str) -> str:
    """Text without its line breaks and runs of blanks."""
    return " ".join(text.split())


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell, with the data folder and the programs that README takes for granted."""
    environment = os.environ | {
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "KOMMUNMINNE_DATA": str(folder / "var"),
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout to README's commands, with the demo kommun taken in."""
    folder = tmp_path_factory.mktemp("docs") / "kommunminne"
    folder.mkdir()
    for name in ("corpus", "evals"):
        (folder / name).symlink_to(ROOT / name)
    if SHARED.is_dir():
        (folder.parent / "shared").symlink_to(SHARED)
    assert run(commands()[0].line, folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def address(checkout: Path) -> Iterator[str]:
    """The address of a service over the demo kommun."""
    command = ["kommunminne", "start", "--no-ui", "--port", str(free_port()), "--data", str(checkout / "var")]
    process = subprocess.Popen([PROGRAMS / command[0], *command[1:]], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().split()[1].rstrip(",")
    process.terminate()
    process.communicate(timeout=30)


def test_readme_shows_each_command_at_work() -> None:
    shown = {command.line.split()[1] for command in commands() if command.line.startswith("kommunminne")}
    assert {"ingest", "ask", "search", "decisions", "documents", "doctor"} <= shown


@pytest.mark.parametrize("command", commands(), ids=lambda each: each.line[:60])
def test_a_command_of_readme_does_what_is_shown(
    command: Command, checkout: Path, request: pytest.FixtureRequest
) -> None:
    line = command.line
    if "../shared" in line and not SHARED.is_dir():
        pytest.skip("../shared saknas: de verkliga handlingarna ligger inte bredvid utcheckningen")
    if ADDRESS in line:
        if shutil.which("curl") is None:
            pytest.skip("curl är inte installerat")
        line = line.replace(ADDRESS, request.getfixturevalue("address")).replace("curl", "curl --fail", 1)
    result = run(line, checkout)
    assert result.returncode == 0, result.stderr
    output = folded(result.stdout + result.stderr)
    assert output or ">" in line
    for each in command.shown:
        assert folded(each) in output


def test_the_settings_table_is_the_settings() -> None:
    rows = re.findall(r"^\| `KOMMUNMINNE_(\w+)` \| (?:`([^`]*)`)? ?\| \S", README, re.MULTILINE)
    expected = [
        (name.upper(), "" if field.default is None else str(field.default))
        for name, field in Settings.model_fields.items()
    ]
    assert rows == expected


def test_the_table_of_commands_is_what_help_lists() -> None:
    section = README.split("\n## Commands\n")[1].split("\n## ")[0]
    first_cells = " ".join(re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE))
    listed = set(re.findall(r"`([a-z-]+)", first_cells))
    assert listed == set(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert (ROOT / target).exists(), target


def test_make_targets_that_readme_names_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)\b", README, re.MULTILINE)) <= set(targets)


def test_the_modules_that_architecture_names_exist() -> None:
    named = set(re.findall(r"`([a-z_/]+/[\w/*]+\.(?:py|toml))`", ARCHITECTURE))
    assert named
    assert [each for each in sorted(named) if not list(ROOT.glob(each))] == []


def test_the_module_map_names_every_module_once() -> None:
    module_map = ARCHITECTURE.split("\n## Module map\n")[1].split("\n## ")[0]
    named = [each for each in re.findall(r"`([\w/]+\.py)`", module_map) if each.startswith(PACKAGES)]
    on_disk = [
        path.relative_to(ROOT).as_posix()
        for each in PACKAGES
        for path in (ROOT / each).rglob("*.py")
        if path.stat().st_size
    ]
    assert sorted(set(on_disk) - set(named)) == []
    assert sorted(named) == sorted(set(named))


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs").glob("*.png"):
        assert picture.stat().st_size <= 300_000
