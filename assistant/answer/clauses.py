"""Questions in several clauses: what a first answer leaves unanswered of them is looked up clause by clause.

'Vad kostar vägen enligt planen och enligt budgeten?', 'Hur stort blev bidraget, och vem beslutade om det?'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.facts import evidence, fact_statements, has_sign
from assistant.answer.lookup import look_up
from assistant.answer.ranking import closeness
from assistant.answer.statement import Composed, Statement, quoted
from assistant.answer.units import candidates
from assistant.matching import Weighed, coverage, coverage_of
from assistant.query import Query, Term
from assistant.question_words import Want

_QUESTION_WORD = r"(?:vad|(?:(?:i|på|till|för|från|av|under|enligt)\s+)?(?:vilke[nt]|vilka)|vem|när|hur|var|varför|vart|how|what|who|when|why|which|where)"
_SPLIT = re.compile(rf"\s*[,–;-]?\s+(?:och|samt|and)\s+(?={_QUESTION_WORD}\b)", re.IGNORECASE)
_TWO_SOURCES = re.compile(
    r"^(?P<head>.*?\benligt\b)\s+(?P<one>.+?)\s+och\s+(?:enligt\s+)?(?P<two>(?!vad|hur|när|vem).+)$",
    re.IGNORECASE,
)
_ANSWERED = 0.6
_AS_GOOD = 0.6
_MUCH_CLOSER = 0.2
_IT = re.compile(r"\b(?:det|den|de|dem|dom|dess|detta|denna|it|they|them|its)\b", re.IGNORECASE)


def clauses(text: str) -> list[str]:
    """The question's clauses; one alone for a plain question."""
    parts = _SPLIT.split(text)
    if len(parts) > 1:
        return parts
    two = _TWO_SOURCES.match(text)
    return [f"{two['head']} {two['one']}", f"{two['head']} {two['two']}"] if two else [text]


def complete(asking: Asking, first: Composed) -> Composed:
    """`first` with statements for those clauses of the question that it leaves unanswered."""
    parts = clauses(asking.query.text)
    whole_way = asking.query.asks(Want.MATTER) and len(first.statements) > 2
    if len(parts) < 2 or first.refused or not first.statements or whole_way:
        return first
    statements, unanswered = list(first.statements), []
    for part in parts[:3]:
        clause = _clause(asking, part)
        if clause is not None and not _answered(clause, statements):
            told = _told(clause, statements)
            statements += told
            if not told and _of_its_own(clause):
                unanswered.append(f"Den här delen av frågan besvaras inte: {quoted(part.strip(' ?.!,'))}.")
    return replace(first, statements=tuple(statements)).with_warnings(unanswered)


def _of_its_own(clause: Asking) -> bool:
    """Whether a clause asks for a figure, a day or a person: that it goes unanswered is then sure enough to be said."""
    return clause.query.asks(Want.AMOUNT, Want.DATE, Want.HOW_MANY, Want.HOW_OFTEN, Want.PERSON)


def apart(asking: Asking) -> Composed | None:
    """An answer put together of those to the question's clauses, each looked up on its own; None where one has none."""
    parts = clauses(asking.query.text)
    if len(parts) < 2 or _TWO_SOURCES.match(asking.query.text):
        return None
    statements: list[Statement] = []
    for part in parts[:3]:
        query = asking.parse(part)
        kommuner = query.kommuner or asking.query.kommuner
        clause = replace(asking, query=replace(query, kommuner=kommuner, language=asking.query.language))
        told = _told(clause, []) if query.terms else []
        if not told:
            return None
        statements += told
    return Composed(tuple(statements))


def _clause(asking: Asking, text: str) -> Asking | None:
    """The clause as a question of its own; the rest of the question's words count as its setting. None for a mere tag."""
    query = asking.parse(text)
    own = {term.word for term in query.terms}
    if not own and not query.wants:
        return None
    setting = tuple(replace(term, source=True) for term in asking.query.terms if term.word not in own)
    return replace(asking, query=_merged(asking.query, query, setting))


def _merged(whole: Query, part: Query, setting: tuple[Term, ...]) -> Query:
    return replace(
        part,
        terms=(*part.terms, *setting),
        kommuner=part.kommuner or whole.kommuner,
        language=whole.language,
        names=part.names,
    )


def _own_subject(clause: Asking) -> bool:
    """Whether a clause says for itself what it is about; 'och hur stor yta gäller det?' goes on about the same matter."""
    return not _IT.search(clause.query.text) or bool(clause.query.bodies)


def _answered(clause: Asking, statements: list[Statement]) -> bool:
    """Whether what is said already meets the clause's own words, and holds the amount or date that it asks for."""
    said = " ".join(f"{s.text} {' '.join(q.text.value for q in s.quotes)}" for s in statements)
    own = [one for one in clause.weighed if not one.term.source]
    sources = [one for one in clause.weighed if one.term.source and one.term in _named_sources(clause)]
    if sources and coverage(sources, said) < _ANSWERED:
        return False
    if not has_sign(clause.query, said) or coverage(own, said) < _ANSWERED:
        return False
    return not _better_beside(clause, own, statements)


def _better_beside(clause: Asking, own: Sequence[Weighed], statements: Sequence[Statement]) -> bool:
    """Whether a sentence beside those shown comes much closer to the clause and holds the number that it asks for."""
    if not clause.query.asks(Want.AMOUNT, Want.DATE, Want.HOW_MANY, Want.HOW_OFTEN):
        return False
    quotes = [quote for statement in statements for quote in statement.quotes]
    shown = max((coverage(own, quote.text.value) for quote in quotes), default=0.0)
    told = " ".join(quote.text.value for quote in quotes)
    units = [unit for quote in quotes for unit in candidates(quote.passage) if unit.text.value not in told]
    beside = [coverage_of(own, unit.words) for unit in units if has_sign(clause.query, unit.text.value)]
    return max(beside, default=0.0) >= shown + _MUCH_CLOSER


def _named_sources(clause: Asking) -> tuple[Term, ...]:
    """The terms that the clause itself gives as its source ('enligt budgeten')."""
    words = {term.word for term in clause.parse(clause.query.text).terms if term.source}
    return tuple(term for term in clause.query.terms if term.word in words)


def _told(clause: Asking, statements: list[Statement]) -> list[Statement]:
    """Up to two sentences for the clause: out of the passages used so far where they are as close, else a new one."""
    found = look_up(clause).passages
    if not found:
        return []
    used = {quote.passage.key for statement in statements for quote in statement.quotes}
    best = max(found[:6], key=lambda passage: closeness(clause, passage))
    if used and not _own_subject(clause):
        found = tuple(passage for passage in found if passage.key in used)
        if not found:
            return []
        best = found[0]
    near = [p for p in found if p.key in used and closeness(clause, p) >= _AS_GOOD * closeness(clause, best)]
    chosen = evidence([(near or [best])[0]], clause.query, clause.weighed, most=2)
    if clause.query.asks(Want.AMOUNT, Want.DATE) and not has_sign(
        clause.query, " ".join(c.text.value for c in chosen)
    ):
        return []
    shown = {quote.text.value for statement in statements for quote in statement.quotes}
    fresh = [candidate for candidate in chosen if candidate.text.value not in shown]
    return fact_statements(fresh[:2], english=clause.query.english)
