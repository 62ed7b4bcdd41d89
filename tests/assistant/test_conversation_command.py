"""Threads on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.wire.conversations import CONVERSATIONS, ConversationWhole
from tests.archives import BRIDGE, LIBRARY, QUESTION, minutes, write


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(data)])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = write(tmp_path, "protokoll.txt", minutes([BRIDGE, LIBRARY]))
    assert run(tmp_path / "data", "ingest", str(path)).exit_code == 0
    return tmp_path / "data"


def test_a_thread_is_begun_and_gone_on_with(data: Path) -> None:
    first = run(data, "ask", QUESTION, "--follow")
    assert first.exit_code == 0, first.output
    assert "Gäller: KS 2025-03-25 § 11 Ny gångbro över Tallån" in first.stdout
    second = run(data, "ask", "vad kostar det?", "--follow")
    assert "Följdfråga till: KS 2025-03-25 § 11" in second.stdout
    assert "450 000 kr" in second.stdout
    (thread,) = CONVERSATIONS.validate_json(run(data, "conversations", "--json").stdout)
    assert (thread.answers, thread.title) == (2, QUESTION)
    third = run(data, "ask", "och biblioteket?", "--conversation", thread.id)
    assert "§ 12" in third.stdout
    shown = run(data, "conversations", thread.id)
    assert "» vad kostar det?" in shown.stdout
    whole = ConversationWhole.model_validate_json(run(data, "conversations", thread.id, "--json").stdout)
    assert len(whole.history) == 3


def test_threads_are_listed_and_deleted(data: Path) -> None:
    assert "Här finns inga samtal." in run(data, "conversations").stdout
    run(data, "ask", QUESTION, "--follow")
    listed = run(data, "conversations").stdout
    assert QUESTION in listed
    name = listed.split()[0]
    assert run(data, "conversations", name, "--delete").stdout == "Samtalet är borttaget.\n"
    assert run(data, "conversations", name).exit_code == 1


def test_a_question_without_a_thread_is_in_none(data: Path) -> None:
    assert "Gäller:" not in run(data, "ask", QUESTION).stdout
    assert CONVERSATIONS.validate_json(run(data, "conversations", "--json").stdout) == []


def test_an_unknown_thread_is_said_so(data: Path) -> None:
    result = run(data, "ask", QUESTION, "--conversation", "samtal-1")
    assert result.exit_code == 1
    assert "Samtalet finns inte" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments", [("ask", "Vad?", "--follow", "--conversation", "x"), ("conversations", "--delete")]
)
def test_what_does_not_go_together_is_wrong_use(data: Path, arguments: tuple[str, ...]) -> None:
    assert run(data, *arguments).exit_code == 2
