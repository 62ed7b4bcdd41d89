"""Minutes held against the rules, meeting by meeting: made-up ones with faults and without, and the demo kommun's."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.core import Kommunminne
from assistant.views.scope import Links
from assistant.wire.checks import CHECKS, RULES, CheckedMeeting, Checks, ChecksQuery
from ingest.checks import days, doubled, motions, receivers, times, voting
from ingest.facts import remarks
from tests.archives import ALL, PUBLIC, extract, ingest, opened, write
from tests.assistant.views.made_up import item, protocol

GOOD = {"adjusted": "2025-03-27", "posted": "2025-03-28", "removed": "2025-04-23"}
LATE = {"adjusted": "2025-05-01", "posted": "2025-05-09", "removed": "2025-05-20"}


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("checks")
    public, internal = folder / "publik", folder / "intern"
    write(public, "bra.txt", protocol([item(11), item(12)], **GOOD))
    odd = item(21, decision="Ärendet återkommer den 31 februari 2025.")
    write(public, "sen.txt", protocol([item(20), odd, item(23)], date="2025-04-08", stated="20–24", **LATE))
    write(public, "igen.txt", protocol([item(12), item(13)], date="2025-06-10"))
    write(public, "utdrag.txt", extract(item(90), date="2025-09-09"))
    write(
        internal,
        "bun.txt",
        protocol([item(3), item(4)], body="Barn- och utbildningsnämnden", date="2025-03-04", **LATE),
    )
    with opened(folder / "data") as core:
        assert ingest(core, public).failed == 0
        assert ingest(core, internal, access="intern").failed == 0
        yield core


def _seen(core: Kommunminne, zones: frozenset[str] = ALL, **given: object) -> Checks:
    return core.view(CHECKS, ChecksQuery.model_validate(given), zones=zones)


def _of(core: Kommunminne, file: str, **given: object) -> CheckedMeeting:
    (found,) = [each for each in _seen(core, **given).meetings if each.file == file]
    return found


def _rules(meeting: CheckedMeeting) -> list[tuple[str, str]]:
    return [(each.rule, each.place) for each in meeting.findings]


def test_minutes_that_keep_every_rule_have_no_finding_and_nothing_untold(core: Kommunminne) -> None:
    meeting = _of(core, "bra.txt")
    assert (meeting.findings, meeting.untold) == ([], [])


def test_late_minutes_with_a_gap_and_an_impossible_day_are_found_out(core: Kommunminne) -> None:
    assert _rules(_of(core, "sen.txt")) == [
        ("justering", "Försättsblad"),
        ("anslag", "Försättsblad"),
        ("nedtagning", "Försättsblad"),
        ("numrering", "Paragraferna"),
        ("paragrafer", "Försättsblad"),
        ("orimligt datum", "§ 21"),
    ]


def test_a_finding_leads_to_its_paragraph_with_the_words(core: Kommunminne) -> None:
    (found,) = _of(core, "sen.txt", rule="orimligt datum").findings
    assert found.paragraph_id
    assert core.paragraph(found.paragraph_id, zones=ALL).section == "§ 21"
    assert "31 februari 2025" in found.quote


def test_a_number_of_an_earlier_meeting_of_the_year_is_found(core: Kommunminne) -> None:
    meeting = _of(core, "igen.txt", rule="dubbelt nummer")
    assert [(each.severity, "2025-03-25" in each.why) for each in meeting.findings] == [("fel", True)]


def test_an_extract_has_nothing_that_times_can_be_tried_on(core: Kommunminne) -> None:
    meeting = _of(core, "utdrag.txt")
    assert meeting.findings == []
    assert [each.rule for each in meeting.untold] == ["justering", "anslag", "nedtagning"]


def test_a_draft_is_not_tried_for_times_and_what_it_says_otherwise_is_said(tmp_path: Path) -> None:
    write(tmp_path, "justerat.txt", protocol([item(11), item(12)], **GOOD))
    draft = protocol([item(11, decision="Ärendet bifalls."), item(12)], head="OJUSTERAT PROTOKOLL", **LATE)
    write(tmp_path, "utkast.txt", draft)
    with opened(tmp_path / "data") as core:
        assert ingest(core, tmp_path / "justerat.txt", tmp_path / "utkast.txt").failed == 0
        adjusted, unadjusted = _of(core, "justerat.txt"), _of(core, "utkast.txt")
    assert unadjusted.draft
    assert (unadjusted.findings, len(unadjusted.untold)) == ([], 3)
    assert _rules(adjusted) == [("skilda handlingar", "§ 11")]


def test_the_counts_are_those_of_the_findings(core: Kommunminne) -> None:
    seen = _seen(core)
    counts = {each.rule: (each.wrong, each.look, each.untold) for each in seen.counts}
    assert list(counts) == list(RULES)
    for rule, (wrong, look, untold) in counts.items():
        found = [each.severity for m in seen.meetings for each in m.findings if each.rule == rule]
        assert (found.count("fel"), found.count("varning")) == (wrong, look)
        assert sum(each.rule == rule for m in seen.meetings for each in m.untold) == untold


def test_only_flawed_meetings_only_one_severity_only_some_words(core: Kommunminne) -> None:
    assert {each.file for each in _seen(core, flawed=True).meetings} == {"sen.txt", "igen.txt", "bun.txt"}
    looks = [each.severity for m in _seen(core, severity="varning").meetings for each in m.findings]
    assert set(looks) == {"varning"}
    assert {each.file for each in _seen(core, text="31 februari").meetings} == {"sen.txt"}
    assert _seen(core, limit=1).meetings_total == len(_seen(core).meetings)


def test_internal_minutes_are_not_the_publics_business(core: Kommunminne) -> None:
    assert {each.file for each in _seen(core, zones=PUBLIC).meetings} == {
        "bra.txt",
        "sen.txt",
        "igen.txt",
        "utdrag.txt",
    }


def test_the_exports_hold_findings_with_links_and_what_cannot_be_told(core: Kommunminne) -> None:
    given = {"zones": ALL, "links": Links("http://localhost")}
    text = core.export(CHECKS, ChecksQuery(), "csv", **given).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == sum(len(each.findings) for each in _seen(core).meetings)
    assert all(row["Länk"].startswith("http://localhost/") for row in rows)
    book = load_workbook(io.BytesIO(core.export(CHECKS, ChecksQuery(), "xlsx", **given)))
    assert book.sheetnames == ["Anmärkningar", "Går inte att avgöra", "Antal"]


def test_every_rule_that_reading_knows_has_a_title() -> None:
    known = {
        *(
            times.ADJUSTED,
            times.POSTED,
            times.REMOVED,
            voting.VOTING,
            motions.PROPOSITION,
            receivers.RECEIVER,
        ),
        *(doubled.TWICE, days.NO_SUCH_DAY, days.WEEKDAY, remarks.YEAR),
    }
    assert known <= set(RULES)


def test_the_demo_kommuns_minutes_have_the_findings_that_are_there(tallsele: Kommunminne) -> None:
    found = [
        (m.body_key, str(m.date), each.place, each.rule)
        for m in _seen(tallsele).meetings
        for each in m.findings
    ]
    assert sorted(found) == [
        ("KF", "2024-11-25", "Försättsblad", "nedtagning"),  # the three weeks end on Christmas Day
        ("KS", "2025-03-25", "§ 37", "proposition"),
    ]


def test_two_documents_that_differ_are_said_with_both(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", protocol([item(11), item(12)], **GOOD))
    write(tmp_path, "b.txt", protocol([item(11, decision="Ärendet bifalls."), item(12)], **GOOD))
    with opened(tmp_path / "data") as core:
        assert ingest(core, tmp_path / "a.txt", tmp_path / "b.txt").failed == 0
        found = [each for m in _seen(core, rule="skilda handlingar").meetings for each in m.findings]
    assert [each.place for each in found] == ["§ 11"]
    assert "a.txt" in found[0].why
    assert "b.txt" in found[0].why
