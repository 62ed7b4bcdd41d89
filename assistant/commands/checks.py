"""`kommunminne minutes-check`: minutes held against what the law and they themselves say."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Body, Data, DateFrom, DateTo, Json, Kommun, day, note, say
from assistant.commands.view import Csv, Out, Text, Today, Xlsx, query_of, show_view

if TYPE_CHECKING:
    from assistant.wire.checks import CheckedMeeting, Checks


class Weight(StrEnum):
    """The severities, as options."""

    WRONG = "fel"
    LOOK = "varning"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("minutes-check")(minutes_check)


def minutes_check(
    kommun: Kommun = None,
    body: Body = None,
    text: Text = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    today: Today = None,
    rule: Annotated[
        str | None, typer.Option("--rule", help="Bara den här regeln", show_default=False)
    ] = None,
    severity: Annotated[
        Weight | None, typer.Option("--severity", help="Bara fel eller bara varningar", show_default=False)
    ] = None,
    flawed: Annotated[bool, typer.Option("--flawed", help="Bara möten med anmärkningar")] = False,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    data: Data = None,
) -> None:
    """Protokollskontroll: justering, anslag, voteringar, nummer och datum i varje protokoll."""
    from assistant.errors import BadRequest
    from assistant.wire.checks import CHECKS, RULES, ChecksQuery

    if rule is not None and rule not in RULES:
        raise BadRequest(f"Det finns ingen regel ”{rule}”. Välj en av: {', '.join(RULES)}.")
    query = query_of(
        ChecksQuery,
        {
            "kommun": kommun,
            "body": body,
            "text": text,
            "date_from": day(date_from),
            "date_to": day(date_to),
            "today": day(today),
            "rule": rule,
            "severity": severity,
            "flawed": flawed,
            "limit": 100_000,
        },
    )
    show_view(CHECKS, query, Out(as_json, csv, xlsx), data, show_checks)


def show_checks(found: Checks) -> None:
    """The counts as a table, then each meeting with findings."""
    from assistant.commands.tables import print_table

    if not found.meetings:
        note("Inga protokoll, eller inga med anmärkningar. Läs in protokoll, eller pröva färre filter.")
        return
    print_table(
        ("Regel", "Fel", "Varning", "Går inte att avgöra"),
        [(each.title, str(each.wrong), str(each.look), str(each.untold)) for each in found.counts],
    )
    for meeting in found.meetings:
        for line in meeting_lines(meeting):
            say(line)


def meeting_lines(meeting: CheckedMeeting) -> list[str]:
    """A meeting's findings, a line each; none for one without."""
    if not meeting.findings:
        return []
    lines = [f"{meeting.body} {meeting.date} {meeting.sections} ({meeting.file})"]
    for each in meeting.findings:
        page = f" s. {each.page}" if each.page else ""
        quote = f" ”{each.quote}”" if each.quote else ""
        lines.append(f"  {each.severity}: {each.place}{page}, {each.rule}: {each.why}{quote}")
    return lines
