"""Paragraphs put together to matters: sure and likely links join, doubtful ones are listed apart and never merged.

Two §§ of one meeting are two matters, or two parts of one that the minutes themselves keep apart: they are not joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.matter_links import by_dnr, by_title
from ingest.matter_places import Lacking, Link, Made, Places, Stage, Sure
from ingest.matter_references import by_references
from ingest.model import Level

_TIERS = {"KF": 2, "KS": 1}


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter: its §§ by date, the links that join them, doubtful links to §§ outside, references that lead nowhere."""

    stages: tuple[Stage, ...]
    links: tuple[Link, ...]
    doubtful: tuple[Link, ...]
    lacking: tuple[Lacking, ...]

    @property
    def id(self) -> str:
        """The id of its first §; any of its §§' ids leads to it too."""
        return self.stages[0].id

    @property
    def title(self) -> str:
        """The title of its first § that is more than information."""
        telling = (stage for stage in self.stages if stage.level != Level.INFORMATION)
        return next(telling, self.stages[0]).title


def matters(stages: Iterable[Stage], made: Sequence[Made]) -> tuple[Matter, ...]:
    """The matters that the §§ make up, by their first date. Routine items are none."""
    places = Places.of(stages)
    links, lacking = by_references(places, made)
    linked = {(link.earlier, link.later) for link in links}
    links += by_dnr(places, linked)
    links += by_title(places, linked)
    groups = _Groups(places)
    kept, doubtful = groups.join(links)
    return _made_up(places, groups, kept, doubtful, lacking)


class _Groups:
    """The §§ that belong together so far."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._parent = {name: name for name in places.by_id}
        self._meetings = {name: {stage.meeting: stage} for name, stage in places.by_id.items()}

    def of(self, name: str) -> str:
        """The group that a § is in."""
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def join(self, links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
        """Join by the links, the surest first; those that joined or could have, and those that are doubtful."""
        kept: list[Link] = []
        doubtful = [link for link in links if link.sure is Sure.DOUBTFUL]
        by_id = self._places.by_id
        sure = [link for link in links if link.sure is not Sure.DOUBTFUL]
        for link in sorted(sure, key=lambda link: (-link.sure, -link.weight, by_id[link.later].date)):
            clash = self._joined(link)
            if clash is None:
                kept.append(link)
            else:
                why = f"{link.why}; men {clash.label} hör redan dit och är en annan punkt samma dag"
                doubtful.append(Link(link.earlier, link.later, Sure.DOUBTFUL, why, link.row, link.ended))
        return kept, [link for link in doubtful if self.of(link.earlier) != self.of(link.later)]

    def _joined(self, link: Link) -> Stage | None:
        """Join the groups of both ends; the § that stands in the way where the two hold §§ of one meeting."""
        a, b = self.of(link.earlier), self.of(link.later)
        if a == b:
            return None
        if len(self._meetings[a]) < len(self._meetings[b]):
            a, b = b, a
        for meeting in self._meetings[b]:
            if meeting in self._meetings[a]:
                return self._meetings[a][meeting]
        self._parent[b] = a
        self._meetings[a] |= self._meetings.pop(b)
        return None


def _made_up(
    places: Places,
    groups: _Groups,
    kept: Sequence[Link],
    doubtful: Sequence[Link],
    lacking: Sequence[Lacking],
) -> tuple[Matter, ...]:
    stages: dict[str, list[Stage]] = defaultdict(list)
    links: dict[str, list[Link]] = defaultdict(list)
    doubts: dict[str, list[Link]] = defaultdict(list)
    missing: dict[str, list[Lacking]] = defaultdict(list)
    for stage in places.by_id.values():
        if not stage.routine:
            stages[groups.of(stage.id)].append(stage)
    for link in kept:
        links[groups.of(link.later)].append(link)
    for link in doubtful:
        for end in (link.earlier, link.later):
            doubts[groups.of(end)].append(link)
    for each in lacking:
        missing[groups.of(each.made.source)].append(each)
    return tuple(
        Matter(
            tuple(sorted(group, key=_by_date)),
            tuple(links[name]),
            tuple(doubts[name]),
            tuple(missing[name]),
        )
        for name, group in stages.items()
    )


def _by_date(stage: Stage) -> tuple[object, ...]:
    """By date; of one day the lower body first, as matters travel."""
    return stage.date, _TIERS.get(stage.body_key, 0), stage.body_key, stage.number
