"""Motioner, medborgarförslag and initiativärenden: the §§ about each put together, with when it came in and whether it was
answered."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, select

from assistant.followups.steps import Place
from assistant.views.scope import Scope
from assistant.wire.followups import FollowupsQuery, Initiative, InitiativeKind
from ingest.corrections import fields_in_force, put_right
from ingest.facts.initiatives import arrival_table, initiative_table
from ingest.facts.parted import parted_witnesses
from ingest.facts.references import reference_table
from ingest.facts.words import folded
from ingest.filters import Filters
from ingest.initiatives import ANSWERED, CAME_IN, IN_TEXT, Arrival
from ingest.tables import witnesses
from ingest.visible import stands_for

YEAR = 365
_SAME = 0.7
"""The least share of words in common of two that are taken for the same without a diarienummer."""

_STEM = 5
_DNR_YEAR = re.compile(r"-((?:19|20)\d\d)-")


@dataclass(frozen=True, slots=True)
class Mention:
    """What one § says of an initiative; `arrival`: the day it came in, where the § tells."""

    kind: str
    stage: str
    topic: str
    dnr_key: str | None
    kommun: str | None
    outcome: str
    parts: tuple[str, ...]
    arrival: Arrival | None
    at: Place


@dataclass(slots=True)
class Group:
    """The mentions of one initiative. `doubtful`: some are only alike in words."""

    mentions: list[Mention] = field(default_factory=list)
    doubtful: bool = False


def read_initiatives(scope: Scope, query: FollowupsQuery) -> list[Initiative]:
    """Those that the reader may see, the unanswered first, the oldest first. `query` limits by words, body and the meetings'
    days: those that any § within the limits is about, with all of their §§."""
    filters = scope.filters
    with scope.register.connection() as connection:
        seen = Filters(zones=filters.zones, kommun=filters.kommun, contents=filters.contents)
        mentions = _mentions(connection, seen)
        referred = _referred(connection, seen) if mentions else set()
    groups = (group for group in _groups(mentions, referred) if _fits(group, filters, query))
    found = [_out(group, scope.today) for group in groups]
    return sorted(found, key=lambda each: (each.answered is not None, each.since, each.topic))


def _mentions(connection: Connection, seen: Filters) -> list[Mention]:
    on, by, came = initiative_table.c, witnesses.c, arrival_table.c
    outcome_now = put_right("outcome", by.outcome, fields_in_force(connection))
    query = (
        select(
            *(on.kind, on.stage, on.topic, on.dnr_key, by.kommun, outcome_now, came.date, came.place),
            *(by.id, by.outcome, by.date, by.body_key, by.number, by.paragraph),
        )
        .join(witnesses, by.id == on.witness)
        .outerjoin(arrival_table, came.witness == on.witness)
        .where(stands_for(seen))
        .order_by(by.date, by.body_key, by.number, on.id)
    )
    parts = parted_witnesses(connection)
    return [
        Mention(
            *(kind, stage, topic, dnr, kommun, outcome, parts.get(witness, ()) if outcome == read else ()),
            Arrival(day, where) if day else None,
            Place(*place),
        )
        for kind, stage, topic, dnr, kommun, outcome, day, where, witness, read, *place in connection.execute(
            query
        )
    ]


def _referred(connection: Connection, seen: Filters) -> set[tuple[str, str, dt.date, int]]:
    """Which §§ go back to which: the later one's id, and body, day and number of the earlier."""
    made, by = reference_table.c, witnesses.c
    about = select(initiative_table.c.witness)
    query = (
        select(by.paragraph, made.body_key, made.date, made.number)
        .join(witnesses, by.id == made.witness)
        .where(
            made.number.is_not(None),
            made.date.is_not(None),
            by.id.in_(about),
            stands_for(seen),
        )
    )
    return {(row[0], row[1] or "", row[2], row[3]) for row in connection.execute(query)}


def _groups(mentions: Iterable[Mention], referred: set[tuple[str, str, dt.date, int]]) -> list[Group]:
    """By diarienummer; those without one join the one that refers to them, else one of the same words."""
    numbered: dict[tuple[str | None, str], Group] = defaultdict(Group)
    loose: list[Mention] = []
    for mention in mentions:
        if mention.dnr_key:
            numbered[mention.kommun, mention.dnr_key].mentions.append(mention)
        else:
            loose.append(mention)
    groups = list(numbered.values())
    for mention in loose:
        group = next((each for each in groups if _refers(each, mention, referred)), None)
        if group is None:
            group = next((each for each in groups if _alike(each.mentions[0], mention)), None)
            if group is not None:
                group.doubtful = True
        if group is None:
            groups.append(Group([mention]))
        else:
            group.mentions.append(mention)
    return groups


