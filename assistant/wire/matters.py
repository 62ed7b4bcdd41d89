"""Matters on the wire: each with its §§ over the bodies, how it stands, what joins it and what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.schema import LevelName, Wire
from assistant.wire.view import Spec, ViewQuery

Certainty = Literal["säker", "trolig", "tveksam"]
Place = Literal["nämnd", "utskott", "beredning", "kommunstyrelse", "kommunfullmäktige"]


class MattersQuery(ViewQuery):
    """What matters may be limited to. A matter fits where one of its §§ does, and is shown whole."""

    id: str | None = Field(
        default=None, max_length=64, description="Ärendets id, eller id för en av dess paragrafer"
    )
    state: Literal["öppet", "avslutat"] | None = Field(
        default=None, description="Bara ärenden som väntar på något, eller bara de andra"
    )
    limit: int | None = Field(default=None, ge=1, description="Antal ärenden som mest; alla om inget sägs")
    offset: int = Field(default=0, ge=0, description="Ärenden att hoppa över")


class MatterLink(Wire):
    """Why a § belongs to the matter: the earlier § that it is joined to, the reason in words, and the sentence in the
    document that says so; null where none does."""

    paragraph_id: str
    label: str
    why: str
    certainty: Certainty
    quote: str | None


class MatterStep(Wire):
    """A § of a matter. `event`: what was done, in words. `superseded`: which later § took its place, null where none."""

    paragraph_id: str
    document_id: str
    file: str
    page: int | None
    place: Place
    body: str
    body_key: str
    date: dt.date
    section: str
    dnr: str | None
    title: str
    level: LevelName
    outcome: str
    next_body: str | None
    event: str
    superseded: str | None
    links: list[MatterLink]


class DoubtfulLink(Wire):
    """A § that may belong to the matter and was not joined to it. `matter_id`: of the matter that it belongs to, null for
    a routine item."""

    paragraph_id: str
    label: str
    title: str
    matter_id: str | None
    why: str
    quote: str | None


class MissingReference(Wire):
    """A § that the matter refers to and that is not in the archive. `body_key` null where it is not said whose; `note`:
    why. `prepared`: the documents say that the matter was treated there, or list it as underlag. `named_in`: the §§ that refer to it."""

    label: str
    body: str | None
    body_key: str | None
    date: dt.date | None
    section: str
    prepared: bool
    note: str
    named_in: list[str]
    paragraph_id: str
    quote: str


class MatterOut(Wire):
    """A matter. `final_body`: who decides finally, null where that is not said; `decided`: whether that decision is in the
    archive. `awaits`: keys of the bodies whose treatment is not in the archive, in order. `title`: that of the first § that is more than information."""

    id: str
    kommun: str | None
    title: str
    dnr: list[str]
    open: bool
    status: str
    final_body: str | None
    decided: bool
    awaits: list[str]
    first: dt.date
    last: dt.date
    bodies: list[str]
    steps: list[MatterStep]
    doubtful: list[DoubtfulLink]
    missing: list[MissingReference]


class MattersOut(Wire):
    """Matters, the latest first. `total`: how many fit, whatever `limit` was; `open`: how many of them wait."""

    total: int
    open: int
    matters: list[MatterOut]


MATTERS = Spec("matters", "Ärenden", MattersQuery, MattersOut, formats=("csv", "xlsx", "json"))
"""`json` is shaped as OParl 1.1."""
