"""Answers about a decision: the paragraph's own, with what else was asked, or the matter's way through the bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements, decision_text, shortened
from assistant.answer.facts import evidence, fact_statements, has_sign
from assistant.answer.gaps import lacking, not_said, wrong_premise
from assistant.answer.matter import latest, way
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted
from assistant.answer.units import Candidate
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import SectionKind
from ingest.stored import StoredParagraph

_STAGES = 6
_LONG_QUESTION = 110


def decided(asking: Asking, best: Passage, absent: tuple[str, ...]) -> Composed:
    """What was decided in the matter of the best paragraph, and whose decision is lacking."""
    stages = way(asking, best)
    if stages and _asks_for_way(asking, stages):
        return _staged(asking, stages)
    return _one(asking, latest(asking, best, stages), absent)


def _asks_for_way(asking: Asking, stages: Sequence[Passage]) -> bool:
    """Whether the question names several of the bodies that the matter passed, or asks what became of it."""
    query = asking.query
    passed = {p.paragraph.body_key for p in stages if p.paragraph}
    named = [body.key for body in query.bodies if body.key in passed]
    return len(stages) > 1 and (len(named) > 1 or query.asks(Want.MATTER))


def _staged(asking: Asking, stages: Sequence[Passage]) -> Composed:
    """Each stage of the matter with its decision and what else was asked of it."""
    query = asking.query
    named = {body.key for body in query.bodies}
    wanted = [
        p
        for p in stages
        if p.paragraph and (p.paragraph.body_key in named or _in_period(asking, p.paragraph))
    ]
    shown = wanted if len(wanted) > 1 else list(stages)
    statements: list[Statement] = []
    for stage in shown[-_STAGES:]:
        statements += decision_statements(stage, asking.weighed, english=query.english)
        if query.asks(Want.AMOUNT, Want.DATE, Want.PERSON, Want.WHY, Want.HOW_MANY):
            statements += fact_statements(_further(asking, stage, most=1), english=query.english)
    last = stages[-1].paragraph
    assert last is not None
    return Composed(tuple(statements), last.level)


def _in_period(asking: Asking, paragraph: StoredParagraph) -> bool:
    """Whether the paragraph is of a day or month that the question names."""
    period = asking.query.period
    if paragraph.date in asking.query.dates:
        return True
    return (
        period is not None and (period[1] - period[0]).days < 32 and period[0] <= paragraph.date <= period[1]
    )


def _one(asking: Asking, best: Passage, absent: tuple[str, ...]) -> Composed:
    """What the best paragraph decided, with the further facts asked for, and whose decision is lacking."""
    query, paragraph = asking.query, best.paragraph
    assert paragraph is not None
    statements = decision_statements(best, asking.weighed, english=query.english)
    facts = _further(asking, best)
    shown = {quote.text.value for statement in statements for quote in statement.quotes}
    if not statements or not query.asks(Want.DECISION):
        statements = [*fact_statements(facts, english=query.english), *statements]
    else:
        statements += fact_statements(
            [fact for fact in facts if fact.text.value not in shown], english=query.english
        )
    statements += _proposed_by_others(asking, best)
    level = paragraph.level
    missing = lacking(asking, best, absent)
    if missing:
        return Composed(tuple(statements), level, Refused("delvis", missing, (best,)))
    wrong = wrong_premise(asking, best, way(asking, best))
    if wrong:
        statements.insert(0, Statement(wrong, statements[0].quotes if statements else ()))
    if query.asks(Want.AMOUNT) and not has_sign(query, _words(statements)):
        return not_said(best, statements)
    return Composed(tuple(statements), level)


def _proposed_by_others(asking: Asking, best: Passage) -> list[Statement]:
    """What another body, or the administration, had proposed in the matter, where the question asks for it."""
    paragraph = best.paragraph
    assert paragraph is not None
    asked = [body.name.casefold() for body in asking.query.bodies if body.key != paragraph.body_key]
    if re.search(r"\b(?:förvaltning|tjänsteperson|verksamhet)\w*", asking.query.text, re.IGNORECASE):
        asked += ["förvaltning", "verksamhet"]
    statements = []
    for section in paragraph.sections:
        heading = (section.heading or "").casefold()
        own = section.kind in (SectionKind.BESLUT, SectionKind.FORSLAG) and heading.startswith(
            paragraph.body.casefold()
        )
        own = own or section.body.value in decision_text(paragraph).value
        if section.body and not own and any(name.rstrip("s") in heading for name in asked):
            lead = f"{section.heading} i {place(best)} (inte {paragraph.body.lower()}s beslut)"
            statements.append(
                Statement(
                    f"{lead}: {quoted(shortened(section.body.value, 400))}", (Quote(best, section.body),)
                )
            )
    return statements[:2]


def _further(asking: Asking, best: Passage, *, most: int = 3) -> list[Candidate]:
    """Sentences for what else the question asks about the matter than its decision."""
    query = asking.query
    others = query.asks(Want.AMOUNT, Want.DATE, Want.PERSON, Want.WHY, Want.HOW_MANY) or not query.asks(
        Want.DECISION
    )
    if not others and len(query.text) < _LONG_QUESTION:
        return []
    return [
        c
        for c in evidence([best], query, asking.weighed, most=most)
        if c.kind not in (SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.RECIPIENTS)
    ]


def _words(statements: Sequence[Statement]) -> str:
    return " ".join(quote.text.value for statement in statements for quote in statement.quotes)
