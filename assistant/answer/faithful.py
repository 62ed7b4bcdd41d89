"""Whether a sentence that a language model worded keeps to its sources, by rule.

The question is no source: what it takes for granted must stand in the documents to be said. Each clause must be
carried by one sentence of the sources, so that figures and names cannot change places. Rules are strict; what is true
but cannot be shown to be is dropped, and the documents' own words stand instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.answer.claims import (
    Figures,
    bodies_in,
    figures_in,
    levels_in,
    names_in,
    spoken,
    without_bodies,
)
from assistant.answer.ground import Ground, clauses, frame_of
from assistant.answer.verify import quotations
from ingest.analyse import STOP_WORDS, stem, words
from ingest.dates import MONTHS

Fault = Literal[
    "tom", "citat", "tal", "datum", "dnr", "paragraf", "namn", "organ", "nivå", "utfall", "nekande", "ord"
]

_LONGEST = 1_200
"""Characters that a sentence may hold outside its quotes."""

_LEAST_OVERLAP = 0.7
_NEGATION = re.compile(
    r"(?<!\w)(?:inte|ej|icke|aldrig|ingen|inget|inga|varken|utan|undantag\w*|utom|förutom|not|no|never|neither|without|"
    r"except)(?!\w)|n't\b",
    re.IGNORECASE,
)
_FRAME_NEGATION = re.compile(
    r"(?<!\w)(?:inte\s+(?:ett\s+)?(?:slutligt\s+)?beslut|inget\s+annat\s+beslut\w*|not\s+a\s+(?:final\s+)?decision)(?!\w)",
    re.IGNORECASE,
)
"""Remarks of ours on the level, which deny nothing of the matter."""

_DOUBT = re.compile(
    r"(?<!\w)(?:bör|borde|kan|kunde|kanske|eventuell\w*|möjlig\w*|troligen|sannolik\w*|preliminär\w*|planera\w*|överväg\w*|"
    r"avser|should|may|might|could)(?!\w)",
    re.IGNORECASE,
)
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

_LEADS = re.compile(r"(?<!\w)(?:enligt|hos|according\s+to)\s+(?:den\s+|det\s+|the\s+)?$", re.IGNORECASE)


def fault(text: str, ground: Ground) -> Fault | None:
    """The first rule that a worded sentence breaks, None where it keeps to its ground."""
    frame = frame_of(text, ground.citations)
    if not text.strip() or len(frame) > _LONGEST or not ground.citations:
        return "tom"
    if not _quotes_hold(text, ground):
        return "citat"
    broken = _figure_fault(text, ground) or _name_fault(frame, ground) or _level_fault(frame, ground)
    if broken:
        return broken
    return _framing_fault(text, frame, ground) if quotations(text) else _carrying_fault(frame, ground)


def _quotes_hold(text: str, ground: Ground) -> bool:
    """Whether all that stands in ”…” stands so in a cited quote or its title."""
    if text.count("”") % 2:
        return False
    sources = re.sub(r"[”“\"]", "’", f"{ground.quotes}\n{ground.labels}")
    held = " ".join(sources.split())
    return all(words.removesuffix("…").strip() in held for words in quotations(text))


def _figure_fault(text: str, ground: Ground) -> Fault | None:
    return lacking(figures_in(text), figures_in(ground.everything))


def lacking(said: Figures, known: Figures) -> Fault | None:
    """Which kind of figure is said and not known."""
    if said.dnrs - known.dnrs:
        return "dnr"
    if not all(_dated(date, known) for date in said.dates):
        return "datum"
    if said.sections - known.sections:
        return "paragraf"
    if said.shares - known.shares or not all(_counted(value, unit, known) for value, unit in said.amounts):
        return "tal"
    return None


def _dated(date: tuple[int | None, int, int], known: Figures) -> bool:
    """Whether a date is known; one without year where any year has it."""
    return date in known.dates or (date[0] is None and any(other[1:] == date[1:] for other in known.dates))


def _counted(value: object, unit: str | None, known: Figures) -> bool:
    """Whether an amount is known with its unit; a known bare number may take a unit that the sources use."""
    if (value, unit) in known.amounts:
        return True
    return unit is not None and (value, None) in known.amounts and any(u == unit for _, u in known.amounts)


def _name_fault(frame: str, ground: Ground) -> Fault | None:
    if _foreign(bodies_in(frame), bodies_in(ground.everything), ground.own_bodies):
        return "organ"
    return None if _names_within(frame, ground.everything) else "namn"


def _foreign(said: frozenset[str], known: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """The bodies that are said and not known; 'nämnden' is the cited minutes' own nämnd."""
    short = {
        name for name in said if any(body.endswith((name, name[:-2])) for body in own) and " " not in name
    }
    return said - known - short


