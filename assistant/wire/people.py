"""People and bodies (Personer och organ) on the wire: members, presence, votes. For those who see the internal zone only."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.schema import Wire
from assistant.wire.view import Spec, ViewQuery

PartName = Literal["beslutande", "ersättare", "övriga", "justerare"]
VoteState = Literal["stämmer", "osäker", "bara antal"]


class PeopleQuery(ViewQuery):
    """Whom to show; `text`: words of the name. `limit`: how many meetings and votes are listed, newest first."""

    party: str | None = Field(default=None, max_length=40, description="Parti, som S eller KD")
    limit: int = Field(default=100, ge=1, le=100_000, description="Högst så många möten och voteringar")


class SameName(Wire):
    """Another spelling that is possibly the same person, and why it is thought so. They are never counted as one."""

    name: str
    why: str


class Member(Wire):
    """Somebody as the front pages of a body name them, counted in meetings. `deciding`: as member; `serving`: as a
    substitute who took part in deciding; `beside`: as a substitute who did not; `other`: as official or guest; `replaced`:
    somebody else served in their place."""

    kommun: str | None
    body: str
    body_key: str
    name: str
    parties: list[str]
    roles: list[str]
    deciding: int
    serving: int
    beside: int
    other: int
    adjusting: int
    replaced: int
    first: dt.date
    last: dt.date
    maybe_same: list[SameName]


class Presence(Wire):
    """Somebody at a meeting. `sections`: the §§ attended where the front page says so, '' for all."""

    name: str
    party: str | None
    role: str | None
    part: PartName
    replaces: str | None
    sections: str


class PresentMeeting(Wire):
    """A meeting with those whom its front page names."""

    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    document_id: str
    file: str
    present: list[Presence]


class Cast(Wire):
    """How somebody voted: 'ja', 'nej', 'avstod', or 'kryss' where the column of the mark is lost."""

    name: str
    party: str
    vote: str


class VoteOut(Wire):
    """A votering. `state`: whether the names counted give the totals of the minutes; `why` says so in words."""

    paragraph_id: str
    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    section: str
    title: str
    yes: int | None
    no: int | None
    abstained: int | None
    state: VoteState
    why: str
    quote: str
    ballots: list[Cast]


class People(Wire):
    """Everybody by body and name, the newest meetings, the newest votes; `*_total` count all that fit."""

    members: list[Member]
    meetings: list[PresentMeeting]
    meetings_total: int
    votes: list[VoteOut]
    votes_total: int


PEOPLE: Spec[PeopleQuery, People] = Spec("people", "Personer och organ", PeopleQuery, People, internal=True)
