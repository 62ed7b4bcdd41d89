"""Answers that set sources side by side: §§, kommuner, bodies, and places that say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements
from assistant.answer.facts import evidence, fact_statements, has_sign, one_each
from assistant.answer.lookup import covered, meets
from assistant.answer.ranking import ranked
from assistant.answer.statement import Composed, Statement
from assistant.question_words import Want
from assistant.retrieve import Passage

_MOST_BODIES, _MOST_PLACES = 3, 3
_NEAR, _ABOUT = 0.6, 0.3


def by_numbers(asking: Asking) -> Composed | None:
    """What each of the §§ named says about the question; None where one of them is not found."""
    query = asking.query
    statements: list[Statement] = []
    for number in query.numbers[:4]:
        narrowed = replace(asking.kommun_filters, number=number)
        found = ranked(asking, asking.search(narrowed, limit=6))
        if not found:
            return None
        decides = query.asks(Want.DECISION) and found[0].paragraph is not None
        chosen = [] if decides else evidence(found[:1], query, asking.weighed, most=2)
        statements += fact_statements(chosen, english=query.english)
        if decides or not chosen:
            statements += decision_statements(found[0], asking.weighed, english=query.english)
    return Composed(tuple(statements))


def by_kommuner(asking: Asking) -> Composed:
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


def by_bodies(asking: Asking) -> Composed | None:
    """What each of several bodies named said or decided in the matter; None where fewer than two have anything on it."""
    query = asking.query
    told: list[Statement] = []
    found_of = 0
    for key in asking.held_bodies[:_MOST_BODIES]:
        own = replace(asking.kommun_filters, bodies=(key,))
        found = [p for p in ranked(asking, asking.search(own, limit=6)) if meets(asking, p)]
        if not found:
            continue
        found_of += 1
        chosen = evidence(found[:1], query, asking.weighed, most=1)
        if query.asks(Want.DECISION) and found[0].paragraph:
            told += decision_statements(found[0], asking.weighed, english=query.english)
        else:
            told += fact_statements(chosen, english=query.english)
    return Composed(tuple(told)) if found_of > 1 else None


def by_places(asking: Asking, passages: Sequence[Passage]) -> Composed | None:
    """What the places that come nearest say, the best sentence of each; None where only one holds what is asked for."""
    best = passages[0]
    near = [p for p in passages if p.score >= _NEAR * best.score and covered(asking, p) >= _ABOUT]
    chosen = [c for c in one_each(near, asking.query, asking.weighed) if has_sign(asking.query, c.text.value)]
    distinct = list({c.text.value: c for c in chosen}.values())[:_MOST_PLACES]
    if len(distinct) < 2:
        return None
    return Composed(tuple(fact_statements(distinct, english=asking.query.english)))
