"""Answers out of running text: facts from one passage, from several, clause by clause, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements, decision_text
from assistant.answer.facts import Candidate, evidence, fact_statements, has_sign, one_each, signs_in
from assistant.answer.gaps import not_here, not_said
from assistant.answer.lookup import LEAST_COVERAGE
from assistant.answer.ranking import closeness, ranked, unmet
from assistant.answer.statement import Composed, Statement
from assistant.matching import coverage
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import Level, SectionKind

_LEAST_SECOND = 0.8


def facts(asking: Asking, passages: Sequence[Passage]) -> Composed:
    """Sentences that carry the answer, from the best passage and from a second one that adds to it."""
    query = asking.query
    used = _used(asking, passages)
    if len(used) > 1 and not query.asks(Want.COMPARISON):
        chosen = one_each(used, query, asking.weighed)
    else:
        chosen = evidence(used, query, asking.weighed, most=6 if len(used) > 1 else 4)
    if not chosen:
        return not_here(asking, passages)
    if not has_sign(query, " ".join(c.text.value for c in chosen)):
        chosen = _with_sign(asking, passages) or chosen
    statements = fact_statements(chosen, english=query.english)
    best = chosen[0].passage
    level = best.paragraph.level if best.paragraph else None
    if not has_sign(query, _words(statements)) and query.asks(Want.AMOUNT, Want.DATE):
        return not_said(best, statements)
    if coverage(asking.weighed, " ".join(p.text + p.document.title for p in used)) < LEAST_COVERAGE:
        return not_here(asking, passages)
    moved = any(c.kind in (SectionKind.YRKANDE, SectionKind.VERKSAMHETENS_FORSLAG) for c in chosen)
    if best.paragraph and (
        moved
        or signs_in(query, decision_text(best.paragraph).value)
        or best.paragraph.level in (Level.FORSLAG, Level.OVERLAMNAT)
    ):
        statements += decision_statements(best, asking.weighed, english=query.english)
    return Composed(tuple(statements), level)


def _with_sign(asking: Asking, passages: Sequence[Passage]) -> list[Candidate]:
    """Sentences of a further passage, nearly as good, that hold the amount or date that the best one lacks."""
    for passage in passages[1:6]:
        if passage.score < 0.75 * passages[0].score:
            break
        chosen = evidence([passage], asking.query, asking.weighed)
        if chosen and has_sign(asking.query, " ".join(c.text.value for c in chosen)):
            return chosen
    return []


def _used(asking: Asking, passages: Sequence[Passage]) -> list[Passage]:
    """The passages to answer from: the best, and for comparisons and enumerations those that are as much to the point."""
    used = [passages[0]]
    if asking.query.asks(Want.COMPARISON):
        used += [p for p in passages[1:4] if p.score >= _LEAST_SECOND * passages[0].score]
    elif asking.query.asks(Want.ENUMERATION) and asking.query.names:
        near = 0.85 * closeness(asking, passages[0])
        used += [p for p in passages[1:10] if closeness(asking, p) >= near and not unmet(asking, [p])]
    return used


def with_more(asking: Asking, found: Composed) -> Composed:
    """A detail with the date, amount or reason that the question asks for besides."""
    query = asking.query
    if not query.asks(Want.DATE, Want.AMOUNT, Want.WHY, Want.HOW_MANY) or query.asks(Want.VOTE):
        return found
    said = " ".join(statement.text for statement in found.statements)
    if signs_in(query, said):
        return found
    passage = found.statements[0].quotes[0].passage
    more = [
        c for c in evidence([passage], query, asking.weighed, most=2) if c.kind is not SectionKind.RECIPIENTS
    ]
    return replace(found, statements=(*found.statements, *fact_statements(more, english=query.english)))


def by_numbers(asking: Asking) -> Composed | None:
    """What each of the §§ named says about the question; None where one of them is not found."""
    query = asking.query
    statements: list[Statement] = []
    for number in query.numbers[:4]:
        narrowed = replace(asking.kommun_filters, number=number)
        found = ranked(asking, asking.search(narrowed, limit=6))
        if not found:
            return None
        chosen = evidence(found[:1], query, asking.weighed, most=2)
        statements += fact_statements(chosen, english=query.english)
        if query.asks(Want.DECISION) or not chosen:
            statements += decision_statements(found[0], asking.weighed, english=query.english)
    return Composed(tuple(statements))


def side_by_side(asking: Asking) -> Composed:
    """What each of the named kommuner's documents say."""
    statements: list[Statement] = []
    for kommun in asking.query.kommuner:
        found = ranked(asking, asking.search(replace(asking.base, kommun=kommun)))
        if not found:
            statements.append(Statement(f"Om {kommun} finns inget i underlaget."))
            continue
        chosen = evidence(found[:5], asking.query, asking.weighed, most=2)
        told = fact_statements(chosen, english=asking.query.english)
        statements += [replace(told[0], text=f"{kommun}: {told[0].text}"), *told[1:]]
    return Composed(tuple(statements))


def _words(statements: Sequence[Statement]) -> str:
    return " ".join(quote.text.value for statement in statements for quote in statement.quotes)
