"""PDF → pages, by pypdf with pdfium beside it (`pdf_text` says which is kept); pages that are only drawn go to OCR."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from pypdf.errors import LimitReachedError
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from ingest.errors import EmptyFile, EncryptedFile, IngestError, TooDemanding, UnreadableFile
from ingest.model import Page, PageSource, Reading
from ingest.readers import ocr as recognition
from ingest.readers.normal import normal
from ingest.readers.pdf_tables import with_tables
from ingest.readers.pdf_text import pdfium_is_better, signs

Progress = Callable[[int, int], None]

PAGE_LIMIT = 5000
"""Longer files are refused: no document of a kommun is, and a made-up one would fill the register."""

_ADVICE = "Öppna filen i ett PDF-program och spara om den, eller hämta den på nytt."
_NOT_A_TITLE = re.compile(
    r"^(?:microsoft |tagged pdf|untitled|namnlös)|\.(?:docx?|pdf|pptx?|indd)$", re.IGNORECASE
)
_LAST_STARTXREF = re.compile(rb"startxref\s+(\d+)")
_TAIL = 65_536
_DRAWING_BYTES = 2_000_000
"""Drawing operators of a page over which pypdf is not asked: it takes 1.5 s per MB, pdfium a hundredth of that."""
_FEW_SIGNS = 60
_PICTURE_SHARE = 0.5
_BLANK_SCALE = 0.5
_BLANK_SPREAD = 8

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns about every small fault of a file that it mends


@dataclass(frozen=True, slots=True)
class _Opened:
    """One PDF in both libraries. `reader` is None where pypdf cannot open it, `document` where pdfium cannot."""

    reader: pypdf.PdfReader | None
    document: Any  # pypdfium2 ships no types

    def __len__(self) -> int:
        if self.document is not None:
            return len(self.document)
        return len(self.reader.pages) if self.reader is not None else 0


@dataclass(frozen=True, slots=True)
class Cover:
    """What is known of a PDF before its pages are read: how many they are, and the title in its metadata."""

    pages: int
    title: str | None


def read_pdf(path: Path, *, name: str, ocr: bool = True, progress: Progress | None = None) -> Reading:
    """All pages of the PDF at `path`.

    Raises EncryptedFile, EmptyFile (no page, no text), TooDemanding (over PAGE_LIMIT pages, a bomb), UnreadableFile.
    """
    with _opened(path, name) as pdf:
        cover = _cover(pdf, name)
        pages = _read_pages(pdf, range(1, cover.pages + 1), name=name, ocr=ocr, progress=progress)
    return assemble(cover, pages, name=name)


def read_pdf_cover(path: Path, *, name: str) -> Cover:
    """Page count (1 to PAGE_LIMIT) and title, so that a long file can be shared out; raises as `read_pdf`."""
    with _opened(path, name) as pdf:
        return _cover(pdf, name)


def read_pdf_pages(
    path: Path, first: int, last: int, *, name: str, ocr: bool = True, progress: Progress | None = None
) -> tuple[Page, ...]:
    """The pages `first` to `last` (1-based, both included), so that a long file can be read in several processes.

    `progress(done, total)` is called after each page, counted within the range.
    """
    with _opened(path, name) as pdf:
        return _read_pages(pdf, range(first, last + 1), name=name, ocr=ocr, progress=progress)


def assemble(cover: Cover, pages: tuple[Page, ...], *, name: str) -> Reading:
    """The reading made of all `pages` of a PDF; raises EmptyFile where none of them holds a letter or digit."""
    unread = [page.number for page in pages if page.source is PageSource.UNREAD]
    if not any(signs(page.text) for page in pages):
        if unread:
            raise EmptyFile(name, f"Ingen text: {_numbered(unread)} består av bild.", recognition.ADVICE)
        raise EmptyFile(name, "Alla sidor är tomma.", "Kontrollera att rätt fil valdes.")
    warnings = (
        (f"Olästa, eftersom de består av bild: {_numbered(unread)}. {recognition.ADVICE}",) if unread else ()
    )
    return Reading("pdf", pages, True, _printed_title(cover.title, pages), (), warnings)


def _cover(pdf: _Opened, name: str) -> Cover:
    count = len(pdf)
    if count == 0:
        raise EmptyFile(name, "PDF-filen har inga sidor.", _ADVICE)
    if count > PAGE_LIMIT:
        problem = f"PDF-filen har {count} sidor; gränsen är {PAGE_LIMIT}."
        raise TooDemanding(name, problem, "Dela upp den i flera filer.")
    try:
        title = pdf.reader.metadata.title if pdf.reader and pdf.reader.metadata else None
    except Exception:  # damaged metadata is no reason to refuse the file
        title = None
    return Cover(count, str(title) if title else None)  # pypdf's own kind of string stays here


def _read_pages(
    pdf: _Opened, numbers: range, *, name: str, ocr: bool, progress: Progress | None
) -> tuple[Page, ...]:
    labels = _labels(pdf.reader, len(pdf))
    pages = []
    for done, number in enumerate(numbers, start=1):
        pages.append(_read_page(pdf, number, labels.get(number), name=name, ocr=ocr))
        if progress:
            progress(done, len(numbers))
    return tuple(pages)


@contextlib.contextmanager
def _opened(path: Path, name: str) -> Iterator[_Opened]:
    """The file open in pypdf and pdfium; at least one of them can read it, else an IngestError says why not."""
    _refuse_truncated(path, name)
    document, reader, cause = None, None, None
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        # pdfium may name the error of the file before: a file that it could not open for other reasons sets none
        if "password" in str(exc).lower() and b"/Encrypt" in path.read_bytes():
            raise _encrypted(name) from exc
        cause = exc
    try:
        reader = _open_pypdf(path, name)
        if document is None and reader is None:
            raise UnreadableFile(name, "PDF-filen är skadad och går inte att öppna.", _ADVICE) from cause
        yield _Opened(reader, document)
    finally:
        if reader is not None:
            reader.close()
        if document is not None:
            document.close()


def _open_pypdf(path: Path, name: str) -> pypdf.PdfReader | None:
    """The file in pypdf; None where pypdf cannot open it, which is no fault as long as pdfium can."""
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        len(reader.pages)
    except LimitReachedError as exc:
        raise _bomb(name) from exc
    except OSError:
        raise
    except Exception:  # damaged files make pypdf raise nearly anything
        return None
    return reader


def _refuse_truncated(path: Path, name: str) -> None:
    """Raises UnreadableFile where the end of the file is missing: both libraries would lose its last pages silently."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        offsets = _LAST_STARTXREF.findall(file.read())
    if not offsets or int(offsets[-1]) in (0, size) or int(offsets[-1]) > size:
        raise UnreadableFile(
            name, "PDF-filen är avkortad: slutet saknas.", "Hämta eller kopiera den på nytt."
        )


