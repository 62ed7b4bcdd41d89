"""`kommun.toml`: what a kommun's own minutes call things, on top of the general dictionaries.

```toml
name = "Tallsele kommun"

[[body]]
name = "Tekniska utskottet"
key = "TU"

[headings.bakgrund]
forms = ["vad ärendet gäller"]

[goals]
weasel = ["i framkant"]
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest import bodies as body_data
from ingest import headings as heading_data
from ingest.bodies import Bodies, Body
from ingest.errors import UnreadableFile
from ingest.goal_style import GoalStyle, default_goal_style
from ingest.headings import Headings

_ADVICE = "Rätta filen eller ta bort den, så gäller de allmänna ordlistorna."


@dataclass(frozen=True, slots=True)
class KommunConfig:
    """The dictionaries that reading goes by, and the kommun's name where its file gives one."""

    headings: Headings
    bodies: Bodies
    name: str | None = None
    goals: GoalStyle = field(default_factory=default_goal_style)


def _bodies(rows: Iterable[Mapping[str, Any]]) -> tuple[Body, ...]:
    return tuple(
        Body(str(row["name"]), str(row["key"]), tuple(row.get("aliases", ())), row.get("proposes_to"))
        for row in rows
    )


@lru_cache(maxsize=1)
def default_config() -> KommunConfig:
    """The general dictionaries shipped with the package."""
    table = tomllib.loads(files("ingest").joinpath("data/bodies.toml").read_text("utf-8"))
    return KommunConfig(heading_data.default_headings(), Bodies(_bodies(table["body"])))


def load_kommun_config(path: Path | None = None) -> KommunConfig:
    """The general dictionaries, extended by the file at `path` where one is given.

    Raises `UnreadableFile` where the file is missing, is no TOML or names an unknown kind of heading.
    """
    general = default_config()
    if path is None:
        return general
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        own_headings = heading_data.from_tables(table.get("headings", {}))
        own_bodies = _bodies(table.get("body", ()))
        goals = general.goals.extended(table.get("goals", {}))
    except FileNotFoundError as exc:
        raise UnreadableFile(path.name, "filen finns inte.", _ADVICE) from exc
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise UnreadableFile(path.name, "filen går inte att läsa som TOML.", _ADVICE) from exc
    except (KeyError, ValueError, TypeError, AttributeError) as exc:
        raise UnreadableFile(path.name, f"filen har ett okänt eller saknat fält ({exc}).", _ADVICE) from exc
    return KommunConfig(
        heading_data.extended(general.headings, own_headings),
        body_data.extended(general.bodies, own_bodies),
        table.get("name"),
        goals,
    )
