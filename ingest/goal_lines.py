"""Goals that a line announces: 'Mål 3: … (KF indikator: …)', 'Delmål 2.1 …', 'Mål: …'."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ingest.goal_words import (
    GOAL_LABEL,
    TIER_WORDS,
    bracketed_indicators,
    labelled_indicators,
    status_of,
    tier_of,
)
from ingest.model import Goal
from ingest.text import Line, Text, join

_NUMBERED = re.compile(
    rf"^(?P<tier>{TIER_WORDS})\s+(?:nr\s*)?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)\s*"
    r"(?:\((?P<unit>[^)]{1,40})\)\s*)?(?:[.:–-]\s*(?=\S)|(?=[A-ZÅÄÖ]))(?P<text>\S.*)$"
)
_LABELLED = re.compile(
    rf"^(?:(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)\.?\s+)?(?P<tier>{TIER_WORDS}):\s+(?P<text>[^\W\d].*)$"
)
_GOES_ON = re.compile(r"\b(?:och|eller|samt|av|för|med|den|det|ett|en|i|på|till|om|att|som|vid|från)\s*$")
_DOTS = re.compile(r"\.{4,}")

LONGEST_STATEMENT = 7
"""Lines of the longest goal, with its indicators."""


def opens_goal(text: str) -> re.Match[str] | None:
    """The line as the beginning of a goal that says its tier; None where it is none."""
    stripped = text.strip()
    if _DOTS.search(stripped):
        return None
    match = _NUMBERED.match(stripped)
    if match:
        return match
    match = _LABELLED.match(stripped)
    return match if match and len(match.group("text").split()) >= 3 else None


def announced(lines: Sequence[Line], headings: Set[int]) -> tuple[tuple[int, Goal], ...]:
    """Goals that say their tier, each with the line it begins on. `headings`: lines that begin a heading."""
    starts = [(index, match) for index, line in enumerate(lines) if (match := opens_goal(line.text))]
    limits = [*(index for index, _ in starts[1:]), len(lines)]
    return tuple(
        (start, _goal(lines, start, limit, headings, match))
        for (start, match), limit in zip(starts, limits, strict=False)
    )


def _goal(lines: Sequence[Line], start: int, limit: int, headings: Set[int], match: re.Match[str]) -> Goal:
    stated = _statement_end(lines, start, limit)
    source = join(lines[start:stated])
    end = _description_end(lines, stated, limit, headings)
    lead = " ".join(match.string[: match.start("text")].split())
    text, indicators = bracketed_indicators(source.value[len(lead) :].replace("\n", " "))
    text, status = status_of(text)
    below = lines[stated:end]
    return Goal(
        tier=tier_of(match.group("tier")),
        text=text,
        source=source,
        number=match.groupdict().get("number"),
        indicators=indicators or labelled_indicators(below),
        description=join(below) if below else Text(""),
        unit=match.groupdict().get("unit"),
        status=status or status_of("\n".join(line.text for line in below))[1],
    )


def _statement_end(lines: Sequence[Line], start: int, limit: int) -> int:
    """The line after the goal itself: wrapped lines and bracketed indicators belong to it."""
    end = start + 1
    while end < limit and end - start < LONGEST_STATEMENT:
        text = " ".join(line.text.strip() for line in lines[start:end])
        following = lines[end].text.strip()
        unclosed = text.count("(") > text.count(")")
        wrapped = following[:1].islower() and text[-1] not in ".!?:"
        if not (unclosed or wrapped or following.startswith("(") or _GOES_ON.search(text)):
            break
        end += 1
    return end


def _description_end(lines: Sequence[Line], start: int, limit: int, headings: Set[int]) -> int:
    """Where the text about a goal ends: a heading that is not one of its labels, or a paragraph of one line that is
    no sentence."""
    for index in range(start, limit):
        text = lines[index].text.strip()
        if index in headings and not GOAL_LABEL.match(text):
            return index
        if index > start and index + 1 < limit and _caption(lines[index], lines[index + 1]):
            return index
    return limit


def _caption(line: Line, following: Line) -> bool:
    text = line.text.strip()
    apart = line.gap > 0 and following.gap == 0 and not line.bulleted
    return apart and text[:1].isupper() and text[-1].isalnum() and following.text.strip()[:1].isupper()
