"""Answers out of running text: facts from one passage, from several, clause by clause, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements, decision_text
from assistant.answer.facts import (
    DECIDING,
    IN_FORCE,
    MONEY,
    counted,
    evidence,
    fact_statements,
    has_sign,
    of_other_year,
    one_each,
    score,
    signs_in,
)
from assistant.answer.gaps import not_here, not_said, wrong_premise
from assistant.answer.lookup import LEAST_COVERAGE, beside
from assistant.answer.matter import latest, way
from assistant.answer.ranking import closeness, unmet
from assistant.answer.statement import Composed, Statement
from assistant.answer.units import Candidate, candidates
from assistant.matching import coverage, coverage_of, met, vocabulary
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.dates import MONTHS
from ingest.model import Level, SectionKind

_LEAST_SECOND = 0.8
_SAYS_AS_MUCH = 0.75
_NAMED = 0.6
_NAME_LENGTH = 5
_MOST_OF_IT = 0.65
_HARDLY = 0.32
_OF_IT = 0.2
_WHEN_HELD = re.compile(
    r"^\W*(?:när|vilket datum|vilken dag)\b[^?]{0,40}\b(?:har|är|hade|var|hålls|höll|hölls|sammanträder)\b[^?]{0,40}"
    r"\b(?:möten?|mötet|sammanträden?|sammanträdet|sammanträder)\b(?! (?:om|där))",
    re.IGNORECASE,
)
_PAY = re.compile(r"\b(?:tjänar|tjänade|lön(?:en)?)\b", re.IGNORECASE)
_PAID = re.compile(r"\b\w*(?:lön(?:en|er|erna)?|arvode\w*)\b", re.IGNORECASE)
_A_MEETING = re.compile(r"\b(?:sammanträd\w*|möten?|mötet)\b", re.IGNORECASE)
_LONGEST_MONTH = 31


def facts(asking: Asking, passages: Sequence[Passage]) -> Composed:
    """Sentences that carry the answer, from the best passage or from several that belong together.

    The level is said only where the decision itself is told; a sentence of the background decides nothing.
    """
    query = asking.query
    passages = _as_it_stands(asking, passages)
    used = _used(asking, passages)
    chosen = _chosen(asking, used)
    if chosen and not has_sign(query, " ".join(c.text.value for c in chosen)):
        chosen = _with_sign(asking, passages) or chosen
    unpaid = _PAY.search(query.text) and not any(_PAID.search(c.text.value) for c in chosen)
    if not chosen or unpaid or coverage(asking.weighed, _all_words(used)) < LEAST_COVERAGE:
        return not_here(asking, passages)
    statements = fact_statements(chosen, english=query.english)
    best = chosen[0].passage
    if (
        not has_sign(query, _words(statements))
        or not _of_month(asking, chosen)
        or not _of_meeting(asking, chosen)
        or not counted(asking.query, asking.weighed, [c.text.value for c in chosen])
        or of_other_year(query, best, [c.text.value for c in chosen])
        or _of_nothing_asked(asking, best, chosen)
        or _of_somebody_else(asking, best, chosen)
        or _off_point(asking, best)
    ):
        return not_said(best, statements)
    wrong = wrong_premise(asking, best, way(asking, best)) if best.paragraph else None
    if wrong and best.paragraph:
        decision = decision_statements(best, asking.weighed, english=query.english)
        return Composed((Statement(wrong, decision[0].quotes), *decision), best.paragraph.level)
    if best.paragraph and _decision_belongs(asking, best, chosen):
        return _with_decision(asking, best, chosen)
    decided_there = any(c.passage.key == best.key and c.kind in DECIDING for c in chosen)
    level = best.paragraph.level if best.paragraph and decided_there else None
    return Composed(tuple(statements), level)


def _with_decision(asking: Asking, best: Passage, chosen: Sequence[Candidate]) -> Composed:
    """The facts and the decision, each said once; for a yes-or-no question the decision first."""
    paragraph, english = best.paragraph, asking.query.english
    assert paragraph is not None
    whole = decision_text(paragraph).value
    facts_only = [c for c in chosen if c.passage.key != best.key or c.text.value not in whole]
    first = asking.query.asks(Want.YES_NO) or not facts_only
    decision = decision_statements(best, asking.weighed, english=english, brief=not first)
    told = fact_statements(facts_only, english=english, brief=best if first else None)
    return Composed(tuple([*decision, *told] if first else [*told, *decision]), paragraph.level)


def _as_it_stands(asking: Asking, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the latest stage of the best one's matter first, where it says as much about the question."""
    best = passages[0]
    if asking.query.asks(Want.DEFINITION):
        return list(passages)  # what a word means is told where it comes up first
    now = latest(asking, best, way(asking, best))
    if now is best or _says(asking, now) < _SAYS_AS_MUCH * _says(asking, best):
        return list(passages)
    return [now, *passages]


def _says(asking: Asking, passage: Passage) -> float:
    """How well the best sentence of a passage answers."""
    return max((score(unit, asking.query, asking.weighed) for unit in candidates(passage)), default=0.0)


