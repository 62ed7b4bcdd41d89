"""Follow-ups on the wire: duties with their days, initiatives with their age, and when decisions gain laga kraft."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.schema import Wire
from assistant.wire.view import Spec, ViewQuery

DutyKind = Literal["uppdrag", "redovisning", "färdigt", "revidering", "svar", "beslut"]
Timing = Literal["dag", "månad", "period", "år", "upprepat", "utan datum", "orimligt datum"]
SaidIn = Literal["beslut", "förslag", "text"]
DutyState = Literal["öppen", "klar", "oklar", "föreslagen"]
InitiativeKind = Literal["motion", "medborgarförslag", "initiativärende"]
Part = Literal["bevakning", "initiativ", "laga kraft"]


class FollowupsQuery(ViewQuery):
    """What the follow-ups may be limited to. `date_from` and `date_to` limit by the meeting, `due_from` and `due_to` by the day
    something is due. `limit`: rows of each part, all where it is not given."""

    duty: DutyKind | None = Field(
        default=None, description="Slag av bevakning, som uppdrag eller redovisning"
    )
    timing: Timing | None = Field(default=None, description="Hur tiden är angiven, som dag eller upprepat")
    responsible: str | None = Field(
        default=None, max_length=200, description="Ansvarig, hela namnet eller en del"
    )
    state: DutyState | None = Field(default=None, description="Läge: öppen, klar, oklar eller föreslagen")
    overdue: bool | None = Field(
        default=None, description="Bara det vars dag har passerat (ja) eller inte (nej)"
    )
    due_from: dt.date | None = Field(default=None, description="Ska ske tidigast den här dagen")
    due_to: dt.date | None = Field(default=None, description="Ska ske senast den här dagen")
    part: Part | None = Field(default=None, description="Bara en del: bevakning, initiativ eller laga kraft")
    limit: int | None = Field(default=None, ge=1, le=100_000, description="Högst så många rader av varje del")


class Step(Wire):
    """A § of a meeting: `label` as in 'KS 2025-03-25 § 34'."""

    label: str
    paragraph_id: str
    date: dt.date


class Duty(Wire):
    """Something to be done. `due`: the day that the text names, null where it names none or a wider time; `until`: the last
    day of the time named, whatever its width, which is what counts as overdue; `written`: the time as printed;
    `year_inferred`: its year is not written and is that of the next such time after the meeting. Of what is repeated:
    `every_months`, `next_on` the first time that is not past and `last_on` the last one that is. `assumed`: nobody is named, and whoever prepared the § is
    taken for responsible. `state`: 'klar' where the same body comes back to the § later, which `followed_by` names; 'oklar'
    where the archive cannot tell: no later minutes of the body are here, or the § only tells of it; 'föreslagen' where it is
    only proposed, or told of in a matter not decided; else 'öppen'. `days_left`: negative when
    overdue. `notes`: what is to be known of it, in words."""

    id: str
    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    section: str
    dnr: str | None
    title: str
    kind: DutyKind
    timing: Timing
    due: dt.date | None
    until: dt.date | None
    written: str
    year_inferred: bool
    every_months: int | None
    next_on: dt.date | None
    last_on: dt.date | None
    responsible: str | None
    assumed: bool
    said_in: SaidIn
    state: DutyState
    overdue: bool
    days_left: int | None
    followed_by: Step | None
    notes: list[str]
    text: str
    file: str
    page: int | None
    paragraph_id: str
    document_id: str


class Initiative(Wire):
    """A motion, medborgarförslag or initiativärende. `came_in`: the day it was handed on, null where that § is not here;
    `came_in_on`: the day it came in as a § or its underlag says, null where neither does; `since`: the day its age counts
    from, where both are null the latest it can have come in; `outcome`, `parted` and `answered` where it was answered.
    `over_a_year`: unanswered for more than a year, or answered after more than one. `doubtful`: steps that are only taken to be
    of the same one, by their words."""

    kommun: str | None
    kind: InitiativeKind
    topic: str
    dnr_key: str | None
    came_in: Step | None
    came_in_on: dt.date | None
    since: dt.date
    answered: Step | None
    outcome: str | None
    parted: list[str]
    age_days: int
    over_a_year: bool
    steps: list[Step]
    doubtful: bool
    notes: list[str]
    paragraph_id: str


class LegalForce(Wire):
    """When a meeting's decisions can no longer be appealed. `gains`: the last day to appeal, three weeks after the notice was
    posted or the next working day, null where the minutes do not say when that was; `gained`: whether it has passed, so that
    decisions nobody appealed have gained laga kraft."""

    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    posted: dt.date | None
    gains: dt.date | None
    gained: bool | None
    decisions: int
    note: str | None
    file: str
    document_id: str


class Followups(Wire):
    """All three, for `today`. The counts are of everything that fits, also where `limit` leaves rows out."""

    today: dt.date
    total: int
    overdue: int
    counts: dict[str, int]
    duties: list[Duty]
    initiatives: list[Initiative]
    legal_force: list[LegalForce]


FOLLOWUPS: Spec[FollowupsQuery, Followups] = Spec(
    "followups", "Uppdrag och bevakning", FollowupsQuery, Followups, formats=("csv", "xlsx", "ics")
)
