"""PDF pages: which extraction is kept, blank and drawn pages, labels, real documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from ingest.model import PageSource
from ingest.readers import read
from ingest.readers.normal import normal
from ingest.readers.pdf import read_pdf_cover, read_pdf_pages
from ingest.readers.pdf_text import damage, pdfium_is_better

WHOLE = "Trafikförordningen innehåller bestämmelser för alla trafikanter."


@pytest.mark.parametrize(
    ("pypdf", "pdfium", "chosen"),
    [
        pytest.param(WHOLE, WHOLE, False, id="equal texts: pypdf"),
        pytest.param("", WHOLE, True, id="pypdf finds nothing"),
        pytest.param(WHOLE, "", False, id="pdfium finds nothing"),
        pytest.param("Trafikförordningen", WHOLE, True, id="pypdf finds less than three quarters"),
        pytest.param(
            "T\nrafikförordningen innehåller bestämmelser för alla trafikanter.", WHOLE, True, id="torn word"
        ),
        pytest.param(WHOLE.replace("ö", "\ufffd"), WHOLE, True, id="replacement characters"),
        pytest.param(
            " ".join(WHOLE.split()[0]) + " innehåller bestämmelser för alla trafikanter.",
            WHOLE,
            True,
            id="spaced",
        ),
        pytest.param(WHOLE.replace(" ", ""), WHOLE, True, id="no blanks"),
        pytest.param("m ed t ill s ig", "med till sig", True, id="letters torn off by blanks"),
        pytest.param("enväg " * 20, "en väg " * 20, True, id="words glued in pairs"),
        pytest.param("(cid:3)(cid:4)" + WHOLE, WHOLE, True, id="glyph numbers"),
        pytest.param(WHOLE, WHOLE.replace("ö", "\ufffd"), False, id="pdfium is the damaged one"),
        pytest.param(WHOLE.replace("ö", "\ufffd"), WHOLE[:20], False, id="pdfium is whole but loses text"),
    ],
)
def test_pdfium_is_taken_only_by_the_rule(pypdf: str, pdfium: str, chosen: bool) -> None:
    assert pdfium_is_better(pypdf, pdfium) is chosen


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "A\nBilaga",
        "Ö\nversikt",
        "§ 12 a\nmed mera",
        "www.tallsele.se/bygga-bo-och-miljo/vatten-och-avlopp",
    ],
)
def test_sound_text_counts_as_undamaged(text: str) -> None:
    assert damage(text) in (0, 1) if text.startswith("Ö") else damage(text) == 0


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("klimatmå\ufffelen. Sedan", "klimatmå-\nlen. Sedan"),
        ("mark\u0002\r\noch vatten", "mark-\noch vatten"),
        ("kom\u00admun", "kommun"),
        ("\uf0b7 punkt", "• punkt"),
        ("a\u0308r \ufb01n\u00a0!", "är fin !"),
        ("rad\r\nrad\rrad", "rad\nrad\nrad"),
        ("trasig \ud800", "trasig \ufffd"),
    ],
)
def test_text_is_brought_to_one_form(raw: str, expected: str) -> None:
    assert normal(raw) == expected


def test_pages_keep_number_and_text(make_pdf: Callable[..., Path]) -> None:
    found = read(make_pdf([["Ett ärende på sidan ett"], ["Ett ärende på sidan två"]]), name="x.pdf")
    assert [page.number for page in found.pages] == [1, 2]
    assert found.pages[1].text.strip() == "Ett ärende på sidan två"
    assert (found.paged, found.format) == (True, "pdf")
    assert {page.source for page in found.pages} == {PageSource.TEXT}


def test_a_page_where_nothing_is_drawn_is_blank(make_pdf: Callable[..., Path]) -> None:
    found = read(make_pdf([["Text"], []]), name="x.pdf")
    assert [page.source for page in found.pages] == [PageSource.TEXT, PageSource.BLANK]
    assert found.warnings == ()


def test_a_drawn_page_without_ocr_is_unread_and_named(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "x.pdf"))
    canvas.drawString(70, 700, "Text")
    canvas.showPage()
    for _ in range(2):
        canvas.circle(200, 400, 80, fill=1)
        canvas.showPage()
    canvas.save()
    found = read(tmp_path / "x.pdf", name="x.pdf", ocr=False)
    assert [page.source for page in found.pages[1:]] == [PageSource.UNREAD] * 2
    assert "sidorna 2–3" in found.warnings[0]
    assert "tesseract-ocr-swe" in found.warnings[0]


def test_declared_page_labels_are_kept(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    writer = PdfWriter(PdfReader(make_pdf([["Försättsblad"], ["Sidan ett"]])))
    writer.set_page_label(0, 0, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(1, 1, style=PageLabelStyle.DECIMAL)
    writer.write(tmp_path / "labels.pdf")
    assert [page.label for page in read(tmp_path / "labels.pdf", name="x").pages] == ["i", "1"]


def test_without_declared_labels_there_are_none(make_pdf: Callable[..., Path]) -> None:
    assert read(make_pdf([["Text"]]), name="x.pdf").pages[0].label is None


@pytest.mark.parametrize(
    ("title", "expected"), [("Plan för vatten", "Plan för vatten"), ("Tagged PDF", None), ("mall.docx", None)]
)
def test_a_metadata_title_counts_only_where_it_is_printed(
    make_pdf: Callable[..., Path], tmp_path: Path, title: str, expected: str | None
) -> None:
    writer = PdfWriter(PdfReader(make_pdf([["Plan för vatten", "2026–2030, mall.docx Tagged PDF"]])))
    writer.add_metadata({"/Title": title})
    writer.write(tmp_path / "title.pdf")
    assert read(tmp_path / "title.pdf", name="x").title == expected


def test_ranges_of_pages_are_the_same_as_the_whole(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf([[f"Sida nummer {number}"] for number in range(1, 6)])
    assert read_pdf_cover(path, name="x").pages == 5
    parts = read_pdf_pages(path, 1, 2, name="x") + read_pdf_pages(path, 3, 5, name="x")
    assert parts == read(path, name="x").pages


def test_progress_is_told_after_every_page(make_pdf: Callable[..., Path]) -> None:
    told: list[tuple[int, int]] = []
    read(make_pdf([["a"], ["b"]]), name="x", progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_an_owner_password_alone_is_no_hindrance(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    writer = PdfWriter(PdfReader(make_pdf([["Får läsas men inte ändras"]])))
    writer.encrypt(user_password="", owner_password="hemligt", algorithm="RC4-128")
    writer.write(tmp_path / "owner.pdf")
    assert "Får läsas" in read(tmp_path / "owner.pdf", name="x").pages[0].text


def scanned(tmp_path: Path, *, stamp: str = "") -> Path:
    """A page that is one picture, with `stamp` as its only text layer."""
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).rectangle((100, 100, 900, 600), fill=0)
    picture.save(tmp_path / "p.png")
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(595, 842))
    canvas.drawImage(str(tmp_path / "p.png"), 0, 0, 595, 842)
    if stamp:
        canvas.drawString(300, 20, stamp)
    canvas.showPage()
    canvas.drawString(70, 700, "Vanlig text på nästa sida")
    canvas.save()
    return tmp_path / "scan.pdf"


@pytest.mark.parametrize(("stamp", "source"), [("", PageSource.UNREAD), ("12", PageSource.TEXT)])
def test_a_scanned_page_keeps_what_little_text_it_has(tmp_path: Path, stamp: str, source: PageSource) -> None:
    page = read(scanned(tmp_path, stamp=stamp), name="x", ocr=False).pages[0]
    assert (page.text.strip(), page.source) == (stamp, source)


REAL = {
    "kommunstyrelsen_2026-06-15/protokoll.pdf": (28, []),
    "tekniska-namnden_2026-05-18/protokoll.pdf": (12, []),
    "kommunfullmaktige_2018-03-28/protokoll.pdf": (57, []),
    "kommunfullmaktige_2026-06-10/protokoll.pdf": (7, []),
    "tekniska-namnden_2026-05-18/bilagor/transportstyrelsens-foreskrifter-om-parkeringsanmarkningar-och-"
    "felparkeringsavgift-tsfs-202457.pdf": (6, [4]),
}


@pytest.mark.parametrize("file", REAL)
def test_real_documents_are_read_whole(shared: Path, file: str) -> None:
    found = read(shared / "real/alingsas" / file, name=file, ocr=False)
    pages, blank = REAL[file]
    assert len(found.pages) == pages
    assert [page.number for page in found.pages if page.source is PageSource.BLANK] == blank
    for page in found.pages:
        assert page.text == unicodedata.normalize("NFC", page.text)
        assert not set("\u00ad\u0002\ufffe\ufffd\r") & set(page.text)


def test_a_page_with_torn_words_is_taken_from_pdfium(shared: Path) -> None:
    path = (
        shared
        / "real/alingsas/tekniska-namnden_2026-05-18/bilagor/felparkeringsavgifter-i-alingsas-kommun-antagen-2023.pdf"
    )
    page = read(path, name="x").pages[1]
    assert page.source is PageSource.PDFIUM
    assert "Trafikförordningen" in page.text


def test_a_map_of_lines_is_left_to_pdfium(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    writer = PdfWriter(PdfReader(make_pdf([["Plankarta"]])))
    drawing = DecodedStreamObject()
    contents = writer.pages[0].get_contents()
    assert contents is not None
    drawing.set_data(contents.get_data() + b"10.25 20.75 m 9.5 9.125 l S " * 80_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawing.flate_encode())
    writer.write(tmp_path / "map.pdf")
    page = read(tmp_path / "map.pdf", name="x").pages[0]
    assert (page.text.strip(), page.source) == ("Plankarta", PageSource.PDFIUM)
