"""`kommunminne followups`: tasks, promised days, unanswered motions and laga kraft."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Body, Data, DateFrom, DateTo, Dnr, Json, Kommun, Section, day, note, say
from assistant.commands.view import Csv, Ics, Out, Text, Today, Xlsx, query_of, show_view
from ingest.parted import in_words

if TYPE_CHECKING:
    from assistant.wire.followups import Duty, Followups, Initiative, LegalForce


DUTY_HEADS = ("Läge", "När", "Slag", "Ansvarig", "Paragraf", "Text")
INITIATIVE_HEADS = ("Slag", "Ärende", "Kom in", "Ålder", "Besvarad")


class DutyKinds(StrEnum):
    """The kinds of duties, as options."""

    TASK = "uppdrag"
    REPORT = "redovisning"
    DONE = "färdigt"
    REVISION = "revidering"
    REPLY = "svar"
    DECISION = "beslut"


class Timings(StrEnum):
    """How a time is given, as options."""

    DAY = "dag"
    MONTH = "månad"
    PERIOD = "period"
    YEAR = "år"
    REPEATED = "upprepat"
    UNDATED = "utan datum"
    IMPOSSIBLE = "orimligt datum"


class States(StrEnum):
    """The states, as options."""

    OPEN = "öppen"
    CLOSED = "klar"
    UNKNOWN = "oklar"
    PROPOSED = "föreslagen"


class Parts(StrEnum):
    """The parts of the view, as options."""

    DUTIES = "bevakning"
    INITIATIVES = "initiativ"
    LEGAL_FORCE = "laga kraft"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(followups)


def followups(
    kommun: Kommun = None,
    body: Body = None,
    duty: Annotated[
        DutyKinds | None, typer.Option("--duty", help="Bara det här slaget", show_default=False)
    ] = None,
    timing: Annotated[
        Timings | None, typer.Option("--timing", help="Bara det vars tid är angiven så", show_default=False)
    ] = None,
    responsible: Annotated[
        str | None,
        typer.Option("--responsible", help="Ansvarig, hela namnet eller en del", show_default=False),
    ] = None,
    state: Annotated[
        States | None, typer.Option("--state", help="Bara det som är i det här läget", show_default=False)
    ] = None,
    overdue: Annotated[
        bool | None,
        typer.Option(
            "--overdue/--not-overdue", help="Bara det vars dag har passerat, eller inte", show_default=False
        ),
    ] = None,
    due_from: Annotated[
        dt.datetime | None,
        typer.Option("--due-from", formats=["%Y-%m-%d"], help="Ska ske tidigast", show_default=False),
    ] = None,
    due_to: Annotated[
        dt.datetime | None,
        typer.Option("--due-to", formats=["%Y-%m-%d"], help="Ska ske senast", show_default=False),
    ] = None,
    part: Annotated[
        Parts | None, typer.Option("--part", help="Bara den här delen", show_default=False)
    ] = None,
    text: Text = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    dnr: Dnr = None,
    section: Section = None,
    today: Today = None,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    ics: Ics = None,
    data: Data = None,
) -> None:
    """Uppdrag och bevakning: vad som ska göras och när, obesvarade motioner, laga kraft."""
    from assistant.wire.followups import FOLLOWUPS, FollowupsQuery

    query = query_of(
        FollowupsQuery,
        {
            "kommun": kommun,
            "body": body,
            "duty": duty,
            "timing": timing,
            "responsible": responsible,
            "state": state,
            "overdue": overdue,
            "due_from": day(due_from),
            "due_to": day(due_to),
            "part": part,
            "text": text,
            "date_from": day(date_from),
            "date_to": day(date_to),
            "dnr": dnr,
            "section": section,
            "today": day(today),
        },
    )
    show_view(FOLLOWUPS, query, Out(as_json, csv, xlsx, ics), data, show_followups)


def show_followups(found: Followups) -> None:
    """A table a part; a part without rows is left out."""
    from assistant.commands.tables import print_table

    if not (found.duties or found.initiatives or found.legal_force):
        note("Inget att bevaka. Läs in protokoll, eller pröva färre filter.")
    if found.duties:
        say(f"Bevakning {found.today}: {found.total}, varav {found.overdue} vars dag har passerat")
        print_table(DUTY_HEADS, [duty_cells(each) for each in found.duties])
    if found.initiatives:
        say("Motioner, medborgarförslag och initiativärenden")
        print_table(INITIATIVE_HEADS, [initiative_cells(each) for each in found.initiatives])
    if found.legal_force:
        say("Laga kraft: dagen efter att överklagandetiden löpt ut, om ingen överklagar")
        print_table(
            ("Sammanträde", "Anslag", "Överklagandetiden löper ut", "Beslut"),
            [force_cells(each) for each in found.legal_force],
        )


def duty_cells(duty: Duty) -> tuple[str, ...]:
    """A duty as cells."""
    responsible = f"{duty.responsible or ''}{' (antagen)' if duty.assumed else ''}"
    place = f"{duty.body_key} {duty.date} {duty.section}"
    return (standing(duty), when(duty), duty.kind, responsible, place, duty.text)


def standing(duty: Duty) -> str:
    """How a duty stands; one whose day has passed may have been done where the archive cannot tell."""
    if duty.overdue:
        return "dagen har passerat" if duty.state == "öppen" else "dagen har passerat, oklar"
    return duty.state


def when(duty: Duty) -> str:
    """When something is due, in few words."""
    if duty.next_on:
        return f"{duty.written}, nästa {duty.next_on}"
    if duty.due:
        return f"{duty.due} (år antaget)" if duty.year_inferred else str(duty.due)
    return f"{duty.written} (till {duty.until})" if duty.until else duty.written


def initiative_cells(each: Initiative) -> tuple[str, ...]:
    """An initiative as cells."""
    handed_on = each.came_in.label if each.came_in else f"senast {each.since}"
    came_in = str(each.came_in_on or handed_on)
    age = f"{each.age_days} dagar{', över ett år' if each.over_a_year else ''}"
    answered = (
        f"{each.answered.label}: {in_words(each.outcome or '', each.parted)}"
        if each.answered
        else "svar saknas i underlaget"
    )
    return (each.kind, each.topic, came_in, age, answered)


def force_cells(each: LegalForce) -> tuple[str, ...]:
    """A meeting as cells."""
    gains = str(each.gains) if each.gains else each.note or ""
    return (f"{each.body_key} {each.date}", str(each.posted or ""), gains, str(each.decisions))
