"""Which readings are one goal: the same words, of the same kommun and tier, for the same time."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.goals.period import Period, overlap
from assistant.goals.readings import Reading
from ingest.analyse import content_words, stem

_BEGINNING = 24
"""Letters that two texts must begin with alike for one to be the other cut short."""

_ROLES = ("mål", "beslut", "omnämnande", "uppföljning")
_SAME_WORDS = 0.6
_REMEMBERED = 1 << 15
_GENERAL = frozenset(
    [
        "alla",
        "allt",
        "hela",
        "våra",
        "vårt",
        "fler",
        "mer",
        "samt",
        "kommun",
        "kommunen",
        "kommunens",
        "verksamhet",
        "verksamheten",
        "mål",
        "målet",
        "året",
    ]
)


@dataclass(frozen=True, slots=True)
class Node:
    """A goal with its readings: the one that sets it first, then those that name it or follow it up. `period`: the years it
    is for, those of a plan or decision, never those of a report about it."""

    id: str
    readings: tuple[Reading, ...]
    period: Period | None

    @property
    def main(self) -> Reading:
        """The reading that the goal is shown by."""
        return self.readings[0]

    @property
    def tier(self) -> str:
        """As in `ingest.model.Goal`."""
        return self.main.goal.tier

    @property
    def kommun(self) -> str | None:
        """Whose goal it is."""
        return self.main.document.kommun

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators that any reading names, each once."""
        named: dict[str, str] = {}
        for reading in self.readings:
            for name in reading.goal.indicators:
                named.setdefault(key(name), name)
        return tuple(named.values())


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """A text as compared: letters and figures in lower case."""
    return re.sub(r"[\W_]+", "", text.casefold())


@lru_cache(maxsize=_REMEMBERED)
def meaning(text: str) -> frozenset[str]:
    """The stems of the words of a text that say something, those left out that any goal may have."""
    return frozenset(stem(word) for word in content_words(text) if len(word) > 2 and word not in _GENERAL)


def nodes(found: Sequence[Reading]) -> list[Node]:
    """The goals, each once, in reading order; plans before follow-ups."""
    groups: list[list[Reading]] = []
    alike: dict[tuple[str | None, str, str], list[list[Reading]]] = defaultdict(list)
    numbered: dict[tuple[str | None, str, str | None], list[list[Reading]]] = defaultdict(list)
    for reading in sorted(found, key=lambda r: _ROLES.index(r.role)):
        of = (reading.document.kommun, reading.goal.tier)
        near = alike[*of, key(reading.goal.text)[:_BEGINNING]]
        same_number = numbered[*of, reading.goal.number]
        group = next((g for g in near if _same(g[0], reading)), None) or _renamed(same_number, reading)
        if group is None:
            group = []
            groups.append(group)
            near.append(group)
            same_number.append(group)
        group.append(reading)
    return [_node(group) for group in groups]


def _same(one: Reading, other: Reading) -> bool:
    a, b = key(one.goal.text), key(other.goal.text)
    short = min(len(a), len(b))
    alike = a == b or (short >= _BEGINNING and a[:short] == b[:short])
    return alike and (one.goal.tier == "vision" or overlap(one.period, other.period))


def _renamed(numbered: Sequence[list[Reading]], reading: Reading) -> list[Reading] | None:
    """In a follow-up, the goal of that number whose words are mostly the same."""
    if reading.role != "uppföljning" or not reading.goal.number:
        return None
    words = meaning(reading.goal.text)
    fitting = []
    for group in numbered:
        known = meaning(group[0].goal.text)
        mostly = len(words & known) >= _SAME_WORDS * max(len(words), len(known), 1)
        if mostly and overlap(group[0].period, reading.period):
            fitting.append(group)
    return fitting[0] if len(fitting) == 1 else None


def _node(group: Sequence[Reading]) -> Node:
    main = group[0]
    about = f"{main.document.kommun}|{main.goal.tier}|{key(main.goal.text)}|{main.period}"
    period = next((r.period for r in group if r.role in ("mål", "beslut") and r.period), None)
    return Node(hashlib.sha256(about.encode()).hexdigest()[:16], tuple(group), period)
