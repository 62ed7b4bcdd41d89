"""The last day to appeal the decisions of each meeting, three weeks after the notice of the minutes was posted; once it has
passed, they have gained laga kraft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from assistant.views.scope import Scope
from assistant.wire.followups import LegalForce
from ingest.checks.times import POSTED_FOR
from ingest.corrections import fields_in_force, put_right
from ingest.holidays import last_day
from ingest.model import Level
from ingest.rows import batches
from ingest.tables import meetings, witnesses
from ingest.visible import contents_of, stands_for, witness_where

_UNTOLD = "Anslagsdagen framgår inte; när överklagandetiden löper ut kan inte räknas ut."
_MOVED = "Tre veckor efter anslaget är en helgdag; tiden löper ut nästa vardag (lag 1930:173)."
_EARLIEST = "Laga kraft tidigast dagen efter; ett beslut som överklagas vinner laga kraft senare."


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with its decisions: how many §§ decide, and the content of the document that tells when its notice was
    posted, or else of any that has one of its §§."""

    kommun: str | None
    body_key: str
    date: dt.date
    decisions: int
    content: str
    posted: dt.date | None = None


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
        posted = {row[:3]: row[3:] for row in connection.execute(notices)}
        rows = connection.execute(decided).all()
    found = []
    for kommun, body_key, date, count, content in rows:
        day, told_in = posted.get((kommun, body_key, date), (None, content))
        found.append(Held(kommun, body_key, date, count, told_in, day))
    return found


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
                note=_note(row.posted, gains, scope.today),
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


def _note(posted: dt.date | None, gains: dt.date | None, today: dt.date) -> str | None:
    if posted is None or gains is None:
        return _UNTOLD
    moved = _MOVED if (gains - posted).days > POSTED_FOR else None
    return " ".join(each for each in (moved, _EARLIEST if gains >= today else None) if each) or None
