"""The words that goal texts are judged by: `data/goals.toml`, extended per kommun in `kommun.toml` under `[goals]`.

```toml
[goals]
weasel = ["i framkant"]
owner = ["målansvarig"]
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class GoalStyle:
    """`weasel`: words that promise without saying how much; `owner`: say who answers for a goal; `baseline`, `target`:
    stand before the figure that it began at and the one to be reached. All in lower case."""

    weasel: tuple[str, ...]
    owner: tuple[str, ...]
    baseline: tuple[str, ...]
    target: tuple[str, ...]

    def extended(self, table: Mapping[str, Any]) -> GoalStyle:
        """With a kommun's own words as well. Raises ValueError where a list is unknown, TypeError where it is none."""
        known = {field.name for field in fields(self)}
        unknown = set(table) - known
        if unknown:
            raise ValueError(f"goals.{min(unknown)}")
        return GoalStyle(**{name: (*getattr(self, name), *_words(table.get(name, ()))) for name in known})


def _words(given: object) -> tuple[str, ...]:
    if not isinstance(given, (list, tuple)) or not all(isinstance(word, str) for word in given):
        raise TypeError("goals: ord i en lista")
    return tuple(word.casefold() for word in given)


@lru_cache(maxsize=1)
def default_goal_style() -> GoalStyle:
    """The words shipped with the package."""
    table = tomllib.loads(files("ingest").joinpath("data/goals.toml").read_text("utf-8"))
    return GoalStyle((), (), (), ()).extended(table)
