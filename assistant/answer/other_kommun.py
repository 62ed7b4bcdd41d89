"""Questions about what a body of another kommun did: told apart from this kommun's, and refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

_BODIES = (
    r"kommunfullmäktige|fullmäktige|kommunstyrelsen?|ks|kf|\w*nämnden|\w*utskottet|(?:municipal |city )?council"
    r"|executive board|executive committee"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A body and its kommun: 'kommunstyrelsen i Vårgårda', 'Vårgårdas kommunfullmäktige'."""
    table = tomllib.loads((files("assistant") / "data" / "kommuner.toml").read_text("utf-8"))
    names = "|".join(re.escape(" ".join(name.split())) for name in table["names"].split(","))
    return (
        re.compile(rf"(?i:\b(?:{_BODIES})\s+(?:i|in|of)\s+)(?P<name>{names})\b"),
        re.compile(
            rf"\b(?P<name>{names})s?\s+(?:kommuns\s+)?(?i:kommunfullmäktige|kommunstyrelse|fullmäktige)"
        ),
    )


def other_kommun(text: str, held: Collection[str]) -> str | None:
    """The kommun, none of `held`, whose body a question names; None where it names none."""
    own = {name.casefold() for name in held}
    for pattern in _patterns():
        found = pattern.search(text)
        if found and found["name"].casefold() not in own:
            return found["name"]
    return None
