"""A way of choosing the paragraphs of a list, and how such ways are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.model import Level, SectionKind
from ingest.stored import StoredParagraph
from ingest.text import Text

Fits = Callable[[StoredParagraph], bool]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A way of choosing paragraphs: the words that name it, which fit, and how it is said ('avslogs', 'avslogs inte').

    `proposed`: which only propose it. `section`: where it is told; `point`: in which points. `kind`: it is a kind of matter;
    `loose`: one that is also asked about without any minutes in mind ('Vilka taxor gäller?')."""

    pattern: re.Pattern[str]
    fits: Fits
    said: str
    denied: str = ""
    proposed: Fits | None = None
    proposed_said: str = ""
    section: SectionKind | None = None
    point: re.Pattern[str] | None = None
    outcome: bool = False
    kind: bool = False
    loose: bool = False
    negated: bool = False

    def as_proposed(self) -> Criterion:
        """The same of what is only proposed; itself where that makes no difference."""
        if self.proposed is None:
            return self
        return replace(self, fits=self.proposed, said=self.proposed_said, proposed=None)

    def told_in(self, paragraph: StoredParagraph) -> list[Text]:
        """The texts of a paragraph that tell of it; [] where none alone does."""
        if self.section:
            return [s.body for s in paragraph.sections if s.kind is self.section and s.body]
        return [p.text for p in paragraph.points if self.point and self.point.search(p.text.value)]

    def named_in(self, text: str) -> bool:
        """Whether the words name it."""
        return bool(self.pattern.search(text))


_OWN = frozenset({Level.BESLUT, Level.INFORMATION, Level.OVERLAMNAT})


def decided(outcomes: Iterable[str]) -> Fits:
    """Those whose body decided one of the outcomes itself."""
    wanted = frozenset(outcomes)

    def fits(p: StoredParagraph) -> bool:
        whole = p.outcome in wanted and p.level in _OWN
        return whole or any(point.outcome in wanted and point.level in _OWN for point in p.points)

    return fits


def only_proposed(outcomes: Iterable[str]) -> Fits:
    """Those that propose one of the outcomes."""
    wanted = frozenset(outcomes)
    return lambda p: any(point.outcome in wanted and point.level == Level.FORSLAG for point in p.points)


def level(level: Level) -> Fits:
    """Those of a level, or with a point of it."""
    return lambda p: p.level == level or any(point.level == level for point in p.points)


def titled(pattern: str, *, unless: str | None = None) -> Fits:
    """Those whose title fits, and does not fit `unless`."""
    compiled = re.compile(pattern, re.IGNORECASE)
    other = re.compile(unless, re.IGNORECASE) if unless else None
    return lambda p: bool(compiled.search(p.title)) and not (other and other.search(p.title))


def section(kind: SectionKind) -> Fits:
    """Those with a section of a kind."""
    return lambda p: any(section.kind is kind and section.body for section in p.sections)


def in_points(pattern: str) -> Fits:
    """Those with a point that fits."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda p: any(compiled.search(point.text.value) for point in p.points)


def outcome(pattern: str, said: str, *outcomes: str) -> Criterion:
    """What became of a matter."""
    return Criterion(
        re.compile(pattern, re.IGNORECASE),
        decided(outcomes),
        said,
        f"{said} inte",
        only_proposed(outcomes),
        f"föreslogs {outcomes[0]}",
        outcome=True,
    )


def kind(pattern: str, title: str, said: str, *, unless: str | None = None, loose: bool = False) -> Criterion:
    """A kind of matter, told by titles."""
    return Criterion(
        re.compile(pattern, re.IGNORECASE), titled(title, unless=unless), said, kind=True, loose=loose
    )


def permit(word: str, said: str) -> Criterion:
    """A permit, which the title may leave to the points."""
    by_title, by_points = titled(rf"\b{word}"), in_points(rf"\b{word}")
    return Criterion(
        re.compile(rf"\b{word}", re.IGNORECASE),
        lambda p: by_title(p) or by_points(p),
        f"gällde {said}",
        kind=True,
        loose=True,
    )


def trait(
    pattern: str,
    fits: Fits,
    said: str,
    denied: str,
    section: SectionKind | None = None,
    point: str | None = None,
) -> Criterion:
    """What else happened in a paragraph, and in which section or points it is told."""
    told = re.compile(point, re.IGNORECASE) if point else None
    return Criterion(re.compile(pattern, re.IGNORECASE), fits, said, denied, section=section, point=told)
