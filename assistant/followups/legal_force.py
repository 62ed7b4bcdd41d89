"""The last day to appeal the decisions of each meeting, three weeks after the notice of the minutes was posted; once it has
passed, they have gained laga kraft."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select

from assistant.views.scope import Scope
from assistant.wire.followups import LegalForce
from ingest.appeals import ABOUT_ONE, concerns_one
from ingest.checks.times import POSTED_FOR
from ingest.corrections import fields_in_force, put_right
from ingest.holidays import last_day
from ingest.model import Level
from ingest.rows import batches
from ingest.tables import meetings, witnesses
from ingest.visible import contents_of, stands_for, witness_where

_UNTOLD = "Anslagsdagen framgår inte; när överklagandetiden löper ut kan inte räknas ut."
_MOVED = "Tre veckor efter anslaget är en helgdag; tiden löper ut nästa vardag (lag 1930:173)."
_APART = (
    "{count} beslut är inte medräknade: de överklagas av den de gäller (förvaltningsbesvär), räknat från när var och en fick del "
    "av sitt beslut."
)
_EARLIEST = "Laga kraft tidigast dagen efter; ett beslut som överklagas vinner laga kraft senare."


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with its decisions: how many §§ decide, how many `others` are appealed by whom they concern, and the content of the document that tells when its notice was
    posted, or else of any that has one of its §§."""

    kommun: str | None
    body_key: str
    date: dt.date
    decisions: int
    content: str
    posted: dt.date | None = None
    others: int = 0


def read_held(scope: Scope) -> list[Held]:
    """The meetings that fit and decided something, as put right, the newest first."""
    by, deciding = witnesses.c, (str(Level.BESLUT), str(Level.BLANDAT))
    of = meetings.c
    notices = select(of.kommun, of.body_key, of.date, of.posted, of.content).where(
        of.posted.is_not(None), of.content.in_(contents_of(scope.filters))
    )
    with scope.register.connection() as connection:
        level = put_right("level", by.level, fields_in_force(connection))
        decided = (
            select(by.kommun, by.body_key, by.date, func.count(), func.min(by.content))
            .where(stands_for(scope.filters), *witness_where(scope.filters), level.in_(deciding))
            .group_by(by.kommun, by.body_key, by.date)
            .order_by(by.date.desc(), by.body_key)
        )
        others = _others(connection, scope, level.in_(deciding))
        posted = {row[:3]: row[3:] for row in connection.execute(notices)}
        rows = connection.execute(decided).all()
    found = []
    for kommun, body_key, date, count, content in rows:
        day, told_in = posted.get((kommun, body_key, date), (None, content))
        apart = others[kommun, body_key, date]
        if count > apart:
            found.append(Held(kommun, body_key, date, count - apart, told_in, day, apart))
    return found


def _others(
    connection: Connection, scope: Scope, decides: ColumnElement[bool]
) -> Counter[tuple[str | None, str, dt.date]]:
    """How many decisions of each meeting are appealed by whom they concern, and within a time of their own."""
    by = witnesses.c
    named = or_(*(func.lower(by.title).contains(words) for words in ABOUT_ONE))
    query = select(by.kommun, by.body_key, by.date, by.title).where(
        stands_for(scope.filters), *witness_where(scope.filters), decides, named
    )
    return Counter(tuple(row[:3]) for row in connection.execute(query) if concerns_one(row.title))


def show_held(scope: Scope, rows: Sequence[Held]) -> list[LegalForce]:
    """The meetings as they go out, in their order."""
    files = scope.catalogue.sources_of({row.content for row in rows}, scope.filters)
    names = _names(scope, [row.content for row in rows])
    found = []
    for row in rows:
        document, gains = files[row.content][0], last_day(row.posted, POSTED_FOR) if row.posted else None
        found.append(
            LegalForce(
                kommun=row.kommun,
                body=names[row.content, row.body_key],
                body_key=row.body_key,
                date=row.date,
                posted=row.posted,
                gains=gains,
                gained=gains < scope.today if gains else None,
                decisions=row.decisions,
                note=_note(row, gains, scope.today),
                file=document.file,
                document_id=document.id,
            )
        )
    return found


def _names(scope: Scope, told_in: Sequence[str]) -> dict[tuple[str, str], str]:
    """The full name of each body, by the content that it is told in and its key."""
    of = meetings.c
    found: dict[tuple[str, str], str] = {}
    with scope.register.connection() as connection:
        for part in batches(told_in):
            query = select(of.content, of.body_key, of.body).where(of.content.in_(part))
            found |= {(content, body_key): body for content, body_key, body in connection.execute(query)}
    return found


def _note(row: Held, gains: dt.date | None, today: dt.date) -> str | None:
    apart = _APART.format(count=row.others) if row.others else None
    if row.posted is None or gains is None:
        return " ".join(each for each in (_UNTOLD, apart) if each)
    moved = _MOVED if (gains - row.posted).days > POSTED_FOR else None
    return " ".join(each for each in (moved, _EARLIEST if gains >= today else None, apart) if each) or None
