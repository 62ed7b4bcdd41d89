"""Plain text and Markdown."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.readers import read

WORDS = "Åtgärder för öar – 50 § ska följas"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(WORDS.encode(encoding))
    assert read(path, name="x.txt").pages[0].text == WORDS


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("ett\ftvå\f", encoding="utf-8")
    found = read(path, name="x.txt")
    assert [(page.number, page.text) for page in found.pages] == [(1, "ett"), (2, "två")]
    assert found.paged


def test_without_form_feeds_there_are_no_pages_to_cite(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"rad ett\r\nrad tv\xc3\xa5")
    found = read(path, name="x.txt")
    assert not found.paged
    assert found.pages[0].text == "rad ett\nrad två"


def test_text_is_composed_and_free_of_soft_hyphens(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(unicodedata.normalize("NFD", "Kommun\u00adstyrelsen på ön"), encoding="utf-8")
    assert read(path, name="x.txt").pages[0].text == "Kommunstyrelsen på ön"


def test_markdown_headings_are_marked_and_the_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("# Plan\n\nText\n\n## Mål 1 ##\n\nMer", encoding="utf-8")
    found = read(path, name="x.md")
    text = found.pages[0].text
    assert text.startswith("# Plan\n")
    headings = [(text[item.span.start : item.span.end], item.level) for item in found.headings]
    assert headings == [("Plan", 1), ("Mål 1", 2)]
    assert found.title == "Plan"
