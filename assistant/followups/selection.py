"""Which duties are shown and in which order: decided, counted and cut in the register's own query."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

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
        where = [
            _on.witness.in_(best_witnesses(scope.filters)),
            *_where(connection, scope, query, group),
        ]
        number: Counter[tuple[int, str]] = Counter()
        counted = select(group, _on.kind, func.count()).where(*where).group_by(group, _on.kind)
        for place, kind, count in connection.execute(counted):
            number[place, kind] = count
        coming = group.in_((_COMING, _AGAIN))
        ordered = (
            select(_on.id)
            .where(*where)
            .order_by(group, case((coming, _on.due)), _on.due.desc(), _on.held.desc(), _on.id)
            .limit(query.limit)
        )
        ids = connection.scalars(ordered).all()
    kinds: Counter[str] = Counter()
    for (_, kind), count in number.items():
        kinds[kind] += count
    late = sum(count for (place, _), count in number.items() if place == _LATE)
    return Selection(ids, number.total(), late, dict(kinds), done)


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
    waits = group.in_((_COMING, _AGAIN))
    open_ = or_(waits, and_(_on.said_in == DECIDED, _goes_beyond(scope, group)))
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
    told = waits or (beyond and duty.said_in != TOLD)
    return OPEN if told else UNKNOWN, past, beyond
