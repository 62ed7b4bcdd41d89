"""Which §§ refer to a meeting, and which numbers a body has around a day: what is known of minutes that are not here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.register import Register
from ingest.tables import witnesses
from ingest.visible import contents_of


def referring(
    register: Register, filters: Filters, keys: Sequence[str], day: dt.date
) -> list[tuple[int, str, dt.date, int]]:
    """The §§ of a day's meeting that somebody's §§ refer to: its number, and body key, day and number of who refers."""
    r, w = reference_table.c, witnesses.c
    query = (
        select(r.number, w.body_key, w.date, w.number)
        .join(witnesses, w.id == r.witness)
        .where(r.body_key.in_(keys), r.date == day, r.number.is_not(None), r.bare.is_(False))
        .where(w.content.in_(contents_of(filters)))
        .distinct()
        .order_by(r.number, w.date, w.body_key, w.number)
    )
    with register.connection() as connection:
        return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]


def numbers_around(
    register: Register, filters: Filters, key: str, day: dt.date
) -> tuple[int | None, int | None]:
    """The last number of a body's year before a day, and the first after it, of what is here."""
    w = witnesses.c
    seen = (w.body_key == key, w.content.in_(contents_of(filters)))
    before = select(func.max(w.number)).where(*seen, w.date >= dt.date(day.year, 1, 1), w.date < day)
    after = select(func.min(w.number)).where(*seen, w.date > day, w.date <= dt.date(day.year, 12, 31))
    with register.connection() as connection:
        return connection.scalar(before), connection.scalar(after)
