"""What became of duties as far as the archive tells: whether a body came back to them, and how far its minutes go."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, String, Subquery, cast, func, select

from assistant.followups.steps import Place
from ingest.facts.duties import DECIDED, duties
from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.tables import contents, meetings, witnesses
from ingest.visible import stands_for, visible

_Key = tuple[str, dt.date, int]

_EARLY = dt.timedelta(days=120)
"""How long before its day something may be reported and count as done."""


def seen_by(filters: Filters) -> Filters:
    """What tells of the state of duties: all that the reader may see of the kommun, whatever else is limited."""
    return Filters(zones=filters.zones, kommun=filters.kommun)


def returned(connection: Connection, seen: Filters, today: dt.date) -> dict[int, Place]:
    """The decided duties whose own body came back to their § until `today`, and where it first did: of a duty with a day not
    long before it."""
    decided = _decided(connection)
    referring = _referring(connection, {key for _, _, _, key in decided})
    by_id = _places(connection, seen, {witness for each in referring.values() for witness in each}, today)
    found: dict[int, Place] = {}
    for duty, due, kommun, key in decided:
        later = (by_id[witness] for witness in referring.get(key, ()) if witness in by_id)
        fitting = [
            place
            for owner, place in later
            if owner == kommun
            and place.body_key == key[0]
            and place.date > key[1]
            and not _too_early(place, due)
        ]
        if fitting:
            found[duty] = min(fitting, key=lambda place: (place.date, place.number))
    return found


def _too_early(place: Place, due: dt.date | None) -> bool:
    return due is not None and place.date < due - _EARLY


def _decided(connection: Connection) -> list[tuple[int, dt.date | None, str | None, _Key]]:
    """The duties of all decisions, whoever may see them: id, day, kommun, and body, day and number of their §."""
    on, by = duties.c, witnesses.c
    query = (
        select(on.id, on.due, by.kommun, by.body_key, by.date, by.number)
        .join(witnesses, by.id == on.witness)
        .where(on.said_in == DECIDED, on.months.is_(None))
    )
    return [(duty, due, kommun, tuple(key)) for duty, due, kommun, *key in connection.execute(query)]


def _referring(connection: Connection, keys: Collection[_Key]) -> dict[_Key, list[int]]:
    """Which witnesses refer to the §§ of those bodies, days and numbers. One value holds them all: the index of references is
    then what is searched, never all that refers to anything."""
    values = func.json_each(json.dumps(list(keys), default=str)).table_valued("value")
    part = [func.json_extract(values.c.value, f"$[{at}]") for at in range(3)]
    made = reference_table.c
    query = select(made.body_key, made.date, made.number, made.witness).where(
        made.body_key == part[0], made.date == cast(part[1], String), made.number == part[2]
    )
    found = defaultdict(list)
    for body_key, date, number, witness in connection.execute(query):
        found[body_key, date, number].append(witness)
    return dict(found)


def _places(
    connection: Connection, seen: Filters, ids: Collection[int], today: dt.date
) -> dict[int, tuple[str | None, Place]]:
    """Kommun and place of those witnesses that stand for their §§ to this reader, until `today`."""
    wanted = func.json_each(json.dumps(list(ids))).table_valued("value")
    by = witnesses.c
    query = select(by.id, by.kommun, by.date, by.body_key, by.number, by.paragraph).where(
        by.id.in_(select(wanted.c.value)), by.date <= today, stands_for(seen)
    )
    return {id_: (kommun, Place(*place)) for id_, kommun, *place in connection.execute(query)}


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
