"""Taking in files, folders and uploads, with a report of each file. Imported when something is taken in: reading is heavy."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant import outward
from assistant.errors import BadRequest
from assistant.given import Given
from assistant.schema import FileReport, IngestReport
from assistant.settings import Settings
from ingest.archive import Archive
from ingest.model import DocumentReport, Kind, Zone
from ingest.pipeline import Item, Limits, Pipeline, find_files, unreadable_folders
from ingest.progress import Progress
from ingest.sandbox import Workers
from ingest.uploads import upload_key

Tell = Callable[[Progress], None]


def take_in(
    archive: Archive,
    workers: Workers,
    settings: Settings,
    paths: Sequence[Path],
    given: Given,
    progress: Tell | None,
) -> IngestReport:
    """Take in files and folders; one that fails is reported and the others go on."""
    missing = [path for path in paths if not path.exists()]
    report = _pipeline(archive, workers, settings).ingest(
        find_files([path for path in paths if path not in missing]),
        kommun=given.kommun,
        zone=Zone(given.access) if given.access else None,
        kind=Kind(given.kind) if given.kind else None,
        on_progress=progress,
    )
    absent = [
        DocumentReport(str(path), "fel", error=f"{path}: finns inte. Kontrollera sökvägen.")
        for path in missing
    ]
    entries = [
        outward.file_report(entry) for entry in (*absent, *unreadable_folders(paths), *report.documents)
    ]
    return IngestReport(documents=entries, failed=sum(entry.error is not None for entry in entries))


def take_in_upload(
    archive: Archive,
    workers: Workers,
    settings: Settings,
    name: str,
    content: bytes,
    given: Given,
    progress: Tell | None,
) -> FileReport:
    """Take in a file that was handed over; a later version of the same document and name replaces it.

    Raises BadRequest where it has no name.
    """
    own = Path(name.replace("\\", "/")).name
    if not own:
        raise BadRequest("Filen saknar namn.")
    with tempfile.TemporaryDirectory(prefix="kommunminne-") as folder:
        path = Path(folder) / f"upload{Path(own).suffix.lower()}"
        path.write_bytes(content)
        report = _pipeline(archive, workers, settings).ingest(
            [Item(path, own, upload_key(own))],
            kommun=given.kommun,
            zone=Zone(given.access) if given.access else None,
            on_progress=progress,
        )
    return outward.file_report(report.documents[0])


def _pipeline(archive: Archive, workers: Workers, settings: Settings) -> Pipeline:
    limits = Limits(settings.read_seconds, settings.read_memory_mb * 1024 * 1024)
    return Pipeline(archive, workers, limits=limits, config_path=settings.kommun_toml)
