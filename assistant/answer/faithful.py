"""Whether a sentence that a language model worded keeps to its sources, by rule.

The question is no source: what it takes for granted must stand in the documents to be said. Each clause must be
carried by one sentence of the sources, so that figures and names cannot change places. Rules are strict; what is true
but cannot be shown to be is dropped, and the documents' own words stand instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.claims import bodies_in, figures_in, levels_in
from assistant.answer.comparing import (
    Fault,
    content,
    denies_alike,
    lacking,
    names_within,
    negates,
    overlap,
    stems,
    turned,
)
from assistant.answer.ground import Ground, clauses, frame_of
from assistant.answer.verify import quotations

_LONGEST = 1_200
"""Characters that a sentence may hold outside its quotes."""

_LEAST_OVERLAP = 0.7
_DOUBT = re.compile(
    r"(?<!\w)(?:bör|borde|kan|kunde|kanske|eventuell\w*|möjlig\w*|troligen|sannolik\w*|preliminär\w*|planera\w*|överväg\w*|"
    r"avser|should|may|might|could)(?!\w)",
    re.IGNORECASE,
)
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


def _name_fault(frame: str, ground: Ground) -> Fault | None:
    if _foreign(bodies_in(frame), bodies_in(ground.everything), ground.own_bodies):
        return "organ"
    return None if names_within(frame, ground.everything) else "namn"


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
    if turned(frame, sources):
        return "utfall"
    if negates(frame) and not negates(own):
        return "nekande"
    if lacking(figures_in(frame), figures_in(sources)) or not names_within(frame, sources):
        return "ord"
    said = content(frame)
    return None if overlap(said, stems(sources)) >= _LEAST_OVERLAP else "ord"


def _carrying_fault(frame: str, ground: Ground) -> Fault | None:
    """A sentence without quotes must be carried as a whole by one sentence of the sources, or clause by clause."""
    if not content(frame) and not levels_in(frame):
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
    said = content(clause)
    labels = stems(ground.labels)
    overlaps = [(overlap(said, stems(unit) | labels), unit) for unit in units]
    most = max((share for share, _ in overlaps), default=0.0)
    if most < _LEAST_OVERLAP:
        return "ord"
    found = [_unit_fault(clause, unit, ground, decided) for share, unit in overlaps if share == most]
    return None if None in found else found[0]


def _unit_fault(clause: str, unit: str, ground: Ground, decided: bool) -> Fault | None:
    """Why one source sentence, with its labels, does not carry a clause."""
    sources = f"{unit}\n{ground.labels}"
    if turned(clause, sources):
        return "utfall"
    if not denies_alike(clause, unit) or (_DOUBT.search(unit) and not _DOUBT.search(clause)):
        return "nekande"
    if lacking(figures_in(clause), figures_in(sources)) or not names_within(clause, sources):
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
