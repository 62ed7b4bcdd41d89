"""What the commands of all views share: their options, and showing, printing and exporting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from assistant.commands.common import load_settings, note, opened, print_plain
from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.wire.view import Q, R, Spec
else:
    Q, R = TypeVar("Q"), TypeVar("R")

Text = Annotated[str | None, typer.Option("--text", help="Bara det som har de här orden", show_default=False)]
Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="Räkna från den här dagen", show_default=False),
]


def _file(ending: str, what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        f"--{ending}", help=f"Skriv till {what}", show_default=False
    )
    return option


Csv = Annotated[Path | None, _file("csv", "en CSV-fil")]
Xlsx = Annotated[Path | None, _file("xlsx", "en Excelfil med datum, tal och länkar")]
Ics = Annotated[Path | None, _file("ics", "en kalenderfil (iCalendar)")]


@dataclass(frozen=True, slots=True)
class Out:
    """Where a view's result goes: as JSON to stdout, to files by their ending, else as a table."""

    as_json: bool = False
    csv: Path | None = None
    xlsx: Path | None = None
    ics: Path | None = None

    def files(self) -> dict[str, Path]:
        """The files asked for, by ending."""
        given = {"csv": self.csv, "xlsx": self.xlsx, "ics": self.ics}
        return {ending: path for ending, path in given.items() if path is not None}


def query_of(kind: type[Q], given: Mapping[str, Any]) -> Q:
    """What a view is asked with, from a command's options. Raises BadRequest where a value cannot be used."""
    from pydantic import ValidationError

    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        option = "--" + "-".join(str(part) for part in first["loc"]).replace("_", "-")
        most = first.get("ctx", {}).get("max_length")
        told = f"är för långt, högst {most} tecken" if most else "går inte att använda"
        raise BadRequest(f"{option}: värdet {told}.") from error


def show_view(spec: Spec[Q, R], query: Q, out: Out, data: Path | None, table: Callable[[R], None]) -> None:
    """Read a view and show it as asked for; `table` prints it for a person. Raises BadRequest where a file cannot be written."""
    with opened(load_settings(data)) as reader:
        for ending, path in out.files().items():
            write_file(path, reader.export(spec, query, ending))
            note(f"{spec.title}: skrivet till {path}")
        result = reader.view(spec, query) if out.as_json or not out.files() else None
    if result is None:
        return
    if out.as_json:
        print_plain(spec.plain(result))
    else:
        table(result)


def write_file(path: Path, content: bytes) -> None:
    """Write a file that was asked for. Raises BadRequest, in words, where that cannot be done."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequest(unwritable(path, error)) from error


def unwritable(path: Path, error: OSError) -> str:
    """Why a file could not be written, and what to do."""
    from ingest.faults import told

    if path.is_dir():
        return f"{path}: är en mapp. Ange ett filnamn."
    if not path.parent.is_dir():
        return f"{path}: mappen finns inte. Skapa den eller ange en annan."
    return f"{path}: kan inte skrivas ({told(error)}). Välj en annan plats."
