"""What counts besides the words, as rules that can be read: exact things, body and day named, authority, recency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.sought import Sought
from ingest.model import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage stands, as far as the rules need it. `keys`: the share of the question's exact keys in it."""

    kind: str
    draft: bool
    body: str | None
    date: dt.date | None
    paragraph: bool
    keys: float = 0.0


EXACT = 1.0
"""All exact things of the question: as much as the whole of its words, so that likeness never wins over them."""

BODY = 0.5
OTHER_BODY = -0.25
DAY = 0.6
YEAR = 0.25
NEWEST = 0.4
DRAFT = -0.3
MINUTES = 0.1
AUTHORITY: Mapping[Kind, float] = {
    Kind.PROTOKOLL: 0.06,
    Kind.UTDRAG: 0.05,
    Kind.STYRDOKUMENT: 0.03,
    Kind.TAXA: 0.03,
    Kind.VERKSAMHETSPLAN: 0.03,
    Kind.VISION: 0.03,
    Kind.RAPPORT: 0.02,
    Kind.TJANSTESKRIVELSE: -0.03,
    Kind.KALLELSE: -0.06,
    Kind.BILDSPEL: -0.03,
}
"""Approved minutes above what was adopted, above reports, above drafts and slides, where they say the same."""

_RECENT_DAYS = 1500


def ruled(sought: Sought, source: Source, today: dt.date) -> float:
    """What the rules add to a passage's score, of which 1 is a passage that meets the whole question."""
    value = EXACT * source.keys
    value += AUTHORITY.get(Kind(source.kind), 0.0)
    value += DRAFT * (source.draft and not sought.drafts)
    if sought.bodies:
        value += BODY * (source.body in sought.bodies) + OTHER_BODY * bool(
            source.paragraph and source.body not in sought.bodies
        )
        value += MINUTES * source.paragraph
    if source.date:
        value += DAY * (source.date in sought.dates)
        value += YEAR * (source.date.year in sought.years and not sought.dates)
        if sought.newest:
            value += NEWEST * max(0.0, 1 - (today - source.date).days / _RECENT_DAYS)
    return value
