"""From a question taken apart to what is searched for: its own words mended, their equals, and the exact things named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.abbreviations import alternatives
from assistant.matching import Weighed
from assistant.query import Query
from assistant.sought import Sought
from assistant.spelling import How, Vocabulary
from ingest.analyse import STOP_WORDS, words
from ingest.exact import exact_keys, kind_of

_SURE = 0.65
"""Corrections below this are guesses."""

_MOST_EQUALS = 4
"""Equals searched for in the place of a word that no document has."""

_ACTED = 0.5
"""From here on a body named is one that decided, for all that the question tells."""

_NAMED_OTHERWISE = frozenset({"date", "day", "par"})
"""Kinds of key that name a meeting and its §, which the rules see to where a body is named."""

_OUTCOMES = {
    name: re.compile(rf"\b(?:{word})", re.IGNORECASE)
    for name, word in {
        "återremitteras": "återremi(?:ss|tt)",
        "bordläggs": "bordl(?:ägg|agd|agt|ades?)",
        "avslås": r"avsl(?:ag\b|agen|å|og|agit)",
        "bifalls": r"bifall(?!en\b)|biföll",
        "anses besvarad": "besvarad",
    }.items()
}
"""How people speak of what became of a matter, where that tells §§ apart."""

_PLACE = re.compile(r"(?:Västra|Östra|Norra|Södra|Stora|Lilla|Nya|Gamla|Övre|Nedre|Yttre|Inre)\b")
"""What names of places begin with: what is written of a place seldom repeats its name, as of a person it does."""

_DRAFTS = re.compile(r"\b(?:utkast\w*|ojuster\w+|koncept\w*)", re.IGNORECASE)
_YEAR = re.compile(r"num:(?:19|20)\d\d|kod:[a-zåäö]+(?:19|20)\d\d")
_ASKED_WITH = """
vad när hur vem vilka vilken vilket varför var vart vems mycket många finns finnas fanns gäller gällde
handlar handlade sade sa säger sagt gjorde gjordes gjort gör hände händer gick går blev blir berätta visa
lista ge veta fick får få kan kunde ska skulle ville vill kom kommer tog togs
"""
_ASKS = frozenset(_ASKED_WITH.split())
"""Words that only put the question. What bodies do ('beslutade', 'föreslog') is left in: it is common and weighs little."""


def sought_of(
    query: Query, weighed: Sequence[Weighed], vocabulary: Vocabulary, bodies: Mapping[str, float]
) -> Sought:
    """What to search for. `bodies`: keys of bodies named, and how surely each is the one that decided (0–1)."""
    mended = _mended(" ".join(_own_words(query, weighed, bodies)), vocabulary) if not query.english else ""
    equals = [form for one in weighed for form in one.term.forms]
    return Sought(
        text=mended or " ".join(_translated(weighed)) or query.text,
        question=query.text,
        also=tuple(dict.fromkeys([*equals, *_alternatives(query.text)])),
        keys=_keys(query),
        bodies=bodies,
        dates=query.dates,
        period=query.period,
        numbers=query.numbers,
        names=tuple(name for name in query.names if not _PLACE.match(name)),
        outcomes=outcomes_in(query.text),
        newest=query.newest,
        drafts=bool(_DRAFTS.search(query.text)),
    )


def outcomes_in(text: str) -> frozenset[str]:
    """The outcomes of matters that a text names: 'varför återremitterades det?'."""
    return frozenset(name for name, word in _OUTCOMES.items() if word.search(text))


def topic_of(
    sought: Sought, weighed: Sequence[Weighed], vocabulary: Vocabulary, *, english: bool = False
) -> Sought:
    """The same without what the question says of bodies and days: what answers weigh for themselves.

    `english`: the question's own words are searched for only where they have no Swedish equals.
    """
    unknown = [one for one in weighed if one.term.also and not _known(one.term.word, vocabulary)]
    own = _mended(" ".join(one.term.word for one in weighed if not (english and one in unknown)), vocabulary)
    equals = " ".join(form for one in unknown for form in one.term.also[:_MOST_EQUALS])
    text = f"{own} {equals}".strip() or sought.text
    return replace(sought, text=text, bodies={}, dates=(), period=None, numbers=())


def _known(form: str, vocabulary: Vocabulary) -> bool:
    return all(word in vocabulary for word in form.split())


def _own_words(query: Query, weighed: Sequence[Weighed], bodies: Mapping[str, float]) -> Iterator[str]:
    """The question's words without those that only put it, and without the bodies that decided: a body that somebody is
    elected to is what the question is about."""
    kept = {one.term.word for one in weighed}
    named = {word for body in query.bodies if bodies.get(body.key, 0) >= _ACTED for word in words(body.name)}
    for word in dict.fromkeys(words(query.text)):
        if word in kept or not (word in STOP_WORDS or word in _ASKS or word in named or len(word) < 2):
            yield word


def _translated(weighed: Sequence[Weighed]) -> Iterator[str]:
    """The words of an English question in Swedish, where they are known, else as they stand."""
    for one in weighed:
        yield from one.term.also or (one.term.word,)


def _mended(text: str, vocabulary: Vocabulary) -> str:
    """The words with those that no document has put right, as far as that is sure; the stems of a divided compound are
    added to it."""
    found = words(text)
    for mended in reversed(vocabulary.mended(found)):
        sure = [one for one in mended.corrections if one.weight >= _SURE]
        if not sure:
            continue
        parts = [one.stem for one in sure if one.how is How.PART]
        kept = found[mended.first : mended.last + 1] if parts else []
        found[mended.first : mended.last + 1] = [*kept, *(parts or [sure[0].stem])]
    return " ".join(found)


def _alternatives(text: str) -> Iterable[str]:
    return (stem for one in alternatives(text) for stem in one.stems)


def _keys(query: Query) -> tuple[str, ...]:
    """The exact things named, but for years, which say little, the same day of any year where one is named, and what the
    meeting asked about is named by."""
    found = exact_keys(query.text)
    whole = {f"day:{key[-5:]}" for key in found if kind_of(key) == "date"}
    return tuple(
        key
        for key in found
        if not (key in whole or _YEAR.fullmatch(key) or (query.bodies and kind_of(key) in _NAMED_OTHERWISE))
    )
