"""Duties with their state on a day: read light for all that fit, in full for those that are shown."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, select

from assistant.followups.steps import Place
from assistant.followups.trace import Trace, read_trace
from assistant.views.scope import Scope
from assistant.wire.followups import Duty, DutyKind, DutyState, FollowupsQuery, SaidIn, Timing
from ingest.dates import MONTHS
from ingest.due_dates import Precision
from ingest.facts.duties import DECIDED, PROPOSED, REPEATED, duties
from ingest.facts.words import folded
from ingest.recurrence import next_time
from ingest.rows import batches
from ingest.stored import StoredDocument
from ingest.tables import witnesses
from ingest.visible import best_witnesses, witness_where

OPEN, CLOSED, UNKNOWN, ONLY_PROPOSED = "öppen", "klar", "oklar", "föreslagen"
_LATE, _COMING, _AGAIN, _ODD, _UNDATED, _SUGGESTED, _DONE = range(7)
_WIDER = (Precision.MONTH, Precision.PERIOD, Precision.YEAR)


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as far as it takes to choose and order it. `until`: the last day of its time; of something repeated the next
    time's. `beyond`: minutes of its body from after its day are here."""

    id: int
    kind: str
    until: dt.date | None
    precision: str
    said_in: str
    kommun: str | None
    at: Place
    state: str = OPEN
    returned: Place | None = None
    overdue: bool = False
    beyond: bool = False


def read_duties(scope: Scope, query: FollowupsQuery) -> list[Row]:
    """The duties that fit, what is late first, then by day."""
    with scope.register.connection() as connection:
        found = _light(connection, scope, query)
        trace = read_trace(connection, scope.filters)
    rows = (_judged(row, trace, scope.today) for row in found)
    return sorted((row for row in rows if _fits(row, query)), key=lambda row: _order(row, scope.today))


def show_duties(scope: Scope, rows: Sequence[Row]) -> list[Duty]:
    """The rows in full, in their order."""
    wanted = {row.id: row for row in rows}
    columns = [column for column in duties.c if column.name != "witness"]
    query = select(
        *columns,
        *(witnesses.c.content, witnesses.c.body, witnesses.c.dnr, witnesses.c.title),
    ).join(witnesses, witnesses.c.id == duties.c.witness)
    full: dict[int, Any] = {}
    with scope.register.connection() as connection:
        for part in batches(list(wanted)):
            for each in connection.execute(query.where(duties.c.id.in_(part))):
                full[each.id] = each
    files = scope.catalogue.sources_of({each.content for each in full.values()}, scope.filters)
    return [_out(row, full[row.id], files[full[row.id].content][0], scope.today) for row in rows]


def _light(connection: Connection, scope: Scope, query: FollowupsQuery) -> list[Row]:
    on, by = duties.c, witnesses.c
    columns: list[Any] = [on.id, on.kind, on.due, on.precision, on.months, on.said_in, on.responsible]
    columns += [by.kommun, by.date, by.body_key, by.number, by.paragraph]
    words, who = folded(query.text or "").split(), folded(query.responsible or "")
    if words:
        columns += [on.text, by.title]
    statement = (
        select(*columns)
        .join(witnesses, by.id == on.witness)
        .where(by.id.in_(best_witnesses(scope.filters)), *witness_where(scope.filters), *_where(query))
    )
    found = []
    for each in connection.execute(statement):
        if (words and not _holds(words, each)) or (who and who not in folded(each.responsible)):
            continue
        place = Place(each.date, each.body_key, each.number, each.paragraph)
        until = each.due
        if each.months and until:
            until = next_time(until, each.months, scope.today)
        found.append(Row(each.id, each.kind, until, each.precision, each.said_in, each.kommun, place))
    return found


def _where(query: FollowupsQuery) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.duty:
        where.append(duties.c.kind == query.duty)
    if query.timing:
        where.append(duties.c.precision == query.timing)
    if query.responsible:
        where.append(duties.c.responsible.is_not(None))
    return where


def _holds(words: Sequence[str], each: Any) -> bool:
    said = folded(each.title, each.text.value, each.responsible or "")
    return all(word in said for word in words)


