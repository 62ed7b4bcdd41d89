"""Visions and goals that a body's decision words: 'Vision för Björkby 2040 antas enligt följande lydelse: …'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.goal_words import tier_of
from ingest.goals import period_of
from ingest.model import DecisionPoint, Paragraph
from ingest.text import Text, bullet

_ADOPTS = r"(?:anta[rs]?|fastställ(?:s|er|a)|beslut(?:as|ar|a)|godkänn(?:s|er|a))"
_VISION_WORDED = re.compile(
    rf"^\W*(?:att\s+)?(?:{_ADOPTS}\s+)?(?:följande\s+|ny\s+)*vision(?:en)?\b[^:.\n]{{0,60}}?"
    rf"(?:\b{_ADOPTS}\b[^:.\n]{{0,60}})?:\s*[”\"»]?(?P<text>[^”\"«»]{{8,400}})",
    re.IGNORECASE,
)
_VISION_NAMED = re.compile(
    rf"\b{_ADOPTS}\s+(?:den nya\s+)?visionen\s+[”\"»]?(?P<text>(?-i:[A-ZÅÄÖ])[^”\"«»\n.;]{{4,160}})",
    re.IGNORECASE,
)
_VISION_FIRST = re.compile(
    rf"\bvisionen\s+[”\"»](?P<text>[^”\"«»]{{5,160}})[”\"«]\s+{_ADOPTS}\b", re.IGNORECASE
)
_LISTED = re.compile(
    r"\b(?P<tier>övergripande mål|inriktningsmål|fullmäktigemål|prioriterade mål|nämndmål|verksamhetsmål|mål)\b"
    r"[^:\n]{0,120}:\s*\n",
    re.IGNORECASE,
)
_DECIDES = re.compile(rf"\b{_ADOPTS}\b", re.IGNORECASE)
_LONGEST = 300
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class DecidedGoal:
    """A goal as a point of a decision words it; `level` is the point's."""

    tier: str
    text: Text
    period: str | None
    level: str


def decided_goals(paragraph: Paragraph) -> Iterator[DecidedGoal]:
    """The visions and goals that the points of a § adopt or propose, in order."""
    for point in paragraph.points:
        period = period_of(f"{paragraph.title} {point.text.value}", "")
        for tier, text in _worded(point):
            yield DecidedGoal(tier, text, period, str(point.level))


def _worded(point: DecisionPoint) -> Iterator[tuple[str, Text]]:
    value = point.text.value
    for pattern in (_VISION_WORDED, _VISION_NAMED, _VISION_FIRST):
        match = pattern.search(value)
        if match and _DECIDES.search(value) and len(match["text"].split()) >= _FEWEST_WORDS:
            yield "vision", point.text.slice(*match.span("text"))
            return
    listed = _LISTED.search(value)
    if listed and _DECIDES.search(listed.string[: listed.end()]):
        yield from ((tier_of(listed["tier"]), item) for item in _items(point.text, listed.end()))


def _items(text: Text, start: int) -> Iterator[Text]:
    """The items of the list that a text ends in, without their bullets."""
    for line in text.value[start:].split("\n"):
        lead = len(bullet(line))
        item = line[lead:].strip()
        if lead and len(item.split()) >= _FEWEST_WORDS and len(item) <= _LONGEST:
            yield text.slice(start + lead, start + len(line))
        start += len(line) + 1
