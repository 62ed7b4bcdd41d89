"""Files → pages with text. One module a format; here the format is decided, by content and name together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.errors import EmptyFile, UnreadableFile
from ingest.model import Reading
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

SUFFIXES: frozenset[str] = frozenset({".pdf", ".docx", ".pptx", ".html", ".htm", ".txt", ".md"})
"""The suffixes of the formats that are read, in lower case."""

_SAVE_AS = {
    ".doc": "Spara om den som .docx eller PDF.",
    ".rtf": "Spara om den som .docx eller PDF.",
    ".odt": "Spara om den som .docx eller PDF.",
    ".xls": "Spara bladet som PDF, eller klistra in tabellen i ett Word-dokument.",
    ".xlsx": "Spara bladet som PDF, eller klistra in tabellen i ett Word-dokument.",
    ".ods": "Spara bladet som PDF, eller klistra in tabellen i ett Word-dokument.",
    ".ppt": "Spara om den som .pptx eller PDF.",
    ".odp": "Spara om den som .pptx eller PDF.",
    ".msg": "Spara meddelandet som PDF och dess bilagor var för sig.",
    ".eml": "Spara meddelandet som PDF och dess bilagor var för sig.",
    ".zip": "Packa upp arkivet och läs in filerna i det.",
}
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".heic"})
_MAGIC = ((b"PK\x03\x04", "ZIP"), (b"PK\x05\x06", "ZIP"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"))


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(
    path: Path,
    *,
    name: str,
    ocr: bool = True,
    progress: Callable[[int, int], None] | None = None,
    expected: str | None = None,
) -> Reading:
    """The file at `path` as pages; messages call it `name`.

    `progress(done, total)` is called per page where the format has pages. `expected`: the fingerprint that the file
    must have before and after. Raises UnsupportedFormat, EncryptedFile, EmptyFile, TooDemanding or UnreadableFile.
    """
    before = _state(path, name)
    if expected is not None and fingerprint(path) != expected:
        raise _changed(name)
    reading = _read(path, name=name, ocr=ocr, progress=progress)
    if _state(path, name) != before or (expected is not None and fingerprint(path) != expected):
        raise _changed(name)
    return reading


def _read(path: Path, *, name: str, ocr: bool, progress: Callable[[int, int], None] | None) -> Reading:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return read_pdf(path, name=name, ocr=ocr, progress=progress)
    return read_text(path.read_bytes(), name=name, markdown=suffix == ".md")


def _state(path: Path, name: str) -> tuple[int, int]:
    """Size and time of change; raises where the file is gone, empty or may not be read."""
    try:
        found = path.stat()
    except OSError as exc:
        raise UnreadableFile(name, "Filen går inte att läsa.", "Kontrollera att den finns kvar.") from exc
    if found.st_size == 0:
        raise EmptyFile(name, "Filen är tom (0 byte).", "Hämta eller kopiera den på nytt.")
    return found.st_size, found.st_mtime_ns


def _changed(name: str) -> UnreadableFile:
    return UnreadableFile(
        name, "Filen ändrades medan den lästes.", "Läs in den igen när den är färdigsparad."
    )