def _judged(row: Row, trace: Trace, today: dt.date) -> Row:
    """The row with its state on the day."""
    if row.said_in == PROPOSED:
        return replace(row, state=ONLY_PROPOSED)
    repeated = row.precision == REPEATED
    past = row.until is not None and row.until < today and not repeated
    if row.said_in == DECIDED and not repeated:
        returned = trace.returned(row.kommun, row.at, row.until)
        if returned is not None and returned.date <= today:
            return replace(row, state=CLOSED, returned=returned)
    since = row.until if past and row.until else row.at.date + dt.timedelta(days=1)
    beyond = trace.goes_beyond(row.kommun, row.at.body_key, since)
    waits = repeated or (row.until is not None and not past)
    told = waits or (beyond and row.said_in == DECIDED)
    return replace(row, state=OPEN if told else UNKNOWN, overdue=past, beyond=beyond)


def _fits(row: Row, query: FollowupsQuery) -> bool:
    if query.state and row.state != query.state:
        return False
    if query.overdue is not None and row.overdue != query.overdue:
        return False
    if query.due_from and (row.until is None or row.until < query.due_from):
        return False
    return not (query.due_to and (row.until is None or row.until > query.due_to))


def _order(row: Row, today: dt.date) -> tuple[int, int, str, int, int]:
    if row.state == CLOSED:
        group = _DONE
    elif row.state == ONLY_PROPOSED:
        group = _SUGGESTED
    elif row.precision == Precision.IMPOSSIBLE:
        group = _ODD
    elif row.precision == REPEATED:
        group = _AGAIN
    elif row.until is None:
        group = _UNDATED
    else:
        group = _LATE if row.overdue else _COMING
    day = row.until or row.at.date
    newest_first = group in (_UNDATED, _DONE, _ODD)
    return (
        group,
        (today - day).days if newest_first else day.toordinal(),
        row.at.body_key,
        row.at.number,
        row.id,
    )


def _out(row: Row, full: Any, document: StoredDocument, today: dt.date) -> Duty:
    repeated = row.precision == REPEATED
    until = None if repeated else row.until
    return Duty(
        id=_id(row, full),
        kommun=row.kommun,
        body=full.body,
        body_key=row.at.body_key,
        date=row.at.date,
        section=f"§ {row.at.number}",
        dnr=full.dnr,
        title=full.title,
        kind=cast(DutyKind, row.kind),
        timing=cast(Timing, row.precision),
        due=until if row.precision == Precision.DAY else None,
        until=until,
        written=full.written,
        year_inferred=full.year_inferred,
        every_months=full.months,
        next_on=row.until if repeated else None,
        responsible=full.responsible,
        assumed=full.assumed,
        said_in=cast(SaidIn, row.said_in),
        state=cast(DutyState, row.state),
        overdue=row.overdue,
        days_left=(row.until - today).days if row.until and row.state != CLOSED else None,
        followed_by=row.returned.out() if row.returned else None,
        notes=_notes(row, full),
        text=full.text.value,
        file=document.file,
        page=full.page if document.paged else None,
        paragraph_id=row.at.paragraph,
        document_id=document.id,
    )


def _id(row: Row, full: Any) -> str:
    """The same for as long as the § says the same, however often its document is taken in."""
    said = f"{row.at.paragraph}|{row.kind}|{full.written}|{full.text.value}"
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _notes(row: Row, full: Any) -> list[str]:
    notes = []
    if full.year_inferred:
        notes.append(f"Året är inte utskrivet; det är räknat från sammanträdet {row.at.date}.")
    if row.precision in _WIDER and row.until:
        notes.append(f"Ingen dag är angiven; räknas till och med {row.until}.")
    if row.precision == Precision.IMPOSSIBLE:
        notes.append(f"Datumet ”{full.written}” finns inte i någon kalender.")
    elif row.precision != REPEATED and row.until and row.until <= row.at.date:
        notes.append("Dagen ligger inte efter sammanträdet.")
    if row.precision == REPEATED and not any(month in full.written.casefold() for month in MONTHS):
        notes.append("Ingen dag är angiven; nästa gång är räknad från sammanträdet.")
    if full.assumed:
        notes.append("Ingen ansvarig är utpekad; den som berett ärendet anges.")
    if row.state == ONLY_PROPOSED:
        notes.append("Bara föreslaget här.")
    if row.returned:
        notes.append(f"{row.at.body_key} återkommer till paragrafen i {row.returned.label}.")
    if row.state == UNKNOWN:
        untold = "Underlaget visar inte om det är gjort."
        notes.append(
            untold if row.beyond else f"Senare protokoll från {row.at.body_key} finns inte i underlaget."
        )
    return notes
