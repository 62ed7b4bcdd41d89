"""`kommunminne decisions`: the register of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    Body,
    Data,
    DateFrom,
    DateTo,
    Dnr,
    Json,
    KindName,
    Kommun,
    Section,
    filters_from,
)
from assistant.commands.view import Csv, Out, Text, Xlsx, query_of, show_view
from assistant.errors import BadRequest
from ingest.parted import in_words

if TYPE_CHECKING:
    from assistant.schema import DecisionRow

Title = Annotated[str | None, typer.Option("--title", help="Del av rubriken", show_default=False)]
Level = Annotated[str | None, typer.Option("--level", help="Nivå, t.ex. förslag", show_default=False)]
Outcome = Annotated[str | None, typer.Option("--outcome", help="Utfall, t.ex. antas", show_default=False)]
NextBody = Annotated[
    str | None, typer.Option("--next-body", help="Nästa organ, t.ex. KF", show_default=False)
]
AmountFrom = Annotated[
    float | None, typer.Option("--amount-from", help="Lägsta belopp, kronor", show_default=False)
]
AmountTo = Annotated[
    float | None, typer.Option("--amount-to", help="Högsta belopp, kronor", show_default=False)
]
Responsible = Annotated[
    str | None, typer.Option("--responsible", help="Del av den beredandes namn", show_default=False)
]
Recipient = Annotated[
    str | None, typer.Option("--recipient", help="Del av en mottagares namn", show_default=False)
]
Underlag = Annotated[
    str | None, typer.Option("--underlag", help="Del av ett beslutsunderlag", show_default=False)
]
Sort = Annotated[str, typer.Option("--sort", help="Kolumn att ordna efter, t.ex. title eller amount")]
Descending = Annotated[bool, typer.Option("--desc", help="Störst eller senast först")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(decisions)


def decisions(
    kommun: Kommun = None,
    body: Body = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    kind: KindName = None,
    dnr: Dnr = None,
    section: Section = None,
    text: Text = None,
    title: Title = None,
    level: Level = None,
    outcome: Outcome = None,
    next_body: NextBody = None,
    amount_from: AmountFrom = None,
    amount_to: AmountTo = None,
    responsible: Responsible = None,
    recipient: Recipient = None,
    underlag: Underlag = None,
    sort: Sort = "date",
    descending: Descending = False,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    data: Data = None,
) -> None:
    """Beslutsregistret: en rad per paragraf i protokollen; i CSV och Excel en rad per beslutspunkt."""
    from assistant.schema import LevelName
    from assistant.wire.decisions import DECISIONS, DecisionsQuery, OutcomeName, SortName

    filters = filters_from(kommun, body, date_from, date_to, kind, dnr, section)
    named = {"level": level, "outcome": outcome, "sort": sort}
    for (option, value), names in zip(named.items(), (LevelName, OutcomeName, SortName), strict=True):
        _check(option, value, names)
    query = query_of(
        DecisionsQuery,
        {
            **filters.model_dump(),
            "text": text,
            "title": title,
            **named,
            "descending": descending,
            "next_body": next_body,
            "amount_from": amount_from,
            "amount_to": amount_to,
            "responsible": responsible,
            "recipient": recipient,
            "underlag": underlag,
        },
    )
    show_view(DECISIONS, query, Out(as_json, csv, xlsx), data, show_decisions)


def _check(option: str, value: str | None, names: object) -> None:
    """Raise BadRequest where the value is none of a closed set's."""
    from typing import get_args

    known = get_args(names)
    if value is not None and value not in known:
        raise BadRequest(f"--{option}: ’{value}’ finns inte. Välj bland: {', '.join(known)}.")


def show_decisions(rows: list[DecisionRow]) -> None:
    """The register as a table."""
    from assistant.commands.tables import print_table

    print_table(
        ("Organ", "Datum", "§", "Dnr", "Ärende", "Nivå", "Utfall", "Belopp"),
        [
            (
                *(
                    row.body_key,
                    row.date,
                    row.section,
                    row.dnr or "",
                    row.title,
                    row.level,
                    in_words(row.outcome, row.parted),
                ),
                ", ".join(dict.fromkeys(amount.printed for amount in row.amounts)),
            )
            for row in rows
        ],
    )
