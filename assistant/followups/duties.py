"""Duties in full, with their state on a day and what is to be known of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from assistant.followups.selection import CLOSED, ONLY_PROPOSED, UNKNOWN, Selection, state_of
from assistant.followups.steps import Place
from assistant.followups.trace import latest, seen_by
from assistant.views.scope import Scope
from assistant.wire.followups import Duty, DutyKind, DutyState, SaidIn, Timing
from ingest.dates import MONTHS
from ingest.due_dates import Precision
from ingest.facts.duties import REPEATED, duties
from ingest.recurrence import last_time, next_time
from ingest.rows import batches
from ingest.stored import StoredDocument
from ingest.tables import witnesses

_WIDER = (Precision.MONTH, Precision.PERIOD, Precision.YEAR)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands on a day. `beyond`: minutes of its body from after its day are here; `next_on`: of what comes back the
    first time that is not past, `last_on` the last that is. `since`: the day of the body's last minutes here."""

    state: str
    overdue: bool
    beyond: bool
    returned: Place | None
    next_on: dt.date | None
    last_on: dt.date | None = None
    since: dt.date | None = None


def show_duties(scope: Scope, chosen: Selection) -> list[Duty]:
    """The chosen duties, in their order."""
    columns = [column for column in duties.c if column.name not in ("who", "words")]
    by = witnesses.c
    query = select(
        *(*columns, by.content, by.kommun, by.body, by.body_key, by.number, by.paragraph, by.dnr, by.title)
    ).join(witnesses, by.id == duties.c.witness)
    found: dict[int, Any] = {}
    with scope.register.connection() as connection:
        for part in batches(chosen.ids):
            found |= {each.id: each for each in connection.execute(query.where(duties.c.id.in_(part)))}
        last = latest(connection, seen_by(scope.filters))
    files = scope.catalogue.sources_of({each.content for each in found.values()}, scope.filters)
    rows = []
    for duty in (found[each] for each in chosen.ids):
        standing = _standing(duty, chosen, last.get((duty.kommun, duty.body_key)), scope.today)
        rows.append(_out(duty, standing, files[duty.content][0], scope.today))
    return rows


def _standing(duty: Any, chosen: Selection, last: dt.date | None, today: dt.date) -> Standing:
    returned = chosen.returned.get(duty.id)
    state, overdue, beyond = state_of(duty, done=returned is not None, today=today, last=last)
    repeated = duty.precision == REPEATED
    next_on = next_time(duty.due, duty.months, today) if repeated else None
    last_on = last_time(duty.due, duty.months, today) if repeated else None
    return Standing(state, overdue, beyond, returned, next_on, last_on, last)


def _out(duty: Any, standing: Standing, document: StoredDocument, today: dt.date) -> Duty:
    until = None if standing.next_on else duty.due
    ahead = standing.next_on or until
    return Duty(
        id=_id(duty),
        kommun=duty.kommun,
        body=duty.body,
        body_key=duty.body_key,
        date=duty.held,
        section=f"§ {duty.number}",
        dnr=duty.dnr,
        title=duty.title,
        kind=cast(DutyKind, duty.kind),
        timing=cast(Timing, duty.precision),
        due=until if duty.precision == Precision.DAY else None,
        until=until,
        written=duty.written,
        year_inferred=duty.year_inferred,
        every_months=duty.months,
        next_on=standing.next_on,
        last_on=standing.last_on,
        responsible=duty.responsible,
        assumed=duty.assumed,
        said_in=cast(SaidIn, duty.said_in),
        state=cast(DutyState, standing.state),
        overdue=standing.overdue,
        days_left=(ahead - today).days if ahead and standing.state != CLOSED else None,
        followed_by=standing.returned.out() if standing.returned else None,
        notes=_notes(duty, standing),
        text=duty.text.value,
        file=document.file,
        page=duty.page if document.paged else None,
        paragraph_id=duty.paragraph,
        document_id=document.id,
    )


def _id(duty: Any) -> str:
    """The same for as long as the § says the same, however often its document is taken in."""
    said = f"{duty.paragraph}|{duty.kind}|{duty.written}|{duty.text.value}"
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _notes(duty: Any, standing: Standing) -> list[str]:
    return [*_time_notes(duty), *_standing_notes(duty, standing)]


def _time_notes(duty: Any) -> list[str]:
    notes = ["Rättad för hand."] if duty.as_read else []
    if duty.year_inferred:
        notes.append(f"Året är inte utskrivet; det är räknat från sammanträdet {duty.held}.")
    if duty.precision in _WIDER:
        notes.append(f"Ingen dag är angiven; räknas till och med {duty.due}.")
    if duty.precision == Precision.IMPOSSIBLE:
        notes.append(f"Datumet ”{duty.written}” finns inte i någon kalender.")
    elif duty.precision == REPEATED:
        if not any(month in duty.written.casefold() for month in MONTHS):
            notes.append("Ingen dag är angiven; nästa gång är räknad från sammanträdet.")
    elif duty.due and duty.due <= duty.held:
        notes.append("Dagen ligger inte efter sammanträdet.")
    return notes


def _standing_notes(duty: Any, standing: Standing) -> list[str]:
    notes = []
    if standing.last_on:
        notes.append(f"Senast skulle det ha skett {standing.last_on}.")
    if duty.assumed:
        notes.append("Ingen ansvarig är utpekad; den som berett ärendet anges.")
    if standing.state == ONLY_PROPOSED:
        notes.append("Bara föreslaget här.")
    if standing.returned:
        notes.append(f"{duty.body_key} återkommer till paragrafen i {standing.returned.label}.")
    if standing.state == UNKNOWN:
        untold = "Underlaget visar inte om det är gjort."
        absent = f"Okänt läge: protokollen från {duty.body_key} efter {standing.since or duty.held} saknas i underlaget."
        notes.append(untold if standing.beyond else absent)
    return notes