def _encrypted(name: str) -> EncryptedFile:
    return EncryptedFile(
        name, "PDF-filen är skyddad med lösenord.", "Spara en kopia utan lösenord och läs in den."
    )


def _bomb(name: str) -> TooDemanding:
    return TooDemanding(
        name,
        "PDF-filen packas upp till orimligt mycket data.",
        "Kontrollera varifrån den kommer; spara om den.",
    )


def _read_page(pdf: _Opened, number: int, label: str | None, *, name: str, ocr: bool) -> Page:
    """One page: the better of two extractions, else what the picture of the page says."""
    plain = _pypdf_text(pdf.reader, number, name, alone=pdf.document is None)
    if pdf.document is None:
        return Page(number, plain, PageSource.TEXT if signs(plain) else PageSource.UNREAD, label)
    try:
        drawn = pdf.document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(number, plain, PageSource.TEXT if signs(plain) else PageSource.UNREAD, label)
    try:
        text, source = _layer(plain, drawn)
        if signs(text) < _FEW_SIGNS and (not signs(text) or _is_picture(drawn)):
            text, source = _seen(drawn, text, source, ocr=ocr)
    finally:
        drawn.close()
    return Page(number, text, source, label)


def _pypdf_text(reader: pypdf.PdfReader | None, number: int, name: str, *, alone: bool) -> str:
    """pypdf's text of a page; '' where it fails on the page, or would take seconds over a map (unless it is `alone`)."""
    if reader is None or number > len(reader.pages):
        return ""
    try:
        page = reader.pages[number - 1]
        contents = page.get_contents()
        if not alone and contents is not None and len(contents.get_data()) > _DRAWING_BYTES:
            return ""
        return normal(page.extract_text())
    except LimitReachedError as exc:
        raise _bomb(name) from exc
    except (MemoryError, IngestError):
        raise
    except Exception:  # damaged pages make pypdf raise nearly anything
        return ""


