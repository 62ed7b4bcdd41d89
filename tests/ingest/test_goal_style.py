"""The words that goals are judged by, and a kommun's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.goal_style import default_goal_style
from ingest.kommunfile import load_kommun_config


def test_the_shipped_words_are_there_in_lower_case() -> None:
    style = default_goal_style()
    assert {"verka för", "god", "bättre"} <= set(style.weasel)
    assert all(word == word.casefold() for words in (style.weasel, style.owner) for word in words)


def test_a_kommun_adds_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "kommun.toml"
    path.write_text('[goals]\nweasel = ["I framkant"]\n', encoding="utf-8")
    style = load_kommun_config(path).goals
    assert "i framkant" in style.weasel
    assert "verka för" in style.weasel
    assert style.owner == default_goal_style().owner


@pytest.mark.parametrize("text", ['[goals]\nsvepande = ["x"]', '[goals]\nweasel = "x"', "goals = 3"])
def test_a_wrong_list_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kommun.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"kommun\.toml"):
        load_kommun_config(path)
