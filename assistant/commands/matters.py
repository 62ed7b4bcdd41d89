"""`kommunminne matters`: the matters, or one of them as a timeline."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
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
    load_settings,
    note,
    opened,
    say,
)
from assistant.commands.view import Csv, Out, Text, Xlsx, query_of, show_view, write_file

if TYPE_CHECKING:
    from assistant.wire.matters import MatterOut, MattersOut, MattersQuery


class State(StrEnum):
    """Whether a matter waits for something, as an option."""

    OPEN = "öppet"
    CLOSED = "avslutat"


Id = Annotated[
    str | None, typer.Option("--id", help="Ett ärende, eller en av dess paragrafer", show_default=False)
]
StateOption = Annotated[
    State | None, typer.Option("--state", help="Bara öppna eller avslutade", show_default=False)
]
Limit = Annotated[
    int | None, typer.Option("--limit", help="Antal ärenden som mest", min=1, show_default=False)
]
OParl = Annotated[
    Path | None, typer.Option("--oparl", help="Skriv till en JSON-fil enligt OParl 1.1", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(matters)


def matters(
    matter_id: Id = None,
    kommun: Kommun = None,
    body: Body = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    kind: KindName = None,
    dnr: Dnr = None,
    section: Section = None,
    text: Text = None,
    state: StateOption = None,
    limit: Limit = None,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    oparl: OParl = None,
    data: Data = None,
) -> None:
    """Ärenden: hur de gått mellan organen, var de står och vad som saknas."""
    from assistant.wire.matters import MATTERS, MattersQuery

    filters = filters_from(kommun, body, date_from, date_to, kind, dnr, section)
    query = query_of(
        MattersQuery,
        {
            **filters.model_dump(),
            "id": matter_id,
            "text": text,
            "state": str(state) if state else None,
            "limit": limit,
        },
    )
    if oparl is not None:
        _write_oparl(oparl, query, data)
        if not (as_json or csv or xlsx):
            return
    show_view(MATTERS, query, Out(as_json, csv, xlsx), data, show_matters if matter_id is None else show_one)


def _write_oparl(path: Path, query: MattersQuery, data: Path | None) -> None:
    from assistant.wire.matters import MATTERS

    with opened(load_settings(data)) as reader:
        write_file(path, reader.export(MATTERS, query, "json"))
    note(f"{MATTERS.title}: skrivet till {path}")


def show_matters(found: MattersOut) -> None:
    """The matters as a table."""
    from assistant.commands.tables import print_table

    print_table(
        ("Id", "Senast", "Ärende", "Dnr", "Organ", "Läge"),
        [
            (
                *(matter.id, str(matter.last), matter.title, ", ".join(matter.dnr)),
                *(" → ".join(matter.bodies), matter.status),
            )
            for matter in found.matters
        ],
    )
    note(f"{found.total} ärenden, varav {found.open} öppna.")


def show_one(found: MattersOut) -> None:
    """One matter as a timeline."""
    for matter in found.matters:
        show_matter(matter)


def show_matter(matter: MatterOut) -> None:
    """A matter: how it stands, its §§ with why they belong to it, what is missing and what is doubtful."""
    say(f"{matter.title}\n{', '.join(matter.dnr) or 'utan diarienummer'}\n{matter.status}")
    if matter.final_body:
        held = "finns i arkivet" if matter.decided else "finns inte i arkivet"
        say(f"Beslutar slutligt: {matter.final_body}; beslutet {held}")
    for step in matter.steps:
        replaced = f" [{step.superseded}]" if step.superseded else ""
        page = f", s. {step.page}" if step.page else ""
        say(f"\n{step.body_key} {step.date} {step.section}  {step.event}{replaced}")
        say(f"    {step.title} · {step.dnr or 'utan diarienummer'} · {step.file}{page} · {step.paragraph_id}")
        for link in step.links:
            say(f"    {link.certainty}: {link.why}")
    for title, lines in (
        ("Saknas i arkivet", [_missing(matter, at) for at in range(len(matter.missing))]),
        ("Tveksamt, inte sammanfört", [f"{each.label} {each.title}: {each.why}" for each in matter.doubtful]),
    ):
        if lines:
            say(f"\n{title}")
            for line in lines:
                say(f"    {line}")


def _missing(matter: MatterOut, at: int) -> str:
    each = matter.missing[at]
    role = "underlag eller tidigare behandling" if each.prepared else "omnämns"
    told = f" ({each.note})" if each.note else ""
    return f"{each.label}: {role}, nämns i {', '.join(each.named_in)}{told}"
