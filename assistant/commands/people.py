"""`kommunminne people`: members, presence and votes, for those who see the internal zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Body, Data, DateFrom, DateTo, Json, Kommun, day, note, say
from assistant.commands.view import Csv, Out, Text, Today, Xlsx, query_of, show_view

if TYPE_CHECKING:
    from assistant.wire.people import Member, People, VoteOut


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(people)


def people(
    kommun: Kommun = None,
    body: Body = None,
    text: Text = None,
    party: Annotated[
        str | None, typer.Option("--party", help="Bara det här partiet", show_default=False)
    ] = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    today: Today = None,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    data: Data = None,
) -> None:
    """Personer och organ: ledamöter, närvaro och röster. Bara för den som får se interna handlingar."""
    from assistant.wire.people import PEOPLE, PeopleQuery

    query = query_of(
        PeopleQuery,
        {
            "kommun": kommun,
            "body": body,
            "text": text,
            "party": party,
            "date_from": day(date_from),
            "date_to": day(date_to),
            "today": day(today),
            "limit": 100_000,
        },
    )
    show_view(PEOPLE, query, Out(as_json, csv, xlsx), data, show_people)


def show_people(found: People) -> None:
    """The members as a table, then the votes and how sure they are."""
    from assistant.commands.tables import print_table

    if not found.members:
        note("Inga personer. Läs in protokoll med försättsblad, eller pröva färre filter.")
        return
    columns = (
        "Organ",
        "Namn",
        "Parti",
        "Beslutande",
        "Tjg ersättare",
        "Ersättare",
        "Övrig",
        "Ersatt",
        "Möjligen samma",
    )
    print_table(columns, [member_row(each) for each in found.members])
    for vote in found.votes:
        say(vote_line(vote))


def member_row(each: Member) -> tuple[str, ...]:
    """Somebody as cells of a table."""
    counts = (each.deciding, each.serving, each.beside, each.other, each.replaced)
    same = ", ".join(other.name for other in each.maybe_same)
    return (each.body_key, each.name, ", ".join(each.parties), *(str(n) if n else "" for n in counts), same)


def vote_line(vote: VoteOut) -> str:
    """A votering on one line."""
    abstained = f", {vote.abstained} avstod" if vote.abstained is not None else ""
    place = f"{vote.body_key} {vote.date} {vote.section}"
    return f"{place} {vote.title}: {vote.yes} ja, {vote.no} nej{abstained}. {vote.state.capitalize()}: {vote.why}"
