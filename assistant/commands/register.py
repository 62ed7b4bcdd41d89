"""`kommunminne search | documents | delete`: reading the archive without asking it."""

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
    load_settings,
    note,
    opened,
    print_json,
    say,
)

if TYPE_CHECKING:
    from assistant.schema import DocumentOut


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(search)
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
