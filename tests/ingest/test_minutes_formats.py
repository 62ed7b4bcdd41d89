"""Made-up minutes as whole files in each format: Word with tables and styles, a PDF in two columns, a web page, a scan."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.model import FrontPage, Kind, Level, Paragraph, SectionKind, Structured
from ingest.readers import read
from ingest.readers.ocr import available
from ingest.structure import structure


def document(path: Path) -> Structured:
    return structure(read(path, name=path.name), name=path.name)


def paragraphs(found: Structured) -> dict[int, Paragraph]:
    return {paragraph.number: paragraph for meeting in found.meetings for paragraph in meeting.paragraphs}


def points(paragraph: Paragraph) -> list[str]:
    return [point.text.value for point in paragraph.points]


def names(front: FrontPage) -> list[list[str]]:
    return [[person.name for person in group] for group in (front.members, front.substitutes, front.others)]


# ---- Word: styles, a front page in a table, a table of votes, a running header

WORD_FRONT = (
    ("Plats och tid", "Medborgarhuset i Sollund, onsdagen den 17 april 2024 kl. 09.00–11.20"),
    ("Beslutande", "Greta Alm (C), ordförande\nHugo Berg (S), vice ordförande\nIda Carlén (M)"),
    ("Tjänstgörande ersättare", "Jon Dahl (V) ersätter Karin Ek (V)"),
    ("Övriga deltagande", "Lars Falk, teknisk chef\nMia Grahn, nämndsekreterare"),
    ("Utses att justera", "Hugo Berg"),
    ("Justeringens plats och tid", "Medborgarhuset 2024-04-22"),
    ("Paragrafer", "§§ 31–33"),
)


@pytest.fixture
def word(tmp_path: Path) -> Structured:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Sollunds kommun\tProtokoll\t1 (4)"
    made.sections[0].footer.paragraphs[0].text = "Justerandes sign"
    made.add_paragraph("Sammanträdesprotokoll", style="Title")
    made.add_paragraph("Sollunds kommun, Gatu- och parknämnden")
    table = made.add_table(rows=0, cols=2)
    for label, value in WORD_FRONT:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    made.add_heading("§ 31 Dagordning", level=1)
    made.add_heading("Beslut", level=2)
    made.add_paragraph("Dagordningen godkänns.")
    made.add_heading("§ 32 Dnr GPN 2024/18 Ny belysning i Ekparken", level=1)
    made.add_heading("Sammanfattning av ärendet", level=2)
    made.add_paragraph("Belysningen i Ekparken är från 1984. Kostnaden fördelar sig så här:")
    costs = made.add_table(rows=0, cols=3)
    for row in (("Etapp", "2024, tkr", "2025, tkr"), ("Stolpar", "850", "0"), ("Ledningar", "0", "1 200")):
        cells = costs.add_row().cells
        for at, value in enumerate(row):
            cells[at].text = value
    made.add_heading("Yrkanden", level=2)
    made.add_paragraph("Ida Carlén (M) yrkar avslag.")
    made.add_heading("Omröstning", level=2)
    made.add_paragraph("Den som stöder förslaget röstar ja, den som stöder Ida Carlén röstar nej.")
    votes = made.add_table(rows=0, cols=3)
    for row in (
        ("Ledamot", "Ja", "Nej"),
        ("Greta Alm (C)", "X", ""),
        ("Hugo Berg (S)", "X", ""),
        ("Ida Carlén (M)", "", "X"),
        ("Summa", "3", "1"),
    ):
        cells = votes.add_row().cells
        for at, value in enumerate(row):
            cells[at].text = value
    made.add_heading("Gatu- och parknämndens beslut", level=2)
    made.add_paragraph("Belysningen i Ekparken byts ut under 2024 och 2025.", style="List Number")
    made.add_paragraph("Tekniske chefen får i uppdrag att upphandla arbetet.", style="List Number")
    made.add_heading("Reservation", level=2)
    made.add_paragraph("Ida Carlén (M) reserverar sig mot beslutet.")
    made.add_heading("Beslutet skickas till", level=2)
    made.add_paragraph("Lars Falk", style="List Bullet")
    made.add_paragraph("Ekonomiavdelningen", style="List Bullet")
    made.add_heading("§ 33 Dnr GPN 2024/20 Taxa för torghandel 2025", level=1)
    made.add_heading("Gatu- och parknämndens förslag till kommunfullmäktige", level=2)
    made.add_paragraph("Taxan för torghandel antas att gälla från och med den 1 januari 2025.")
    path = tmp_path / "GPN protokoll.docx"
    made.save(str(path))
    return document(path)


def test_minutes_in_word_are_minutes_of_body_and_day(word: Structured) -> None:
    assert (word.kommun, word.kind, word.body, word.date) == (
        "Sollund",
        Kind.PROTOKOLL,
        "Gatu- och parknämnden",
        dt.date(2024, 4, 17),
    )
    assert {number: paragraph.title for number, paragraph in paragraphs(word).items()} == {
        31: "Dagordning",
        32: "Ny belysning i Ekparken",
        33: "Taxa för torghandel 2025",
    }


def test_minutes_in_word_have_their_decisions_votes_and_recipients(word: Structured) -> None:
    found = paragraphs(word)
    assert points(found[32]) == [
        "Belysningen i Ekparken byts ut under 2024 och 2025.",
        "Tekniske chefen får i uppdrag att upphandla arbetet.",
    ]
    assert found[32].recipients == ("Lars Falk", "Ekonomiavdelningen")
    assert [(vote.yes, vote.no) for vote in found[32].votes] == [(3, 1)]
    assert (found[33].level, found[33].next_body) == (Level.FORSLAG, "Kommunfullmäktige")
    (background,) = [section for section in found[32].sections if section.kind is SectionKind.BAKGRUND]
    assert background.body.value.split("\n")[-3:] == [
        "Etapp 2024, tkr 2025, tkr",
        "Stolpar 850 0",
        "Ledningar 0 1 200",
    ]


def test_a_front_page_in_a_word_table_lists_everyone(word: Structured) -> None:
    front = word.meetings[0].front
    assert front.place == "Medborgarhuset i Sollund"
    assert names(front) == [
        ["Greta Alm", "Hugo Berg", "Ida Carlén"],
        ["Jon Dahl"],
        ["Lars Falk", "Mia Grahn"],
    ]
    assert (front.adjusters, front.first_paragraph, front.last_paragraph) == (("Hugo Berg",), 31, 33)


# ---- PDF: a front page of two columns, drawn line by line across both

LEFT = (
    "Beslutande ledamöter", "Nils Hed (S), ordförande", "Olga Ik (C), 1:e vice ordförande", "Pia Jern (M)", "Roy Kvist (V)",
    "Tjänstgörande ersättare", "Sara Lod (L) för Tor Mård (L)",
)  # fmt: skip
RIGHT = (
    "Ej tjänstgörande ersättare", "Ulf Nyh (S)", "Vera Osk (M)", "Övriga deltagare", "Willy Por, kommunchef",
    "Ylva Qvi, kommunsekreterare, §§ 12–13", "",
)  # fmt: skip
PDF_PAGES = (
    (
        "§ 12                                        KS 2025-00044",
        "Ny förskola i Norrby",
        "",
        "Kommunstyrelsen beslutar",
        "1. Förskolan byggs på fastigheten Norrby 2:3.",
        "2. Kommunchefen får i uppdrag att teckna avtal med högst 46 mnkr i investerings-",
        "utgift.",
        "",
        "Ärendet i korthet",
        "Förskolan Gläntan har 64 platser och byggdes 1973. Efterfrågan ökar med 20 platser.",
    ),
    (
        "§ 12 forts.",
        "",
        "Omröstning",
        "Med 4 röster för och 1 röst emot beslutar kommunstyrelsen enligt förslaget.",
        "",
        "Expedieras",
        "Barnnämnden",
        "Fastighetskontoret",
        "",
        "§ 13                                        KS 2024-00310",
        "Bidrag till hembygdsföreningen",
        "",
        "Kommunstyrelsen beslutar",
        "Ansökan avslås.",
        "",
        "Ärendet i korthet",
        "Föreningen söker 120 000 kronor till ett nytt tak.",
    ),
)


def _columns(canvas: Canvas, *, across: bool) -> None:
    top = 640
    if across:
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, top - 14 * at, left)
            canvas.drawString(320, top - 14 * at, right)
    else:
        for x, column in ((60, LEFT), (320, RIGHT)):
            for at, text in enumerate(column):
                canvas.drawString(x, top - 14 * at, text)


def two_columns(path: Path, *, across: bool) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for number, lines in enumerate(((), *PDF_PAGES), start=1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 800, "MÅRDVIKS KOMMUN")
        canvas.drawString(320, 800, "PROTOKOLL")
        canvas.drawString(500, 800, f"{number} (3)")
        canvas.drawString(60, 786, "Kommunstyrelsen")
        canvas.drawString(320, 786, "2025-02-11")
        if number == 1:
            canvas.drawString(60, 690, "Plats och tid")
            canvas.drawString(180, 690, "Kommunhuset i Mårdvik, kl. 13.00–15.30")
            _columns(canvas, across=across)
            for at, (label, value) in enumerate(
                (
                    ("Utses att justera", "Pia Jern"),
                    ("Justering", "Kommunhuset 2025-02-17"),
                    ("Paragrafer", "12–13"),
                    ("Anslaget uppsatt", "2025-02-18"),
                    ("Anslaget nedtas", "2025-03-12"),
                )
            ):
                canvas.drawString(60, 500 - 14 * at, label)
                canvas.drawString(180, 500 - 14 * at, value)
        text = canvas.beginText(60, 740)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.drawString(60, 40, "Justerares sign")
        canvas.drawString(320, 40, "Utdragsbestyrkande")
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("across", [True, False])
def test_a_front_page_in_two_columns_lists_everyone_in_the_right_group(tmp_path: Path, across: bool) -> None:
    front = document(two_columns(tmp_path / "ks.pdf", across=across)).meetings[0].front
    assert names(front) == [
        ["Nils Hed", "Olga Ik", "Pia Jern", "Roy Kvist"],
        ["Sara Lod", "Ulf Nyh", "Vera Osk"],
        ["Willy Por", "Ylva Qvi"],
    ]
    assert front.adjusters == ("Pia Jern",)
    assert (front.posted, front.removed) == (dt.date(2025, 2, 18), dt.date(2025, 3, 12))


def test_minutes_of_a_pdf_in_two_columns_keep_their_decisions(tmp_path: Path) -> None:
    found = document(two_columns(tmp_path / "ks.pdf", across=True))
    assert (found.kommun, found.body, found.date) == ("Mårdvik", "Kommunstyrelsen", dt.date(2025, 2, 11))
    first, second = paragraphs(found).values()
    assert (first.title, first.dnr_key) == ("Ny förskola i Norrby", "KS-2025-44")
    assert points(first) == [
        "Förskolan byggs på fastigheten Norrby 2:3.",
        "Kommunchefen får i uppdrag att teckna avtal med högst 46 mnkr i investeringsutgift.",
    ]
    assert first.recipients == ("Barnnämnden", "Fastighetskontoret")
    assert (second.outcome, second.pages) == ("avslås", (3,))


# ---- A web page

WEB = """<!DOCTYPE html><html lang="sv"><head><title>Protokoll | Ängsunda kommun</title></head><body>
<header><nav><a href="/">Ängsunda kommun</a></nav></header>
<main><h1>Protokoll från kulturnämnden 2024-09-19</h1>
<dl><dt>Tid och plats</dt><dd>Biblioteket i Ängsunda, kl. 17.00–18.40</dd>
<dt>Närvarande ledamöter</dt><dd><ul><li>Alva Ros (MP), ordförande</li><li>Bror Sten (S)</li><li>Cia Tall (KD), §§ 41–42</li></ul></dd>
<dt>Övriga</dt><dd>Dag Ull, kulturchef</dd><dt>Justerare</dt><dd>Bror Sten</dd></dl>
<h2>§ 41 Utdelning av kulturpris <small>KUN/2024:33</small></h2>
<h3>Beslut</h3><p>Nämnden beslutar att</p><ul><li>ge 2024 års kulturpris till Ängsunda spelmanslag,</li><li>prissumman är 15 000 kronor.</li></ul>
<h3>Bakgrund</h3><p>Nio förslag har kommit in.</p><h3>Skickas till</h3><p>Ängsunda spelmanslag<br>Ekonomienheten</p>
<h2>§ 42 Bibliotekets öppettider <small>KUN/2024:40</small></h2>
<h3>Beslut</h3><p>Ärendet återremitteras för att få kostnaden för söndagsöppet belyst.</p>
<h3>Yrkanden</h3><p>Cia Tall (KD) yrkar återremiss.</p>
<h2>§ 43 Informationsärenden</h2><p>Kulturchefen informerar om sommarens teater. Nämnden tackar för informationen.</p>
</main><footer>Ängsunda kommun, Torget 1</footer></body></html>"""


def test_minutes_as_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.html"
    path.write_text(WEB, encoding="utf-8")
    found = document(path)
    assert (found.kommun, found.body, found.date) == ("Ängsunda", "Kulturnämnden", dt.date(2024, 9, 19))
    prize, hours, news = paragraphs(found).values()
    assert (prize.title, prize.dnr_key) == ("Utdelning av kulturpris", "KUN-2024-33")
    assert points(prize) == [
        "ge 2024 års kulturpris till Ängsunda spelmanslag",
        "prissumman är 15 000 kronor.",
    ]
    assert prize.recipients == ("Ängsunda spelmanslag", "Ekonomienheten")
    assert (hours.title, hours.outcome) == ("Bibliotekets öppettider", "återremitteras")
    assert news.level is Level.INFORMATION
    front = found.meetings[0].front
    assert names(front) == [["Alva Ros", "Bror Sten", "Cia Tall"], [], ["Dag Ull"]]
    assert front.members[2].paragraphs == (41, 42)


# ---- A scan

SCAN = (
    (
        "HÖJDENS KOMMUN          Sammanträdesprotokoll          1 (2)",
        "Miljönämnden            2023-05-10",
        "",
        "Plats och tid: Kommunhuset, kl. 08.30-10.00",
        "Beslutande: Elsa Vik (S), ordförande",
        "Folke Win (C)",
        "Gun Yde (M)",
        "Utses att justera: Gun Yde",
        "Paragrafer: 20-21",
    ),
    (
        "HÖJDENS KOMMUN          Sammanträdesprotokoll          2 (2)",
        "Miljönämnden            2023-05-10",
        "",
        "§ 20   MN 2023/14",
        "Tillsynsplan för enskilda avlopp",
        "",
        "Beslut",
        "Miljönämnden antar tillsynsplanen för 2023.",
        "",
        "Bakgrund",
        "Kommunen har 1 140 enskilda avlopp. Hälften har inte kontrollerats sedan 2008.",
        "",
        "§ 21   MN 2023/19",
        "Klagomål på buller från bergtäkt",
        "",
        "Beslut",
        "Ärendet bordläggs till nästa sammanträde.",
    ),
)


def scanned(path: Path, pages: Iterable[Sequence[str]]) -> Path:
    """The pages as pictures, as a copier's PDF has them."""
    typed = io.BytesIO()
    canvas = Canvas(typed, pagesize=A4)
    for lines in pages:
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica", 12)
        text.setLeading(18)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    drawn = pypdfium2.PdfDocument(typed.getvalue())
    pictures = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in drawn]
    pictures[0].save(path, "PDF", resolution=200, save_all=True, append_images=pictures[1:])
    return path


@pytest.mark.skipif(not available(), reason="Tesseract med svenska (tesseract-ocr-swe) saknas")
def test_scanned_minutes(tmp_path: Path) -> None:
    found = document(scanned(tmp_path / "mn.pdf", SCAN))
    assert (found.kommun, found.body, found.date) == ("Höjden", "Miljönämnden", dt.date(2023, 5, 10))
    plan, noise = paragraphs(found).values()
    assert (plan.title, plan.dnr_key, plan.outcome) == (
        "Tillsynsplan för enskilda avlopp",
        "MN-2023-14",
        "antas",
    )
    assert (noise.title, noise.outcome) == ("Klagomål på buller från bergtäkt", "bordläggs")
    assert names(found.meetings[0].front)[0] == ["Elsa Vik", "Folke Win", "Gun Yde"]