def _layer(plain: str, drawn: Any) -> tuple[str, PageSource]:
    """The text layer of a page: the better of pypdf's (`plain`) and pdfium's, its tables row by row."""
    try:
        textpage = drawn.get_textpage()
    except pypdfium2.PdfiumError:
        return plain, PageSource.TEXT
    try:
        other = normal(textpage.get_text_range())
        better = pdfium_is_better(plain, other)
        text = with_tables(other if better else plain, textpage)
        return text, PageSource.PDFIUM if better else PageSource.TEXT
    finally:
        textpage.close()


def _is_picture(drawn: Any) -> bool:
    """Whether one picture covers at least half of the page, as on a scan with a printed-on page number."""
    width, height = drawn.get_size()
    for item in drawn.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= _PICTURE_SHARE * width * height:
            return True
    return False


def _seen(drawn: Any, text: str, source: PageSource, *, ocr: bool) -> tuple[str, PageSource]:
    """What a page with (almost) no text layer holds when it is looked at; the little text it has is never lost."""
    if _is_blank(drawn):
        return ("", PageSource.BLANK) if not signs(text) else (text, source)
    if not ocr or not recognition.available():
        return (text, source) if signs(text) else ("", PageSource.UNREAD)
    recognised = recognition.recognise(drawn.render(scale=recognition.DPI / 72, grayscale=True).to_pil())
    if signs(recognised) > signs(text):
        return recognised, PageSource.OCR
    return (text, source) if signs(text) else ("", PageSource.BLANK)  # a logotype, a photograph


def _is_blank(drawn: Any) -> bool:
    """Whether nothing is drawn: rendered small, all of the page has one shade."""
    low, high = drawn.render(scale=_BLANK_SCALE, grayscale=True).to_pil().getextrema()
    return bool(high - low <= _BLANK_SPREAD)


def _labels(reader: pypdf.PdfReader | None, count: int) -> dict[int, str]:
    """Page labels as the file declares them; empty where it declares none."""
    try:
        if reader is None or "/PageLabels" not in reader.root_object:
            return {}
        labels = reader.page_labels
    except Exception:  # a damaged label tree is no reason to refuse the file
        return {}
    return {number: normal(label) for number, label in enumerate(labels[:count], start=1) if label.strip()}


def _printed_title(title: str | None, pages: tuple[Page, ...]) -> str | None:
    """The metadata's title where it also stands on one of the first two pages with text.

    Metadata titles are often the program's or a template's ('Tagged PDF', 'Microsoft Word - x.docx').
    """
    words = " ".join(normal(title or "").split())
    if len(words) < 4 or _NOT_A_TITLE.search(words):
        return None
    opening = " ".join(
        " ".join(page.text for page in [page for page in pages if page.text.strip()][:2]).split()
    )
    return words if words.casefold() in opening.casefold() else None


def _numbered(pages: list[int]) -> str:
    """'sidan 3' or 'sidorna 3, 5–9' for a sorted list of page numbers."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"{'sidan' if len(pages) == 1 else 'sidorna'} {shown}"
