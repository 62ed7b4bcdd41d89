"""Meetings of which nothing is here, though a § names their day or month, something was put off to them, or a notice of them
(kallelse) is here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import select

from assistant.views.kept import once
from assistant.views.scope import Scope
from assistant.wire.coverage import NamedMeeting, Naming
from ingest.facts.named_meetings import named_meeting_table
from ingest.facts.references import reference_table
from ingest.facts.words import folded
from ingest.filters import Filters
from ingest.model import Kind
from ingest.register import LIVE
from ingest.tables import contents, meetings, sources, witnesses
from ingest.visible import contents_of, stands_for, witness_where

NAMED: Literal["nämns"] = "nämns"
PUT_OFF: Literal["dit bordlagt"] = "dit bordlagt"
CALLED: Literal["kallelse"] = "kallelse"
_Key = tuple[str | None, str, dt.date, dt.date]
_Body = tuple[str | None, str]


def named_meetings(
    scope: Scope, filters: Filters, text: str | None, limit: int
) -> tuple[list[NamedMeeting], int]:
    """Those meetings, the latest first: the first `limit`, and how many there are. What is named by a § stands among the missing
    §§ instead; a month is missing where no meeting of the body in it is here."""
    found = once(scope, f"named {scope.today}", filters, lambda: _read(scope, filters))
    if text:
        wanted = folded(text)
        found = [each for each in found if wanted in _words(each)]
    return found[:limit], len(found)


def _words(one: NamedMeeting) -> str:
    return folded(
        one.body, one.body_key, str(one.first), one.file or "", *(each.quote for each in one.named_in)
    )


def _read(scope: Scope, filters: Filters) -> list[NamedMeeting]:
    with scope.register.connection() as connection:
        here = _held(connection, filters)
        rows = _named(connection, filters)
        called = _called(scope, connection, filters)
    groups: dict[_Key, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.kommun, row.body_key, row.first, row.last].append(row)
    found = [_of_rows(key, group) for key, group in groups.items() if _is_missing(key, here, scope.today)]
    said = {(one.kommun, one.body_key, one.first) for one in found}
    found += [
        one
        for one in called
        if (one.kommun, one.body_key, one.first) not in said
        and _is_missing((one.kommun, one.body_key, one.first, one.last), here, scope.today)
    ]
    return sorted(found, key=lambda one: (one.first, one.body_key), reverse=True)


def _is_missing(key: _Key, here: dict[_Body, set[dt.date]], today: dt.date) -> bool:
    kommun, body_key, first, last = key
    return last < today and not any(first <= day <= last for day in here[kommun, body_key])


def _held(connection: Any, filters: Filters) -> dict[_Body, set[dt.date]]:
    """The days of each body of which something is here, or that the list of missing §§ tells of."""
    seen = contents_of(Filters(zones=filters.zones, kommun=filters.kommun))
    m, r, w = meetings.c, reference_table.c, witnesses.c
    days = select(m.kommun, m.body_key, m.date).where(m.content.in_(seen)).distinct()
    referred = (
        select(w.kommun, r.body_key, r.date)
        .join(witnesses, w.id == r.witness)
        .where(r.date.is_not(None), r.number.is_not(None), r.bare.is_(False), w.content.in_(seen))
        .distinct()
    )
    found: dict[_Body, set[dt.date]] = defaultdict(set)
    for query in (days, referred):
        for kommun, body_key, day in connection.execute(query):
            found[kommun, body_key].add(day)
    return found


def _named(connection: Any, filters: Filters) -> Sequence[Any]:
    n, w = named_meeting_table.c, witnesses.c
    query = (
        select(
            *(w.kommun, n.body, n.body_key, n.first, n.last, n.planned, n.quote, w.paragraph),
            *(w.body_key.label("by"), w.date, w.number),
        )
        .join(witnesses, w.id == n.witness)
        .where(stands_for(filters), *witness_where(filters))
        .order_by(w.date, w.body_key, w.number)
    )
    return list(connection.execute(query))


def _of_rows(key: _Key, rows: Sequence[Any]) -> NamedMeeting:
    kommun, body_key, first, last = key
    return NamedMeeting(
        kommun=kommun,
        body=rows[0].body,
        body_key=body_key,
        first=first,
        last=last,
        basis=PUT_OFF if any(row.planned for row in rows) else NAMED,
        named_in=[
            Naming(
                paragraph_id=row.paragraph,
                place=f"{row.by} {row.date} § {row.number}",
                quote=row.quote.value,
            )
            for row in rows
        ],
    )


def _called(scope: Scope, connection: Any, filters: Filters) -> list[NamedMeeting]:
    """The meetings that a kallelse here calls."""
    c = contents.c
    query = (
        select(c.kommun, c.body, c.date, sources.c.file)
        .join(sources, sources.c.content == c.hash)
        .where(c.kind == str(Kind.KALLELSE), c.body.is_not(None), c.date.is_not(None))
        .where(sources.c.status == LIVE, c.hash.in_(contents_of(filters)))
        .order_by(c.date)
    )
    return [
        NamedMeeting(
            kommun=row.kommun,
            body=row.body,
            body_key=scope.config.bodies.key(row.body),
            first=row.date,
            last=row.date,
            basis=CALLED,
            named_in=[],
            file=row.file,
        )
        for row in connection.execute(query)
    ]
