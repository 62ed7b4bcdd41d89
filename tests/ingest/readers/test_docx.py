"""Word documents: order, lists, tables, headings."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from ingest.model import Reading
from ingest.readers import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def reading(document: Document, tmp_path: Path) -> Reading:
    path = tmp_path / "x.docx"
    document.save(str(path))
    return read(path, name=path.name)


def heading_texts(found: Reading) -> list[tuple[str, int]]:
    text = found.pages[0].text
    return [(text[heading.span.start : heading.span.end], heading.level) for heading in found.headings]


def test_paragraphs_and_tables_come_in_document_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Först")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Avgift", "Belopp", "Nivå 1", "800 kr"), strict=True):
        cell.text = text
    document.add_paragraph("Sist")
    found = reading(document, tmp_path)
    assert found.pages[0].text == "Först\n\nAvgift\tBelopp\nNivå 1\t800 kr\n\nSist"
    assert (found.format, found.paged, len(found.pages)) == ("docx", False, 1)


def test_list_items_carry_the_marks_that_word_shows(tmp_path: Path) -> None:
    document = docx.Document()
    for text, style in (("ett", "List Bullet"), ("första", "List Number"), ("andra", "List Number")):
        document.add_paragraph(text, style=style)
    lines = reading(document, tmp_path).pages[0].text.split("\n")
    assert lines == ["• ett", "1. första", "2. andra"]


def test_headings_keep_level_and_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Verksamhetsplan", 0)
    document.add_heading("Mål", 1)
    document.add_paragraph("Text.")
    document.add_heading("Mål för skolan", 2)
    found = reading(document, tmp_path)
    assert heading_texts(found) == [("Verksamhetsplan", 1), ("Mål", 1), ("Mål för skolan", 2)]
    assert found.title == "Verksamhetsplan"


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Sidhuvud"
    document.sections[0].footer.paragraphs[0].text = "Sidfot"
    document.add_paragraph("Brödtext")
    assert reading(document, tmp_path).pages[0].text == "Brödtext"


def test_content_controls_and_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Före")
    for xml in (
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Fält</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        f"<w:p {W}><w:ins w:id='1' w:author='x'><w:r><w:t>tillagt</w:t></w:r></w:ins>"
        f"<w:del w:id='2' w:author='x'><w:r><w:delText>struket</w:delText></w:r></w:del></w:p>",
    ):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
    assert reading(document, tmp_path).pages[0].text == "Före\n\nFält\n\ntillagt"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml))
    assert reading(document, tmp_path).pages[0].text == "I rutan"


def test_a_label_stands_on_the_first_line_of_the_text_beside_it(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Beslutande"
    table.cell(0, 1).text = "Ledamot ett"
    table.cell(0, 1).add_paragraph("Ledamot två")
    assert reading(document, tmp_path).pages[0].text == "Beslutande\tLedamot ett\nLedamot två"


def test_a_layout_table_keeps_the_headings_in_its_cell(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].text = "Bakgrund"
    cell.paragraphs[0].style = document.styles["Heading 2"]
    cell.add_paragraph("Text i cellen.")
    found = reading(document, tmp_path)
    assert heading_texts(found) == [("Bakgrund", 2)]
    assert found.pages[0].text == "Bakgrund\nText i cellen."


@pytest.mark.parametrize(("title", "expected"), [("Policy för kök", "Policy för kök"), ("Mall 2014", None)])
def test_the_core_title_counts_only_where_the_text_says_it(
    tmp_path: Path, title: str, expected: str | None
) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph("Policy för kök i Tallsele")
    assert reading(document, tmp_path).title == expected


def test_lines_of_a_labelled_cell_stay_lines_and_those_of_wider_rows_do_not(tmp_path: Path) -> None:
    document = docx.Document()
    label = document.add_table(rows=1, cols=2)
    label.cell(0, 0).text = "Beslutande"
    label.cell(0, 1).text = "Ledamot ett\nLedamot två"
    document.add_paragraph("Mellan tabellerna.")
    wide = document.add_table(rows=1, cols=3)
    for at, text in enumerate(("Mål", "Andel\nunga", "61 %")):
        wide.cell(0, at).text = text
    text = reading(document, tmp_path).pages[0].text
    assert "Beslutande\tLedamot ett\nLedamot två" in text
    assert "Mål\tAndel unga\t61 %" in text
