"""The register of decisions on the wire: what it is limited to and sorted by, its rows, and a page of them with counts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.schema import DecisionRow, LevelName, Wire
from assistant.wire.view import Spec, ViewQuery

OutcomeName = Literal[
    "bifalls",
    "avslås",
    "återremitteras",
    "bordläggs",
    "godkänns",
    "antas",
    "fastställs",
    "noteras",
    "antecknas",
    "läggs till handlingarna",
    "anses besvarad",
    "överlämnas",
    "utses",
    "beviljas",
    "utgår",
    "revideras",
    "annat",
]
SortName = Literal[
    "date",
    "kommun",
    "body",
    "section",
    "dnr",
    "title",
    "level",
    "outcome",
    "next_body",
    "final_body",
    "amount",
    "responsible",
    "recipient",
    "underlag",
]
Part = Annotated[str | None, Field(max_length=200)]
Kronor = Annotated[float | None, Field(allow_inf_nan=False)]


class DecisionsQuery(ViewQuery):
    """What the register may be limited to. `text`: words of title, points, dnr, recipients, responsible or underlag."""

    title: Part = Field(default=None, description="Del av rubriken")
    level: LevelName | None = Field(default=None, description="Beslutsnivå")
    outcome: OutcomeName | None = Field(default=None, description="Utfall")
    next_body: Part = Field(default=None, description="Nästa organ, som KS eller Kommunfullmäktige")
    amount_from: Kronor = Field(default=None, description="Lägsta belopp, kronor")
    amount_to: Kronor = Field(default=None, description="Högsta belopp, kronor")
    responsible: Part = Field(default=None, description="Del av beredande tjänstepersons namn")
    recipient: Part = Field(default=None, description="Del av en mottagares namn")
    underlag: Part = Field(default=None, description="Del av ett beslutsunderlag")
    sort: SortName = Field(default="date", description="Kolumn att ordna efter")
    descending: bool = Field(default=False, description="Störst eller senast först")


class PageQuery(DecisionsQuery):
    """A page of the register."""

    offset: int = Field(default=0, ge=0, le=10_000_000, description="Rader att hoppa över")
    limit: int = Field(default=50, ge=1, le=500, description="Rader som mest")


class CountOut(Wire):
    """How many paragraphs there are of something."""

    name: str
    count: int


class DecisionPage(Wire):
    """Some rows, and of all that fit how many there are: by body, level and outcome, the most first, and by month."""

    total: int
    rows: list[DecisionRow]
    bodies: list[CountOut]
    levels: list[CountOut]
    outcomes: list[CountOut]
    months: list[CountOut]


DECISIONS = Spec("decisions", "Beslut", DecisionsQuery, list[DecisionRow], formats=("csv", "xlsx", "json"))
DECISION_PAGE = Spec("decisions/page", "Beslut, en sida i taget", PageQuery, DecisionPage, formats=())
