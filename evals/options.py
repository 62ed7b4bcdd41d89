"""What the commands of `kommunminne eval` share: options, and the files that they write."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import note
from assistant.errors import BadRequest, NotSetUp

if TYPE_CHECKING:
    from evals.results import Result

Documents = Annotated[
    Path | None,
    typer.Option("--documents", help="Mappen med handlingarna som frågorna gäller", show_default=False),
]
JsonFile = Annotated[
    Path | None,
    typer.Option("--json", metavar="FIL", help="Skriv resultatet som JSON; - för stdout", show_default=False),
]
HtmlFile = Annotated[
    Path | None, typer.Option("--html", metavar="FIL", help="Skriv en rapport att läsa", show_default=False)
]
PlotFile = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FIL", help="Rita en bild, .svg eller .png", show_default=False),
]
Texts = Annotated[
    bool, typer.Option("--texts/--no-texts", help="Missar med sina ord i resultatet, eller bara med id")
]
STDOUT = Path("-")


def write_json(results: list[Result], json_file: Path | None) -> None:
    """Write results as JSON, where that was asked for. Raises BadRequest where the file cannot be written."""
    from evals.results import as_json, write_text

    if json_file == STDOUT:
        sys.stdout.write(as_json(results))
    elif json_file is not None:
        write_text(json_file, as_json(results))


def write_html(page: str, html_file: Path) -> None:
    """Write a report and say where. Raises BadRequest where the file cannot be written."""
    from evals.results import write_text

    write_text(html_file, page)
    note(f"Rapporten är skriven till {html_file}")


def require_places(
    json_file: Path | None, html_file: Path | None, plot_file: Path | None, *others: Path | None
) -> None:
    """Raise before hours of measuring what would be raised after them: NotSetUp where a report cannot be drawn, BadRequest
    where a file cannot be written."""
    from importlib.util import find_spec

    drawn = [path for path in (html_file, plot_file) if path is not None]
    if drawn and not (find_spec("matplotlib") and find_spec("jinja2")):
        raise NotSetUp("Rapporten kräver matplotlib och jinja2: pip install 'kommunminne[evals]'")
    for path in (*drawn, *filter(None, (json_file, *others))):
        if not path.parent.is_dir():
            raise BadRequest(f"{path}: kan inte skrivas, mappen finns inte. Skapa den eller ange en annan.")
    if plot_file is not None:
        from evals.report.overview import form_of

        form_of(plot_file)
