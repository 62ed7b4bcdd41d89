"""`kommunminne ingest`: files and folders into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.common import Data, Json, load_settings, note, print_json, say
from ingest.model import Kind

if TYPE_CHECKING:
    from assistant.commands.progress import Tell
    from assistant.schema import FileReport, IngestReport
    from assistant.settings import Settings

Paths = Annotated[list[Path], typer.Argument(help="Filer och mappar", readable=False, show_default=False)]
OfKommun = Annotated[
    str | None, typer.Option("--kommun", help="Handlingarnas kommun; annars läst ur dem", show_default=False)
]
Access = Annotated[
    Literal["publik", "intern"] | None,
    typer.Option("--access", help="Vem som får se dem; nya blir annars interna", show_default=False),
]
OfKind = Annotated[
    Kind | None, typer.Option("--kind", help="Slag av handling; annars igenkänt", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ingest(
        paths: Paths,
        kommun: OfKommun = None,
        access: Access = None,
        kind: OfKind = None,
        as_json: Json = False,
        data: Data = None,
    ) -> None:
        """Läs in handlingar: PDF, DOCX, PPTX, HTML, TXT och MD."""
        settings = load_settings(data)
        from assistant.commands.progress import files_bar

        with files_bar() as tell:
            report = take_in(settings, paths, kommun, access, kind.value if kind else None, tell)
        if as_json:
            print_json(report)
        else:
            show(report)
        for document in report.documents:
            if document.error:
                note(document.error)
        if report.failed:
            raise typer.Exit(1)


def take_in(
    settings: Settings,
    paths: list[Path],
    kommun: str | None,
    access: str | None,
    kind: str | None,
    tell: Tell,
) -> IngestReport:
    """Ingest by way of the service where one runs, else here."""
    from assistant.client import running_service
    from assistant.errors import ServiceUnavailable
    from assistant.service.lock import read_lock

    client = running_service(settings.data)
    lock = read_lock(settings.data)
    if client is not None and lock is not None:
        with client:
            job = client.ingest(paths, token=lock.token, kommun=kommun, access=access, kind=kind)
            job = client.follow(job, tell)
        if job.report is None:
            raise ServiceUnavailable(job.error or "Inläsningen avbröts.")
        return job.report
    from assistant.core import Kommunminne

    with Kommunminne(settings) as core:
        return core.ingest(paths, kommun=kommun, access=access, kind=kind, progress=tell)


def show(report: IngestReport) -> None:
    """The report as a table, with the warnings below."""
    from assistant.commands.tables import print_table

    print_table(
        ("Fil", "Läge", "Slag", "Sidor", "Paragrafer", "Beslut", "Mål"), [line(d) for d in report.documents]
    )
    for document in report.documents:
        for remark in remarks(document):
            say(f"{document.file}: {remark}")
    say(f"{len(report.documents) - report.failed} inlästa, {report.failed} misslyckade.")


def line(document: FileReport) -> tuple[str, ...]:
    """One file's row."""
    counts = (document.pages, document.paragraphs, document.decisions, document.goals)
    return (document.file, document.status, document.kind or "", *map(str, counts))


def remarks(document: FileReport) -> list[str]:
    """What a reader should know of how a file was read."""
    pages = [
        ("kunde inte läsas", document.unread_pages),
        ("är tomma", document.blank_pages),
        ("lästes med OCR", document.ocr_pages),
    ]
    found = [f"sidorna {', '.join(map(str, numbers))} {what}" for what, numbers in pages if numbers]
    return found + document.warnings
