"""Word documents → one page of text in document order: paragraphs, list items with their marks, table rows.

Cells of a row are parted by a tab. A row that lays out text (a cell with several paragraphs) is read cell by cell, a
short label and its text on one line. Headers, footers, deleted text and comments are left out; tracked insertions,
content controls and text boxes are read. Footnotes are not read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from ingest.errors import EmptyFile, UnreadableFile
from ingest.model import Page, Reading
from ingest.readers.blocks import Blocks
from ingest.readers.docx_lists import ListMarks
from ingest.readers.package import refuse_bomb

_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), _FALLBACK}
)
_CONTAINERS = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag")})
_DEEPEST = 9


def read_docx(path: Path, *, name: str) -> Reading:
    """The document at `path`. Raises TooDemanding (zip bomb), UnreadableFile (damaged) or EmptyFile (no text)."""
    try:
        refuse_bomb(path, name=name)
        document = docx.Document(str(path))
        blocks, titled = _Body(document).read()
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError, RecursionError) as exc:
        raise UnreadableFile(
            name, "Word-filen är skadad eller avkortad.", "Öppna den i Word, spara om den och försök igen."
        ) from exc
    if not any(map(str.isalnum, blocks.text)):
        raise EmptyFile(name, "Dokumentet innehåller ingen text.", "Kontrollera att rätt fil valdes.")
    return Reading(
        "docx", (Page(1, blocks.text),), False, _title(document, titled, blocks), tuple(blocks.headings)
    )


def _title(document: Document, titled: str | None, blocks: Blocks) -> str | None:
    """The core title where the text says it too (templates leave theirs behind), else the paragraph styled as title."""
    core = " ".join((document.core_properties.title or "").split())
    return core if len(core) > 3 and core.casefold() in blocks.text.casefold() else titled


class _Body:
    """Walks one document; holds its style levels and list counters."""

    def __init__(self, document: Document) -> None:
        self._element = document.element.body
        self._blocks = Blocks(1)
        self._titled: str | None = None
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))
        }
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")),
            None,
        )
        self._marks = ListMarks(getattr(part, "element", None))

    def read(self) -> tuple[Blocks, str | None]:
        """The blocks of the document, and the text of the first paragraph styled as title."""
        self._children(self._element)
        return self._blocks, self._titled

    def _paragraph(self, paragraph: Any, *, prefix: str = "", tight: bool = False) -> None:
        mark = self._mark(paragraph)
        text = _text_of(paragraph)
        level = self._heading_level(paragraph) if text.strip() else None
        if level == 0:
            self._titled = self._titled or " ".join(text.split())
        self._blocks.add(
            f"{prefix}{mark}{text}" if text.strip() else prefix,
            heading=None if level is None else max(level, 1),
            tight=tight or bool(mark and level is None),
        )
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                self._children(box)

    def _children(self, container: Any) -> None:
        for kind, element in _flow(container):
            if kind == "p":
                self._paragraph(element)
            else:
                self._table(element)

    def _table(self, table: Any) -> None:
        tight = False
        for row in _inside(table, qn("w:tr")):
            cells = [
                [item for item in _flow(cell) if _holds_text(item[1])] for cell in _inside(row, qn("w:tc"))
            ]
            cells = [cell for cell in cells if cell]
            if all(len(cell) == 1 and cell[0][0] == "p" for cell in cells):
                self._row([cell[0][1] for cell in cells], tight=tight)
            else:
                self._layout_row(cells)
            tight = tight or bool(cells)

    def _row(self, paragraphs: list[Any], *, tight: bool) -> None:
        """A row of plain cells; alone in its row a cell is a paragraph, heading and list mark included."""
        if len(paragraphs) == 1:
            self._paragraph(paragraphs[0], tight=tight)
            return
        cells = [self._mark(paragraph) + " ".join(_text_of(paragraph).split()) for paragraph in paragraphs]
        if len(cells) == 2:  # a label and its value: the lines of a list of persons stay lines
            lines = (" ".join(line.split()) for line in _text_of(paragraphs[1]).split("\n"))
            cells[1] = self._mark(paragraphs[1]) + "\n".join(line for line in lines if line)
        self._blocks.add("\t".join(cells), tight=tight)

    def _layout_row(self, cells: list[list[tuple[str, Any]]]) -> None:
        """A row with text in its cells, cell by cell; a label goes on the first line of the cell that it labels."""
        label = ""
        if len(cells) == 2 and len(cells[0]) == 1 and cells[0][0][0] == "p" and cells[1][0][0] == "p":
            label = " ".join(_text_of(cells[0][0][1]).split()) + "\t"
            cells = cells[1:]
        for cell in cells:
            for index, (kind, element) in enumerate(cell):
                if kind == "tbl":
                    self._table(element)
                else:
                    self._paragraph(element, prefix=label, tight=index > 0)
                label = ""

    def _mark(self, paragraph: Any) -> str:
        """The list mark of a paragraph, from its own numbering or its style's."""
        found = _numbering(paragraph.find(qn("w:pPr")))
        for style in self._style_chain(paragraph):
            if found[0] is not None:
                break
            inherited = _numbering(style.find(qn("w:pPr")))
            found = (inherited[0], found[1] if found[1] is not None else inherited[1])
        list_id, level = found
        return "" if list_id in (None, "0") else self._marks.mark(str(list_id), level or 0)

    def _heading_level(self, paragraph: Any) -> int | None:
        """1 to 9 for a heading, 0 for the document's title, None for text: by outline level or the style's name."""
        sources = [paragraph, *self._style_chain(paragraph)]
        for source in sources:
            properties = source.find(qn("w:pPr"))
            outline = None if properties is None else properties.find(qn("w:outlineLvl"))
            if outline is not None:
                level = int(outline.get(qn("w:val")) or 9) + 1
                return level if level <= _DEEPEST else None
        for style in sources[1:]:
            name = style.find(qn("w:name"))
            words = "" if name is None else (name.get(qn("w:val")) or "").casefold()
            if words in ("title", "rubrik"):
                return 0
            if words.startswith(("heading ", "rubrik ")) and words[-1].isdigit():
                return int(words[-1])
        return None

    def _style_chain(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's style and those it is based on."""
        properties = paragraph.find(qn("w:pPr"))
        chosen = None if properties is None else properties.find(qn("w:pStyle"))
        for _ in range(_DEEPEST):
            style = None if chosen is None else self._styles.get(chosen.get(qn("w:val")))
            if style is None:
                return
            yield style
            chosen = style.find(qn("w:basedOn"))


def _flow(container: Any) -> Iterator[tuple[str, Any]]:
    """('p' | 'tbl', element) for the paragraphs and tables right in `container` and in its content controls."""
    for child in container:
        if child.tag == qn("w:p"):
            yield "p", child
        elif child.tag == qn("w:tbl"):
            yield "tbl", child
        elif child.tag in _CONTAINERS:
            yield from _flow(child)


def _inside(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _inside(child, tag)


def _holds_text(element: Any) -> bool:
    return bool(_text_of(element, deep=True).strip())


def _text_of(element: Any, *, deep: bool = False) -> str:
    """The text of a paragraph as Word shows it; with `deep` of anything, text boxes included."""
    parts: list[str] = []
    for child in element:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _TEXT:
            parts.append(_TEXT[child.tag])
        elif child.tag not in _SKIPPED or (deep and child.tag == qn("w:txbxContent")):
            parts.append(_text_of(child, deep=deep))
    return "".join(parts)


def _numbering(properties: Any | None) -> tuple[str | None, int | None]:
    """(list, level) that paragraph properties name."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    if numbering is None:
        return None, None
    list_id, level = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
    depth = None if level is None else level.get(qn("w:val"))
    return (None if list_id is None else list_id.get(qn("w:val"))), (int(depth) if depth else None)
