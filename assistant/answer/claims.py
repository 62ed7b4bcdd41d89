"""What a freely worded sentence claims: figures with their units, dates, dnr, §, names, bodies, decision levels.

The same reading is made of a sentence and of its sources, so that the two can be compared. Bound to no document:
Swedish as kommuner write it, and the English frame around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.schema import LevelName
from ingest.amounts import parse_amounts
from ingest.analyse import stem
from ingest.bodies import Body
from ingest.dates import parse_dates
from ingest.dnr import find_dnrs
from ingest.kommunfile import default_config

_LEAP_YEAR = 1904
"""Stands for the year of a date without one: a leap year that no document is dated."""

_COUNTED = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11,
    "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19,
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
    "hundra": 100, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "twenty": 20, "hundred": 100,
}  # fmt: skip
_FRACTION = re.compile(
    r"(?<!\w)(?:hälften|halv\w*|tredjedel\w*|fjärdedel\w*|dubbel\w*|dubbl\w+|fördubbl\w+|tredubb\w+|half|double\w*|"
    r"\w*hundra\w*|\w*tusen\w*|\w*miljon\w*|\w*miljard\w*|dussin\w*|samtliga|alla|enhällig\w*|enig\w*|majoritet\w*|unanimous\w*|all)(?!\w)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"§+\s*(\d+)|(?<![\d-])(\d+)\s*§|(?<!\w)paragraf(?:en)?\s+(\d+)", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÅÄÖÉÜ][\w-]*(?:\s+[A-ZÅÄÖÉÜ][\w-]*)*")
_SHORT_NAME = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![\w-])")
_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Year = int | None
Amount = tuple[Decimal, str | None]

_LEVELS: tuple[tuple[LevelName, re.Pattern[str]], ...] = (
    (
        "överlämnat",
        re.compile(
            r"(?<!\w)(?:överlämna\w*|lämna(?:de|t|r|s|des)?\b[^.;:]{0,90}?\b(?:vidare|över)|hänsk[jö]\w+|översän\w+|skicka(?:de|t|s|des)?\b[^.;:]{0,90}?\bvidare|"
            r"pass(?:ed|es)?\b[^.;:]{0,60}?\bon|referred|forwarded|handed\b[^.;:]{0,60}?\b(?:on|over))(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "förslag",
        re.compile(
            r"(?<!\w)(?:föresl\w+|förslag\w*|rekommender\w+|hemställ\w+|propos\w+|recommend\w*|suggest\w*)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "information",
        re.compile(
            r"(?<!\w)(?:inform\w+|noter\w+|anteckna\w*|tog\s+del|tagit\s+del|tar\s+del|noted|took\s+note)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "beslut",
        re.compile(
            r"(?<!\w)(?:beslöt\w*|beslut\w*|antog\w*|anta(?:r|s|git|gits|gen|get|gna)|fastställ\w+|fastslog\w*|godkän\w+|bif[aöi]ll\w*|avsl[oåa]\w*|bevilja\w*|"
            r"återremi\w+|bordla\w+|bordlägg\w*|utsåg\w*|utse(?:tt|dd|dda|s|r|ddes)|avgjor\w*|klubba\w*|röst\w+|bestäm\w+|upphäv\w+|revider\w+|anslog\w*|avsatte\w*|"
            r"ställ(?:de|t|er)\s+sig\s+bakom|klartecken|gav\s+(?:sitt\s+)?(?:bifall|uppdrag)|uppdrog\w*|sade\s+(?:ja|nej)|säger\s+(?:ja|nej)|"
            r"deci\w+|approv\w+|adopt\w*|reject\w*|grant\w*|resolv\w*|voted?|appoint\w*|agreed|determin\w*)(?!\w)",
            re.IGNORECASE,
        ),
    ),
)
_NOT_DECIDED = re.compile(
    r"(?<!\w)(?:(?:och\s+)?inte\s+(?:ett\s+|något\s+)?(?:slutligt\s+)?beslut\w*|inget\s+annat\s+beslut\w*|"
    r"beslutsunderlag\w*|not\s+a\s+(?:final\s+)?decision)(?!\w)",
    re.IGNORECASE,
)
_PROPOSED_DECISION = re.compile(
    r"(?<!\w)förslag(?:et)?\s+till\s+beslut(?!\w)|(?<!\w)beslutsförslag\w*", re.IGNORECASE
)
_PROPOSES = re.compile(
    r"(?<!\w)(?:föresl\w+|rekommender\w+|hemställ\w+|propos\w+|recommend\w*)(?!\w)", re.IGNORECASE
)
_TO_DECIDE = re.compile(
    r"(?<!\w)(?:besluta|godkän(?:na|ns)|anta(?:s)?|fastställ(?:a|s)|bifall(?:a|s)|avslås?|bevilja(?:s)?|utse(?:s)?|"
    r"revidera(?:s)?|upphäv(?:a|s)|återremitteras?|bordlägg(?:a|s)|approve|adopt|reject|grant|appoint|decides?)(?!\w)",
    re.IGNORECASE,
)
"""What a proposal asks the next body to do; after the proposing verb it claims no decision."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a text: amounts with unit (money in kronor), dates as (year or None, month, day), dnr keys, §."""

    amounts: frozenset[Amount]
    dates: frozenset[tuple[Year, int, int]]
    dnrs: frozenset[str]
    sections: frozenset[int]
    shares: frozenset[str]


