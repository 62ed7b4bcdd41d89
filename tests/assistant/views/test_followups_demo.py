"""Follow-ups of the demo kommun, held against what was read in its minutes by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from assistant.wire.followups import FOLLOWUPS, Followups, FollowupsQuery
from tests.archives import ALL, ingest, opened
from tests.support import DEMO

DECIDED = {
    ("AU 2025-03-04 § 25", "uppdrag", "", "öppen"),
    ("AU 2025-03-04 § 27", "uppdrag", "", "klar"),
    ("AU 2025-03-04 § 27", "redovisning", "2025-09-09", "klar"),
    ("AU 2025-09-09 § 76", "uppdrag", "", "klar"),
    ("AU 2025-09-09 § 76", "redovisning", "2026-02-10", "klar"),
    ("AU 2025-09-09 § 81", "uppdrag", "2025-09-30", "öppen"),
    ("AU 2025-09-09 § 83", "färdigt", "2025-12-06", "öppen"),
    ("AU 2026-02-10 § 15", "färdigt", "2026-11-30", "öppen"),
    ("AU 2026-02-10 § 18", "svar", "2026-05-29", "öppen"),
    ("BMN 2025-05-14 § 45", "uppdrag", "2025-10-31", "öppen"),
    ("KF 2024-11-25 § 91", "beslut", "februari 2025", "klar"),
    ("KF 2025-04-28 § 31", "redovisning", "2026-03-31", "oklar"),
    ("KF 2025-11-24 § 82", "beslut", "2026-02-23", "oklar"),
    ("KS 2024-11-05 § 140", "uppdrag", "2025-01-31", "öppen"),
    ("KS 2025-03-25 § 34", "uppdrag", "2025-05-30", "öppen"),
    ("KS 2025-03-25 § 34", "redovisning", "december 2025", "öppen"),
    ("KS 2025-03-25 § 34", "redovisning", "december 2026", "öppen"),
    ("KS 2025-03-25 § 35", "färdigt", "2025-12-31", "öppen"),
    ("KS 2025-03-25 § 37", "beslut", "2025-04-22", "klar"),
    ("KS 2025-03-25 § 38", "redovisning", "2026-09-30", "öppen"),
    ("KS 2025-10-07 § 104", "uppdrag", "2025-11-04", "öppen"),
    ("KS 2025-10-07 § 108", "redovisning", "mars varje år", "öppen"),
    ("KS 2025-10-07 § 112", "färdigt", "2025-11-30", "öppen"),
    ("KS 2026-03-10 § 27", "redovisning", "mars 2027", "öppen"),
    ("UOU 2025-03-05 § 17", "uppdrag", "2025-11-12", "klar"),
    ("UOU 2025-11-12 § 57", "redovisning", "november 2026", "oklar"),
    ("UOU 2025-11-12 § 58", "uppdrag", "", "oklar"),
    ("UOU 2025-11-12 § 58", "redovisning", "2026-04-15", "oklar"),
}
PROPOSED = {
    ("AU 2025-03-04 § 20", "redovisning", "15 april året efter"),
    ("AU 2025-03-04 § 24", "färdigt", "2026-11-30"),
    ("AU 2026-02-10 § 12", "färdigt", "2026-10-31"),
    ("KS 2025-03-25 § 31", "redovisning", "hösten 2025"),
    ("KS 2025-03-25 § 40", "färdigt", "2028"),
    ("AU 2025-03-04 § 24", "uppdrag", "2025-05-30"),
    ("AU 2025-03-04 § 30", "färdigt", "2025-12-31"),
    ("KS 2025-03-25 § 40", "redovisning", "2026-03-31"),
}
TOLD = {
    ("AU 2026-02-10 § 14", "svar", "2026-05-15"),
    ("KF 2025-04-28 § 32", "färdigt", "höstterminen"),
    ("KF 2025-04-28 § 35", "beslut", "november 2025"),
    ("KF 2025-11-24 § 73", "färdigt", "2025-11-28"),
    ("KS 2025-03-25 § 34", "färdigt", "2026-11-30"),
    ("KS 2025-10-07 § 106", "färdigt", "2026-03-31"),
    ("KS 2025-10-07 § 114", "svar", "2025-10-17"),
    ("KS 2026-03-10 § 24", "redovisning", "2026-04-14"),
    ("KS 2026-03-10 § 29", "svar", "2026-05-15"),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    with opened(tmp_path_factory.mktemp("demo-followups") / "data") as core:
        report = ingest(core, DEMO / "protokoll")
        assert report.failed == 0
        yield core


@pytest.fixture(scope="module")
def found(demo: Kommunminne) -> Followups:
    return demo.view(FOLLOWUPS, FollowupsQuery.model_validate({"today": "2026-04-01"}), zones=ALL)


def test_every_duty_of_the_decisions_is_found_with_its_state_and_no_other(found: Followups) -> None:
    said = {
        (f"{each.body_key} {each.date} {each.section}", each.kind, str(each.due or each.written), each.state)
        for each in found.duties
        if each.said_in == "beslut"
    }
    assert said == DECIDED


@pytest.mark.parametrize(("said_in", "expected"), [("förslag", PROPOSED), ("text", TOLD)])
def test_what_is_proposed_or_told_is_found_and_no_more(
    found: Followups, said_in: str, expected: set[tuple[str, str, str]]
) -> None:
    said = {
        (f"{each.body_key} {each.date} {each.section}", each.kind, str(each.due or each.written))
        for each in found.duties
        if each.said_in == said_in
    }
    assert said == expected


def test_motions_have_their_age_and_their_answers(found: Followups) -> None:
    assert [
        (each.dnr_key, each.age_days, each.over_a_year, each.answered.label if each.answered else None)
        for each in found.initiatives
    ] == [
        ("KS-2024-366", 456, True, None),
        ("KS-2025-462", 128, False, None),
        ("KS-2024-512", 364, False, "KF 2025-11-24 § 80"),
        ("KS-2025-210", 162, False, "KS 2025-10-07 § 112"),
    ]


def test_a_term_that_ends_on_a_holiday_ends_the_next_working_day(found: Followups) -> None:
    gains = {f"{each.body_key} {each.date}": str(each.gains) for each in found.legal_force}
    assert gains["BMN 2025-12-10"] == "2026-01-07"
    assert gains["KF 2024-11-25"] == "2024-12-27"
    assert gains["KS 2026-03-10"] == "2026-04-07"
    assert None not in gains.values()
