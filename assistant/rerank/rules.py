"""What counts besides the words, as rules that can be read: exact things, body and day named, authority, recency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.sought import Sought
from ingest.model import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage stands, as far as the rules need it. `keys`, `names`: the share of the question's exact keys, and of
    the names in it, that the passage holds."""

    kind: str
    draft: bool
    body: str | None
    date: dt.date | None
    number: int | None
    keys: float = 0.0
    names: float = 0.0
    outcome: str | None = None


EXACT = 1.0
"""All exact things of the question: as much as the whole of its words, so that likeness never wins over them."""

BODY = 0.5
OTHER_BODY = -0.25
DAY = 0.6
SECTION = EXACT
MONTH = 0.3
_MONTH_ALONE = 0.1
_MONTH_DAYS = 31
NEWEST = 0.4
OUTCOME = 0.4
DRAFT = -0.3
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
_BEFORE_IT = 0.6
_ON_THE_MATTER = 0.7


def ruled(sought: Sought, source: Source, newest: dt.date) -> float:
    """What the rules add to a passage's score, of which 1 is a passage that meets the whole question. `newest`: the day of
    the newest of the passages on the matter."""
    value = EXACT * (source.keys + source.names)
    value += AUTHORITY.get(Kind(source.kind), 0.0)
    value += DRAFT * (source.draft and not sought.drafts)
    value += OUTCOME * (source.outcome in sought.outcomes)
    if sought.bodies:
        surest = max(sought.bodies.values())
        value += BODY * sought.bodies.get(source.body or "", 0.0)
        value += OTHER_BODY * surest * (source.number is not None and source.body not in sought.bodies)
    if source.date:
        value += DAY * (source.date in sought.dates)
        value += SECTION * (source.number in sought.numbers)
        value += (MONTH if sought.bodies else _MONTH_ALONE) * _in_month(sought, source.date)
        value += NEWEST * _newness(source.date, newest) * sought.newest
    return value


def newest_of(sources: Sequence[Source], scores: Sequence[float], today: dt.date) -> dt.date:
    """The day of the newest passage that is about as much to the point as the best, none from after `today`."""
    best = max(scores, default=0.0)
    days = [
        source.date
        for source, score in zip(sources, scores, strict=True)
        if source.date and source.date <= today and score >= _ON_THE_MATTER * best
    ]
    return max(days, default=today)


def _newness(date: dt.date, newest: dt.date) -> float:
    """1 for the newest day, and clearly less for any before it, however near."""
    if date >= newest:
        return float(date == newest)
    return _BEFORE_IT * max(0.0, 1 - (newest - date).days / _RECENT_DAYS)


def _in_month(sought: Sought, date: dt.date) -> bool:
    """Whether the day is of the month that the question names; a year alone may be that of a budget decided the year
    before, and says nothing here."""
    if not sought.period:
        return False
    first, last = sought.period
    return (last - first).days <= _MONTH_DAYS and first <= date <= last
