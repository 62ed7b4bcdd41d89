"""What two texts have in common, for verification: figures, names, words that turn a meaning, negation, the rest by overlap.

Bound to no document: Swedish as kommuner write it, and the English frame around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer.claims import Figures, names_in, spoken, without_bodies
from assistant.answer.ground import clauses
from ingest.analyse import STOP_WORDS, stem, words
from ingest.dates import MONTHS

Fault = Literal[
    "tom", "citat", "tal", "datum", "dnr", "paragraf", "namn", "organ", "nivå", "utfall", "nekande", "ord"
]

_NEGATION = re.compile(
    r"(?<!\w)(?:inte|ej|icke|aldrig|ingen|inget|inga|varken|utan|undantag\w*|utom|förutom|not|no|never|neither|without|"
    r"except)(?!\w)|n't\b",
    re.IGNORECASE,
)
_LACKING = re.compile(r"utan|undantag\w*|utom|förutom|without|except", re.IGNORECASE)
_FRAME_NEGATION = re.compile(
    r"(?<!\w)(?:inte\s+(?:ett\s+)?(?:slutligt\s+)?beslut|inget\s+annat\s+beslut\w*|not\s+a\s+(?:final\s+)?decision)(?!\w)",
    re.IGNORECASE,
)
"""Remarks of ours on the level, which deny nothing of the matter."""

_TURNS = (
    r"bif[aöi]ll\w*", r"avsl[åoa]\w*", r"återremi\w+", r"bordl[aä]\w+", r"godk[äa]n\w+", r"antog\w*|anta(?:s|r|git|gits|ga|gen|get|gna)?",
    r"fastställ\w+", r"upphäv\w+", r"utgå\w*", r"bevilja\w*", r"besvara\w*", r"enhällig\w*", r"reserver\w+|reservation\w*",
    r"hö[jg]\w+", r"sänk\w+", r"öka\w*|ökning\w*", r"minsk\w+", r"överskott\w*", r"underskott\w*", r"mer|fler", r"mindre|färre",
    r"före", r"efter", r"minst", r"högst", r"ja", r"nej", r"olaglig\w*", r"laglig\w*",
    r"approv\w+", r"reject\w+", r"grant\w+", r"adopt\w*", r"increas\w+", r"decreas\w+|reduc\w+",
)  # fmt: skip
_TURNING = tuple(re.compile(rf"(?<!\w)(?:{turn})(?!\w)", re.IGNORECASE) for turn in _TURNS)
"""Words that turn a matter's meaning: one that the carrying sentence lacks may not be said."""

_SAYING_WORDS = """
enligt beslut besluta beslutade beslutat föreslog föreslår föreslagit förslag ärendet ärende paragraf protokoll
protokollet handling handlingarna framgår står anges uppgår uppges skriver sägs vidare eget yttrande fick information
organet mötet sammanträdet sammanträde datum gäller handlar frågan svar innebär detta denna dessa dock vilket samt
därför också även källan citat slutligt kronor kr tkr mnkr mkr miljoner procent år blir blev får ges
according decided proposed passed the matter on without opinion to of and in a an is it this that was were by for with
january february march may june july august october which says states meeting paragraph minutes document only noted information proposal decision decides outcome final
"""
_SAYING = frozenset(stem(word) for word in (*_SAYING_WORDS.split(), *MONTHS))
"""Stems of words that lead or link and say nothing of the matter."""


def lacking(said: Figures, known: Figures) -> Fault | None:
    """Which kind of figure is said and not known."""
    if said.dnrs - known.dnrs:
        return "dnr"
    if not all(_dated(date, known) for date in said.dates):
        return "datum"
    if said.sections - known.sections:
        return "paragraf"
    if said.shares - known.shares or not all(counted(value, unit, known) for value, unit in said.amounts):
        return "tal"
    return None


def _dated(date: tuple[int | None, int, int], known: Figures) -> bool:
    """Whether a date is known; one without year where any year has it."""
    return date in known.dates or (date[0] is None and any(other[1:] == date[1:] for other in known.dates))


