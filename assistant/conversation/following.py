"""Whether a question follows up what its thread is about, or stands on its own: by its words alone.

A question that says itself what it is about stands on its own, whatever was asked before. One that does not, and points
back ('det', 'den motionen', 'sedan'), goes on ('och KF?') or only says what is asked ('varför?'), is a follow-up.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from assistant.answer.asking import AT_MEETING
from assistant.matching import met, vocabulary
from assistant.query import Query, Term
from assistant.question_words import ENGLISH_WORDS, Want
from assistant.schema import Focus
from ingest.bodies import Body


class How(StrEnum):
    """How a question is read in its thread."""

    ALONE = "för sig"
    WITHIN = "om det samtalet gäller"
    MEETING = "om mötet som samtalet gäller"
    AGAIN = "som frågan före, om något annat"


_MET = 0.6
_SHORT = 7
"""Words of a question that only names something else: 'och hur är det med biblioteket då?'."""

_OPENING = re.compile(
    r"^\W*(?:och|o|men|samt|eller|and|but|or|so|så|(?:and\s+)?(?:what|how) about)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:det|de|dem|dom|den|detta|denna|denne|dessa|dess|deras|däri|därom|därtill|därför|hen|samma|nämnda"
    r"|it|its|that|this|they|them|their|those|these|he|she|his|her"
    r"|ärendet|beslutet|förslaget|paragrafen|punkten|frågan|motionen|yrkandet|skrivelsen|protokollet|mötet|sammanträdet)\b",
    re.IGNORECASE,
)
_EMPTY_SUBJECT = re.compile(
    r"\b(?:finns|fanns|är|var|blir|blev|går|gick|stämmer)\s+det\b(?=\s+(?:\w+\s+)*(?:någo[nt]|några|fler|flera|så|sant|att|som|för)\b)"
    r"|\bfinns det\W*$|\bdet\s+(?:finns|fanns)\b|\bmed det\b(?=\s+\w+)|\b(?:is|are|was) there\b",
    re.IGNORECASE,
)
"""'det' that points at nothing: 'Finns det någon policy', 'Stämmer det att'."""

LATER = re.compile(
    r"\b(?:sedan|sen|därefter|efteråt|efter det|efter beslutet|vidare|härnäst|nästa steg|next|then|after that|afterwards|later)\b"
    r"(?!\s+(?:\d|dess|länge|i\s|den\s+\d|förra|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))",
    re.IGNORECASE,
)
"""Asks what came after: 'vad sa KS sedan?', but not 'sedan 2023'."""

_SAME_MEETING = re.compile(
    r"\b(?:mötet|sammanträdet|protokollet|samma (?:möte|sammanträde|dag|protokoll)|that meeting|same (?:meeting|day)|the meeting)\b"
    r"|\b(?:andra|fler|flera|övriga|other|more)\s+(?:ärenden|beslut|paragrafer|§+|punkter|matters|items|decisions|paragraphs)",
    re.IGNORECASE,
)
_HOW_WAS_IT = re.compile(r"\bhur (?:var|såg|blev|är) det\b|\bhow (?:was|is) it\b", re.IGNORECASE)
_OF_THE_ARCHIVE = re.compile(
    r"\b(?:vilka|hur många|finns|which|how many)\b[^?]*\b(?:dokument|handlingar|protokoll|möten|kommuner|organ|documents|minutes|meetings|municipalities)\b"
    r"|\bvad kan (?:jag|man|du|ni)\b",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"\b(?:om|mot|för|till) (?:det|den|detta|ärendet|beslutet|förslaget|motionen)\W*$"
    r"|\b(?:about|against|for|to) (?:it|that|this)\W*$",
    re.IGNORECASE,
)
"""What somebody named did about it: 'Vad sa Asta Prov om det?'."""

_IT_DOES = (
    r"\b(?:ska|skall|kan|får|måste|bör|kommer|skulle|har|hade|börjar|slutar|blir|blev|är|var)\s+"
    r"(?:det|de|den|dom|detta)\s+(?:(?!(?:av|om|med|för|i|på|till|att|någo[nt]|några)\b)\w+\s+){{0,2}}?{verb}\W*$"
    r"|\b(?:will|does|did|do|is|was|are|were|has|have|had|can|should|would)\s+(?:it|they|this|that)\s+(?:(?!(?:of|about|with|for|in|on|to|that|any)\b)\w+\s+){{0,2}}?{verb}\W*$"
)
"""What the thing pointed at does or undergoes: 'När ska det byggas?', 'how will it be organised?'."""

_OF_THEM = re.compile(
    r"\b(?:av|bland) (?:dem|dom|de|dessa|ärendena|besluten)\b|\b(?:of|among) (?:them|these|those)\b",
    re.IGNORECASE,
)
"""Some of the §§ that were told of: 'hur många av dem återremitterades?'."""

_THAT_ONE = r"\b(?:den|det|de|dessa|denna|detta|samma|that|this|those|these)\s+(?:här\s+|där\s+)?"
_OF_A_MEETING = (Want.MEMBERS, Want.ADJUSTER, Want.NOTICE)
_OF_MANY = (Want.LIST, Want.COUNT, Want.GOALS)
_DONE_BY_A_BODY = (Want.DECISION, Want.VOTE, Want.RESERVATION, Want.MOTIONED, Want.WHY, Want.MATTER)


def how_asked(query: Query, focus: Focus) -> How:
    """How a question is to be read where its thread is about `focus`."""
    if (
        query.asks(Want.SMALLTALK, Want.OUTSIDE, Want.PERSONAL)
        or query.dnr_key
        or query.dnr_tail
        or query.exact
    ):
        return How.ALONE
    if focus.kind == "möte" and _OF_THEM.search(query.text) and query.asks(*_OF_MANY, Want.HOW_MANY):
        return How.MEETING
    if _own(query):
        return _with_own_words(query, focus)
    if query.kommuner and focus.kommun not in query.kommuner:
        return How.AGAIN if opens(query) else How.ALONE
    if query.dates or query.years or query.period:
        return _of_another_time(query)
    if query.numbers:
        return How.ALONE if query.bodies else How.MEETING
    if query.asks(*_OF_A_MEETING) or _SAME_MEETING.search(query.text):
        return How.MEETING if all(body.name == focus.body for body in acting(query)) else How.ALONE
    return _without_own_words(query)


def acting(query: Query) -> tuple[Body, ...]:
    """The bodies named as those that did something, not only were sent it."""
    return tuple(body for body in query.bodies if body.key not in query.receivers)


def opens(query: Query) -> bool:
    """Whether the question goes on from another: 'och …', 'what about …'."""
    return bool(_OPENING.search(query.text))


def asks_later(query: Query) -> bool:
    """Whether it asks what came after."""
    return bool(LATER.search(query.text))


def goes_on(query: Query) -> bool:
    """Whether the question only names another body, time or thing than the one before it: 'och i KF?'."""
    if not opens(query) or query.wants:
        return False
    named = acting(query) or query.dates or query.years or query.period or query.kommuner
    return _only_names(query) if _own(query) else bool(named)


def refers(query: Query) -> bool:
    """Whether the question points back or goes on, and does not say itself what it is about: 'och när blir det klart?'."""
    if query.dnr_key or query.dnr_tail or query.exact or query.asks(*_OF_MANY) or _own(query):
        return False
    named = query.bodies or query.dates or query.numbers or query.years or query.period or query.kommuner
    return goes_on(query) if named else _points(query) or opens(query)


def _points(query: Query) -> bool:
    return bool(_POINTING.search(_EMPTY_SUBJECT.sub(" ", query.text)))


def _own(query: Query) -> list[Term]:
    """The words that say which thing the question is about."""
    empty = _words("aspects") | ENGLISH_WORDS
    return [term for term in query.terms if term.word not in empty and not term.word.isdigit()]


def _with_own_words(query: Query, focus: Focus) -> How:
    """Of a question that names something: whether that is what it points at ('den taxan', 'och taxan då?') or only what it
    does ('ska det byggas?')."""
    own = _own(query)
    told = vocabulary(f"{focus.title} {focus.section}")
    kinds = _words("kinds")
    of_focus = all(met(term, told) >= _MET or term.word in kinds for term in own)
    named = all(re.search(rf"{_THAT_ONE}{re.escape(term.word)}\b", query.text, re.IGNORECASE) for term in own)
    if of_focus and (named or opens(query)) and not (query.dates or query.years or query.numbers):
        return How.WITHIN
    if len(own) == 1 and re.search(_IT_DOES.format(verb=re.escape(own[0].word)), query.text, re.IGNORECASE):
        return How.WITHIN
    if _only_names(query):
        return How.AGAIN
    if all(term.proper for term in own) and _ABOUT_IT.search(query.text) and not acting(query):
        return How.WITHIN
    return How.ALONE


def _only_names(query: Query) -> bool:
    """Whether the question goes on and asks nothing itself: 'och biblioteket?'."""
    return opens(query) and not query.wants and len(query.text.split()) <= _SHORT


def _of_another_time(query: Query) -> How:
    """Of a question whose own words are a day or a year: the one before it over again, a part of it, or its own."""
    if query.numbers and (query.bodies or query.dates):
        return How.ALONE
    again = opens(query) or (_HOW_WAS_IT.search(query.text) and len(query.text.split()) <= _SHORT)
    if again and not query.asks(*_OF_MANY):
        return How.AGAIN
    return How.WITHIN if _points(query) and not (query.bodies or query.dates) else How.ALONE


def _without_own_words(query: Query) -> How:
    """Of a question that names no thing, no time and no §."""
    refers = _points(query) or opens(query)
    if _OF_THE_ARCHIVE.search(query.text) and not refers:
        return How.ALONE
    if query.asks(*_OF_MANY) and not refers:
        return How.ALONE
    if (query.newest or AT_MEETING.search(query.text)) and not refers:
        return How.ALONE
    if not acting(query) or refers or asks_later(query):
        return How.WITHIN
    return How.WITHIN if query.asks(*_DONE_BY_A_BODY) and not query.asks(Want.DEFINITION) else How.ALONE


@cache
def _words(key: str) -> frozenset[str]:
    with (files("assistant") / "data" / "conversation.toml").open("rb") as handle:
        return frozenset(str(tomllib.load(handle)[key]).split())