def _refers(group: Group, mention: Mention, referred: set[tuple[str, str, dt.date, int]]) -> bool:
    at = mention.at
    return _alike(group.mentions[0], mention, least=0.3) and any(
        (each.at.paragraph, body, at.date, at.number) in referred
        for each in group.mentions
        for body in (at.body_key, "")
    )


def _alike(one: Mention, other: Mention, *, least: float = _SAME) -> bool:
    """Whether two of one kind and kommun are about the same, by the beginnings of their words."""
    if (one.kommun, one.kind) != (other.kommun, other.kind):
        return False
    mine, theirs = _stems(one.topic), _stems(other.topic)
    return bool(mine and theirs) and len(mine & theirs) >= least * len(mine | theirs)


def _stems(topic: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w{4,}", topic.casefold())}


def _fits(group: Group, filters: Filters, query: FollowupsQuery) -> bool:
    words = folded(query.text or "").split()
    said = folded(*(each.topic for each in group.mentions))
    if not all(word in said for word in words):
        return False
    if filters.dnr_key and all(each.dnr_key != filters.dnr_key for each in group.mentions):
        return False
    return any(_within(each.at, filters) for each in group.mentions)


def _within(at: Place, filters: Filters) -> bool:
    return (
        (not filters.bodies or at.body_key in filters.bodies)
        and (filters.date_from is None or at.date >= filters.date_from)
        and (filters.date_to is None or at.date <= filters.date_to)
        and (filters.number is None or at.number == filters.number)
    )


def _out(group: Group, today: dt.date) -> Initiative:
    mentions = sorted(group.mentions, key=lambda each: each.at.date)
    first = mentions[0]
    came_in = next((each for each in mentions if each.stage == CAME_IN), None)
    answered = next((each for each in mentions if each.stage == ANSWERED and each.at.date <= today), None)
    dnr = next((each.dnr_key for each in mentions if each.dnr_key), None)
    told = _told(mentions, came_in)
    came_in_on = told.arrival.date if told and told.arrival else None
    since = came_in_on or (came_in.at.date if came_in else _latest_possible(first.at.date, dnr))
    age = ((answered.at.date if answered else today) - since).days
    topic = max((each.topic for each in mentions if each.dnr_key == dnr), key=len)
    return Initiative(
        kommun=first.kommun,
        kind=cast(InitiativeKind, first.kind),
        topic=topic[:1].upper() + topic[1:],
        dnr_key=dnr,
        came_in=came_in.at.out() if came_in else None,
        came_in_on=came_in_on,
        since=since,
        answered=answered.at.out() if answered else None,
        outcome=answered.outcome if answered else None,
        parted=list(answered.parts) if answered else [],
        age_days=age,
        over_a_year=age > YEAR,
        steps=[each.at.out() for each in mentions],
        doubtful=group.doubtful,
        notes=_notes(mentions, came_in, answered, told, doubtful=group.doubtful),
        paragraph_id=(answered or mentions[-1]).at.paragraph,
    )


def _told(mentions: Sequence[Mention], came_in: Mention | None) -> Mention | None:
    """The § that tells when it came in: in its text, else, where no § took it in, by the day it bears in the underlag."""
    known = [each for each in mentions if each.arrival and each.arrival.date <= mentions[0].at.date]
    in_text = [each for each in known if each.arrival and each.arrival.place == IN_TEXT]
    return next(iter(in_text or ([] if came_in else known)), None)


def _latest_possible(seen: dt.date, dnr: str | None) -> dt.date:
    """The latest day that one may have come in that is first seen on `seen`: its diarienummer's year tells more."""
    year = _DNR_YEAR.search(dnr or "")
    return min(seen, dt.date(int(year[1]), 12, 31)) if year else seen


def _notes(
    mentions: Sequence[Mention],
    came_in: Mention | None,
    answered: Mention | None,
    told: Mention | None,
    *,
    doubtful: bool,
) -> list[str]:
    notes = []
    if told and told.arrival:
        by = "texten i" if told.arrival.place == IN_TEXT else "dagen på handlingen i underlaget till"
        notes.append(f"Kom in {told.arrival.date} enligt {by} {told.at.label}.")
    elif came_in is None:
        notes.append("När ärendet kom in framgår inte; åldern är den minsta möjliga.")
    if answered is None:
        notes.append(f"Inget svar finns i underlaget; senast behandlat i {mentions[-1].at.label}.")
    if doubtful:
        notes.append(
            "Paragraferna är förda samman efter orden i rubriken; kontrollera att det är samma ärende."
        )
    return notes