def figures_in(text: str) -> Figures:
    """All figures of a text, each counted once: a date's digits are no amount, nor are a dnr's."""
    rest = text
    dnrs = find_dnrs(text)
    for dnr in dnrs:
        rest = _blanked(rest, dnr.start, dnr.end)
    found = parse_dates(rest, _LEAP_YEAR)
    dates = {(d.date.year if d.year_given else None, d.date.month, d.date.day) for d in found}
    for date in found:
        rest = _blanked(rest, date.start, date.end)
    sections = {int(next(filter(None, match.groups()))) for match in _SECTION.finditer(rest)}
    amounts: set[Amount] = set()
    for amount in parse_amounts(rest):
        amounts.add((amount.value, amount.unit))
        rest = _blanked(rest, amount.start, amount.end)
    amounts |= {(Decimal(_COUNTED[word]), None) for word in _lower_words(rest) if word in _COUNTED}
    shares = frozenset(stem(match[0].casefold()) for match in _FRACTION.finditer(rest))
    return Figures(
        frozenset(amounts), frozenset(dates), frozenset(dnr.key for dnr in dnrs), frozenset(sections), shares
    )


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _lower_words(text: str) -> list[str]:
    """Words in lower case, those all in capitals left out: 'TEN' is a body, 'ten' a number."""
    return [word.casefold() for word in _WORD.findall(text) if not word.isupper()]


def levels_in(frame: str) -> frozenset[LevelName]:
    """The decision levels that a text claims.

    No decision is claimed by 'inte ett slutligt beslut', by 'förslag till beslut', nor by what a proposal asks the
    next body to do ('föreslog kommunstyrelsen att godkänna').
    """
    rest = _PROPOSED_DECISION.sub("förslag", _NOT_DECIDED.sub(" ", frame))
    proposing = _PROPOSES.search(rest)
    if proposing:
        rest = rest[: proposing.end()] + _TO_DECIDE.sub(" ", rest[proposing.end() :])
    return frozenset(name for name, pattern in _LEVELS if pattern.search(rest))


def bodies_in(text: str) -> frozenset[str]:
    """Names, lower case, of the bodies that a text names in full or by a known short name in capitals."""
    bodies = default_config().bodies
    found = {mention.body for mention in bodies.find_all(text)}
    for word in _SHORT_NAME.findall(text):
        body = bodies.with_key(word)
        if body:
            found.add(body)
    return frozenset(map(_one_name, found))


def _one_name(body: Body) -> str:
    return body.name.casefold()


def without_bodies(text: str) -> str:
    """The text with bodies, named in full or by a known short name in capitals, blanked out."""
    bodies = default_config().bodies
    rest = text
    for mention in bodies.find_all(text):
        rest = _blanked(rest, mention.start, mention.end)
    for match in _SHORT_NAME.finditer(rest):
        if bodies.with_key(match[0]):
            rest = _blanked(rest, match.start(), match.end())
    return rest


def names_in(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that are no body's name. A sentence's first word is among them, name or not."""
    return tuple(" ".join(match[0].split()) for match in _CAPITAL.finditer(without_bodies(text)))


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def spoken(text: str) -> str:
    """The words of a text, lower case and without genitive s, with blanks around each: for whole-word look-up."""
    return f" {' '.join(_bare(word.casefold()) for word in _TOKEN.findall(text))} "
