"""Goal documents → goals: vision, övergripande mål, mål, delmål, aktiviteter, each once and with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.goal_lines import announced, opens_goal
from ingest.goal_lists import headed, quoted_vision, tabled
from ingest.goal_parents import parent_of
from ingest.goal_posters import posted
from ingest.goal_words import GOAL_LABEL
from ingest.model import Goal
from ingest.outline import Found, heading_name
from ingest.text import Line, join

_PERIOD = re.compile(r"\b(20\d\d)\s*[–-]\s*(20\d\d)\b")
_TERM = re.compile(
    r"(?:mandatperioden|perioden|planperioden|åren)\s*\(?\s*(20\d\d)\s*[–-]\s*(20\d\d)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(20\d\d)\b")


def goals(
    lines: Sequence[Line],
    outline: Sequence[Found],
    *,
    title: str = "",
    kommun: str | None = None,
    proposed: bool = False,
) -> tuple[Goal, ...]:
    """The goals of a cleaned document, in order of place. `outline`: its headings; `proposed`: it only proposes them.

    A goal named several times (a list at the front, its own section later) comes once, as the fullest of them.
    """
    starts = {index for heading in outline for index in range(heading.first, heading.last)}
    placed = [(lines[index], goal) for index, goal in announced(lines, starts)]
    for heading, end in zip(outline, _ends(lines, outline), strict=True):
        name = heading_name(join(lines[heading.first : heading.last]).value)
        placed.extend(_under(name, lines[heading.last : end]))
    placed.extend(quoted_vision(lines))
    placed.extend(tabled(lines))
    boxes = posted(lines, kommun)
    placed.extend(boxes)
    order = {(line.page, line.start): index for index, line in enumerate(lines)}
    placed.sort(key=lambda item: order[item[0].page, item[0].start])
    period = period_of(title, join(lines).value)
    single = []
    for line, goal in _once(placed):
        unit = None if (line, goal) in boxes else _unit(line, lines, outline)
        own = _years(_PERIOD.search(unit)) if unit else None
        single.append(replace(goal, unit=unit or goal.unit, period=own or period, proposed=proposed))
    return _with_parents(single)


def _under(name: str, body: Sequence[Line]) -> list[tuple[Line, Goal]]:
    """The goals listed under a heading. Where goals that say their tier follow in the same section, what comes before
    them introduces them, unless it is what is done for the goal above."""
    before = list(takewhile(lambda line: not opens_goal(line.text), body))
    found = list(headed(name, before))
    return [(line, goal) for line, goal in found if len(before) == len(body) or goal.tier == "aktivitet"]


def _ends(lines: Sequence[Line], outline: Sequence[Found]) -> list[int]:
    return [*(heading.start for heading in outline[1:]), len(lines)] if outline else []


def _key(goal: Goal) -> str:
    return re.sub(r"[\W_]+", "", goal.text.casefold())[:80]


def _weight(goal: Goal) -> tuple[bool, bool, int]:
    return bool(goal.indicators), goal.status is not None, len(goal.description.value)


def _once(placed: Iterable[tuple[Line, Goal]]) -> list[tuple[Line, Goal]]:
    """Each goal once, where it is told most fully; two texts are one goal where one begins as the other does."""
    kept: dict[str, tuple[Line, Goal]] = {}
    for line, goal in placed:
        key = _key(goal)
        twin = next((known for known in kept if known.startswith(key) or key.startswith(known)), None)
        if not key:
            continue
        if twin is None:
            kept[key] = (line, goal)
        elif _weight(goal) > _weight(kept[twin][1]):
            other = kept.pop(twin)[1]
            kept[key] = (line, replace(goal, number=goal.number or other.number))
    return list(kept.values())


def _unit(line: Line, lines: Sequence[Line], outline: Sequence[Found]) -> str | None:
    """The nearest heading above a goal that is neither a goal nor one of a goal's labels."""
    place = next(index for index, other in enumerate(lines) if other is line)
    for heading in reversed(outline):
        text = join(lines[heading.first : heading.last]).value
        if heading.first < place and not opens_goal(text) and not GOAL_LABEL.match(text):
            return heading_name(text)
    return None


def period_of(title: str, text: str) -> str | None:
    """'2023–2026' or '2025': the years in the title, else those that running text gives as its period."""
    year = _YEAR.search(title)
    return _years(_PERIOD.search(title) or _TERM.search(text)) or (year.group(1) if year else None)


def _years(match: re.Match[str] | None) -> str | None:
    return f"{match.group(1)}–{match.group(2)}" if match else None


def _with_parents(found: Sequence[Goal]) -> tuple[Goal, ...]:
    """Goals with the one above them, where the document tells it."""
    result = []
    for place, goal in enumerate(found):
        above = parent_of(place, found)
        result.append(replace(goal, parent=above.goal.text if above else None))
    return tuple(result)
