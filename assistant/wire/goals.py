"""The chain of goals on the wire: vision → övergripande mål → mål and delmål → indikator → aktivitet."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.schema import SpanOut, Wire
from assistant.wire.view import Spec, ViewQuery

TierName = Literal["vision", "övergripande mål", "mål", "delmål", "aktivitet"]
Colour = Literal["röd", "gul", "grön"]
Sureness = Literal["säker", "trolig", "osäker"]
Validity = Literal["gäller", "gäller inte längre", "gäller inte än", "framgår inte"]
Standing = Literal["beslutat", "föreslaget", "framgår inte"]
Role = Literal["mål", "beslut", "uppföljning", "omnämnande"]


class GoalsQuery(ViewQuery):
    """What the chain may be limited to. `date_from` and `date_to` limit by the goals' period."""

    tier: TierName | None = Field(default=None, description="Nivå, som vision eller mål")
    status: Colour | None = Field(default=None, description="Status i den senaste uppföljningen")
    valid: Validity | None = Field(default=None, description="Om målet gäller den dag som frågan avser")
    standing: Standing | None = Field(default=None, description="Om målet är beslutat eller föreslaget")


class GoalSource(Wire):
    """A place where a goal stands. `file`: the shortest path; `page` null for formats without pages; `period` and
    `number` as that document has them; `section` and `paragraph_id` where it is a § of minutes."""

    document_id: str
    file: str
    title: str
    kind: str
    date: dt.date | None
    page: int | None
    quote: str
    spans: list[SpanOut]
    role: Role
    number: str | None
    period: str | None
    proposed: bool
    section: str | None = None
    paragraph_id: str | None = None


class GoalLink(Wire):
    """The goal above another: why it is taken for that, and how sure it is."""

    goal_id: str
    text: str
    reason: str
    certainty: Sureness


class GoalStatus(Wire):
    """How a goal is met according to one follow-up. `colour` null where the words name none; `words`: as it says."""

    colour: Colour | None
    words: str
    source: GoalSource


class IndicatorValue(Wire):
    """A figure of an indicator, from an imported file. `gender`: T (all), K (women), M (men)."""

    kpi: str
    municipality: str
    year: int
    gender: str
    value: float | None


class GoalIndicator(Wire):
    """An indicator as a goal names it. `kpi`: Kolada's id where the document names one, `title` what Kolada calls it."""

    name: str
    kpi: str | None = None
    title: str | None = None
    values: list[IndicatorValue] = Field(default_factory=list)


class GoalFinding(Wire):
    """What a goal's text lacks."""

    rule: str
    why: str
    suggestion: str


class Adoption(Wire):
    """Who decided a goal according to its document. `paragraph_id` where that § is in the archive."""

    label: str
    paragraph_id: str | None = None


class GoalNode(Wire):
    """A goal, once, with every place where it stands. `period` as printed; `valid` against the day asked for.

    `doubtful`: goals that it may belong to, for a person to judge; they are no part of the chain.
    """

    id: str
    kommun: str | None
    tier: TierName
    number: str | None
    text: str
    unit: str | None
    description: str
    indicators: list[GoalIndicator]
    period: str | None
    valid: Validity
    standing: Standing
    adopted: Adoption | None
    source: GoalSource
    also_in: list[GoalSource]
    parent: GoalLink | None
    doubtful: list[GoalLink]
    status: GoalStatus | None
    earlier: list[GoalStatus]
    findings: list[GoalFinding]


class Orphan(Wire):
    """What hangs loose: a goal or an activity without anything above it, or an indicator that no goal uses."""

    kind: Literal["mål", "aktivitet", "indikator"]
    name: str
    kommun: str | None
    why: str
    goal_id: str | None = None
    possible: list[GoalLink] = Field(default_factory=list)
    source: GoalSource | None = None


class Side(Wire):
    """What one document says. `section`: the § or heading; `paragraph_id` where it is a § of minutes."""

    value: str
    quote: str
    document_id: str
    file: str
    title: str
    section: str
    date: dt.date | None
    page: int | None
    paragraph_id: str | None


class Disagreement(Wire):
    """Documents that do not say the same, side by side."""

    kommun: str | None
    about: str
    sides: list[Side]


class KoladaOut(Wire):
    """What became of a file of Kolada's: whose values it holds, how many, of which indicators and years."""

    kommun: str | None
    values: int
    kpis: list[str]
    first_year: int | None
    last_year: int | None


class GoalsOut(Wire):
    """The chain: the goals that fit, parents before children; what hangs loose; where documents disagree."""

    today: dt.date
    goals: list[GoalNode]
    orphans: list[Orphan]
    disagreements: list[Disagreement]


GOALS = Spec("goals", "Mål", GoalsQuery, GoalsOut)
