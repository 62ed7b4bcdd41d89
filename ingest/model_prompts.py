"""What an embedding model wants to stand before a question and before a passage.

Set by the kommun, else said by the model's own configuration, else known of its family (`data/prompts.toml`).
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CONFIGURATION = "config_sentence_transformers.json"
_PASSAGE_NAMES = ("document", "passage", "corpus")
"""What a configuration may call the passages' prompt, in the order that sentence-transformers looks for them."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """Text put before a question and before a passage as it stands, blanks included; '' puts none."""

    query: str = ""
    passage: str = ""

    def __bool__(self) -> bool:
        return bool(self.query or self.passage)


def prompts_of(folder: Path, name: str, *, query: str | None = None, passage: str | None = None) -> Prompts:
    """The prompts of the model in `folder` that is called `name`; `query` and `passage`, where given, go first."""
    found = _configured(folder) or _of_family(name) or Prompts()
    return Prompts(
        query=found.query if query is None else query,
        passage=found.passage if passage is None else passage,
    )


def _configured(folder: Path) -> Prompts | None:
    """What the model's configuration says; None where it says nothing, or nothing but empty prompts."""
    try:
        said = json.loads((folder / _CONFIGURATION).read_text(encoding="utf-8")).get("prompts") or {}
    except (OSError, ValueError, AttributeError):
        return None
    passage = next((said[name] for name in _PASSAGE_NAMES if said.get(name) is not None), "")
    return Prompts(said.get("query") or "", passage) or None


def _of_family(name: str) -> Prompts | None:
    last = name.rstrip("/").rpartition("/")[2].casefold()
    fitting = [start for start in _families() if last.startswith(start)]
    return _families()[max(fitting, key=len)] if fitting else None


@cache
def _families() -> dict[str, Prompts]:
    """How a family's models' names begin → its prompts."""
    text = Path(__file__).with_name("data").joinpath("prompts.toml").read_text(encoding="utf-8")
    return {
        start: Prompts(family["query"], family["passage"])
        for family in tomllib.loads(text)["family"]
        for start in family["names"]
    }
