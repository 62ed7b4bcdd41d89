"""Office packages (ZIP with XML, as .docx and .pptx): what kind they are, and limits before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ingest.errors import TooDemanding

_XML_LIMIT = 100 * 1024 * 1024
_TOTAL_LIMIT = 600 * 1024 * 1024
_DENSE = 20 * 1024 * 1024
_RATIO = 100
_ENTRIES = 10_000


def kind_of_package(path: Path) -> str:
    """'docx', 'pptx', 'xlsx', 'odt' and the like, else 'zip'. Raises zipfile.BadZipFile for a damaged one."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        for kind, main in (
            ("docx", "word/document.xml"),
            ("pptx", "ppt/presentation.xml"),
            ("xlsx", "xl/workbook.xml"),
        ):
            if main in names:
                return kind
        if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
            mime = package.read("mimetype").decode("ascii", errors="replace")
            kinds = (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
            return next((kind for word, kind in kinds if word in mime and "opendocument" in mime), "zip")
    return "zip"


def refuse_bomb(path: Path, *, name: str) -> None:
    """Raises TooDemanding where the package says that it unpacks to more than a document could hold.

    What it says is enough: `zipfile` never hands out more of an entry than its declared size. Refused are XML parts
    over 100 MB, or over 20 MB and packed more than 100 to 1; packages over 600 MB or with over 10,000 parts.
    """
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
    dense = any(
        entry.file_size > _DENSE and entry.file_size > _RATIO * entry.compress_size for entry in entries
    )
    large = any(
        entry.file_size > _XML_LIMIT and entry.filename.endswith((".xml", ".rels")) for entry in entries
    )
    total = sum(entry.file_size for entry in entries)
    if dense or large or total > _TOTAL_LIMIT or len(entries) > _ENTRIES:
        problem = (
            f"Filen packas upp till orimligt mycket data ({total // 1_000_000} MB i {len(entries)} delar)."
        )
        raise TooDemanding(
            name, problem, "Kontrollera varifrån den kommer, öppna den i Word och spara om den."
        )
