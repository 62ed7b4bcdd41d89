"""Coverage of a made-up kommun: what is here, what is missing, what nobody can tell; and of the demo kommun."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.core import Kommunminne
from assistant.views.scope import Links
from assistant.wire.coverage import COVERAGE, Coverage, CoverageQuery, CoveredMeeting, CoveredYear
from tests.archives import ALL, PUBLIC, extract, ingest, opened, write
from tests.assistant.views.made_up import item, protocol

UNDERLAG = "Läget är gott.\nBeslutsunderlag\n• Kommunstyrelsen 2025-01-14 § 4\n• Taxa för simhallen 2025, bilaga\n• Bildspel, bilaga"


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("coverage")
    public, internal = folder / "publik", folder / "intern"
    march = [item(11), item(12, told=UNDERLAG), item(13)]
    write(public, "mars.txt", protocol(march, stated="11–14"))
    write(public, "mars-ojusterat.txt", protocol(march[:2], head="OJUSTERAT PROTOKOLL"))
    write(public, "maj.txt", protocol([item(20), item(21)], date="2025-05-20"))
    write(public, "utdrag.txt", extract(item(90), date="2025-09-09"))
    write(public, "2023.txt", protocol([item(5), item(6)], date="2023-02-07"))
    write(public, "Taxa för simhallen 2025.txt", "Taxa för simhallen 2025\n\nInträde\nVuxna betalar 60 kr.\n")
    write(public, "utan-dag.txt", protocol([item(1), item(2)], date="2025-02-31"))
    write(internal, "bun.txt", protocol([item(3), item(4)], body="Barn- och utbildningsnämnden"))
    with opened(folder / "data") as core:
        assert ingest(core, public).failed == 0
        assert ingest(core, internal, access="intern").failed == 0
        yield core


def _seen(core: Kommunminne, zones: frozenset[str] = ALL, **given: object) -> Coverage:
    return core.view(COVERAGE, CoverageQuery.model_validate(given), zones=zones)


def _year(core: Kommunminne, key: str, year: int) -> CoveredYear:
    (found,) = [each for each in _seen(core).years if (each.body_key, each.year) == (key, year)]
    return found


def _meeting(year: CoveredYear, date: str) -> CoveredMeeting:
    (found,) = [each for each in year.meetings if str(each.date) == date]
    return found


def test_each_meeting_shows_its_paragraphs_and_the_documents_that_hold_them(core: Kommunminne) -> None:
    year = _year(core, "KS", 2025)
    assert [(str(m.date), m.witness, m.sections) for m in year.meetings] == [
        ("2025-09-09", "utdrag", "§ 90"),
        ("2025-05-20", "protokoll", "§§ 20–21"),
        ("2025-03-25", "protokoll", "§§ 11–13"),
    ]
    documents = _meeting(year, "2025-03-25").documents
    assert [(each.file, each.sections) for each in documents] == [
        ("mars-ojusterat.txt", "§§ 11–12"),
        ("mars.txt", "§§ 11–13"),
    ]


def test_what_the_front_page_promises_and_the_text_lacks_is_missing(core: Kommunminne) -> None:
    assert _meeting(_year(core, "KS", 2025), "2025-03-25").missing == "§ 14"


def test_numbers_between_minutes_are_missing_and_those_up_to_an_extract_unknown(core: Kommunminne) -> None:
    year = _year(core, "KS", 2025)
    assert [(gap.first, gap.last, gap.kind) for gap in year.gaps] == [
        (1, 10, "okänt"),
        (15, 19, "saknas"),
        (22, 89, "okänt"),
    ]
    assert [gap.count for gap in year.gaps] == [10, 5, 68]


def test_a_year_without_anything_is_shown_between_years_with(core: Kommunminne) -> None:
    assert [(y.year, y.count) for y in _seen(core).years if y.body_key == "KS"] == [
        (2025, 6),
        (2024, 0),
        (2023, 2),
    ]


def test_a_paragraph_in_two_documents_is_shown_by_one_and_the_other_is_named(core: Kommunminne) -> None:
    doubled = _meeting(_year(core, "KS", 2025), "2025-03-25").doubled
    assert [each.section for each in doubled] == ["§ 11", "§ 12"]
    for each in doubled:
        assert (each.shown, each.also_in) == ("mars.txt", ["mars-ojusterat.txt"])
        assert core.paragraph(each.paragraph_id, zones=ALL).file == each.shown


def test_minutes_that_are_not_adjusted_yet_are_known_as_drafts(core: Kommunminne) -> None:
    documents = _meeting(_year(core, "KS", 2025), "2025-03-25").documents
    assert {each.file: each.draft for each in documents} == {"mars.txt": False, "mars-ojusterat.txt": True}


def test_a_meeting_that_is_referred_to_and_not_here_is_missing(core: Kommunminne) -> None:
    (missing,) = _seen(core).missing
    assert (missing.body, str(missing.date), missing.section) == ("Kommunstyrelsen", "2025-01-14", "§ 4")
    assert [each.place for each in missing.named_in] == ["KS 2025-03-25 § 12"]
    assert "2025-01-14" in missing.named_in[0].quote


def test_an_appendix_is_absent_unless_a_document_bears_its_name(core: Kommunminne) -> None:
    seen = _seen(core)
    assert [(each.section, each.name) for each in seen.appendices] == [("§ 12", "Bildspel")]
    assert (seen.appendices_total, seen.appendices_held) == (1, 1)


def test_minutes_that_gave_no_paragraph_are_listed_with_what_that_means(core: Kommunminne) -> None:
    (found,) = _seen(core).files
    assert found.file == "utan-dag.txt"
    assert "gav ingen paragraf" in found.why


def test_the_period_limits_the_meetings_but_the_gaps_stay_the_years(core: Kommunminne) -> None:
    (year,) = [
        y
        for y in _seen(core, body="KS", date_from="2025-05-01", date_to="2025-06-01").years
        if y.year == 2025
    ]
    assert [str(meeting.date) for meeting in year.meetings] == ["2025-05-20"]
    assert (15, 19) in [(gap.first, gap.last) for gap in year.gaps]


def test_words_limit_what_is_listed_as_missing(core: Kommunminne) -> None:
    assert _seen(core, text="bildspel").appendices_total == 1
    assert _seen(core, text="ingenting sådant").appendices_total == 0
    assert _seen(core, text="2025-01-14").missing_total == 1
    assert _seen(core, text="KS 2025-01-14 § 4").missing_total == 1


def test_words_are_looked_for_as_written_and_in_any_case(tmp_path: Path) -> None:
    told = (
        "Ärendet återremitterades i ÄLDRENÄMNDEN 2025-01-14 § 4.\n"
        "Beslutsunderlag\n• Äldrenämnden 2025-01-14 § 4\n• Översiktsplan för Öna, bilaga"
    )
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "mars.txt", protocol([item(11, told=told)])))
        for words, count in (("äldreNÄMND", 1), ("%", 0), ("_", 0), ("nämnden  2025-01-14", 1)):
            assert _seen(core, text=words).missing_total == count, words
        for words, count in (("ÖNA", 1), ("översikt", 1), ("%", 0), ("_", 0)):
            assert _seen(core, text=words).appendices_total == count, words


@pytest.mark.parametrize("body", ["Barn- och utbildningsnämnden", "Direktionen"])
def test_a_paragraph_that_the_reader_may_not_see_is_missing_for_them(tmp_path: Path, body: str) -> None:
    told = f"Läget är gott.\nBeslutsunderlag\n• {body} 2025-01-14 § 4"
    public = write(tmp_path / "publik", "mars.txt", protocol([item(11, told=told)]))
    held = protocol([item(4)], date="2025-01-14", body="Barn- och utbildningsnämnden")
    with opened(tmp_path / "data") as core:
        ingest(core, public)
        ingest(core, write(tmp_path / "intern", "bun.txt", held), access="intern")
        (missing,) = _seen(core, PUBLIC).missing
        assert (str(missing.date), missing.section, missing.partly) == ("2025-01-14", "§ 4", False)
        assert _seen(core, ALL).missing == []


def test_a_paragraph_that_only_a_replaced_version_held_is_missing(tmp_path: Path) -> None:
    told = "Läget är gott.\nBeslutsunderlag\n• Kommunstyrelsen 2025-01-14 § 4"
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "mars.txt", protocol([item(11, told=told)])))
        path = write(tmp_path, "januari.txt", protocol([item(4), item(5)], date="2025-01-14"))
        ingest(core, path)
        assert _seen(core).missing == []
        path.write_text(protocol([item(5)], date="2025-01-14"), encoding="utf-8")
        ingest(core, path)
        assert [(each.section, each.partly) for each in _seen(core).missing] == [("§ 4", True)]


def test_a_reader_of_the_public_zone_sees_nothing_of_internal_minutes(core: Kommunminne) -> None:
    assert "BUN" in {year.body_key for year in _seen(core).years}
    public = core.view(COVERAGE, CoverageQuery(), zones=PUBLIC)
    assert {year.body_key for year in public.years} == {"KS"}
    assert "bun.txt" not in public.model_dump_json()


def test_the_exports_hold_meetings_gaps_and_what_is_missing(core: Kommunminne) -> None:
    given = {"zones": ALL, "links": Links("http://localhost")}
    rows = list(
        csv.reader(
            io.StringIO(core.export(COVERAGE, CoverageQuery(), "csv", **given).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert rows[0][:5] == ["Kommun", "Organ", "År", "Datum", "Finns som"]
    assert ["Tallsele", "Kommunstyrelsen", "2024", "", "inget"] in [row[:5] for row in rows]
    book = load_workbook(io.BytesIO(core.export(COVERAGE, CoverageQuery(), "xlsx", **given)))
    assert book.sheetnames == ["Möten", "Luckor", "Saknade möten", "Möten utan paragraf", "Filer", "Bilagor"]
    assert "/paragraf?id=" in book["Saknade möten"].cell(2, 8).hyperlink.target


def test_the_demo_kommun_misses_the_meetings_that_its_minutes_name(tallsele: Kommunminne) -> None:
    seen = _seen(tallsele)
    assert [(m.body_key, str(m.date), m.section) for m in seen.missing] == [
        ("UOU", "2025-09-10", "§ 41"),
        ("KS", "2025-04-22", "§ 52"),
        ("KS", "2023-06-06", "§ 71"),
        ("KS", "2023-06-06", "§ 72"),
        ("KS", "2023-06-06", "§ 73"),
    ]
    assert {(y.body_key, y.year): y.count for y in seen.years}["KS", 2025] == 29
    assert [(f.file.rpartition("/")[2], f.ocr) for f in seen.files] == [
        ("motion-fria-bussresor-bilaga-1.pdf", [1])
    ]
    absent = {(each.named_in.place, each.name) for each in seen.appendices}
    assert ("AU 2025-03-04 § 19", "VA-redovisning 2024") in absent
    assert not any(name.startswith("bilaga till Motion") for _, name in absent)  # its appendix is here


def test_an_empty_archive_has_no_coverage(empty: Kommunminne) -> None:
    assert _seen(empty) == Coverage(
        years=[], meetings_total=0, sections_total=0, missing=[], missing_total=0, named=[], named_total=0, files=[], files_total=0,
        appendices=[], appendices_total=0, appendices_held=0,
    )  # fmt: skip


def test_what_is_kept_between_questions_follows_what_is_held(tmp_path: Path) -> None:
    write(tmp_path, "mars.txt", protocol([item(11), item(12)]))
    with opened(tmp_path / "data") as core:
        ingest(core, tmp_path / "mars.txt")
        assert _seen(core).meetings_total == _seen(core).meetings_total == 1
        ingest(core, write(tmp_path, "maj.txt", protocol([item(13)], date="2025-05-20")))
        assert _seen(core).meetings_total == 2
        core.delete_document(core.documents(zones=ALL)[0].id, zones=ALL)
        assert _seen(core).meetings_total == 1
        assert core.view(COVERAGE, CoverageQuery(), zones=PUBLIC).meetings_total == 1


def test_meetings_named_without_a_paragraph_are_told_when_nothing_of_them_is_here(tmp_path: Path) -> None:
    told = (
        "Frågan var uppe vid kommunfullmäktiges sammanträde i januari 2025 och vid socialnämndens sammanträde den 4 februari 2025. "
        "Den behandlades av kommunstyrelsen 2025-03-25."
    )
    held = protocol(
        [item(31, told=told, decision="Ärendet bordläggs till kommunstyrelsens sammanträde den 6 maj 2025.")],
        date="2025-04-08",
    )
    earlier = protocol([item(21)], date="2025-03-25")
    with opened(tmp_path / "data") as core:
        assert not ingest(core, write(tmp_path, "april.txt", held)).failed
        assert not ingest(core, write(tmp_path, "mars.txt", earlier)).failed
        found = core.view(COVERAGE, CoverageQuery(today=dt.date(2025, 6, 1)), zones=ALL)
        early = core.view(COVERAGE, CoverageQuery(today=dt.date(2025, 5, 1)), zones=ALL)
    assert [(one.body_key, str(one.first), str(one.last), one.basis) for one in found.named] == [
        ("KS", "2025-05-06", "2025-05-06", "dit bordlagt"),
        ("SN", "2025-02-04", "2025-02-04", "nämns"),
        ("KF", "2025-01-01", "2025-01-31", "nämns"),
    ]
    assert found.named[1].named_in[0].place == "KS 2025-04-08 § 31"
    assert [one.body_key for one in early.named] == ["SN", "KF"]
