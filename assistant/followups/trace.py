"""What became of duties as far as the archive tells: whether a body came back to them, and how far its minutes go."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Subquery, and_, func, select

from assistant.followups.steps import Place
from ingest.facts.duties import DECIDED, duties
from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.tables import contents, meetings, witnesses
from ingest.visible import best_witnesses, visible

_EARLY = dt.timedelta(days=120)
"""How long before its day something may be reported and count as done."""


def seen_by(filters: Filters) -> Filters:
    """What tells of the state of duties: all that the reader may see of the kommun, whatever else is limited."""
    return Filters(zones=filters.zones, kommun=filters.kommun)


def returned(connection: Connection, seen: Filters, today: dt.date) -> dict[int, Place]:
    """The decided duties whose own body came back to their § until `today`, and where it first did: of a duty with a day not
    long before it."""
    at, by, made = witnesses.alias("at_witness"), witnesses.alias("by_witness"), reference_table.c
    query = (
        select(duties.c.id, duties.c.due, by.c.date, by.c.body_key, by.c.number, by.c.paragraph)
        .join(at, at.c.id == duties.c.witness)
        .join(
            reference_table,
            and_(made.body_key == at.c.body_key, made.date == at.c.date, made.number == at.c.number),
        )
        .join(by, by.c.id == made.witness)
        .where(
            duties.c.said_in == DECIDED,
            duties.c.months.is_(None),
            by.c.body_key == at.c.body_key,
            by.c.kommun.is_not_distinct_from(at.c.kommun),
            by.c.date > at.c.date,
            by.c.date <= today,
            by.c.id.in_(best_witnesses(seen)),
        )
        .order_by(by.c.date, by.c.number)
    )
    found: dict[int, Place] = {}
    for duty, due, *place in connection.execute(query):
        if due is None or place[0] >= due - _EARLY:
            found.setdefault(duty, Place(*place))
    return found


def last_minutes(seen: Filters) -> Subquery:
    """The day of each body's last minutes: columns `kommun`, `body_key` and `last`."""
    of = meetings.c
    return (
        select(of.kommun, of.body_key, func.max(of.date).label("last"))
        .join(contents, contents.c.hash == of.content)
        .where(visible(seen))
        .group_by(of.kommun, of.body_key)
        .subquery()
    )


def latest(connection: Connection, seen: Filters) -> dict[tuple[str | None, str], dt.date]:
    """The day of each body's last minutes, by kommun and body."""
    last = last_minutes(seen)
    return {(kommun, body): day for kommun, body, day in connection.execute(select(last))}
