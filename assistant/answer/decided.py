"""Answers about a decision: the paragraph's own, with what else was asked, or the matter's way through the bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.absent import first_paragraphs, newest_of
from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements, decision_text, shortened
from assistant.answer.facts import counted, evidence, fact_statements, has_sign
from assistant.answer.gaps import lacking, not_said, wrong_premise
from assistant.answer.held_meetings import latest_of
from assistant.answer.matter import latest, way
from assistant.answer.stages import asks_for_way, history, staged
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted
from assistant.answer.units import Candidate
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import SectionKind

_LONG_QUESTION = 110


def decided(asking: Asking, best: Passage, absent: tuple[str, ...]) -> Composed:
    """What was decided in the matter of the best paragraph, and whose decision is lacking."""
    stages = way(asking, best)
    if asks_for_way(asking, stages):
        return staged(asking, stages)
    if asking.query.asks(Want.MATTER) and len(stages) < 2 and (told := history(asking, best)):
        return told
    return _one(asking, latest(asking, best, stages), absent)


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
        return _without_theirs(asking, best, missing, statements)
    wrong = wrong_premise(asking, best, way(asking, best))
    if wrong:
        statements.insert(0, Statement(wrong, statements[0].quotes if statements else ()))
    if query.asks(Want.AMOUNT, Want.HOW_OFTEN, Want.HOW_MANY) and not has_sign(query, _words(statements)):
        return not_said(best, statements)
    if not counted(query, asking.weighed, [*shown, *(fact.text.value for fact in facts)]):
        return not_said(best, statements)
    return Composed(tuple(statements), level)


def _without_theirs(asking: Asking, best: Passage, missing: str, statements: Sequence[Statement]) -> Composed:
    """What there is where the decision of the body asked about is not here. Whether that body has decided is answered by
    the proposal to it: not as far as is known here; what it decided is refused."""
    paragraph, query = best.paragraph, asking.query
    assert paragraph is not None
    theirs = next(body for body in query.bodies if missing.startswith(body.name))
    latest = latest_of(asking, theirs.name)
    onwards = {paragraph.next_body, paragraph.final_body, *(point.next_body for point in paragraph.points)}
    if (
        theirs.name in onwards
        and query.asks(Want.YES_NO)
        and not query.asks(Want.DATE, Want.AMOUNT, Want.WHY)
    ):
        told = (Statement(missing, (Quote(best, paragraph.heading),)), *statements)
        return Composed(told, paragraph.level, warnings=(latest.strip(),))
    named = (best, *first_paragraphs(asking, newest_of(asking, {theirs.key})))
    return Composed(tuple(statements), paragraph.level, Refused("delvis", missing + latest, (best,), named))


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
    others = query.asks(
        *(Want.AMOUNT, Want.DATE, Want.PERSON, Want.WHY, Want.HOW_MANY, Want.HOW_OFTEN, Want.ENUMERATION)
    ) or not query.asks(Want.DECISION)
    if not others and len(query.text) < _LONG_QUESTION:
        return []
    return [
        c
        for c in evidence([best], query, asking.weighed, most=most)
        if c.kind not in (SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.RECIPIENTS)
    ]


def _words(statements: Sequence[Statement]) -> str:
    return " ".join(quote.text.value for statement in statements for quote in statement.quotes)
