"""Which of the passages found the question is about: coverage of its words, search score, authority, recency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.facts import defines
from assistant.answer.units import candidates
from assistant.matching import coverage_of, met, vocabulary
from assistant.query import Term
from assistant.question_words import Want
from assistant.rerank.rules import AUTHORITY
from assistant.retrieve import Passage
from ingest.analyse import words
from ingest.model import Kind

_SEARCH = 0.8
_TITLE = 0.35
_OF_BODY = 0.15
_ROUTINE = 0.25
_DRAFT = 0.3
_LEFT = 0.5
_BECAME = re.compile(
    r"\b(?:blev|blir|valdes|utsågs|utses|ny|nya|efterträd\w*|ersatte|ersätter)\b", re.IGNORECASE
)
_RESIGNED = re.compile(r"\bavsägels\w*|\bentledig\w*", re.IGNORECASE)
_PROPOSED = re.compile(
    r"\b(?:förslag\w*|föreslå\w*|föreslag\w*|revider\w*|ny|nya|nytt|utkast\w*|propos\w*)\b", re.IGNORECASE
)
_ROUTINE_TITLE = re.compile(
    r"\b(?:delegationsbeslut|delegation|delegerade beslut|meddelanden|anmälningsärenden|delgivningar|anmälda\s+\w+)\b"
    r"|\b(?:motioner|medborgarförslag|ärenden|uppdrag)\b.*\b(?:inte|ej|under)\s+(?:\w+\s+)?\w*(?:bered\w*|besvarad\w*|slutbehandlad\w*|avgjord\w*|avslutad\w*|verkställd\w*)"
    r"|\b(?:obesvarade|oberedda|vilande)\s+(?:motioner|medborgarförslag)\b|\bbalanslist\w*",
    re.IGNORECASE,
)
_FURTHER_YEARS = re.compile(
    r"(?:\bmed\b|\boch\b|,)?\s*(?:flerårs)?(?:plan|ramar)\w*\s+(?:för\s+)?(?:åren\s+)?(?:19|20)\d\d\s*[–-]\s*(?:(?:19|20)\d\d|\d\d)",
    re.IGNORECASE,
)
_SOURCE_NAMED = 0.5
_NAMED_TITLE = 0.8
_COVERAGE = 0.6
_CLOSEST = 0.75
_DEFINES = 0.2
_PROPER_MET = 0.6
_EITHER = re.compile(r"\d\s+(?:\w+\s+)?(?:eller|or)\s+\d", re.IGNORECASE)


def ranked(asking: Asking, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, best first, with scores about 0–2."""
    if not passages:
        return []
    top = max(passage.score for passage in passages) or 1.0
    scored = [replace(passage, score=_score(asking, passage, passage.score / top)) for passage in passages]
    return sorted(scored, key=lambda passage: -passage.score)


def routine(asking: Asking, passage: Passage) -> bool:
    """Whether it is a list of delegated decisions or the like, which names much and is about none of it, unless asked for."""
    title = passage.paragraph.title if passage.paragraph else passage.section
    return bool(_ROUTINE_TITLE.search(title)) and not _ROUTINE_TITLE.search(
        asking.query.text.replace(" på ", " ")
    )


def closeness(asking: Asking, passage: Passage) -> float:
    """The best of the passage's sentences: words that stand together say more than the same words spread out."""
    if not asking.weighed:
        return 0.0
    return max(
        (coverage_of(asking.weighed, unit.words | unit.heading) for unit in candidates(passage)), default=0.0
    )


def _score(asking: Asking, passage: Passage, search: float) -> float:
    title = passage.paragraph.title if passage.paragraph else f"{passage.section} {passage.document.title}"
    value = _SEARCH * search
    value += _COVERAGE * coverage_of(asking.weighed, vocabulary(passage.text + " " + passage.document.title))
    value += _CLOSEST * closeness(asking, passage)
    value += _TITLE * coverage_of(asking.weighed, vocabulary(title))
    value += _SOURCE_NAMED * _named_source(asking, passage)
    value += _NAMED_TITLE * _title_named(asking, title)
    named = {body.key for body in asking.query.bodies} - set(asking.query.receivers)
    value -= _LEFT * bool(_BECAME.search(asking.query.text) and _RESIGNED.search(title))
    value -= _DRAFT * (passage.document.draft and not _PROPOSED.search(asking.query.text))
    value -= _ROUTINE * routine(asking, passage)
    value += _OF_BODY * bool(passage.paragraph and passage.paragraph.body_key in named)
    if asking.query.asks(Want.DEFINITION):
        value += _DEFINES * any(defines(unit, asking.weighed) for unit in candidates(passage))
    value += AUTHORITY.get(Kind(passage.document.kind), 0.0)
    if asking.query.newest and passage.document.date:
        value += 0.2 * _recency(asking, passage)
    if asking.query.years and not asking.query.dates:
        value += 0.15 * _of_year(asking, passage)
    return value


def _named_source(asking: Asking, passage: Passage) -> float:
    """How far the document is the one that the question asks to be answered from ('enligt cykelplanen')."""
    terms = [one for one in asking.weighed if one.term.source]
    if not terms:
        return 0.0
    document = passage.document
    title = passage.paragraph.title if passage.paragraph else ""
    return coverage_of(terms, vocabulary(f"{document.title} {document.file} {document.kind} {title}"))


def _title_named(asking: Asking, title: str) -> bool:
    """Whether the question holds the whole title, word for word."""
    wanted, asked = " ".join(words(title)), " ".join(words(asking.query.text))
    return len(wanted) > 6 and f" {wanted} " in f" {asked} "


def _recency(asking: Asking, passage: Passage) -> float:
    date = passage.paragraph.date if passage.paragraph else passage.document.date
    return max(0.0, 1 - (asking.today - date).days / 1500) if date else 0.0


def _of_year(asking: Asking, passage: Passage) -> float:
    """1 for a title that names the year asked about or, where titles name none, a document of that year; −1 for a title
    that names another. What a title says of further years ('med plan för 2026–2027') is not its year."""
    title = passage.paragraph.title if passage.paragraph else f"{passage.section} {passage.document.title}"
    named = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", _FURTHER_YEARS.sub(" ", title))}
    if named:
        return 1.0 if named & set(asking.query.years) else -1.0
    date = passage.paragraph.date if passage.paragraph else passage.document.date
    return float(bool(date and date.year in asking.query.years))


def unmet(asking: Asking, passages: Sequence[Passage]) -> list[str]:
    """The particular words of the question — names and numbers — that none of the passages holds."""
    text = " ".join(
        f"{passage.text} {passage.document.title} {passage.document.file}" for passage in passages
    )
    found = vocabulary(text)
    joined = "".join(character for character in text if character.isalnum())

    def holds(term: Term) -> bool:
        if term.word.isdigit() and len(term.word) > 3:
            return term.word in joined  # '1240' is written '1 240'
        return met(term, found) >= _PROPER_MET

    particular = [
        o.term for o in asking.weighed if (o.term.proper or o.term.word.isdigit()) and not o.term.source
    ]
    missing = [term.word for term in particular if not holds(term)]
    missing += [exact for exact in asking.query.exact if exact not in text]
    figures = [figure for figure in asking.query.figures if len(figure) > 1]
    lacking = [figure for figure in figures if re.sub(r"\W", "", figure) not in joined]
    either = _EITHER.search(asking.query.text) and len(lacking) < len(figures)  # '2,4 eller 3,1 miljoner?'
    return missing if either else missing + lacking
