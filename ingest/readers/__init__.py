"""Files → pages with text. One module a format; here the format is decided, by name and content together."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.errors import EmptyFile, EncryptedFile, UnreadableFile, UnsupportedFormat
from ingest.model import Reading
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.package import kind_of_package
from ingest.readers.pdf import read_pdf
from ingest.readers.pptx import read_pptx
from ingest.readers.text import read_text

Progress = Callable[[int, int], None]

_FORMATS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".html": "html",
    ".htm": "html",
    ".txt": "txt",
    ".md": "md",
}
SUFFIXES: frozenset[str] = frozenset(_FORMATS)
"""The suffixes of the formats that are read, in lower case."""

_AS_WORD = "Spara om den som .docx eller PDF."
_AS_SLIDES = "Spara om den som .pptx eller PDF."
_AS_PDF = "Spara bladen som PDF."
_PARTS = "Spara meddelandet som PDF och dess bilagor var för sig."
_SCANNED = "Spara bilden som PDF."
_SAVE_AS = {
    **dict.fromkeys((".doc", ".dot", ".docm", ".rtf", ".odt", ".wpd", ".pages"), _AS_WORD),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".ods", ".csv"), _AS_PDF),
    **dict.fromkeys((".ppt", ".pps", ".ppsx", ".odp"), _AS_SLIDES),
    **dict.fromkeys((".msg", ".eml"), _PARTS),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp"), _SCANNED),
    ".zip": "Packa upp arkivet och läs in filerna i det.",
}
_OTHERWISE = "Spara om den som PDF, .docx, .pptx, .html, .txt eller .md."
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"GIF8", "gif"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NAMES = {
    "pdf": "PDF",
    "docx": "ett Word-dokument (.docx)",
    "pptx": "ett bildspel (.pptx)",
    "xlsx": "en arbetsbok (.xlsx)",
    "ole": "ett äldre Office-format (.doc, .xls, .ppt eller .msg)",
    "zip": "ett ZIP-arkiv",
    "rtf": "RTF",
    "odt": "ett OpenDocument (.odt)",
    "ods": "ett OpenDocument (.ods)",
    "odp": "ett OpenDocument (.odp)",
    "html": "en webbsida",
}
_HEAD = 4096
_PDF_WITHIN = 1024


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(
    path: Path, *, name: str, ocr: bool = True, progress: Progress | None = None, expected: str | None = None
) -> Reading:
    """The file at `path` as pages; messages call it `name`.

    `progress(done, total)` is called per page where the format has pages. `expected`: the fingerprint that the file
    must have before and after. Raises UnsupportedFormat, EncryptedFile, EmptyFile, TooDemanding or UnreadableFile.
    """
    with stable(path, name=name, expected=expected):
        return _read(path, check(path, name=name), name=name, ocr=ocr, progress=progress)


@contextlib.contextmanager
def stable(path: Path, *, name: str, expected: str | None = None) -> Iterator[None]:
    """Around reading `path`: raises UnreadableFile where it cannot be opened or changes meanwhile, EmptyFile without a byte.

    With `expected` the fingerprint is compared before and after, else size and time of change.
    """
    try:
        before = _state(path, name)
        _refuse_changed(path, expected, name)
        yield
        if _state(path, name) != before:
            raise _changed(name)
        _refuse_changed(path, expected, name)
    except OSError as exc:
        problem = "Behörighet saknas." if isinstance(exc, PermissionError) else "Filen går inte att läsa."
        raise UnreadableFile(name, problem, "Kontrollera att filen finns kvar och får läsas.") from exc


def check(path: Path, *, name: str) -> str:
    """The format that `path` has by name and content alike: 'pdf', 'docx', 'pptx', 'html', 'txt' or 'md'.

    Raises UnsupportedFormat for formats that are not read and for content that is not what the name says,
    EncryptedFile for a protected Office file, UnreadableFile for a damaged package, OSError where it cannot be opened.
    """
    suffix = path.suffix.lower()
    form = _FORMATS.get(suffix)
    if form is None:
        kind = f"Formatet {suffix} läses inte." if suffix else "Filen saknar filändelse."
        raise UnsupportedFormat(name, kind, _SAVE_AS.get(suffix, _OTHERWISE))
    content = _sniff(path, form, name)
    if content != form and not (content == "text" and form in ("txt", "md", "html")):
        raise _renamed(name, suffix, form, content)
    return form


def _read(path: Path, form: str, *, name: str, ocr: bool, progress: Progress | None) -> Reading:
    match form:
        case "pdf":
            return read_pdf(path, name=name, ocr=ocr, progress=progress)
        case "docx":
            return read_docx(path, name=name)
        case "pptx":
            return read_pptx(path, name=name, progress=progress)
        case "html":
            return read_html(path, name=name)
        case _:
            return read_text(path.read_bytes(), name=name, markdown=form == "md")


def _sniff(path: Path, form: str, name: str) -> str:
    """What the content is, by its first bytes; 'text' where nothing else is recognised."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:_PDF_WITHIN] and form not in ("html", "txt", "md"):
        return "pdf"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _package(path, form, name)
    if head.startswith(_OLE):
        if form in ("docx", "pptx") and _ENCRYPTED_PACKAGE in path.read_bytes():
            raise EncryptedFile(
                name, "Filen är skyddad med lösenord.", "Spara en kopia utan lösenord och läs in den."
            )
        return "ole"
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if form in ("pdf", "docx", "pptx") and opening.startswith((b"<!doctype html", b"<html")):
        return "html"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "text")


def _package(path: Path, form: str, name: str) -> str:
    try:
        return kind_of_package(path)
    except (zipfile.BadZipFile, OSError, ValueError) as exc:
        if form in ("docx", "pptx"):
            problem = "Filen är skadad eller avkortad."
            raise UnreadableFile(
                name, problem, "Hämta den på nytt, eller öppna den och spara om den."
            ) from exc
        return "zip"


def _renamed(name: str, suffix: str, form: str, content: str) -> UnsupportedFormat:
    """Says what the content is instead, and what to do about it."""
    wanted = _NAMES.get(form, "text").split(" (")[0]
    problem = f"Filnamnet slutar på {suffix} men innehållet är inte {wanted}"
    if content == "text":
        return UnsupportedFormat(
            name, f"{problem}.", "Hämta filen på nytt, eller spara om den i rätt format."
        )
    advice = f"Byt filändelsen till .{content} och läs in den igen." if f".{content}" in SUFFIXES else ""
    advice = advice or _SAVE_AS.get(f".{content}", _AS_WORD if content == "ole" else _OTHERWISE)
    return UnsupportedFormat(name, f"{problem} utan {_NAMES.get(content, 'en bild')}.", advice)


def _state(path: Path, name: str) -> tuple[int, int]:
    """Size and time of change; raises EmptyFile where there is no byte in it."""
    found = path.stat()
    if found.st_size == 0:
        raise EmptyFile(name, "Filen är tom (0 byte).", "Hämta eller kopiera den på nytt.")
    return found.st_size, found.st_mtime_ns


def _refuse_changed(path: Path, expected: str | None, name: str) -> None:
    if expected is not None and fingerprint(path) != expected:
        raise _changed(name)


def _changed(name: str) -> UnreadableFile:
    return UnreadableFile(
        name, "Filen ändrades medan den lästes.", "Läs in den igen när den är färdigsparad."
    )