def _level_fault(frame: str, ground: Ground) -> Fault | None:
    """A claim of a level must be the finished answer's own claim of it, where it makes one."""
    claimed = levels_in(frame)
    if "beslut" in claimed and ground.level in ("förslag", "överlämnat", "information"):
        return "nivå"
    if not claimed or not ground.deciding:
        return None
    said = ground.frames(ground.deciding)
    if claimed - levels_in(said):
        return "nivå"
    return "organ" if _foreign(bodies_in(frame), bodies_in(said), ground.own_bodies) else None


def _framing_fault(text: str, frame: str, ground: Ground) -> Fault | None:
    """What stands around verbatim quotes may say no more than labels, our own frames and the quoted sentences."""
    quoted = set(quotations(text))
    near = [unit for unit in ground.units if any(one in unit or unit in one for one in quoted)]
    own = ground.frames(ground.told)
    sources = "\n".join((ground.labels, own, *near))
    if _turned(frame, sources):
        return "utfall"
    if _negates(frame) and not _negates(own):
        return "nekande"
    if lacking(figures_in(frame), figures_in(sources)) or not _names_within(frame, sources):
        return "ord"
    said = _content(frame)
    return None if _overlap(said, _stems(sources)) >= _LEAST_OVERLAP else "ord"


def _carrying_fault(frame: str, ground: Ground) -> Fault | None:
    """A sentence without quotes must be carried as a whole by one sentence of the sources, or clause by clause."""
    if not _content(frame) and not levels_in(frame):
        return "tom"
    claims = bool(levels_in(frame) and ground.deciding)
    units = ground.deciding_units if claims else ground.units
    whole = _clause_fault(frame, units, ground, decided=claims)
    if whole is None:
        return None
    parts = clauses(frame)
    if len(parts) > 1 and not any(_clause_fault(one, units, ground, decided=claims) for one in parts):
        return None
    return whole


def _clause_fault(clause: str, units: Sequence[str], ground: Ground, *, decided: bool) -> Fault | None:
    """Why no source sentence that is closest to the clause carries it."""
    said = _content(clause)
    labels = _stems(ground.labels)
    overlaps = [(_overlap(said, _stems(unit) | labels), unit) for unit in units]
    most = max((share for share, _ in overlaps), default=0.0)
    if most < _LEAST_OVERLAP:
        return "ord"
    found = [_unit_fault(clause, unit, ground, decided) for share, unit in overlaps if share == most]
    return None if None in found else found[0]


def _unit_fault(clause: str, unit: str, ground: Ground, decided: bool) -> Fault | None:
    """Why one source sentence, with its labels, does not carry a clause."""
    sources = f"{unit}\n{ground.labels}"
    if _turned(clause, sources):
        return "utfall"
    if _negates(clause) != _negates(unit) or (_DOUBT.search(unit) and not _DOUBT.search(clause)):
        return "nekande"
    if lacking(figures_in(clause), figures_in(sources)) or not _names_within(clause, sources):
        return "ord"
    if decided:
        return None
    if levels_in(clause) - levels_in(unit):
        return "nivå"
    return "organ" if _acting(clause) - bodies_in(unit) else None


def _acting(clause: str) -> frozenset[str]:
    """The bodies that a clause makes act: not those after 'enligt'."""
    said = bodies_in(clause)
    return frozenset(body for body in said if not _LEADS.search(clause[: clause.casefold().find(body)]))


def _names_within(text: str, sources: str) -> bool:
    """Whether the sources hold every run of capitalised words, as it stands or a single one with another ending.

    A sentence's first word is no name where it only leads ('Enligt') or is written small in the sources.
    """
    known = spoken(sources)
    small = _stems(" ".join(word for word in re.findall(r"[^\W\d_]+", sources) if word.islower()))
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


def _turned(frame: str, sources: str) -> bool:
    return any(turn.search(frame) and not turn.search(sources) for turn in _TURNING)


def _negates(text: str) -> bool:
    return bool(_NEGATION.search(_FRAME_NEGATION.sub(" ", text)))


def _content(text: str) -> list[str]:
    """Stems of the words that say something of the matter."""
    return [
        one
        for word in words(without_bodies(text))
        if word not in STOP_WORDS and not word.isdigit() and (one := stem(word)) not in _SAYING
    ]


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))


def _overlap(said: Sequence[str], known: frozenset[str]) -> float:
    """Share of the stems that are known; 1.0 where none is said."""
    return sum(_met(word, known) for word in said) / len(said) if said else 1.0


def _met(word: str, known: Iterable[str]) -> bool:
    """Whether a stem is known, or begins as a known one does and differs in its ending only."""
    if word in known:
        return True
    shortest = max(4, len(word) - 2)
    return any(other[:shortest] == word[:shortest] and abs(len(other) - len(word)) <= 3 for other in known)
