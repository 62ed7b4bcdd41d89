"""The demo kommun's sources agree with each other, and its documents with their sources."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from ingest.dates import MONTHS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
BUILT = CORPUS / "tallsele"
PATHS = sorted((CORPUS / "source").glob("*.md"))
BODIES = (
    "Kommunfullmäktige",
    "Kommunstyrelsen",
    "Allmänna utskottet",
    "Utbildnings- och omsorgsutskottet",
    "Bygg- och miljönämnden",
)
REFERENCE = re.compile(rf"({'|'.join(BODIES)}) (\d{{4}}-\d{{2}}-\d{{2}}) § (\d+)", re.IGNORECASE)
WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)}) den (\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def _load(name: str) -> ModuleType:
    """A module of `corpus/`, which is no package."""
    spec = importlib.util.spec_from_file_location(f"corpus_{name}", CORPUS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


markup = _load("markup")
SOURCES = {path.stem: markup.read_source(path) for path in PATHS}
MINUTES = {name: source for name, source in SOURCES.items() if source.get("kind") == "protokoll"}
MEETINGS = {(source.get("body"), source.get("date")): source for source in MINUTES.values()}


def _paragraphs(source: object) -> list[object]:
    """The §§ that open in a source."""
    return [block for block in source.blocks if block.number is not None]  # type: ignore[attr-defined]


def _section(source: object, number: int) -> list[object]:
    """The blocks of one §."""
    blocks, inside = [], False
    for block in source.blocks:  # type: ignore[attr-defined]
        if block.number is not None:
            inside = block.number == number
        elif inside:
            blocks.append(block)
    return blocks


def _folded(text: str) -> str:
    """Text without white space and hyphens, for comparing what stands on a page with what was written."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFC", text))


def test_there_are_documents_and_paragraphs_enough() -> None:
    assert len(SOURCES) >= 22
    assert sum(len(_paragraphs(source)) for source in MINUTES.values()) >= 150
    assert {source.get("body") for source in MINUTES.values()} == set(BODIES)
    assert {source.get("date")[:4] for source in SOURCES.values()} >= {"2023", "2024", "2025", "2026"}


@pytest.mark.parametrize("name", MINUTES)
def test_the_paragraphs_of_a_meeting_are_numbered_without_gaps(name: str) -> None:
    numbers = [block.number for block in _paragraphs(MINUTES[name])]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_the_numbers_of_a_body_rise_through_a_year() -> None:
    last: dict[tuple[str, str], int] = {}
    for (body, date), source in sorted(MEETINGS.items(), key=lambda item: item[0][1]):
        numbers = [block.number for block in _paragraphs(source)]
        assert numbers[0] > last.get((body, date[:4]), 0)
        last[body, date[:4]] = numbers[-1]


@pytest.mark.parametrize("name", SOURCES)
def test_every_reference_to_a_meeting_in_the_corpus_names_a_paragraph_that_exists(name: str) -> None:
    for body, date, number in REFERENCE.findall(PATHS[list(SOURCES).index(name)].read_text(encoding="utf-8")):
        meeting = MEETINGS.get((body[0].upper() + body[1:], date))
        if meeting is not None:
            assert int(number) in [block.number for block in _paragraphs(meeting)], (body, date, number)


@pytest.mark.parametrize("name", MINUTES)
def test_the_underlag_of_a_paragraph_is_older_than_it_and_about_the_same_matter(name: str) -> None:
    source = MINUTES[name]
    for paragraph in _paragraphs(source):
        for block in _section(source, paragraph.number):
            if block.kind.name != "TEXT" or not REFERENCE.fullmatch(block.text):
                continue
            body, date, number = REFERENCE.fullmatch(block.text).groups()
            assert date < source.get("date")
            earlier = MEETINGS.get((body, date))
            if earlier is None or paragraph.dnr is None:
                continue
            (cited,) = [other for other in _paragraphs(earlier) if other.number == int(number)]
            assert cited.dnr == paragraph.dnr or (paragraph.dnr, cited.dnr) in OTHER_MATTERS


OTHER_MATTERS = {
    ("KS-25/00061", "KS-24/00455"),
    ("KS-26/00009", "KS-24/00455"),
    ("KS-25/00402", "KS-25/00118"),
    ("KS-25/00175", "KS-24/00499"),
    ("KS-26/00021", "BMN-25/00168"),
    ("KS-26/00041", "BMN-24/00088"),
    ("KS-26/00052", "BMN-25/00163"),
}
"""Matters that rest on a decision in another one: (dnr of the §, dnr of the § it cites)."""


