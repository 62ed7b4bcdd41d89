"""What became of a duty as far as the archive tells: whether its body came back to it, and how far its minutes go."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from assistant.followups.steps import Place
from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.tables import contents, meetings, witnesses
from ingest.visible import best_witnesses, visible

_EARLY = dt.timedelta(days=120)
"""How long before its day something may be reported and count as done."""

_Body = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """`returns`: the §§ that the same body's later §§ go back to, by kommun, body, day and number, with those later ones in
    order. `latest`: the day of each body's last minutes."""

    returns: dict[tuple[str | None, str, dt.date, int], list[Place]]
    latest: dict[_Body, dt.date]

    def returned(self, kommun: str | None, at: Place, until: dt.date | None) -> Place | None:
        """Where the body comes back to the § of a duty; of one with a day, not long before it."""
        later = self.returns.get((kommun, at.body_key, at.date, at.number), [])
        first = bisect_left(later, until - _EARLY, key=lambda place: place.date) if until else 0
        return later[first] if first < len(later) else None

    def goes_beyond(self, kommun: str | None, body_key: str, day: dt.date) -> bool:
        """Whether minutes of the body from that day or later are here."""
        return self.latest.get((kommun, body_key), dt.date.min) >= day


def read_trace(connection: Connection, filters: Filters) -> Trace:
    """What the reader's documents tell; `filters` as asked, of which only access and kommun count here."""
    seen = Filters(zones=filters.zones, kommun=filters.kommun)
    return Trace(_returns(connection, seen), _latest(connection, seen))


def _returns(
    connection: Connection, seen: Filters
) -> dict[tuple[str | None, str, dt.date, int], list[Place]]:
    made, by = reference_table.c, witnesses.c
    query = (
        select(by.kommun, made.body_key, made.date, made.number, by.date, by.number, by.paragraph)
        .join(witnesses, by.id == made.witness)
        .where(
            made.number.is_not(None),
            made.date < by.date,
            made.body_key == by.body_key,
            by.id.in_(best_witnesses(seen)),
        )
        .order_by(by.date, by.number)
    )
    found = defaultdict(list)
    for kommun, body_key, day, number, later, later_number, paragraph in connection.execute(query):
        found[kommun, body_key, day, number].append(Place(later, body_key, later_number, paragraph))
    return dict(found)


def _latest(connection: Connection, seen: Filters) -> dict[_Body, dt.date]:
    query = (
        select(meetings.c.kommun, meetings.c.body_key, func.max(meetings.c.date))
        .join(contents, contents.c.hash == meetings.c.content)
        .where(visible(seen))
        .group_by(meetings.c.kommun, meetings.c.body_key)
    )
    return {(kommun, body_key): day for kommun, body_key, day in connection.execute(query)}