def _chosen(asking: Asking, used: Sequence[Passage]) -> list[Candidate]:
    several = len(used) > 1 and used[0].document.content != used[1].document.content
    if (several or (len(used) > 1 and used[0].paragraph)) and not asking.query.asks(Want.COMPARISON):
        return one_each(used, asking.query, asking.weighed)
    return evidence(used, asking.query, asking.weighed, most=6 if len(used) > 1 else 4)


def _all_words(passages: Sequence[Passage]) -> str:
    return " ".join(f"{passage.text} {passage.document.title}" for passage in passages)


def _decision_belongs(asking: Asking, best: Passage, chosen: Sequence[Candidate]) -> bool:
    """Whether the decision is to be told beside the facts: it is only proposed, they were only moved, or it holds them."""
    paragraph = best.paragraph
    assert paragraph is not None
    moved = any(c.kind in (SectionKind.YRKANDE, SectionKind.VERKSAMHETENS_FORSLAG) for c in chosen)
    proposed = paragraph.level in (Level.FORSLAG, Level.OVERLAMNAT)
    asked = asking.query.asks(Want.YES_NO)
    before = not asking.query.asks(Want.DEFINITION) and any(IN_FORCE.search(c.text.value) for c in chosen)
    return asked or moved or proposed or before or signs_in(asking.query, decision_text(paragraph).value)


def _of_month(asking: Asking, chosen: Sequence[Candidate]) -> bool:
    """Whether a sentence speaks of the month that the question asks a day of; True where it asks of none."""
    period = asking.query.period
    if not asking.query.asks(Want.DATE) or period is None or asking.filters.date_from:
        return True
    if (period[1] - period[0]).days > _LONGEST_MONTH:
        return True
    name, number = MONTHS[period[0].month - 1], f"{period[0]:%Y-%m}"
    return any(name in c.words or number in c.text.value for c in chosen)


def _of_meeting(asking: Asking, chosen: Sequence[Candidate]) -> bool:
    """Whether a sentence speaks of a meeting, where the question is when one is held; True where it is not."""
    if not asking.query.asks(Want.DATE) or not _WHEN_HELD.search(asking.query.text):
        return True
    return any(_A_MEETING.search(c.text.value) for c in chosen)


def _of_nothing_asked(asking: Asking, best: Passage, chosen: Sequence[Candidate]) -> bool:
    """Whether the numbers found are of nothing that the question names: neither their sentences nor the title and headings
    hold any of its words, its year aside. 'Hur stort blev underskottet 2024?' is not told by a share of some goals."""
    query = asking.query
    own = [one for one in asking.weighed if not one.term.word.isdigit() and not one.term.source]
    if not own or not query.asks(Want.AMOUNT, Want.HOW_MANY):
        return False
    title = vocabulary(f"{best.paragraph.title if best.paragraph else best.section} {best.document.title}")
    telling = [c for c in chosen if has_sign(query, c.text.value)]
    return all(coverage_of(own, c.words | c.heading | title) < _OF_IT for c in telling)


def _of_somebody_else(asking: Asking, best: Passage, chosen: Sequence[Candidate]) -> bool:
    """Whether the sums found are of somebody else than the one named: neither sentence nor title bears the name."""
    if not asking.query.asks(Want.AMOUNT):
        return False
    named = [
        o for o in asking.weighed if o.term.proper and not o.term.source and len(o.term.word) >= _NAME_LENGTH
    ]
    title = vocabulary(f"{best.paragraph.title if best.paragraph else best.section} {best.document.title}")
    named = [one for one in named if met(one.term, title) < _NAMED]
    sums = frozenset().union(*(c.words | c.heading for c in chosen if MONEY.search(c.text.value)))
    return bool(named) and bool(sums) and all(met(one.term, sums) < _NAMED for one in named)


def _off_point(asking: Asking, best: Passage) -> bool:
    """Whether the passage is on the matter but holds nothing of what is asked about it: no sentence meets the rest of the
    question, which asks for nothing that can be told by its form."""
    query = asking.query
    if query.asks(Want.AMOUNT, Want.DATE, Want.HOW_MANY, Want.PERSON, Want.WHY, Want.YES_NO, Want.COMPARISON):
        return False
    title = vocabulary(f"{best.paragraph.title if best.paragraph else best.section} {best.document.title}")
    rest = [one for one in asking.weighed if not one.term.source and met(one.term, title) < _NAMED]
    share = sum(one.weight for one in rest) / (sum(one.weight for one in asking.weighed) or 1.0)
    closest = max((coverage_of(rest, unit.words | unit.heading) for unit in candidates(best)), default=0.0)
    return share >= _MOST_OF_IT and closest < _HARDLY


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
    used = [passages[0], *beside(asking, passages)]
    if asking.query.asks(Want.COMPARISON):
        held = set(asking.held_bodies)
        others = [p for p in passages[1:6] if not held or (p.paragraph and p.paragraph.body_key in held)]
        used += [p for p in others[:3] if p.score >= _LEAST_SECOND * passages[0].score]
    elif asking.query.asks(Want.ENUMERATION) and asking.query.names:
        near = 0.85 * closeness(asking, passages[0])
        same = [
            p for p in passages[1:10] if p.paragraph and p.document.content == passages[0].document.content
        ]
        used += [p for p in same if closeness(asking, p) >= near and not unmet(asking, [p])]
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


def _words(statements: Sequence[Statement]) -> str:
    return " ".join(quote.text.value for statement in statements for quote in statement.quotes)
