"""Pages that are only drawn, read by Tesseract where it is installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.cleanup import clean
from ingest.model import PageSource
from ingest.readers import read
from ingest.readers.ocr import available, mend

needs_tesseract = pytest.mark.skipif(
    not available(), reason="Tesseract med svenska (tesseract-ocr-swe) saknas"
)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("& 110", "§ 110"),
        ("8 110", "§ 110"),
        ("$ 12 2026.280 KS", "§ 12 2026.280 KS"),
        ("& 19 KS-25/00205", "§ 19 KS-25/00205"),
        ("8 7 Budget 2027", "§ 7 Budget 2027"),
        ("&110 Budget", "§ 110 Budget"),
        ("enligt 4 kap. 8 20 har", "enligt 4 kap. § 20 har"),
    ],
)
def test_a_misread_paragraph_sign_is_mended(seen: str, meant: str) -> None:
    assert mend(seen) == meant


@pytest.mark.parametrize(
    "text",
    [
        "8 110 kronor",
        "8 ledamöter",
        "kostar 8 110",
        "8110",
        "88 12 Budget",
        "5 kap. 8 §",
        "Holm & Söner",
        "8 110 2026",
    ],
)
def test_numbers_and_ampersands_stay(text: str) -> None:
    assert mend(text) == text


@needs_tesseract
def test_minutes_drawn_as_glyphs_are_read(shared: Path) -> None:
    path = next((shared / "real/alingsas/kommunstyrelsen_2026-06-15/bilagor").glob("ss-110-ks-*.pdf"))
    found = read(path, name=path.name)
    assert [page.source for page in found.pages] == [PageSource.OCR]
    cleaned = clean(found)
    lines = [line.text for line in cleaned.lines]
    assert lines[:3] == ["§ 110", "Anmälda initiativärenden", "Ärendebeskrivning"]
    assert "Beslut" in lines
    assert {"Kommunstyrelsen", "Protokoll", "2026-06-01"} <= {line.text for line in cleaned.furniture}
    assert not any(re.search(r"^[&$8] ", line) for line in lines)


@needs_tesseract
def test_a_page_with_nothing_but_a_logotype_counts_as_blank(shared: Path) -> None:
    path = next(
        (shared / "real/alingsas/kommunstyrelsen_2026-06-15/bilagor").glob("tjansteskrivelse-ramar*.pdf")
    )
    page = read(path, name=path.name).pages[1]
    assert (page.source, page.text) == (PageSource.BLANK, "")
