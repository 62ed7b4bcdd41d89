"""`kommunminne rebuild | doctor`: keeping the archive in order."""

from __future__ import annotations

from pathlib import Path

import typer

from assistant.commands.common import Data, Json, load_settings, note, print_json, require_archive, say
from assistant.errors import Busy


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(rebuild)
    app.command()(doctor)


def rebuild(data: Data = None) -> None:
    """Bygg om sökindexen från registret."""
    settings = load_settings(data)
    require_archive(settings.data)
    require_stopped(settings.data)
    from assistant.commands.progress import files_bar
    from assistant.core import Kommunminne

    with files_bar() as tell, Kommunminne(settings, discard_indexes=True) as core:
        count = core.rebuild(progress=tell)
    note(f"{count} stycken indexerade på nytt.")


def doctor(as_json: Json = False, data: Data = None) -> None:
    """Kontrollera arkivet; slutar med 1 om något är fel."""
    settings = load_settings(data)
    require_archive(settings.data)
    from assistant.core import Kommunminne

    with Kommunminne(settings, read_only=True) as core:
        findings = core.doctor()
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            say(f"{'ok ' if finding.ok else 'FEL'} {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def require_stopped(data: Path) -> None:
    """Raise Busy where a service owns the data folder."""
    from assistant.service.lock import read_lock

    lock = read_lock(data)
    if lock is not None:
        raise Busy(f"Tjänsten kör på {lock.url}. Stoppa den först (process {lock.pid}).")