def counted(value: object, unit: str | None, known: Figures) -> bool:
    """Whether an amount is known with its unit; a known bare number may take a unit that the sources use."""
    if (value, unit) in known.amounts:
        return True
    return unit is not None and (value, None) in known.amounts and any(u == unit for _, u in known.amounts)


def names_within(text: str, sources: str) -> bool:
    """Whether the sources hold every run of capitalised words, as it stands or a single one with another ending.

    A sentence's first word is no name where it only leads ('Enligt') or is written small in the sources.
    """
    known = spoken(sources)
    small = stems(" ".join(word for word in re.findall(r"[^\W\d_]+", sources) if word.islower()))
    opening = re.match(r"\W*", text)
    at_start = text[opening.end() :] if opening else text
    for name in names_in(text):
        if " ".join(at_start.split()).startswith(name) and (
            _says_nothing(first := name.split()[0]) or _met(stem(first.casefold()), small)
        ):
            name = name[len(first) :].strip()
        if name and spoken(name) not in known and (" " in name or not _inflected(name, known)):
            return False
    return True


def _inflected(name: str, known: str) -> bool:
    """Whether a single name stands in the sources with another ending: 'VA-redovisningen' for 'VA-redovisning'."""
    return set(map(stem, spoken(name).split())) <= set(map(stem, known.split()))


def _says_nothing(word: str) -> bool:
    folded = word.casefold()
    return folded in STOP_WORDS or stem(folded) in _SAYING


def turned(frame: str, sources: str) -> bool:
    return any(turn.search(frame) and not turn.search(sources) for turn in _TURNING)


def negates(text: str) -> bool:
    return bool(_NEGATION.search(_FRAME_NEGATION.sub(" ", text)))


def denies_alike(said: str, source: str) -> bool:
    """Whether the same things are denied: each negation stands beside a word that one of the source's stands beside, and
    none of the source's has gone from a word that is said."""
    if negates(said) != negates(source):
        return False
    ours, theirs = _denied(said), _denied(source)
    spoken_words = stems(said)
    kept = [one for one in theirs if any(_met(word, spoken_words) for word in one.beside)]
    return all(_shared(one, theirs) for one in ours) and all(_shared(one, ours) for one in kept)


@dataclass(frozen=True, slots=True)
class _Denial:
    """A negation: whether it is one of lacking ('utan el'), and the nearest words of content that it stands beside."""

    lack: bool
    beside: tuple[str, ...]


def _denied(text: str) -> list[_Denial]:
    """The negations of a text, each within its clause; what is lacking follows its word."""
    found = []
    for clause in clauses(_FRAME_NEGATION.sub(" ", text)):
        for match in _NEGATION.finditer(clause):
            lack = bool(_LACKING.fullmatch(match[0]))
            before, after = content(clause[: match.start()]), content(clause[match.end() :])
            found.append(_Denial(lack, (*(() if lack else before[-1:]), *after[:1])))
    return found


def _shared(one: _Denial, others: list[_Denial]) -> bool:
    alike = [other for other in others if other.lack == one.lack]
    return any(
        not one.beside or not o.beside or any(_met(word, o.beside) for word in one.beside) for o in alike
    )


def content(text: str) -> list[str]:
    """Stems of the words that say something of the matter."""
    return [
        one
        for word in words(without_bodies(text))
        if word not in STOP_WORDS and not word.isdigit() and (one := stem(word)) not in _SAYING
    ]


def stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))


def overlap(said: Sequence[str], known: frozenset[str]) -> float:
    """Share of the stems that are known; 1.0 where none is said."""
    return sum(_met(word, known) for word in said) / len(said) if said else 1.0


def _met(word: str, known: Iterable[str]) -> bool:
    """Whether a stem is known, or begins as a known one does and differs in its ending only."""
    if word in known:
        return True
    shortest = max(4, len(word) - 2)
    return any(other[:shortest] == word[:shortest] and abs(len(other) - len(word)) <= 3 for other in known)
