"""Which goals of a plan lack what it takes to follow them up: indicator, baseline, target, date, owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted
from assistant.goals.findings import GOALS_JUDGED, findings
from assistant.retrieve import Part, Passage
from ingest.goal_style import default_goal_style
from ingest.model import SectionKind
from ingest.stored import StoredDocument, StoredGoal

_LACKS = re.compile(
    r"\b(?:saknar|saknas|saknade|utan|varken|inte|ej|inga|inget|ingen|lack\w*|without)\b", re.IGNORECASE
)
_ASKED: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("indikator", re.compile(r"\bindikator", re.IGNORECASE), "indikator"),
    (
        "utgångsvärde",
        re.compile(r"\b(?:utgångsvärde|basvärde|startvärde|nuläge|baseline)", re.IGNORECASE),
        "utgångsvärde",
    ),
    ("målvärde", re.compile(r"\b(?:målvärde|målnivå|måltal|targets?\b)", re.IGNORECASE), "målvärde"),
    (
        "tidpunkt",
        re.compile(r"\b(?:tidpunkt|datum|slutår|tidsatt|tidsatta|deadline|tidsgräns)", re.IGNORECASE),
        "tidpunkt",
    ),
    ("ansvarig", re.compile(r"\b(?:ansvarig|målägare|ägare|owner)", re.IGNORECASE), "ansvarig"),
    ("siffra", re.compile(r"\b(?:mätbar|siffr|mått\b|mäta)", re.IGNORECASE), "siffra att mäta mot"),
)
_EITHER = re.compile(r"\beller\b", re.IGNORECASE)
_NEITHER = re.compile(r"\bvarken\b|\bneither\b", re.IGNORECASE)
_VALUES = frozenset({"utgångsvärde", "målvärde"})


def asks_for_gaps(text: str) -> bool:
    """Whether a question asks which goals lack something."""
    return bool(_LACKS.search(text)) and any(pattern.search(text) for _, pattern, _ in _ASKED)


def goals_lacking(
    text: str, goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]]
) -> Composed | None:
    """The goals of one document that lack what the question names: all of it, or after a bare 'eller' any of it."""
    judged = [goal for goal in goals if goal.tier in GOALS_JUDGED]
    asked = [(rule, said) for rule, pattern, said in _ASKED if pattern.search(text)]
    if not judged or not asked:
        return None
    either = bool(_EITHER.search(text)) and not _NEITHER.search(text)
    wanted = any if either else all
    found = [g for g in judged if wanted(rule in _lacking(g) for rule, _ in asked)]
    what = f" {'eller' if either else 'och'} ".join(said for _, said in asked)
    title = documents[judged[0].content][0].title
    if not found:
        return Composed(refused=Refused("saknas", f"Inget mål i {title} saknar {what}."))
    rows = [_row(goal, documents) for goal in found]
    head = f"Mål i {title} som saknar {what}: {', '.join(_name(goal) for goal in found)}."
    quotes = tuple(quote for row in rows for quote in row.quotes)
    return Composed((Statement(head, quotes), *rows))


def _lacking(goal: StoredGoal) -> set[str]:
    """What the goal's text lacks; where it has no figure at all it has neither baseline nor target."""
    style = default_goal_style()
    rules = {
        one.rule
        for one in findings(goal.tier, goal.text, goal.description.value, goal.indicators, style=style)
    }
    return rules | _VALUES if "siffra" in rules else rules


def _name(goal: StoredGoal) -> str:
    return f"Mål {goal.number}" if goal.number else quoted(goal.text)


def _row(goal: StoredGoal, documents: dict[str, list[StoredDocument]]) -> Statement:
    section = _name(goal) if goal.number else goal.tier.capitalize()
    parts = (Part(section, SectionKind.TEXT, goal.source), Part(section, SectionKind.TEXT, goal.description))
    passage = Passage(documents[goal.content][0], section, None, parts, 1.0)
    named = f"Mål {goal.number}: " if goal.number else ""
    return Statement(f"{named}{quoted(goal.text)}", (Quote(passage, goal.source),))
