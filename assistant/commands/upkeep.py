"""`kommunminne rebuild | doctor`: keeping the archive in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from assistant.commands.common import Data, Json, load_settings, note, print_json, require_archive, say

if TYPE_CHECKING:
    from assistant.commands.progress import Tell
    from assistant.schema import Rebuilt
    from assistant.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(rebuild)
    app.command()(doctor)


def rebuild(data: Data = None) -> None:
    """Bygg om sökindexen från registret, medan de gamla svarar på frågor."""
    settings = load_settings(data)
    require_archive(settings.data)
    from assistant.commands.progress import files_bar

    with files_bar() as tell:
        made = make_anew(settings, tell)
    note(f"{made.chunks} stycken indexerade på nytt med modellen {made.model}.")


def make_anew(settings: Settings, tell: Tell) -> Rebuilt:
    """Rebuild by way of the service where one runs, with the model it was started with, else here."""
    from assistant.client import running_service
    from assistant.errors import ServiceUnavailable
    from assistant.service.lock import read_lock

    client = running_service(settings.data)
    lock = read_lock(settings.data)
    if client is not None and lock is not None:
        with client:
            job = client.follow(client.rebuild(token=lock.token), tell)
        if job.rebuilt is None:
            raise ServiceUnavailable(job.error or "Ombyggnaden avbröts.")
        return job.rebuilt
    from assistant.core import Kommunminne

    with Kommunminne(settings, rebuilding=True) as core:
        return core.rebuild(progress=tell)


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
