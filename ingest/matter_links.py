"""Links without a reference: of one dnr, which is no proof, and of one title, which is a hint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Set

from ingest.matter_places import Link, Places, Stage, Sure, clash, link_of
from ingest.matter_titles import telling, within

_TITLE_WITHIN = dt.timedelta(days=400)
_COMPARED = 30
"""Earlier §§ of one dnr that a § is compared with: a number that is used for everything is no matter."""


Pairs = Set[tuple[str, str]]
"""§§ that a reference joins already, the earlier first: nothing else need be said of them."""


def by_dnr(places: Places, linked: Pairs = frozenset()) -> Iterator[Link]:
    """Links of one dnr: likely where the titles go together too, doubtful otherwise."""
    for group in places.by_dnr.values():
        for at, stage in enumerate(group):
            earlier = [
                other for other in group[max(0, at - _COMPARED) : at] if other.meeting != stage.meeting
            ]
            if earlier and (earlier[-1].id, stage.id) in linked:
                continue
            near = [other for other in earlier if within(stage.title, other.title)]
            if near and not _series(stage, near[-1]):
                why = f"{stage.label} och {near[-1].label} har samma diarienummer och liknande rubrik, men ingen hänvisning"
                yield link_of(stage, near[-1], Sure.LIKELY, why, weight=2)
            elif near:
                why = f"{stage.label} och {near[-1].label} har samma diarienummer och rubrik, men båda är bara information"
                yield link_of(stage, near[-1], Sure.DOUBTFUL, why)
            elif earlier:
                why = f"{stage.label} och {earlier[-1].label} har samma diarienummer men olika rubriker"
                yield link_of(stage, earlier[-1], Sure.DOUBTFUL, why)
            elif at and group[at - 1].meeting == stage.meeting:
                why = f"{stage.label} och § {group[at - 1].number} samma dag har samma diarienummer men är skilda punkter"
                yield link_of(stage, group[at - 1], Sure.DOUBTFUL, why)


def _series(stage: Stage, other: Stage) -> bool:
    """Reports that come again and again under one number."""
    return stage.body_key == other.body_key and stage.level == other.level == "information"


def by_title(places: Places, linked: Pairs = frozenset()) -> Iterator[Link]:
    """Links of one title in different bodies: likely where the earlier one was put to the later's body."""
    for group in places.by_title.values():
        if len(group) < 2 or not telling(group[0].title):
            continue
        for at, stage in enumerate(group):
            earlier = [
                other
                for other in group[max(0, at - _COMPARED) : at]
                if other.body_key != stage.body_key
                and stage.date - other.date <= _TITLE_WITHIN
                and (not stage.dnr_key or stage.dnr_key != other.dnr_key)
            ]
            if not earlier or (earlier[-1].id, stage.id) in linked:
                continue
            target = earlier[-1]
            put = target.next_key == stage.body_key and not clash(stage, target)
            reason = (
                f"och den förra ställdes till {stage.body_key}"
                if put
                else "men inget mer som binder samman dem"
            )
            why = f"{stage.label} och {target.label} har samma rubrik, {reason}"
            yield link_of(stage, target, Sure.LIKELY if put else Sure.DOUBTFUL, why)
