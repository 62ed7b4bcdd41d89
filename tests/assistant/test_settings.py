"""Settings that do not go together stop the start; blanks of a prompt are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.settings import Settings


def test_prompts_are_taken_as_they_stand_and_may_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMMUNMINNE_EMBEDDING", "intfloat/multilingual-e5-small")
    monkeypatch.setenv("KOMMUNMINNE_EMBEDDING_QUERY_PROMPT", "query: ")
    monkeypatch.setenv("KOMMUNMINNE_EMBEDDING_PASSAGE_PROMPT", "")
    settings = Settings()
    assert (settings.embedding_query_prompt, settings.embedding_passage_prompt) == ("query: ", "")


@pytest.mark.parametrize("name", ["EMBEDDING_QUERY_PROMPT", "EMBEDDING_PASSAGE_PROMPT"])
def test_the_shipped_model_takes_no_prompts(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"KOMMUNMINNE_{name}", "query: ")
    result = CliRunner().invoke(app, ["doctor", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert f"KOMMUNMINNE_{name}" in result.stderr
