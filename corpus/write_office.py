"""DOCX and PPTX from the same sources, with fixed dates so that the bytes are the same each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Pt
from markup import Block, BlockKind, Source
from pptx import Presentation
from pptx.util import Inches
from pptx.util import Pt as SlidePt

STAMP = (1980, 1, 1, 0, 0, 0)
STYLES = {
    BlockKind.SECTION: "Heading 1",
    BlockKind.HEADING: "Heading 2",
    BlockKind.SUBHEADING: "Heading 3",
    BlockKind.BULLET: "List Bullet",
    BlockKind.DASH: "List Bullet",
}


def docx_bytes(source: Source) -> bytes:
    """The source as a Word document with header and footer."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(11)
    header = document.sections[0].header.paragraphs[0]
    header.text = f"Tallsele kommun\t{source.get('running', source.get('title'))}\t{source.get('date')}"
    document.sections[0].footer.paragraphs[0].text = source.get("footer", "Tallsele kommun, kommunkansliet")
    document.add_heading(source.get("title"), level=0)
    for line in source.all("subtitle"):
        document.add_paragraph(line)
    for block in source.blocks:
        _add(document, block)
    _stamp(document.core_properties, source)
    buffer = io.BytesIO()
    document.save(buffer)
    return _rezipped(buffer.getvalue())


def _add(document: DocumentType, block: Block) -> None:
    """One block at the document's end."""
    if block.kind is BlockKind.BREAK:
        document.add_page_break()
    elif block.kind is BlockKind.TABLE:
        table = document.add_table(rows=0, cols=max(len(row) for row in block.rows), style="Table Grid")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    else:
        document.add_paragraph(block.text, style=STYLES.get(block.kind))


def pptx_bytes(source: Source) -> bytes:
    """The source as slides: each `#` a slide, list items and text its body, a table below."""
    deck = Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text = source.get("title")
    cover.placeholders[1].text = "\n".join(source.all("subtitle"))
    for title, blocks in _slides(source):
        tables = [block for block in blocks if block.kind is BlockKind.TABLE]
        slide = deck.slides.add_slide(deck.slide_layouts[5 if tables else 1])
        slide.shapes.title.text = title
        for table in tables:
            _add_table(slide, table)
        if not tables:
            _fill(slide.placeholders[1].text_frame, blocks)
    _stamp(deck.core_properties, source)
    buffer = io.BytesIO()
    deck.save(buffer)
    return _rezipped(buffer.getvalue())


def _slides(source: Source) -> list[tuple[str, list[Block]]]:
    """The blocks by slide."""
    slides: list[tuple[str, list[Block]]] = []
    for block in source.blocks:
        if block.kind is BlockKind.SECTION:
            slides.append((block.text, []))
        else:
            slides[-1][1].append(block)
    return slides


def _fill(frame: object, blocks: list[Block]) -> None:
    """A slide's text: `-` on the first level, `*` below it."""
    for index, block in enumerate(blocks):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()  # type: ignore[attr-defined]
        paragraph.text = block.text
        paragraph.level = 1 if block.kind is BlockKind.DASH else 0
        paragraph.font.size = SlidePt(18 if paragraph.level else 22)


def _add_table(slide: object, block: Block) -> None:
    """A table under the slide's title."""
    columns = max(len(row) for row in block.rows)
    size = (Inches(0.6), Inches(1.7), Inches(8.8), Inches(0.4 * len(block.rows)))
    table = slide.shapes.add_table(len(block.rows), columns, *size).table  # type: ignore[attr-defined]
    for y, row in enumerate(block.rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text


def _stamp(properties: object, source: Source) -> None:
    """Fixed metadata: the document's own date, the kommun as author."""
    moment = dt.datetime.fromisoformat(source.get("date"))
    values = {
        "title": source.get("title"),
        "author": "Tallsele kommun",
        "last_modified_by": "Tallsele kommun",
    }
    for name, value in {**values, "created": moment, "modified": moment, "revision": 1}.items():
        setattr(properties, name, value)


def _rezipped(data: bytes) -> bytes:
    """The same package with fixed times on its members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return buffer.getvalue()
