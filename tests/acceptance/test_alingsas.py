"""A kommun's real PDFs from file to decisions and answers. Names stay out of this file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.schema import Answer, DecisionRow, FileReport, FilterIn, IngestReport, ParagraphOut
from tests.archives import ALL, ask, rows, troubles

Alingsas = tuple[Kommunminne, IngestReport]


def _meeting(core: Kommunminne, body: str, date: str) -> list[DecisionRow]:
    return [row for row in rows(core) if (row.body_key, row.date) == (body, date)]


def _numbers(found: list[DecisionRow]) -> list[int]:
    return [int(row.section.removeprefix("§ ")) for row in found]


def _paragraph(core: Kommunminne, body: str, date: str, number: int) -> ParagraphOut:
    (row,) = [row for row in _meeting(core, body, date) if row.section == f"§ {number}"]
    return core.paragraph(row.paragraph_id, zones=ALL)


def _file(report: IngestReport, pattern: str) -> FileReport:
    (found,) = [each for each in report.documents if re.search(pattern, each.file)]
    return found


def test_all_documents_are_taken_in_with_their_pages(alingsas: Alingsas, shared: Path) -> None:
    core, report = alingsas
    assert report.failed == 0
    assert len(report.documents) == len(list((shared / "real" / "alingsas").rglob("*.pdf")))
    assert {each.kommun for each in report.documents} == {"Alingsås"}
    assert sum(each.pages for each in report.documents) == 269
    assert troubles(core) == []


@pytest.mark.parametrize(
    ("body", "date", "first", "last"),
    [
        ("KS", "2026-06-15", 111, 122),
        ("TEN", "2026-05-18", 25, 31),
        ("KF", "2018-03-28", 27, 68),
        ("KF", "2026-06-10", 116, 116),
        ("KSAU", "2026-06-03", 83, 90),
    ],
)
def test_each_meeting_has_its_paragraphs_and_no_others(
    alingsas: Alingsas, body: str, date: str, first: int, last: int
) -> None:
    found = _meeting(alingsas[0], body, date)
    assert _numbers(found) == list(range(first, last + 1))
    assert all(row.dnr_key for row in found if row.dnr)
    assert all(row.page for row in found)


def test_extracts_make_up_the_meeting_whose_minutes_are_missing(alingsas: Alingsas) -> None:
    found = _meeting(alingsas[0], "KSAU", "2026-06-03")
    assert len({row.file for row in found}) == 8
    assert all("/bilagor/ss" in row.file for row in found)
    assert all(row.dnr_key and row.dnr_key.startswith("KS-2026-") for row in found)


def test_an_extract_of_a_paragraph_is_one_more_witness_of_it(alingsas: Alingsas) -> None:
    (row,) = [row for row in _meeting(alingsas[0], "TEN", "2026-05-18") if row.section == "§ 28"]
    assert row.file.endswith("tekniska-namnden_2026-05-18/protokoll.pdf")
    assert [Path(file).name[:9] for file in row.also_in] == ["ss-28-ten"]
    assert row.level == "blandat"


def test_dnr_of_the_ks_minutes_are_normalised(alingsas: Alingsas) -> None:
    found = _meeting(alingsas[0], "KS", "2026-06-15")
    assert {(row.dnr, row.dnr_key) for row in found if row.section == "§ 112"} == {
        ("2026.272 KS", "KS-2026-272")
    }
    assert sum(bool(row.dnr) for row in found) == 9


def test_the_votering_and_the_reservation_are_found(alingsas: Alingsas) -> None:
    core, _ = alingsas
    stored = core._archive.catalogue.paragraphs(core._filters(FilterIn(body="KS", section=114), ALL))
    ((vote,),) = [paragraph.votes for paragraph in stored]
    assert (vote.yes, vote.no) == (7, 8)
    reserved = _paragraph(core, "KS", "2026-06-15", 119)
    assert "reservation" in {section.kind for section in reserved.sections}


def test_an_extract_without_text_layer_is_read_by_ocr(alingsas: Alingsas) -> None:
    core, report = alingsas
    scanned = _file(report, r"/ss-110-ks")
    if shutil.which("tesseract") is None:
        assert scanned.unread_pages == [1]
        pytest.skip("tesseract saknas")
    assert (scanned.ocr_pages, scanned.unread_pages, scanned.paragraphs) == ([1], [], 1)
    (row,) = _meeting(core, "KS", "2026-06-01")
    assert (row.section, row.file) == ("§ 110", scanned.file)


def test_blank_pages_are_reported_as_blank(alingsas: Alingsas) -> None:
    _, report = alingsas
    assert _file(report, r"transportstyrelsens-foreskrifter").blank_pages == [4]
    assert _file(report, r"tjansteskrivelse-ramar").blank_pages == [2]  # nothing but a logotype
    assert sum(len(each.blank_pages) for each in report.documents) == 2
    assert not any(each.unread_pages for each in report.documents)


def _right(case: dict[str, object], answer: Answer) -> bool:
    """Whether one citation is of the right §, on one of its pages, and holds the decision's words or lies in them."""
    wanted = _folded(str(case["quote"]).split("\n")[0])
    return not answer.refused and any(
        (citation.file, citation.section) == (case["file"], case["section"])
        and citation.page in case["pages"]  # type: ignore[operator]
        and (wanted in _folded(citation.quote) or _folded(citation.quote) in wanted)
        for citation in answer.citations
    )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def test_decisions_asked_for_by_meeting_and_title_are_answered(alingsas: Alingsas, shared: Path) -> None:
    lines = (shared / "evals" / "alingsas_beslut_dev.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong = [case["id"] for case in cases if not _right(case, ask(alingsas[0], case["question"]))]
    assert len(cases) - len(wrong) >= 12, wrong


def test_the_way_of_a_matter_leads_through_three_bodies(alingsas: Alingsas) -> None:
    fees = [row for row in rows(alingsas[0]) if "felparkeringsavgift" in row.title.casefold()]
    assert [(row.body_key, row.date, row.section) for row in fees] == [
        ("TEN", "2026-05-18", "§ 28"),
        ("KSAU", "2026-06-03", "§ 86"),
        ("KS", "2026-06-15", "§ 113"),
    ]
