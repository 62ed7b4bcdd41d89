from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.commands.common import printable
from assistant.labels import LEVELS
from assistant.schema import Answer, DecisionRow, DocumentOut, IngestReport, Nearest
from tests.support import AU, KS

QUESTION = "Vad föreslog AU om taxan för vatten och avlopp 2025?"


def run(*arguments: str | Path, data: Path | None = None) -> Result:
    given = [str(each) for each in arguments] + (["--data", str(data)] if data else [])
    return CliRunner().invoke(app, given)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "data"
    result = run("ingest", AU, KS, "--access", "publik", data=folder)
    assert result.exit_code == 0, result.output
    return folder


def test_ingest_reports_each_file(tmp_path: Path) -> None:
    result = run("ingest", AU, "--json", data=tmp_path / "data")
    report = IngestReport.model_validate_json(result.stdout)
    assert [(each.file, each.status) for each in report.documents] == [(AU.name, "publicerad")]
    again = IngestReport.model_validate_json(run("ingest", AU, "--json", data=tmp_path / "data").stdout)
    assert again.documents[0].status == "oförändrad"


def test_one_bad_file_gives_exit_code_1_and_the_others_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "å handlingar"
    folder.mkdir()
    (folder / "trasig.pdf").write_bytes(b"ingen pdf alls")
    (folder / "protokoll.pdf").write_bytes(AU.read_bytes())
    result = run("ingest", folder, data=tmp_path / "data")
    assert result.exit_code == 1
    assert "trasig.pdf" in result.stderr
    assert "1 inlästa, 1 misslyckade." in result.stdout


def test_a_path_that_is_not_there_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    result = run("ingest", AU, tmp_path / "saknas.pdf", "--json", data=tmp_path / "data")
    assert result.exit_code == 1
    files = IngestReport.model_validate_json(result.stdout).documents
    assert {Path(each.file).name: each.status for each in files} == {
        AU.name: "publicerad",
        "saknas.pdf": "fel",
    }
    assert "saknas.pdf: finns inte. Kontrollera sökvägen." in result.stderr