@pytest.mark.parametrize("name", SOURCES)
def test_weekdays_fit_their_dates(name: str) -> None:
    text = SOURCES[name].path.read_text(encoding="utf-8")
    for weekday, day, month, year in WEEKDAY.findall(text):
        date = dt.date(int(year), MONTHS.index(month) + 1, int(day))
        assert WEEKDAYS[date.weekday()] == weekday, (weekday, date)


@pytest.mark.parametrize("name", MINUTES)
def test_minutes_are_approved_and_posted_in_time(name: str) -> None:
    source = MINUTES[name]
    held, posted = dt.date.fromisoformat(source.get("date")), dt.date.fromisoformat(source.get("posted"))
    _, day, month, year = WEEKDAY.search(source.get("adjusted")).groups()
    approved = dt.date(int(year), MONTHS.index(month) + 1, int(day))
    assert held < approved <= held + dt.timedelta(days=14)
    assert approved <= posted <= approved + dt.timedelta(days=2)
    _, day, month, year = WEEKDAY.search(source.get("place")).groups()
    assert dt.date(int(year), MONTHS.index(month) + 1, int(day)) == held


def test_the_votes_add_up() -> None:
    council = MEETINGS["Kommunfullmäktige", "2025-11-24"]
    table = next(block for block in _section(council, 78) if block.rows)
    votes = [vote for _, vote in table.rows[1:]]
    assert (votes.count("Ja"), votes.count("Nej"), votes.count("Avstår")) == (14, 10, 1)
    assert {name for name, _ in table.rows[1:]} == {line.split(",")[0] for line in council.all("members")}
    text = " ".join(block.text for block in _section(council, 78))
    assert "14 ja-röster, 10 nej-röster och 1 som avstår" in text
    board = MEETINGS["Kommunstyrelsen", "2025-10-07"]
    text = " ".join(block.text for block in _section(board, 109))
    (yes,) = re.findall(r"Ja röstar (.+?)\. ", text)
    (no,) = re.findall(r"Nej röstar (.+?)\. ", text)
    assert (len(re.findall(r"\(\w+\)", yes)), len(re.findall(r"\(\w+\)", no))) == (5, 4)
    assert "5 ja-röster och 4 nej-röster" in text


@pytest.mark.parametrize("name", SOURCES)
def test_sums_in_tables_are_the_sums_of_their_columns(name: str) -> None:
    for block in SOURCES[name].blocks:
        if not block.rows or block.rows[-1][0] != "Summa":
            continue
        for column in range(1, len(block.rows[0])):
            *parts, total = [int(row[column].replace(" ", "")) for row in block.rows[1:]]
            assert sum(parts) == total


@pytest.mark.parametrize("name", [name for name in SOURCES if SOURCES[name].get("file").endswith(".pdf")])
def test_a_pdf_holds_every_block_of_its_source(name: str) -> None:
    source = SOURCES[name]
    path = BUILT / source.get("file")
    assert path.stat().st_size < 300_000
    pages = [page.extract_text() for page in PdfReader(path).pages]
    if source.get("template") == "scan":
        assert not "".join(pages).strip()
        return
    text = _folded("\n".join(pages))
    for block in source.blocks:
        assert _folded(block.text)[:60] in text or _is_cut_by_a_page(block.text, pages), block.text
        if block.number is not None:
            assert _folded(f"§ {block.number}") in text


def _is_cut_by_a_page(written: str, pages: list[str]) -> bool:
    """Whether the text's first words close one page, its later words standing on the next."""
    words = [_folded(word) for word in written.split()]
    joined = _folded(" ".join(pages))
    return all(word in joined for word in words)


def test_the_slides_and_word_documents_hold_their_text() -> None:
    for source in SOURCES.values():
        path = BUILT / source.get("file")
        if path.suffix == ".docx":
            document = Document(str(path))
            text = "\n".join(paragraph.text for paragraph in document.paragraphs)
            assert source.get("title") in text
            assert source.get("footer") in document.sections[0].footer.paragraphs[0].text
        elif path.suffix == ".pptx":
            slides = Presentation(str(path)).slides
            assert len(slides) == 1 + sum(block.kind.name == "SECTION" for block in source.blocks)


def test_building_again_gives_the_committed_documents(tmp_path: Path) -> None:
    subprocess.run([sys.executable, CORPUS / "build.py", "--out", tmp_path], check=True, capture_output=True)
    rebuilt = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert rebuilt == sorted(path.relative_to(BUILT) for path in BUILT.rglob("*") if path.is_file())
    for path in rebuilt:
        if path.suffix == ".pdf":
            assert (tmp_path / path).read_bytes() == (BUILT / path).read_bytes(), path
        else:
            assert _members(tmp_path / path) == _members(BUILT / path), path


def _members(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """The parts of a package: how they are packed may differ between machines, what they hold may not."""
    with zipfile.ZipFile(path) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]
