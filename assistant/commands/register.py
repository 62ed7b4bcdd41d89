"""`kommunminne search | decisions | documents | delete`: reading the archive without asking it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
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
    print_json,
    say,
)
from assistant.commands.view import unwritable
from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.schema import DecisionRow, DocumentOut

COLUMNS = (
    "kommun",
    "body",
    "body_key",
    "date",
    "section",
    "dnr",
    "dnr_key",
    "title",
    "point",
    "text",
    "level",
    "outcome",
    "next_body",
    "final_body",
    "recipients",
    "prepared_by",
    "underlag",
    "file",
    "also_in",
    "page",
)
# What a spreadsheet would take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(search)
    app.command()(decisions)
    app.command()(documents)
    app.command()(delete)


def search(
    query: Annotated[str, typer.Argument(help="Sökord", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", help="Antal träffar", min=1, max=100)] = 10,
    kommun: Kommun = None,
    body: Body = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    kind: KindName = None,
    dnr: Dnr = None,
    section: Section = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Sök stycken, bästa träffen först."""
    from assistant.labels import place_label, source_label

    filters = filters_from(kommun, body, date_from, date_to, kind, dnr, section)
    with opened(load_settings(data)) as reader:
        hits = reader.search(query, filters=filters, limit=limit)
    if as_json:
        print_json(hits)
        return
    if not hits:
        note("Inga träffar. Pröva andra ord eller färre filter.")
    for number, hit in enumerate(hits, start=1):
        say(f"{number}. {source_label(hit)}: {hit.title}\n   {place_label(hit)}\n   {hit.snippet}")


def decisions(
    kommun: Kommun = None,
    body: Body = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    kind: KindName = None,
    dnr: Dnr = None,
    section: Section = None,
    as_json: Json = False,
    csv_file: Annotated[
        Path | None,
        typer.Option("--csv", help="Skriv till en CSV-fil, en rad per beslutspunkt", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    """Beslutsregistret: en rad per paragraf i protokollen."""
    filters = filters_from(kommun, body, date_from, date_to, kind, dnr, section)
    with opened(load_settings(data)) as reader:
        rows = reader.decisions(filters=filters)
    if csv_file is not None:
        write_csv(csv_file, rows)
        note(f"{len(rows)} paragrafer skrivna till {csv_file}")
    if as_json:
        print_json(rows)
    elif csv_file is None:
        show_decisions(rows)


def documents(as_json: Json = False, data: Data = None) -> None:
    """Visa handlingarna i arkivet."""
    with opened(load_settings(data)) as reader:
        found = reader.documents()
    if as_json:
        print_json(found)
    else:
        show_documents(found)


def delete(
    document_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id enligt `documents`", show_default=False)
    ],
    data: Data = None,
) -> None:
    """Ta bort en handling ur arkivet."""
    with opened(load_settings(data), read_only=False) as reader:
        reader.delete_document(document_id)
    note(f"Borttagen: {document_id}")


def write_csv(path: Path, rows: list[DecisionRow]) -> None:
    """One line a decision point, one for a paragraph without points; in the form that a Swedish Excel opens.

    Raises BadRequest where the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(COLUMNS)
            for row in rows:
                writer.writerows(csv_lines(row))
    except OSError as error:
        raise BadRequest(unwritable(path, error)) from error


def csv_lines(row: DecisionRow) -> Iterator[list[str]]:
    """A paragraph's lines; lists are joined with '; '."""
    shared = {
        name: "; ".join(value) if isinstance(value, list) else value
        for name, value in row
        if name in COLUMNS and name != "points"
    }
    points = [{"point": number, **dict(point)} for number, point in enumerate(row.points, start=1)]
    for point in points or [{}]:
        line = shared | point
        yield [cell(line.get(name)) for name in COLUMNS]


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def show_decisions(rows: list[DecisionRow]) -> None:
    """The register as a table."""
    from assistant.commands.tables import print_table

    print_table(
        ("Organ", "Datum", "§", "Dnr", "Ärende", "Nivå", "Utfall"),
        [
            (row.body_key, row.date, row.section, row.dnr or "", row.title, row.level, row.outcome)
            for row in rows
        ],
    )


def show_documents(found: list[DocumentOut]) -> None:
    """The documents as a table."""
    from assistant.commands.tables import print_table

    print_table(
        ("Id", "Fil", "Slag", "Kommun", "Zon", "Sidor", "Paragrafer"),
        [
            (
                each.id,
                each.file,
                each.kind,
                each.kommun or "",
                each.zone,
                str(each.pages),
                str(each.paragraphs),
            )
            for each in found
        ],
    )
