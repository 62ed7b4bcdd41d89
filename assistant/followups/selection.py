"""Which duties are shown and in which order: decided, counted and cut in the register's own query."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    and_,
    case,
    func,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from assistant.followups.steps import Place
from assistant.followups.trace import last_minutes, returned, seen_by
from assistant.views.scope import Scope
from assistant.wire.followups import FollowupsQuery
from ingest.due_dates import Precision
from ingest.facts.duties import DECIDED, PROPOSED, REPEATED, TOLD, duties
from ingest.facts.words import folded
from ingest.recurrence import next_time
from ingest.tables import witnesses
from ingest.visible import best_witnesses

OPEN, CLOSED, UNKNOWN, ONLY_PROPOSED = "öppen", "klar", "oklar", "föreslagen"
UNTOLD_AFTER = dt.timedelta(days=92)
"""After so long without later minutes of the body nobody can tell from the archive whether what is to come is still open."""

_LATE, _COMING, _AGAIN, _ODD, _UNDATED, _SUGGESTED, _DONE = range(7)
_on = duties.c


@dataclass(frozen=True, slots=True)
class Selection:
    """The duties that fit: their ids in order, as many as asked for; how many there are in all, how many of them late, and of each
    kind; and where the body came back to those that are done."""

    ids: Sequence[int]
    total: int
    overdue: int
    kinds: dict[str, int]
    returned: dict[int, Place]


def select_duties(scope: Scope, query: FollowupsQuery) -> Selection:
    """The duties that fit, what is late first, the most lately due before others; then what is coming, by day."""
    with scope.register.connection() as connection:
        done = returned(connection, seen_by(scope.filters), scope.today)
        group = _group(done, scope.today)
        where = _where(connection, scope, query, group)
        listed = (
            select(_on.id, group.label("place"), _on.kind, _on.due, _on.held)
            .where(_on.witness.in_(best_witnesses(scope.filters)), *where)
            .cte("listed")
        )
        rows = connection.execute(_counted_and_cut(listed, query.limit)).all()
    kinds: Counter[str] = Counter()
    late = 0
    for count, place, kind, *_ in (row for row in rows if row.id is None):
        kinds[kind] += count
        late += count if place == _LATE else 0
    chosen = sorted((row for row in rows if row.id is not None), key=_order)
    return Selection([row.id for row in chosen], kinds.total(), late, dict(kinds), done)


def _counted_and_cut(listed: CTE, limit: int | None) -> CompoundSelect[Any]:
    """How many there are of each place and kind, and the first of them all: one statement, so that what fits is found once."""
    of = listed.c
    counts = select(
        func.count().label("count"),
        of.place,
        of.kind,
        null().label("id"),
        type_coerce(null(), Date).label("due"),
        type_coerce(null(), Date).label("held"),
    ).group_by(of.place, of.kind)
    coming = case((of.place.in_((_COMING, _AGAIN)), of.due))
    first = (
        select(null().label("count"), of.place, of.kind, of.id, of.due, of.held)
        .order_by(of.place, coming, of.due.desc(), of.held.desc(), of.id)
        .limit(limit)
        .subquery()
    )
    return union_all(counts, select(first))


def _order(row: Any) -> tuple[int, int, int, int]:
    """What comes before what: of what is coming the next, of all else the latest day."""
    due = row.due.toordinal() if row.due else 0
    return row.place, due if row.place in (_COMING, _AGAIN) else -due, -row.held.toordinal(), row.id


def _group(done: Iterable[int], today: dt.date) -> ColumnElement[int]:
    """Where a duty stands in the order."""
    return case(
        (_among(done), _DONE),
        (_on.said_in == PROPOSED, _SUGGESTED),
        (_on.precision == str(Precision.IMPOSSIBLE), _ODD),
        (_on.precision == REPEATED, _AGAIN),
        (_on.due.is_(None), _UNDATED),
        (_on.due < today, _LATE),
        else_=_COMING,
    )


def _among(ids: Iterable[int]) -> ColumnElement[bool]:
    """That a duty is one of those; as one value, for there may be more than a statement takes."""
    values = func.json_each(json.dumps(list(ids))).table_valued("value")
    return _on.id.in_(select(values.c.value))


def _where(
    connection: Connection,
    scope: Scope,
    query: FollowupsQuery,
    group: ColumnElement[int],
) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.duty:
        where.append(_on.kind == query.duty)
    if query.timing:
        where.append(_on.precision == query.timing)
    if query.responsible:
        where.append(_on.who.contains(folded(query.responsible), autoescape=True))
    where += [_on.words.contains(word, autoescape=True) for word in folded(query.text or "").split()]
    if query.overdue is not None:
        where.append((group == _LATE) if query.overdue else (group != _LATE))
    if query.due_from or query.due_to:
        where.append(_due_within(connection, query, scope.today))
    if query.state:
        where.append(_in_state(scope, query.state, group))
    return where


def _due_within(connection: Connection, query: FollowupsQuery, today: dt.date) -> ColumnElement[bool]:
    """That the day, or of what comes back the next one, lies within what is asked."""
    first, last = query.due_from or dt.date.min, query.due_to or dt.date.max
    once = and_(_on.precision != REPEATED, _on.due.between(first, last))
    again = select(_on.id, _on.due, _on.months).where(_on.precision == REPEATED)
    fitting = [
        duty
        for duty, due, months in connection.execute(again)
        if first <= next_time(due, months, today) <= last
    ]
    return or_(once, _among(fitting))


def _in_state(scope: Scope, state: str, group: ColumnElement[int]) -> ColumnElement[bool]:
    if state == CLOSED:
        return group == _DONE
    if state == ONLY_PROPOSED:
        return group == _SUGGESTED
    live = group.in_((_LATE, _COMING, _AGAIN, _ODD, _UNDATED))
    waits, beyond = group.in_((_COMING, _AGAIN)), _goes_beyond(scope, group)
    fresh = _on.held >= scope.today - UNTOLD_AFTER
    open_ = or_(and_(waits, or_(beyond, fresh)), and_(~waits, _on.said_in == DECIDED, beyond))
    return and_(live, open_ if state == OPEN else ~open_)


def _goes_beyond(scope: Scope, group: ColumnElement[int]) -> ColumnElement[bool]:
    """That minutes of the duty's body from after its day, or after its meeting, are here."""
    last, by = last_minutes(seen_by(scope.filters)), witnesses.c
    since: Any = case((group == _LATE, last.c.last >= _on.due), else_=last.c.last > _on.held)
    known = (
        select(by.id)
        .join(last, and_(last.c.body_key == by.body_key, last.c.kommun.is_not_distinct_from(by.kommun)))
        .where(by.id == _on.witness, since)
    )
    return known.exists()


def state_of(duty: Any, *, done: bool, today: dt.date, last: dt.date | None) -> tuple[str, bool, bool]:
    """A duty's state, whether it is late, and whether minutes of its body from after its day are here. `last`: the day of the
    body's last minutes."""
    if done:
        return CLOSED, False, True
    if duty.said_in == PROPOSED:
        return ONLY_PROPOSED, False, True
    repeated = duty.precision == REPEATED
    past = duty.due is not None and duty.due < today and not repeated
    beyond = last is not None and (last >= duty.due if past else last > duty.held)
    waits = repeated or (duty.due is not None and not past)
    fresh = duty.held >= today - UNTOLD_AFTER
    told = (beyond or fresh) if waits else (beyond and duty.said_in != TOLD)
    return OPEN if told else UNKNOWN, past, beyond
