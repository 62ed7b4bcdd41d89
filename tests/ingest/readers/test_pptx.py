"""Slides: one page each, in reading order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.util import Cm

from ingest.model import PageSource
from ingest.readers import read


@pytest.fixture
def deck() -> Any:
    return pptx.Presentation()


def slide(deck: Any, layout: int = 6) -> Any:
    return deck.slides.add_slide(deck.slide_layouts[layout])


def box(shapes: Any, text: str, left: float, top: float) -> None:
    shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = text


def read_deck(deck: Any, tmp_path: Path) -> Any:
    path = tmp_path / "x.pptx"
    deck.save(str(path))
    return read(path, name=path.name)


def test_the_title_comes_first_and_is_a_heading(deck: Any, tmp_path: Path) -> None:
    first = slide(deck, 1)
    first.placeholders[1].text_frame.text = "Punkt ett"
    first.shapes.title.text_frame.text = "Så styrs kommunen"
    found = read_deck(deck, tmp_path)
    assert found.pages[0].text == "Så styrs kommunen\n\n• Punkt ett"
    assert found.title == "Så styrs kommunen"
    assert [heading.span.start for heading in found.headings] == [0]
    assert found.paged


def test_shapes_are_read_from_top_to_bottom_and_left_to_right(deck: Any, tmp_path: Path) -> None:
    shapes = slide(deck).shapes
    for text, left, top in (("nere", 1, 9), ("höger", 12, 2.2), ("vänster", 1, 2), ("överst", 5, 0)):
        box(shapes, text, left, top)
    assert read_deck(deck, tmp_path).pages[0].text.split("\n\n") == ["överst", "vänster", "höger", "nere"]


def test_groups_are_opened_and_tables_read_row_by_row(deck: Any, tmp_path: Path) -> None:
    shapes = slide(deck).shapes
    group = shapes.add_group_shape()
    box(group.shapes, "i gruppen", 1, 1)
    table = shapes.add_table(2, 2, Cm(1), Cm(5), Cm(10), Cm(3)).table
    for index, text in enumerate(("År", "Utfall", "2025", "1 200 tkr")):
        table.cell(index // 2, index % 2).text = text
    assert read_deck(deck, tmp_path).pages[0].text == "i gruppen\n\nÅr\tUtfall\n2025\t1 200 tkr"


def test_notes_are_left_out(deck: Any, tmp_path: Path) -> None:
    shown = slide(deck)
    box(shown.shapes, "Visas", 1, 1)
    shown.notes_slide.notes_text_frame.text = "Sägs bara"
    assert read_deck(deck, tmp_path).pages[0].text == "Visas"


def test_an_empty_slide_is_blank_and_a_picture_slide_unread(deck: Any, tmp_path: Path) -> None:
    picture = tmp_path / "p.png"
    Image.new("RGB", (20, 20), "red").save(picture)
    box(slide(deck).shapes, "Text", 1, 1)
    slide(deck)
    slide(deck).shapes.add_picture(str(picture), 0, 0)
    found = read_deck(deck, tmp_path)
    assert [page.source for page in found.pages] == [PageSource.TEXT, PageSource.BLANK, PageSource.UNREAD]
    assert "Bild 3" in found.warnings[0]
