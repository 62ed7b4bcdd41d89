"""The §§ as far as matters need them, what they refer to, and what joins them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Sure(IntEnum):
    """How sure a link is."""

    DOUBTFUL = 0
    LIKELY = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """A § as far as matters need it. `next_key`: the body that it proposes to or passes on to. `witness`: the row of the
    document's § that stands for it. `parts`: the outcomes of a parted decision, see `ingest.parted`."""

    id: str
    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    number: int
    title: str
    dnr: str | None
    dnr_key: str | None
    level: str
    outcome: str
    next_key: str | None = None
    final_key: str | None = None
    routine: bool = False
    witness: int = 0
    parts: tuple[str, ...] = ()
    label: str = field(init=False, default="", compare=False)
    """'KS 2025-03-25 § 34'. Written once: it stands in the reason of every link."""
    meeting: tuple[str | None, str, dt.date] = field(
        init=False, default=(None, "", dt.date.min), compare=False
    )
    """Which meeting it is of."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", f"{self.body_key} {self.date} § {self.number}")
        object.__setattr__(self, "meeting", (self.kommun, self.body_key, self.date))


@dataclass(frozen=True, slots=True)
class Made:
    """A reference that a § makes, see `ingest.references`. `row`: where its sentence is kept."""

    row: int
    source: str
    body: str | None
    body_key: str | None
    bare: bool
    date: dt.date | None
    number: int | None
    dnr_key: str | None
    listed: bool
    of_matter: bool
    ended: bool
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two §§ that may be of one matter. `row`: the reference that says so, if one does. `ended`: the later speaks of
    the earlier as replaced."""

    earlier: str
    later: str
    sure: Sure
    why: str
    row: int | None = None
    ended: bool = False
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """A reference to a § that is not in the corpus. `body_key` None: whose it is cannot be told."""

    made: Made
    body_key: str | None
    note: str = ""


@dataclass(slots=True)
class Places:
    """The §§ by what they can be found by."""

    by_id: dict[str, Stage]
    exact: dict[tuple[object, ...], Stage] = field(default_factory=dict)
    numbered: dict[tuple[object, ...], list[Stage]] = field(default_factory=lambda: defaultdict(list))
    on_day: dict[tuple[object, ...], list[Stage]] = field(default_factory=lambda: defaultdict(list))
    by_dnr: dict[tuple[object, ...], list[Stage]] = field(default_factory=lambda: defaultdict(list))
    by_title: dict[tuple[object, ...], list[Stage]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, stages: Iterable[Stage]) -> Places:
        """The §§ in order of date."""
        ordered = sorted(stages, key=lambda stage: (stage.date, stage.body_key, stage.number))
        places = cls({stage.id: stage for stage in ordered})
        for stage in ordered:
            places.exact[stage.kommun, stage.body_key, stage.date, stage.number] = stage
            places.numbered[stage.kommun, stage.body_key, stage.number].append(stage)
            places.on_day[stage.kommun, stage.date, stage.number].append(stage)
            if not stage.routine:
                if stage.dnr_key:
                    places.by_dnr[stage.kommun, stage.dnr_key].append(stage)
                places.by_title[stage.kommun, " ".join(stage.title.casefold().split())].append(stage)
        return places


def clash(stage: Stage, other: Stage) -> bool:
    """Whether one and the same body's register has given them different numbers."""
    if not stage.dnr_key or not other.dnr_key or stage.dnr_key == other.dnr_key:
        return False
    return stage.dnr_key.split("-")[0] == other.dnr_key.split("-")[0]


def link_of(
    stage: Stage, other: Stage, sure: Sure, why: str, made: Made | None = None, *, weight: int = 0
) -> Link:
    """A link between two §§, the earlier first."""
    first, last = (other, stage) if other.date <= stage.date else (stage, other)
    row = made.row if made else None
    return Link(first.id, last.id, sure, why, row, bool(made and made.ended), weight)
