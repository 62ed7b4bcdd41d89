"""What a § decides: its points, level, outcome, next and final body, read from its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.adjusted import is_note_of_adjustment
from ingest.bodies import Body
from ingest.kommunfile import KommunConfig
from ingest.model import DecisionPoint, Level, SectionKind
from ingest.outcomes import further_body, outcome, point_level, proposed_to
from ingest.parted import weightiest
from ingest.parts import Part
from ingest.points import RawPoint, split_points
from ingest.text import Text, join

_VERBS = (
    "beslutar|ajournerar|godkänner|fastställer|utser|väljer|antar|bifaller|avslår|återremitterar|bordlägger|beviljar|"
    "överlämnar|hänskjuter|noterar|antecknar|föreslår|lägger|uppdrar|avskriver|remitterar|tar del av|tagit del av"
)
_PREPARING = (Level.FORSLAG, Level.BLANDAT, Level.OVERLAMNAT)
_COUNCIL = "Fullmäktige"
_BRIEF = 16
_PASSIVE = re.compile(
    r"\b(?:godkänns|fastställs|antas|noteras|antecknas|återremitteras|bordläggs|utgår|bifalls|avslås|utses|väljs|"
    r"läggs till handlingarna|överlämnas|ajourneras)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[^\n]+?(?:(?<=[.!?])(?=\s+[A-ZÅÄÖ]|\s*\n|\s*$)|(?=\n)|$)")


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision of a §."""

    heading: str | None
    points: tuple[DecisionPoint, ...]
    level: Level
    outcome: str
    next_body: str | None
    final_body: str | None


def decide(parts: Sequence[Part], own: Body, config: KommunConfig, *, motion: bool = False) -> Decided:
    """The decision that the parts of a § hold; without decision heading it is sought in the running text. A `motion` the
    council decides in the end, whatever a body that prepares it says."""
    own_parts = [item for item in parts if item.own]
    points = [point for item in own_parts for point in _points(item, own, config)]
    if not points:
        points = list(_running(parts, own, config))
    next_body = _next(points)
    level = paragraph_level(points)
    final = _final(own_parts, points, level, config)
    if motion and level in _PREPARING and _COUNCIL.casefold() not in own.name.casefold():
        final = (
            final if final and _COUNCIL.casefold() in final.casefold() else config.bodies.named(_COUNCIL).name
        )
    return Decided(
        _heading(own_parts, level),
        tuple(points),
        level,
        weightiest(points),
        next_body,
        final,
    )


def _next(points: Sequence[DecisionPoint]) -> str | None:
    """The body that a § goes on to: of its proposals and what it passes on first, then of what it decides."""
    by_weight = sorted(points, key=lambda point: point.level is Level.BESLUT)
    return next((point.next_body for point in by_weight if point.next_body), None)


def paragraph_level(points: Sequence[DecisionPoint]) -> Level:
    """The level of a §: proposals, else passed on, else only noted, else decided; own and proposed are mixed."""
    levels = {point.level for point in points}
    if Level.FORSLAG in levels:
        return Level.BLANDAT if levels & {Level.BESLUT, Level.INFORMATION} else Level.FORSLAG
    if Level.OVERLAMNAT in levels:
        return Level.OVERLAMNAT
    return Level.BESLUT if Level.BESLUT in levels else Level.INFORMATION


def _heading(own_parts: Sequence[Part], level: Level) -> str | None:
    """The decision heading as printed: the one that proposes where the § proposes, else the first."""
    headed = [item for item in own_parts if item.heading]
    if level is Level.FORSLAG:
        headed = [item for item in headed if item.kind is SectionKind.FORSLAG] or headed
    elif filled := [item for item in headed if item.lines]:
        headed = filled
    return headed[0].heading.value.rstrip(" :") if headed else None


def _points(item: Part, own: Body, config: KommunConfig) -> Iterable[DecisionPoint]:
    for raw in split_points(item.lines):
        if raw.text and not is_note_of_adjustment(raw.text.value):
            yield _point(raw, item, own, config)


def _point(raw: RawPoint, item: Part, own: Body, config: KommunConfig) -> DecisionPoint:
    """A point with its level: proposed where its heading or its opening words propose."""
    result = outcome(raw.text.value)
    if item.kind is SectionKind.FORSLAG:
        return DecisionPoint(raw.text, Level.FORSLAG, result, item.target.name if item.target else None)
    level, target = point_level(raw.text.value, own, config)
    if level is not Level.FORSLAG and raw.lead:
        led, led_to = point_level(f"{raw.lead} {raw.text.value}", own, config)
        if led is Level.FORSLAG:
            level, target = led, led_to
    return DecisionPoint(raw.text, level, result, target.name if target else None)


def _final(
    own_parts: Sequence[Part], points: Sequence[DecisionPoint], level: Level, config: KommunConfig
) -> str | None:
    """The body that decides in the end as far as the § says: of a proposal the furthest body it names."""
    if level not in {Level.FORSLAG, Level.BLANDAT}:
        return None
    named = [item.final.name for item in own_parts if item.final]
    leads = [raw.lead for item in own_parts for raw in split_points(item.lines) if raw.lead]
    proposed = [point for point in points if point.next_body and point.level is not Level.BESLUT]
    for said in dict.fromkeys([*leads, *(point.text.value for point in proposed)]):
        for receiver in dict.fromkeys(point.next_body for point in proposed if point.next_body):
            first = config.bodies.named(receiver)
            further = further_body(said, first, config) or proposed_to(said, first, config)
            named += [further.name] if further else []
    return named[-1] if named else _next(points)


def _running(parts: Sequence[Part], own: Body, config: KommunConfig) -> Iterable[DecisionPoint]:
    """Decisions in running text, for a § without decision heading."""
    names = _own_names(own)
    decides = re.compile(
        rf"\b(?:{names})\s+(?:\w+\s+)?(?:{_VERBS})\b|\b(?:beslutar|ajournerar)\s+(?:{names})\b", re.IGNORECASE
    )
    for item in parts:
        if item.kind not in {SectionKind.TEXT, SectionKind.AJOURNERING, SectionKind.BAKGRUND}:
            continue
        body = join(item.lines)
        brief = item.kind is not SectionKind.BAKGRUND
        for found in _sentences(body):
            text = found.value
            if decides.search(text) or (brief and _PASSIVE.search(text) and len(text.split()) <= _BRIEF):
                level, target = point_level(text, own, config)
                yield DecisionPoint(found, level, outcome(text), target.name if target else None)


def _own_names(own: Body) -> str:
    """How running text names the body itself: in full, or 'utskottet', 'nämnden'."""
    names = {own.name, own.key}
    bare = own.name.casefold()
    for unit, short in (
        ("arbetsutskott", "arbetsutskottet"),
        ("utskott", "utskottet"),
        ("nämnd", "nämnden"),
        ("styrelse", "styrelsen"),
        ("fullmäktige", "fullmäktige"),
        ("beredning", "beredningen"),
        ("förbund", "direktionen"),
    ):
        if unit in bare.split()[-1]:
            names.add(short)
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _sentences(body: Text) -> Iterable[Text]:
    """The sentences of a passage; one that ends in a colon takes all that follows."""
    spans = [(match.start(), match.end()) for match in _SENTENCES.finditer(body.value) if match[0].strip()]
    taken = 0
    for start, end in spans:
        if start < taken:
            continue
        stop = len(body.value) if body.value[start:end].rstrip().endswith(":") else end
        taken = stop
        yield body.slice(start, stop)
