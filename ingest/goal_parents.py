"""Which goal stands above another in the same document, why, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

ORDER = {"vision": 0, "övergripande mål": 1, "mål": 2, "delmål": 2, "aktivitet": 3}
"""How far down in the chain a tier stands."""

_BARE_LIST = re.compile(
    r"^(?:Aktiviteter|Åtgärder|Insatser|Aktivitet|Åtgärd|Insats)(?: för att nå målet)?\s*:?$", re.IGNORECASE
)


class Certainty(StrEnum):
    """How sure a link is. `UNSURE` ones are for a person to judge, and never made."""

    SURE = "säker"
    LIKELY = "trolig"
    UNSURE = "osäker"


class Placed(Protocol):
    """A goal as far as its place in a document goes."""

    @property
    def tier(self) -> str:
        """As in `ingest.model.Goal`."""

    @property
    def number(self) -> str | None:
        """Its printed number."""

    @property
    def unit(self) -> str | None:
        """The heading that it stands under."""


G = TypeVar("G", bound=Placed)


@dataclass(frozen=True, slots=True)
class Above(Generic[G]):
    """The goal above another. `reason`: in Swedish, for people."""

    goal: G
    reason: str
    certainty: Certainty


def parent_of(place: int, found: Sequence[G]) -> Above[G] | None:
    """The goal above `found[place]`, where `found` are the goals of one document in reading order; None where none is told.

    By number ('2.1' under '2'), else the only one of the tier above, else the one that it is listed under.
    """
    goal = found[place]
    return _by_number(goal, found) or _only_above(goal, found) or _listed_under(goal, found[:place])


def _by_number(goal: G, found: Sequence[G]) -> Above[G] | None:
    if not goal.number or "." not in goal.number:
        return None
    number = goal.number.rsplit(".", 1)[0]
    above = next(
        (
            other
            for other in found
            if other.number == number and other.tier != goal.tier and ORDER[other.tier] <= ORDER[goal.tier]
        ),
        None,
    )
    reason = f"Numret {goal.number} hör under {number} i samma handling."
    return Above(above, reason, Certainty.SURE) if above else None


def _next_above(goal: Placed, others: Sequence[G]) -> list[G]:
    return [other for other in others if ORDER[other.tier] == ORDER[goal.tier] - 1]


def _only_above(goal: G, found: Sequence[G]) -> Above[G] | None:
    above = _next_above(goal, found)
    if len(above) != 1 or goal.tier == "aktivitet":
        return None
    return Above(above[0], f"Det är handlingens enda {above[0].tier}.", Certainty.LIKELY)


def _listed_under(goal: G, before: Sequence[G]) -> Above[G] | None:
    """For an aktivitet the mål above it, for a mål the övergripande mål above it in the same section.

    Activities listed apart, under a heading that says more than 'Aktiviteter', may belong to any goal before them.
    """
    above = _next_above(goal, before)
    same = [other for other in above if other.unit == goal.unit]
    if goal.tier != "aktivitet":
        return Above(same[-1], "Står under målet, i samma avsnitt.", Certainty.LIKELY) if same else None
    if above and (same or _BARE_LIST.match(goal.unit or "")):
        return Above(above[-1], "Står närmast under målet.", Certainty.LIKELY)
    return None
