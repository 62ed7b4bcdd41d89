"""Decisions in parts, a motion granted in one and refused in the rest; and which of several points tells a §'s outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from ingest.model import Level
from ingest.text import Text

OTHER = "annat"
PARTLY = "{} delvis"
"""How an outcome is said that holds of a part only, where nothing is said of the rest."""

BY_PART = ("bifalls", "anses besvarad", "avslås")
"""What a motion, a proposal or an application can be met with part by part; the first of them stands for the whole."""

_MET = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{rule})", re.IGNORECASE))
    for name, rule in (
        ("bifalls", r"bifall(?:s|es|as|er|a)\b|bifall\s+(?:till|på)\b"),
        ("avslås", r"avslå(?:s|r)?\b|avslag\s+på\b"),
        ("anses besvarad", r"(?:är\s+|anses?\b[^.]{0,80}?\b)?besvara(?:d|de|t)\b"),
    )
)
_IN_PART = re.compile(
    r"\b(?:delvis|till\s+(?:viss|vissa|en|någon)\s+del(?:ar)?)\b|\bi\s+(?:den|de|följande|vissa)\s+del(?:ar)?\s+"
    r"(?:som|vad|där|avseende|gällande|rörande|det|den|motionen|förslaget)\b|\bi\s+dessa\s+delar\b",
    re.IGNORECASE,
)
_OF_MANY = re.compile(
    r"\bi\s+övrigt\b|\b(?:övriga|resterande|återstående)\s+(?:del(?:ar)?|att-?satser|punkter|yrkanden|förslag)\b|"
    r"\batt-?sats(?:en|er|erna)?\b|\b(?:punkt(?:en|erna)?|yrkande(?:t|na)?|förslag)\s+\d|"
    r"\b(?:första|andra|tredje|fjärde|femte|sista)\s+(?:att-?satsen|punkten|delen|yrkandet|förslaget)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r",?\s+(?:eftersom|då|därför\s+att|på\s+grund\s+av|med\s+(?:hänvisning\s+till|motiveringen))\b",
    re.IGNORECASE,
)
_THEREBY = re.compile(r"\b(?:därmed|därigenom|härmed|härigenom)\b[^.]*\bbesvara", re.IGNORECASE)
_PROCEDURE = re.compile(
    r"\b(?:bifall|avsl)\w*\s+(?:[\wåäö:()-]+\s+){0,6}?(?:yrkande\w*|förslag(?:et)?)\s+(?:om|på)\s+(?:återremiss|bordläggning|ajournering|votering|"
    r"(?:sluten|öppen)\s+omröstning)|\bpropositionsordning|\bomröstningsordning|\byrkande\w*\s+om\s+(?:återremiss|bordläggning)\s+(?:avslås|bifalls)",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"^(?:att\s+)?(?:(?:detta\s+|denna\s+)?(?:beslut(?:et)?|protokoll(?:et|sutdrag(?:et)?)?|paragraf(?:en)?|ärendet|handlingarna))\s+(?:ska\s+|skall\s+|ska\s+också\s+)?"
    r"(?:skickas?|sändas?|sänds|expedieras?|delges?|meddelas|tillställas?|översändas?|översänds)\b|^(?:att\s+)?(?:skicka|expediera|delge|sända)\s+(?:beslutet|protokollet)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?<!\w)(?:uppdra\w*|uppdrag|anslå\w*|avsätt\w*|upphäv\w*|tilldela\w*|tillstyrk\w*|avstyrk\w*|bakom|inrätta\w*|inför\w*|"
    r"höj(?:s|er|a)|sänk(?:s|er|a)|medge\w*|teckna\w*|sälj\w*|köp(?:a|er|s)|förvärva\w*|remitter\w*|avskriv\w*|ändra\w*|yttra\w*)(?!\w)",
    re.IGNORECASE,
)
"""What makes a point without a named outcome a decision; else it may be what follows of one."""

_OF_A_PROPOSAL = re.compile(
    r"\bbifall\w*\s+(?:till\s+)?(?:[\wåäö:()-]+s\s+){1,3}(?:förslag|hemställan|yrkande)\b", re.IGNORECASE
)


class Point(Protocol):
    """What is asked of a point, as read or as stored."""

    @property
    def text(self) -> Text:
        """Its words."""

    @property
    def level(self) -> str:
        """Its level."""

    @property
    def outcome(self) -> str:
        """Its outcome."""


def met_with(text: str) -> tuple[str, ...]:
    """The outcomes of the parts that a text parts its object in, those of `BY_PART` in their order, 'bifalls delvis' where it
    says nothing of the rest; () where it decides the whole one way."""
    said = _REASON.split(text, maxsplit=1)[0]
    found = [name for name, rule in _MET if rule.search(said)]
    named = tuple(name for name in BY_PART if name in found)
    if len(named) > 1 and (_IN_PART.search(said) or _OF_MANY.search(said)):
        return named
    return (PARTLY.format(named[0]),) if len(named) == 1 and _IN_PART.search(said) else ()


def is_procedure(text: str) -> bool:
    """Whether a point only tells how the matter is handled: a motion of order settled, the decision sent away."""
    return bool(_PROCEDURE.search(text) or _SENT.match(text))


def parted(points: Iterable[Point]) -> tuple[str, ...]:
    """The outcomes that the points of a § part a matter in; () where it has one. What the body decides and what it proposes
    are not held against each other."""
    by_level: dict[str, list[str]] = {}
    for point in points:
        words = point.text.value
        if point.outcome not in BY_PART or is_procedure(words) or _is_of_a_proposal(point):
            continue
        whole = () if _THEREBY.search(words) else (point.outcome,)
        by_level.setdefault(point.level, []).extend(met_with(words) or whole)
    for said in by_level.values():
        named = tuple(name for name in BY_PART if {name, PARTLY.format(name)} & set(said))
        if len(named) > 1:
            return named
        if said and not set(named) & set(said):
            return tuple(dict.fromkeys(said))
    return ()


def in_words(outcome: str, parts: Sequence[str]) -> str:
    """An outcome as people are told it: 'bifalls', or 'delat beslut (bifalls, avslås)' of a § in `parts`."""
    return f"delat beslut ({', '.join(parts)})" if parts else outcome


def weightiest(points: Sequence[Point]) -> str:
    """The outcome of the point that weighs most: what settles the matter or decides it, before what passes it on, what only
    notes, and what only says how it is handled. Of several that weigh the same the first with a name."""
    if not points:
        return OTHER
    granted = any(
        point.outcome in BY_PART and not _THEREBY.search(point.text.value) and not _is_of_a_proposal(point)
        for point in points
    )
    weights = [_weight(point, granted=granted) for point in points]
    most = max(weights)
    told = [point.outcome for point, weight in zip(points, weights, strict=True) if weight == most]
    parts = [name for name in BY_PART if name in told] if parted(points) else []
    return parts[0] if parts else told[0]


def _weight(point: Point, *, granted: bool) -> int:
    text, result = point.text.value, point.outcome
    if is_procedure(text):
        return 0
    if point.level == Level.INFORMATION:
        return 1 if result == OTHER else 3
    if result in {"återremitteras", "bordläggs"}:
        return 9
    if result == "anses besvarad" or (result in BY_PART and met_with(text)):
        return 6 if granted and _THEREBY.search(text) else 8
    if point.level == Level.OVERLAMNAT:
        return 5
    if result == OTHER:
        return 4 if _ACTS.search(text) else 1
    return 6 if result == "utgår" or _is_of_a_proposal(point) else 7


def _is_of_a_proposal(point: Point) -> bool:
    """Whether what is granted is somebody's proposal, so that the text does not tell what that says."""
    return bool(_OF_A_PROPOSAL.search(point.text.value))