@pytest.mark.parametrize(
    "command", [("ask", "Vad?"), ("search", "va"), ("decisions",), ("documents",), ("doctor",)]
)
def test_without_an_archive_the_exit_code_is_3_and_says_what_to_do(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = run(*command, data=tmp_path / "tom")
    assert result.exit_code == 3
    assert "kommunminne ingest" in result.stderr
    assert not (tmp_path / "tom").exists()


def test_ask_prints_text_level_and_numbered_sources(data: Path) -> None:
    result = run("ask", QUESTION, data=data)
    assert result.exit_code == 0, result.output
    assert LEVELS["förslag"] in result.stdout
    assert "[1] " in result.stdout
    assert f"{AU.name}, s. " in result.stdout
    assert "§ 90" in result.stdout


def test_ask_prints_how_far_each_sentence_is_carried_in_symbol_and_words(data: Path) -> None:
    said = " ".join(run("ask", QUESTION, data=data).stdout.split())
    assert "[1] ✓" in said
    assert "(✓ stöds av källan" in said


def test_an_english_question_gets_english_words_around_its_answer(data: Path) -> None:
    result = run("ask", "What did the council decide about the VA tariff for 2025?", data=data)
    assert result.exit_code == 0, result.output
    assert "\nSources" in result.stdout or "\nNearest in the archive" in result.stdout
    assert not any(word in result.stdout for word in ("Källor", "Närmast i arkivet", "Obs:", ", s. "))


def test_ask_json_is_the_answer_alone(data: Path) -> None:
    result = run("ask", QUESTION, "--today", "2026-01-01", "--json", data=data)
    assert not Answer.model_validate_json(result.stdout).refused


def test_a_refusal_is_an_answer(data: Path) -> None:
    result = run("ask", "Vem vann melodifestivalen 1974?", "--json", data=data)
    assert result.exit_code == 0
    assert Answer.model_validate_json(result.stdout).refused


def test_a_batch_gives_one_answer_a_line_in_order(data: Path, tmp_path: Path) -> None:
    questions = [QUESTION, "Vem vann melodifestivalen 1974?", "Vad noterades om informationsärenden?"]
    batch = tmp_path / "frågor.jsonl"
    lines = [
        json.dumps({"question": each, "id": n, "kommun": "Tallsele"}) for n, each in enumerate(questions)
    ]
    batch.write_text("\n".join([lines[0], "", *lines[1:]]) + "\n", "utf-8")
    result = run("ask", "--batch", batch, "--json", data=data)
    answers = [Answer.model_validate_json(line) for line in result.stdout.splitlines()]
    assert [answer.question for answer in answers] == questions


@pytest.mark.parametrize(
    "line", ["{", '"fråga"', '{"fråga": "x"}', '{"question": ""}', '{"question": "x", "today": "nu"}']
)
def test_a_batch_with_a_bad_line_is_wrong_use_and_names_the_line(
    data: Path, tmp_path: Path, line: str
) -> None:
    batch = tmp_path / "frågor.jsonl"
    batch.write_text('{"question": "Vad?"}\n' + line + "\n", "utf-8")
    result = run("ask", "--batch", batch, "--json", data=data)
    assert result.exit_code == 2
    assert "rad 2" in result.stderr
    assert result.stdout == ""


def test_a_question_and_a_batch_together_or_neither_is_wrong_use(data: Path) -> None:
    assert run("ask", data=data).exit_code == 2
    assert run("ask", "Vad?", "--batch", __file__, data=data).exit_code == 2


def test_search_gives_json_or_lines(data: Path) -> None:
    hits = [
        Nearest.model_validate(each)
        for each in json.loads(run("search", "vatten", "--json", data=data).stdout)
    ]
    assert hits
    assert hits[0].file in run("search", "vatten", data=data).stdout
    limited = json.loads(run("search", "vatten", "--json", "--limit", "1", "--body", "KS", data=data).stdout)
    assert [each["body"] for each in limited]
    assert len(limited) == 1


def test_decisions_are_filtered_and_listed(data: Path) -> None:
    rows = [
        DecisionRow.model_validate(each) for each in json.loads(run("decisions", "--json", data=data).stdout)
    ]
    assert {row.body_key for row in rows} == {"AU", "KS"}
    found = json.loads(run("decisions", "--json", "--body", "AU", "--section", "90", data=data).stdout)
    assert [each["section"] for each in found] == ["§ 90"]
    assert json.loads(run("decisions", "--json", "--from", "2030-01-01", data=data).stdout) == []
    assert "§ 90" in run("decisions", "--body", "AU", data=data).stdout


def test_decisions_as_csv_have_a_line_a_point(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "beslut.csv"
    assert run("decisions", "--csv", target, data=data).exit_code == 0
    rows = json.loads(run("decisions", "--json", data=data).stdout)
    with target.open(encoding="utf-8", newline="") as file:
        assert file.read(1) == "\ufeff"
        lines = list(csv.DictReader(file, delimiter=";"))
    assert len(lines) == sum(max(1, len(row["points"])) for row in rows)
    assert {line["§"] for line in lines} == {row["section"] for row in rows}


@pytest.mark.parametrize("target", [".", "ingen mapp/beslut.csv", "/proc/beslut.csv"])
def test_a_csv_file_that_cannot_be_written_is_told(data: Path, tmp_path: Path, target: str) -> None:
    result = run("decisions", "--csv", tmp_path / target, data=data)
    assert result.exit_code == 2, result.output
    assert any(said in result.stderr for said in ("är en mapp", "mappen finns inte", "kan inte skrivas"))


def test_documents_are_listed_and_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    run("ingest", AU, data=folder)
    document = DocumentOut.model_validate(json.loads(run("documents", "--json", data=folder).stdout)[0])
    assert document.zone == "intern"
    assert AU.name in run("documents", data=folder).stdout
    assert run("delete", document.id, data=folder).exit_code == 0
    assert json.loads(run("documents", "--json", data=folder).stdout) == []
    again = run("delete", document.id, data=folder)
    assert again.exit_code == 1
    assert again.stderr


def test_rebuild_keeps_what_can_be_found_and_doctor_is_content(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    run("ingest", AU, data=folder)
    before = run("search", "vatten", "--json", data=folder).stdout
    assert run("rebuild", data=folder).exit_code == 0
    assert run("search", "vatten", "--json", data=folder).stdout == before
    doctor = run("doctor", data=folder)
    assert doctor.exit_code == 0, doctor.output


def test_a_public_reader_sees_no_internal_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    run("ingest", AU, "--access", "intern", data=folder)
    monkeypatch.setenv("KOMMUNMINNE_ZONE", "publik")
    assert json.loads(run("documents", "--json", data=folder).stdout) == []
    assert json.loads(run("decisions", "--json", data=folder).stdout) == []
    assert json.loads(run("search", "vatten", "--json", data=folder).stdout) == []


def test_a_bad_setting_stops_the_start_and_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMMUNMINNE_PORT", "många")
    result = run("documents", data=data)
    assert result.exit_code == 2
    assert "KOMMUNMINNE_PORT" in result.stderr


def test_only_what_works_is_listed() -> None:
    result = run("--help")
    listed = {word for line in result.stdout.splitlines() for word in line.split()[1:2]}
    expected = {"ingest", "ask", "search", "decisions", "documents", "delete", "start", "rebuild", "doctor"}
    assert expected <= listed
    assert not {"draft", "check", "backup", "restore"} & listed


def test_a_terminal_gets_no_control_characters_of_a_document() -> None:
    assert printable("rad 1\nrad\x1b[31m 2\x07") == "rad 1\nrad�[31m 2�"


def test_the_command_is_a_program_that_imports_little(data: Path) -> None:
    code = "import sys, assistant.cli; print(','.join(sorted({m.split('.')[0] for m in sys.modules})))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = {
        "torch",
        "chromadb",
        "streamlit",
        "fastapi",
        "openai",
        "pandas",
        "numpy",
        "rich",
        "httpx2",
        "uvicorn",
    }
    assert not heavy & set(loaded.strip().split(","))
    program = Path(sys.executable).with_name("kommunminne")
    environment = {**os.environ, "KOMMUNMINNE_DATA": str(data)}
    result = subprocess.run(
        [program, "ask", QUESTION, "--json"], capture_output=True, text=True, env=environment, check=True
    )
    assert not Answer.model_validate_json(result.stdout).refused


@pytest.mark.parametrize(
    "command", ["decisions", "matters", "goals", "followups", "coverage", "minutes-check", "people"]
)
def test_an_option_that_cannot_be_used_is_said_in_words(data: Path, command: str) -> None:
    result = run(command, "--text", "x" * 300, data=data)
    assert result.exit_code == 2
    assert "--text: värdet är för långt, högst 200 tecken." in result.output
    assert "Traceback" not in result.output
