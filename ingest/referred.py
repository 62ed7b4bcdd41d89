"""Which §§ refer to a meeting, and which numbers a body has around a day: what is known of minutes that are not here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.register import Register
from ingest.tables import witnesses
from ingest.visible import seen_by


def referring(
    register: Register, filters: Filters, keys: Sequence[str], day: dt.date
) -> list[tuple[int, str, dt.date, int]]:
    """The §§ of a day's meeting that somebody's §§ refer to: its number, and body key, day and number of who refers."""
    r, w = reference_table.c, witnesses.c
    query = (
        select(r.number, w.body_key, w.date, w.number, w.content)
        .join(witnesses, w.id == r.witness)
        .where(r.body_key.in_(keys), r.date == day, r.number.is_not(None), r.bare.is_(False))
        .where(*_of_kommun(filters))
        .distinct()
        .order_by(r.number, w.date, w.body_key, w.number)
    )
    with register.connection() as connection:
        rows = connection.execute(query).all()
        seen = seen_by(connection, {row[4] for row in rows}, filters)
    return list(dict.fromkeys((row[0], row[1], row[2], row[3]) for row in rows if row[4] in seen))


def _of_kommun(filters: Filters) -> list[ColumnElement[bool]]:
    return [] if filters.kommun is None else [witnesses.c.kommun == filters.kommun]


def numbers_around(
    register: Register, filters: Filters, key: str, day: dt.date
) -> tuple[int | None, int | None]:
    """The last number of a body's year before a day, and the first after it, of what is here."""
    w = witnesses.c
    first, last = dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    query = select(w.date, w.number, w.content).where(
        w.body_key == key, w.date >= first, w.date <= last, *_of_kommun(filters)
    )
    with register.connection() as connection:
        rows = connection.execute(query).all()
        seen = seen_by(connection, {row.content for row in rows}, filters)
    held = [(row.date, row.number) for row in rows if row.content in seen]
    before = max((number for date, number in held if date < day), default=None)
    after = min((number for date, number in held if date > day), default=None)
    return before, after
