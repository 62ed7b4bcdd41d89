"""One file read and taken apart: the work of a child process, which needs no database for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.chunk import chunks
from ingest.cleanup import clean
from ingest.errors import UnreadableFile
from ingest.kommunfile import load_kommun_config
from ingest.model import Chunk, Kind, Reading, Structured
from ingest.readers import fingerprint, read
from ingest.structure import structure


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as the child process hands it back."""

    fingerprint: str
    reading: Reading
    document: Structured
    chunks: tuple[Chunk, ...]


def prepare(
    path: str,
    kommun: str | None,
    kind: Kind | None,
    config_path: str | None,
    *,
    name: str,
    progress: Callable[[int, int], None] | None = None,
) -> Prepared:
    """Read the file at `path` and take it apart; `name` is what messages call it. Raises UnreadableFile."""
    before = fingerprint(Path(path))
    reading = read(Path(path), name=name, progress=progress)
    if fingerprint(Path(path)) != before:
        raise UnreadableFile(
            name, "filen ändrades medan den lästes.", "Vänta tills den är färdigsparad och försök igen."
        )
    reading = _labelled(reading)
    config = load_kommun_config(Path(config_path) if config_path else None)
    document = structure(reading, name=name, kommun=kommun, kind=kind, config=config)
    return Prepared(before, reading, document, chunks(document))


def _labelled(reading: Reading) -> Reading:
    """The reading with each page's printed number, where the file itself does not name its pages."""
    printed = dict(clean(reading).labels)
    pages = tuple(
        page if page.label else replace(page, label=printed.get(page.number)) for page in reading.pages
    )
    return replace(reading, pages=pages)
