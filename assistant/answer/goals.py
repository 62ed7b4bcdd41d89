"""Goals and indicators, from the goals that the register read out of plans."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.goal_gaps import asks_for_gaps, goals_lacking
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted
from assistant.matching import Weighed, coverage, met, vocabulary
from assistant.question_words import Want
from assistant.retrieve import Part, Passage
from ingest.filters import Filters
from ingest.model import SectionKind
from ingest.sentences import sentence_texts
from ingest.stored import StoredDocument, StoredGoal

_SHARED = re.compile(r"\b(?:delar|samma|gemensam|share)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:mål|goal)\s+(\d{1,3})\b", re.IGNORECASE)
_VISION = re.compile(r"\bvision(?:en|er)?\b", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"\b(?:hur går|status|utfall|målvärde\w*|färg|uppfyll\w*|nås|nåddes|follow)\b", re.IGNORECASE
)
_COLOUR = re.compile(r"\b(rö(?:d|tt|da)|gul(?:t|a)?|grön(?:t|a)?)\b", re.IGNORECASE)
_COLOURS = {
    **dict.fromkeys(("röd", "rött", "röda"), "röd"),
    **dict.fromkeys(("gul", "gult", "gula"), "gul"),
    **dict.fromkeys(("grön", "grönt", "gröna"), "grön"),
}
_ALL = re.compile(r"\b(?:vilka|alla|lista|hur många|samtliga|which|list|how many)\b", re.IGNORECASE)
_INDICATOR = re.compile(r"\bindikator", re.IGNORECASE)
_ABOUT_GOAL = 0.55
_OF_UNIT = 0.4
_NO_GOAL = 0.2
_GOAL_WORDS = frozenset({"mål", "målet", "målen", "goal", "goals"})


def goal_answer(asking: Asking) -> Composed | None:
    """An answer from the goals, None where they do not hold it."""
    text = asking.query.text
    goals = asking.archive.catalogue.goals(asking.kommun_filters)
    if not goals:
        return None
    documents = asking.archive.catalogue.sources_of(
        {g.content for g in goals}, Filters(zones=asking.base.zones)
    )
    goals = [goal for goal in goals if goal.content in documents]
    if asks_for_gaps(text):
        planned = [goal for goal in goals if not goal.status]
        chosen = _best_document(asking, _of_unit(asking, planned) or planned, documents)
        return goals_lacking(text, chosen, documents)
    if _SHARED.search(text) and _INDICATOR.search(text):
        return _sharing(goals, documents)
    colour = _COLOUR.search(text)
    if colour:
        return _of_colour(asking, goals, documents, _COLOURS[colour[1].casefold()])
    numbered = _NUMBERED.search(text)
    if numbered:
        found = [goal for goal in goals if goal.number == numbered[1]]
        followed = _FOLLOW_UP.search(text)
        found = _same_goal(asking, found) if followed else _best_document(asking, found, documents)
        return _told(found, documents, figures=bool(followed)) if found else None
    if asking.query.names:
        found = [g for g in goals if any(_named(name, g) for name in asking.query.names)]
        if found:
            return _told(found, documents)
    if _VISION.search(text) and asking.query.asks(Want.DEFINITION):
        found = [goal for goal in goals if goal.tier == "vision"]
        return _told(found[:2], documents) if found else None
    if _ALL.search(text) and re.search(r"\bmål", text, re.IGNORECASE):
        return _all(asking, goals, documents)
    if _INDICATOR.search(text):
        return _nearest(asking, [goal for goal in goals if goal.indicators] or goals, documents)
    return None


def _sharing(goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]]) -> Composed | None:
    """Goals of one document that have an indicator in common."""
    groups: dict[tuple[str, str], list[StoredGoal]] = defaultdict(list)
    for goal in goals:
        for indicator in goal.indicators:
            groups[goal.content, " ".join(indicator.casefold().split())].append(goal)
    shared = [group for group in groups.values() if len(group) > 1]
    if not shared:
        detail = "Inga två mål i samma plan har samma indikator i underlaget."
        return Composed(refused=Refused("saknas", detail)) if groups else None
    statements = []
    for group in shared:
        names = " och ".join(f"Mål {goal.number}" if goal.number else quoted(goal.text) for goal in group)
        indicator = next(i for i in group[0].indicators)
        statements.append(
            Statement(
                f"{names} har samma indikator: {quoted(indicator)}.",
                tuple(_quote(goal, documents) for goal in group),
            )
        )
    return Composed(tuple(statements))


def _named(name: str, goal: StoredGoal) -> bool:
    folded = f"{goal.source.value} {goal.description.value}".casefold()
    return name.casefold() in folded


def _same_goal(asking: Asking, goals: Sequence[StoredGoal]) -> list[StoredGoal]:
    """The goal as plan and follow-up show it: those of the numbered ones whose words fit the question best; where some
    have been followed up, these and the same ones in the plan."""
    own = [one for one in asking.weighed if one.term.word not in _GOAL_WORDS and not one.term.word.isdigit()]
    scored = [(coverage(own, f"{g.text} {' '.join(g.indicators)}"), g) for g in goals]
    best = max((value for value, _ in scored), default=0.0)
    fitting = [goal for value, goal in scored if value >= 0.8 * best]
    followed = {_folded(goal.text) for goal in fitting if goal.status}
    return [goal for goal in fitting if _folded(goal.text) in followed] or fitting


def _of_colour(
    asking: Asking, goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]], colour: str
) -> Composed | None:
    """The goals of one colour in the follow-up that the question is about."""
    followed = _best_document(asking, [goal for goal in goals if goal.status], documents)
    if not followed:
        return None
    found = [goal for goal in followed if goal.status == colour]
    if found:
        return _told(found, documents, figures=True)
    title = documents[followed[0].content][0].title
    return Composed(refused=Refused("saknas", f"Inget mål har status {colour} i {title}."))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _told(
    goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]], *, figures: bool = False
) -> Composed:
    statements = []
    for goal in goals:
        kind = goal.tier.capitalize() if goal.tier.endswith("mål") else "Mål"
        name = f"{kind} {goal.number}" if goal.number else goal.tier.capitalize()
        indicators = (
            f" Indikator: {', '.join(quoted(i) for i in goal.indicators)}." if goal.indicators else ""
        )
        proposed = " (föreslaget)" if goal.proposed else ""
        status = f" Status: {goal.status}." if goal.status else ""
        where = documents[goal.content][0].title
        said = [t for t in sentence_texts(goal.description) if figures and any(c.isdigit() for c in t.value)]
        quote = _quote(goal, documents)
        statements.append(
            Statement(f"{name}{proposed} i {where}: {quoted(goal.text)}.{indicators}{status}", (quote,))
        )
        statements += [Statement(quoted(t.value), (Quote(quote.passage, t),)) for t in said[:3]]
    return Composed(tuple(statements))


def _all(
    asking: Asking, goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]]
) -> Composed | None:
    """Every goal of the document, and of the department, that the question names; those on a subject, where it names one.
    None where no goal is on it: 'Vilka mål för matavfall …?' of a plan that is not here."""
    chosen = _best_document(asking, _of_unit(asking, goals) or list(goals), documents)
    about = _subject(asking, chosen, documents)
    if about:
        scored = [
            (coverage(about, f"{g.text} {' '.join(g.indicators)} {g.description.value}"), g) for g in goals
        ]
        best = max(value for value, _ in scored)
        if best < _NO_GOAL:
            return None
        if best >= _ABOUT_GOAL:
            chosen = _best_document(asking, [g for value, g in scored if value >= 0.8 * best], documents)
    return _told(chosen, documents) if chosen else None


def _subject(
    asking: Asking, goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]]
) -> list[Weighed]:
    """What a question about goals is about besides goals, their department, their plan and years."""
    named = " ".join(
        f"{goal.unit} {documents[goal.content][0].title} {documents[goal.content][0].file}" for goal in goals
    )
    frame = vocabulary(f"{named} mål målen indikator indikatorer vision övergripande delmål kf plan")
    own = [one for one in asking.weighed if not one.term.word.isdigit() and not one.term.source]
    return [one for one in own if met(one.term, frame) < _OF_UNIT]


def _of_unit(asking: Asking, goals: Sequence[StoredGoal]) -> list[StoredGoal]:
    """The goals of the department that the question names."""
    return [goal for goal in goals if goal.unit and coverage(asking.weighed, goal.unit) >= _OF_UNIT]


def _nearest(
    asking: Asking, goals: Sequence[StoredGoal], documents: dict[str, list[StoredDocument]]
) -> Composed | None:
    scored = [
        (
            coverage(
                asking.weighed, f"{g.text} {' '.join(g.indicators)} {g.description.value} mål kf indikator"
            ),
            g,
        )
        for g in goals
    ]
    value, goal = max(scored, key=lambda entry: entry[0])
    return _told([goal], documents) if value >= _ABOUT_GOAL else None


def _best_document(
    asking: Asking, goals: list[StoredGoal], documents: dict[str, list[StoredDocument]]
) -> list[StoredGoal]:
    """The goals of the document that the question is about: its title's words, then the newest."""
    if not goals:
        return []
    names = {content: documents[content][0] for content in {goal.content for goal in goals}}

    def fit(content: str) -> tuple[float, str]:
        document = names[content]
        return (coverage(asking.weighed, f"{document.title} {document.file}"), str(document.date or ""))

    best = max(names, key=fit)
    return [goal for goal in goals if goal.content == best]


def _quote(goal: StoredGoal, documents: dict[str, list[StoredDocument]]) -> Quote:
    section = f"Mål {goal.number}" if goal.number else goal.tier.capitalize()
    part = Part(section, SectionKind.TEXT, goal.source)
    return Quote(Passage(documents[goal.content][0], section, None, (part,), 1.0), goal.source)
