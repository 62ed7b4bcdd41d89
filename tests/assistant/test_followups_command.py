"""`kommunminne followups`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.commands.followups import initiative_cells, standing
from assistant.wire.followups import Followups
from tests.archives import minutes, write
from tests.assistant.views.test_followups import BACK, LATER, MOTION, ODD, OPEN, TASK


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("followups-cli")
    write(folder / "in", "KS-2025-03-25.txt", minutes([TASK, OPEN, ODD]))
    write(folder / "in", "KS-2025-09-09.txt", minutes([BACK, LATER], date="2025-09-09"))
    write(folder / "in", "KF-2024-04-29.txt", minutes([MOTION], date="2024-04-29", body="Kommunfullmäktige"))
    assert run("ingest", folder / "in", "--data", folder / "data").exit_code == 0
    return folder / "data"


def test_what_is_to_be_followed_up_is_printed(data: Path) -> None:
    result = run("followups", "--today", "2025-10-01", "--data", data)
    assert result.exit_code == 0, result.output
    assert "Bevakning 2025-10-01: 7, varav 2 vars dag har passerat" in result.stdout
    assert "2025-04-14 (år antaget)" in result.stdout
    assert "över ett år" in result.stdout
    assert "Anslagsdagen framgår inte" in result.stdout


def test_it_is_data_and_can_be_limited(data: Path) -> None:
    result = run(
        "followups", "--overdue", "--duty", "uppdrag", "--today", "2025-10-01", "--json", "--data", data
    )
    found = json.loads(result.stdout)
    assert [(each["section"], each["due"]) for each in found["duties"]] == [("§ 12", "2025-05-30")]
    waiting = json.loads(run("followups", "--timing", "utan datum", "--json", "--data", data).stdout)
    assert [each["kind"] for each in waiting["duties"]] == ["uppdrag"]


def test_it_is_written_to_files(data: Path, tmp_path: Path) -> None:
    names = {ending: tmp_path / f"bevakning.{ending}" for ending in ("csv", "xlsx", "ics")}
    given = [part for ending, path in names.items() for part in (f"--{ending}", path)]
    result = run("followups", *given, "--today", "2025-10-01", "--data", data)
    assert (result.exit_code, result.stdout) == (0, "")
    assert load_workbook(names["xlsx"]).sheetnames[0] == "Bevakning"
    assert names["csv"].read_text("utf-8-sig").startswith("Läge;Försenad;Slag")
    assert len(Calendar.from_ical(names["ics"].read_bytes()).walk("VEVENT")) == 4


def test_nothing_to_follow_up_is_said(data: Path) -> None:
    result = run("followups", "--text", "finns inte alls", "--part", "bevakning", "--data", data)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Inget att bevaka" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["--today", "2025-02-31"],
        ["--duty", "något"],
        ["--due-from", "igår"],
        ["--from", "2025-02-01", "--to", "2025-01-01"],
    ],
)
def test_wrong_options_are_said_without_a_traceback(data: Path, wrong: list[str]) -> None:
    result = run("followups", *wrong, "--data", data)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_file_that_cannot_be_written_is_said(data: Path, tmp_path: Path) -> None:
    result = run("followups", "--ics", tmp_path / "saknas" / "x.ics", "--data", data)
    assert result.exit_code == 2
    assert "mappen finns inte" in result.stderr


def test_what_the_archive_cannot_tell_is_not_said_to_be_late_or_unanswered(data: Path) -> None:
    shown = " ".join(
        run("followups", "--today", "2025-10-01", "--data", data).stdout.replace("│", " ").split()
    )
    assert "försenad" not in shown
    found = run("followups", "--json", "--today", "2025-10-01", "--data", data).stdout
    duties = Followups.model_validate_json(found)
    assert [standing(each) for each in duties.duties[:2]] == [
        "dagen har passerat",
        "dagen har passerat, oklar",
    ]
    assert [initiative_cells(each)[-1] for each in duties.initiatives] == ["svar saknas i underlaget"]
