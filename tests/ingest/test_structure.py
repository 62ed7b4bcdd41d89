"""The one door: any reading comes out as minutes, or as sections with the goals among them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pytest

from ingest.chunk import chunks
from ingest.cleanup import clean
from ingest.model import Kind, Page, Reading, Structured
from ingest.readers import read
from ingest.structure import structure
from tests.archives import BRIDGE, LIBRARY, minutes

PLAN = """\
Verksamhetsplan 2026
Tallsele kommun

Inledning

Planen gäller hela kommunen och följs upp i delårsrapporten och i årsredovisningen.

Mål 1: Fler unga stannar kvar (KF indikator: antal invånare 20-35 år)
Bygden är attraktiv.
"""


def of_seed(shared: Path, number: str) -> Structured:
    [path] = (shared / "seeds").glob(f"{number}_*.txt")
    return structure(read(path, name=path.name), name=path.name)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def test_a_plan_has_all_its_text_as_sections_and_its_goals_besides() -> None:
    document = structure(Reading("txt", (Page(1, PLAN),), paged=False), name="plan.txt")
    assert (document.kind, document.kommun) == (Kind.VERKSAMHETSPLAN, "Tallsele")
    assert [goal.text for goal in document.goals] == ["Fler unga stannar kvar"]
    kept = "".join(section.heading_text.value + section.body.value for section in document.sections)
    assert letters(kept) == letters(PLAN)


def test_what_is_given_wins_over_what_is_recognised() -> None:
    reading = Reading("txt", (Page(1, PLAN),), paged=False)
    document = structure(reading, name="plan.txt", kommun="Björkby", kind=Kind.OVRIGT)
    assert (document.kind, document.kommun) == (Kind.OVRIGT, "Björkby")


def test_minutes_that_hold_no_paragraph_are_cut_by_their_headings_with_a_warning() -> None:
    document = structure(Reading("txt", (Page(1, PLAN),), paged=False), name="plan.txt", kind=Kind.PROTOKOLL)
    assert document.kind is Kind.PROTOKOLL
    assert document.sections
    assert len(document.warnings) == 1


def test_a_document_without_text_comes_out_empty() -> None:
    document = structure(Reading("pdf", (Page(1, ""), Page(2, " \n")), paged=True), name="blank.pdf")
    assert (document.kind, document.title, document.sections) == (Kind.OVRIGT, "Blank", ())
    assert chunks(document) == ()


@pytest.mark.parametrize(
    ("number", "kind", "kommun", "title"),
    [
        ("000", Kind.VERKSAMHETSPLAN, "Norsjö", "Verksamhetsplan, Norsjö kommun"),
        ("001", Kind.PROTOKOLL, "Norsjö", "Allmänna utskottet 2025-02-25"),
        ("002", Kind.VISION, "Nora", "Förslag till process för målarbete samt övergripande mål"),
        ("003", Kind.UTDRAG, "Norsjö", "Kommunstyrelsen 2019-02-04 §§ 15–16"),
        ("004", Kind.BILDSPEL, "Norsjö", "Tack för inbjudan!"),
    ],
)
def test_the_seeds_are_known_for_what_they_are(
    shared: Path, number: str, kind: Kind, kommun: str, title: str
) -> None:
    document = of_seed(shared, number)
    assert (document.kind, document.kommun, document.title) == (kind, kommun, title)


def test_goals_of_a_proposal_are_proposed_and_those_of_a_plan_are_not(shared: Path) -> None:
    proposed = of_seed(shared, "002").goals
    assert proposed
    assert all(goal.proposed for goal in proposed)
    assert not any(goal.proposed for goal in of_seed(shared, "000").goals)


def test_the_front_page_of_minutes_can_be_found_and_cited(shared: Path) -> None:
    document = of_seed(shared, "001")
    names = {(section.heading or "").casefold() for section in document.sections}
    assert {"beslutande", "bevis om anslag", "plats och tid"} <= names


@cache
def loaded(file: Path) -> tuple[Reading, Structured]:
    """A real file, read once for all tests: one of them is a scan."""
    reading = read(file, name=file.name)
    return reading, structure(reading, name=file.name)


def real(shared: Path) -> list[Path]:
    return sorted((shared / "real" / "alingsas").glob("*/bilagor/*.pdf"))


def test_of_no_real_document_outside_minutes_a_line_is_lost_or_doubled(shared: Path) -> None:
    for file in real(shared):
        reading, document = loaded(file)
        if not document.meetings:
            kept = "".join(section.heading_text.value + section.body.value for section in document.sections)
            printed = "".join(line.text for line in clean(reading).lines)
            assert letters(kept) == letters(printed), file.name


def test_of_real_documents_each_chunk_leads_back_to_its_page(shared: Path) -> None:
    for file in real(shared)[:12]:
        reading, document = loaded(file)
        pages = {page.number: page.text for page in reading.pages}
        for chunk in chunks(document):
            for piece in chunk.text.pieces:
                shown = pages[piece.page][piece.start : piece.end]
                assert chunk.text.value[piece.at : piece.at + len(shown)] == shown


def test_extracts_of_a_meeting_are_told_from_its_minutes(shared: Path) -> None:
    kinds = Counter(_kind(file) for file in real(shared) if file.name.startswith("ss"))
    assert set(kinds) <= {Kind.UTDRAG, Kind.OVRIGT}
    assert kinds[Kind.UTDRAG] >= 12
    protocols = sorted((shared / "real" / "alingsas").glob("*/protokoll.pdf"))
    assert {_kind(file) for file in protocols} == {Kind.PROTOKOLL}


def _kind(file: Path) -> Kind:
    return loaded(file)[1].kind


def test_a_follow_up_written_in_word_gives_sections_by_its_styles_and_goals_from_its_table(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    document.add_heading("Delårsrapport augusti 2025", 0)
    document.add_heading("Måluppföljning", 1)
    document.add_paragraph("Tallsele kommun redovisar här hur målen för perioden 2023–2026 nås.")
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("Mål", "Indikator", "Status"),
        ("Alla elever når målen i skolan", "Andel behöriga till gymnasiet", "Gul"),
        ("Fler arbetar hållbart i kommunen", "Sjukfrånvaro i procent", "Röd"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_heading("Ekonomi", 1)
    document.add_paragraph("Resultatet är 4,2 mnkr bättre än budget.")
    file = tmp_path / "rapport.docx"
    document.save(str(file))

    report = structure(read(file, name=file.name), name=file.name)
    assert (report.kind, report.title) == (Kind.RAPPORT, "Delårsrapport augusti 2025")
    assert [section.heading for section in report.sections][-2:] == ["Måluppföljning", "Ekonomi"]
    assert [(goal.text, goal.indicators, goal.status, goal.unit) for goal in report.goals] == [
        ("Alla elever når målen i skolan", ("Andel behöriga till gymnasiet",), "gul", "Måluppföljning"),
        ("Fler arbetar hållbart i kommunen", ("Sjukfrånvaro i procent",), "röd", "Måluppföljning"),
    ]


@pytest.mark.parametrize(
    ("date", "said"), [("2025-02-31", "”2025-02-31” finns inte"), ("den 25", "Mötesdagen kunde inte läsas")]
)
def test_minutes_whose_day_cannot_be_read_stay_minutes_and_say_so(date: str, said: str) -> None:
    text = minutes([BRIDGE, LIBRARY], date=date)
    reading = Reading("txt", (Page(1, text),), paged=False)
    found = structure(reading, name="protokoll.txt")
    assert (found.kind, found.meetings) == (Kind.PROTOKOLL, ())
    assert any(said in warning for warning in found.warnings)
    assert structure(reading, name="KS-2025-03-25.txt").meetings[0].date.isoformat() == "2025-03-25"
