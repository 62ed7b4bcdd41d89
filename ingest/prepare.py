"""One file read and taken apart: the work of a child process, which needs no database for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.chunk import chunks
from ingest.cleanup import clean
from ingest.errors import UnreadableFile
from ingest.kommunfile import load_kommun_config
from ingest.model import Chunk, Kind, Reading, Structured
from ingest.readers import fingerprint, read
from ingest.readers.limited import read_limited
from ingest.sandbox import Workers
from ingest.structure import structure

LARGE = 2_000_000
"""Bytes from which a PDF may hold hundreds of pages, or scans that take seconds each."""


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
    return take_apart(reading, before, kommun, kind, config_path, name=name)


def prepare_in(
    workers: Workers,
    path: str,
    kommun: str | None,
    kind: Kind | None,
    config_path: str | None,
    *,
    name: str,
    seconds: float,
    memory_bytes: int,
    on_progress: Callable[[Any], None],
) -> Prepared:
    """As `prepare`, in `workers` within the limits. A large PDF is shared out among them page by page, each share with
    limits of its own, and is then taken apart in one of them."""
    if Path(path).suffix.lower() != ".pdf" or not _is_large(Path(path)):
        return workers.run(
            prepare,
            path,
            kommun,
            kind,
            config_path,
            name=name,
            seconds=seconds,
            memory_bytes=memory_bytes,
            on_progress=on_progress,
        )
    before = fingerprint(Path(path))
    reading = read_limited(
        Path(path),
        name=name,
        workers=workers,
        expected=before,
        progress=lambda done, total: on_progress((done, total)),
    )
    return workers.run(
        take_apart,
        reading,
        before,
        kommun,
        kind,
        config_path,
        name=name,
        seconds=seconds,
        memory_bytes=memory_bytes,
    )


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= LARGE
    except OSError:  # the reader says what is wrong with it
        return False


def take_apart(
    reading: Reading,
    content: str,
    kommun: str | None,
    kind: Kind | None,
    config_path: str | None,
    *,
    name: str,
) -> Prepared:
    """The file that was read as `reading`, its fingerprint `content`, taken apart."""
    reading = _labelled(reading)
    config = load_kommun_config(Path(config_path) if config_path else None)
    document = structure(reading, name=name, kommun=kommun, kind=kind, config=config)
    return Prepared(content, reading, document, chunks(document))


def _labelled(reading: Reading) -> Reading:
    """The reading with each page's printed number, where the file itself does not name its pages."""
    printed = dict(clean(reading).labels)
    pages = tuple(
        page if page.label else replace(page, label=printed.get(page.number)) for page in reading.pages
    )
    return replace(reading, pages=pages)
