"""PowerPoint slides → a page a slide: the title first, then the shapes from top to bottom and left to right.

Tables are read row by row with tabs between cells, groups and SmartArt in place. Speaker's notes are left out: they
are not what was shown.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pptx
from lxml import etree  # type: ignore[import-untyped]
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn

from ingest.errors import EmptyFile, UnreadableFile
from ingest.model import Heading, Page, PageSource, Reading
from ingest.readers.blocks import Blocks
from ingest.readers.package import refuse_bomb

_SAME_ROW = 300_000  # EMU, 8 mm: shapes whose tops differ less stand beside each other
_LISTS = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY})
_LEFT_OUT = frozenset(
    {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER}
)
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DAMAGED = (
    zipfile.BadZipFile,
    PackageNotFoundError,
    KeyError,
    ValueError,
    AttributeError,
    etree.LxmlError,
    RecursionError,
)


def read_pptx(path: Path, *, name: str, progress: Callable[[int, int], None] | None = None) -> Reading:
    """The slides at `path`. Raises TooDemanding (zip bomb), UnreadableFile (damaged) or EmptyFile (no text)."""
    pages: list[Page] = []
    headings: list[Heading] = []
    try:
        refuse_bomb(path, name=name)
        slides = list(pptx.Presentation(str(path)).slides)
        for number, slide in enumerate(slides, start=1):
            blocks, pictured = _read_slide(slide, number)
            headings.extend(blocks.headings)
            pages.append(Page(number, blocks.text, _source(blocks.text, pictured)))
            if progress:
                progress(number, len(slides))
    except _DAMAGED as exc:
        raise UnreadableFile(
            name,
            "PowerPoint-filen är skadad eller avkortad.",
            "Öppna den i PowerPoint, spara om den och försök igen.",
        ) from exc
    if not any(map(str.isalnum, "".join(page.text for page in pages))):
        raise EmptyFile(
            name, "Bildspelet innehåller ingen text.", "Spara det som PDF om bilderna är inskannade."
        )
    return Reading("pptx", tuple(pages), True, _title(pages, headings), tuple(headings), _warnings(pages))


def _source(text: str, pictured: bool) -> PageSource:
    if text:
        return PageSource.TEXT
    return PageSource.UNREAD if pictured else PageSource.BLANK


def _warnings(pages: Iterable[Page]) -> tuple[str, ...]:
    unread = [str(page.number) for page in pages if page.source is PageSource.UNREAD]
    if not unread:
        return ()
    return (
        f"Bild {', '.join(unread)} består av bild utan text och är oläst. Spara bildspelet som PDF för att få den läst.",
    )


def _title(pages: list[Page], headings: list[Heading]) -> str | None:
    """The first slide's title."""
    if not headings or headings[0].span.page != 1:
        return None
    return " ".join(pages[0].text[headings[0].span.start : headings[0].span.end].split())


def _read_slide(slide: Any, number: int) -> tuple[Blocks, bool]:
    """The blocks of a slide, and whether it holds a picture."""
    blocks = Blocks(number)
    title = slide.shapes.title
    if title is not None:
        blocks.add(" ".join(title.text_frame.text.split()), heading=1)
    pictured = False
    for shape in _ordered(slide.shapes):
        pictured = pictured or shape.shape_type == MSO_SHAPE_TYPE.PICTURE
        if title is None or shape.shape_id != title.shape_id:
            _add(blocks, shape)
    return blocks, pictured


def _ordered(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes from top to bottom, those beside each other from left to right; groups opened in place."""
    by_top = sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))
    row: list[Any] = []
    for shape in [*by_top, None]:
        if row and (shape is None or (shape.top or 0) - (row[0].top or 0) > _SAME_ROW):
            for member in sorted(row, key=lambda member: member.left or 0):
                if member.shape_type == MSO_SHAPE_TYPE.GROUP:
                    yield from _ordered(member.shapes)
                else:
                    yield member
            row = []
        if shape is not None:
            row.append(shape)


def _add(blocks: Blocks, shape: Any) -> None:
    """One shape's text: paragraphs, rows of a table or points of a diagram."""
    if shape.is_placeholder and shape.placeholder_format.type in _LEFT_OUT:
        return
    if getattr(shape, "has_table", False):
        for index, row in enumerate(shape.table.rows):
            cells = [" ".join(cell.text_frame.text.split()) for cell in row.cells if not cell.is_spanned]
            blocks.add("\t".join(cells), tight=index > 0)
    elif shape.has_text_frame:
        listed = shape.is_placeholder and shape.placeholder_format.type in _LISTS
        for index, paragraph in enumerate(shape.text_frame.paragraphs):
            text = paragraph.text.replace("\v", "\n")
            if text.strip():
                blocks.add(_bullet(paragraph, listed=listed) + text.strip(), tight=index > 0)
    else:
        for index, text in enumerate(_diagram(shape)):
            blocks.add(text, tight=index > 0)


def _bullet(paragraph: Any, *, listed: bool) -> str:
    """'• ' for a paragraph that is shown with a bullet or number: by its own rule, else as lists are."""
    properties = paragraph._p.pPr
    if properties is not None:
        if properties.find(qn("a:buNone")) is not None:
            return ""
        if any(properties.find(qn(tag)) is not None for tag in ("a:buChar", "a:buAutoNum", "a:buBlip")):
            return "• "
    return "• " if listed else ""


def _diagram(shape: Any) -> Iterator[str]:
    """The texts of a SmartArt drawing, in the order of its data."""
    for ids in shape._element.iter(f"{{{_DIAGRAM}}}relIds"):
        part = shape.part.related_part(ids.get(qn("r:dm")))
        for point in etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)).iter(
            f"{{{_DIAGRAM}}}pt"
        ):
            text = "".join(run.text or "" for run in point.iter(qn("a:t")))
            if text.strip():
                yield text
