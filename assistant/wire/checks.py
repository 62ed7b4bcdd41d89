"""Checks of minutes (Protokollskontroll) on the wire: what each meeting's minutes do not keep, and what cannot be told."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.schema import Wire
from assistant.wire.view import Spec, ViewQuery

RuleName = Literal[
    "justering",
    "anslag",
    "nedtagning",
    "votering",
    "proposition",
    "mottagare",
    "numrering",
    "paragrafer",
    "dubbelt nummer",
    "skilda handlingar",
    "orimligt datum",
    "veckodag",
    "årtal",
]
SeverityName = Literal["fel", "varning"]

RULES: dict[RuleName, str] = {
    "justering": "Justering inom 14 dagar efter sammanträdet",
    "anslag": "Anslag senast andra dagen efter justeringen",
    "nedtagning": "Anslaget uppe till överklagandetidens utgång",
    "votering": "Voteringens siffror och namn går ihop",
    "proposition": "Varje yrkande har en proposition",
    "mottagare": "Den som får en uppgift får också beslutet",
    "numrering": "Paragrafernas nummer löper utan hopp",
    "paragrafer": "Paragraferna är de som försättsbladet anger",
    "dubbelt nummer": "Ett nummer används en gång",
    "skilda handlingar": "Handlingar med samma paragraf säger detsamma",
    "orimligt datum": "Datumen finns",
    "veckodag": "Veckodag och datum stämmer",
    "årtal": "Mötesdatumet har årtal",
}
"""What each rule asks for."""


class ChecksQuery(ViewQuery):
    """What the checks may be limited to. `flawed`: only meetings with findings."""

    rule: RuleName | None = Field(default=None, description="Bara den här regeln")
    severity: SeverityName | None = Field(default=None, description="Bara fel, eller bara varningar")
    flawed: bool = Field(default=False, description="Bara möten med anmärkningar")
    limit: int = Field(default=500, ge=1, le=100_000, description="Högst så många möten")


class CheckFinding(Wire):
    """Something that minutes do not keep. `place`: '§ 12' or 'Försättsblad'; `page` null for formats without pages."""

    rule: RuleName
    severity: SeverityName
    place: str
    why: str
    quote: str
    paragraph_id: str | None
    page: int | None


class Untold(Wire):
    """A rule that could not be tried, and why."""

    rule: RuleName
    place: str
    why: str


class CheckedMeeting(Wire):
    """A meeting as one document shows it, with its findings. `witness`: as coverage has it; `draft`: not adjusted yet."""

    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    document_id: str
    file: str
    witness: str
    draft: bool
    sections: str
    findings: list[CheckFinding]
    untold: list[Untold]


class RuleCount(Wire):
    """How often a rule was not kept, and could not be tried, over all that was asked for."""

    rule: RuleName
    title: str
    wrong: int
    look: int
    untold: int


class Checks(Wire):
    """The meetings, newest first, `meetings_total` of them beyond those listed; the counts are over all."""

    meetings: list[CheckedMeeting]
    meetings_total: int
    counts: list[RuleCount]


CHECKS: Spec[ChecksQuery, Checks] = Spec("checks", "Protokollskontroll", ChecksQuery, Checks)
