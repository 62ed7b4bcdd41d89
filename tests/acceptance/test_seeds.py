"""The seeds from file to decisions, goals and answers, held against what DOMAIN.md counts in them."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from assistant.core import Kommunminne
from assistant.schema import DecisionRow, FilterIn, IngestReport, Question
from ingest.archive import ALL_ZONES
from ingest.filters import Filters
from ingest.stored import StoredGoal
from tests.archives import ALL, ask, ingest, rows, troubles

Seeds = tuple[Kommunminne, IngestReport]
PASSED_ON = {19, 20, 23, 24, 25, 28, 34, 35}
NOTED = {17, 18, 21, 22}
DECIDED = {16, 26, 29, 32, 33, 36, 37, 40}
PROPOSED = {27, 30, 31, 38, 39, 41, 42, 43, 44, 45, 46, 47}
FOR_KF = {42, 46, 47}


def _number(row: DecisionRow) -> int:
    return int(row.section.removeprefix("§ "))


def _levels(found: list[DecisionRow], level: str) -> set[int]:
    return {_number(row) for row in found if row.level == level}


def _goals(core: Kommunminne, file: str) -> list[StoredGoal]:
    everything = Filters(zones=ALL_ZONES)
    contents = {d.content for d in core._archive.catalogue.documents(everything) if d.file.startswith(file)}
    return [goal for goal in core._archive.catalogue.goals(everything) if goal.content in contents]


@pytest.fixture(scope="module")
def au(seeds: Seeds) -> list[DecisionRow]:
    found = seeds[0].decisions(zones=ALL, filters=FilterIn(kommun="Norsjö", body="AU"))
    assert {row.date for row in found} == {"2025-02-25"}
    return found


def test_all_seeds_are_taken_in_and_the_indexes_hold_what_the_register_does(seeds: Seeds) -> None:
    core, report = seeds
    assert [(each.status, each.error) for each in report.documents] == [("publicerad", None)] * 5
    assert [each.kind for each in report.documents[:3]] == ["verksamhetsplan", "protokoll", "vision/strategi"]
    assert {each.kommun for each in report.documents} >= {"Norsjö", "Nora"}
    assert troubles(core) == []


def test_taking_them_in_again_changes_nothing(seeds: Seeds, shared: Path) -> None:
    core, first = seeds
    before = rows(core)
    again = ingest(core, shared / "seeds", access=None)
    assert [each.status for each in again.documents] == ["oförändrad"] * 5
    assert [each.document_id for each in again.documents] == [each.document_id for each in first.documents]
    assert rows(core) == before


def test_the_au_minutes_give_32_paragraphs_with_dnr_and_receivers(au: list[DecisionRow]) -> None:
    assert [_number(row) for row in au] == list(range(16, 48))
    assert {(row.body, row.body_key) for row in au} == {("Allmänna utskottet", "AU")}
    numbered = [row for row in au if row.dnr]
    assert len(numbered) == 29
    assert all(row.dnr_key and row.dnr_key.startswith("KS-20") for row in numbered)
    assert sum(bool(row.recipients) for row in au) == 23
    assert {row.dnr_key for row in au if _number(row) in (19, 40, 47)} == {
        "KS-2025-205",
        "KS-2024-608",
        "KS-2024-1160",
    }


def test_levels_are_exactly_as_the_domain_lists_them(au: list[DecisionRow]) -> None:
    assert _levels(au, "överlämnat") == PASSED_ON
    assert _levels(au, "information") == NOTED
    assert _levels(au, "beslut") == DECIDED
    assert _levels(au, "förslag") == PROPOSED
    assert _levels(au, "blandat") == set()


def test_text_proposed_for_the_council_is_no_decision_of_it(au: list[DecisionRow]) -> None:
    assert {_number(row) for row in au if row.final_body == "Kommunfullmäktige"} == FOR_KF
    for row in au:
        if _number(row) in PROPOSED:
            assert row.next_body == "Kommunstyrelsen"
            assert {point.level for point in row.points} == {"förslag"}


def test_the_ks_minutes_give_paragraphs_15_and_16(seeds: Seeds) -> None:
    found = seeds[0].decisions(zones=ALL, filters=FilterIn(body="KS"))
    assert [(row.section, row.date) for row in found] == [("§ 15", "2019-02-04"), ("§ 16", "2019-02-04")]
    assert [row.dnr_key for row in found] == ["KS-2018-1483", "KS-2019-111"]


def test_every_row_leads_to_its_whole_paragraph(seeds: Seeds, au: list[DecisionRow]) -> None:
    for row in au:
        paragraph = seeds[0].paragraph(row.paragraph_id, zones=ALL)
        assert paragraph.title == row.title
        assert paragraph.sections
        assert all(span.start < span.end for section in paragraph.sections for span in section.spans)


def test_the_plan_gives_eight_goals_each_with_its_indicator(seeds: Seeds) -> None:
    goals = _goals(seeds[0], "000_")
    goals = [goal for goal in goals if goal.tier == "mål"]
    assert [goal.number for goal in goals] == [str(number) for number in range(1, 9)]
    assert all(goal.indicators for goal in goals)
    assert all(goal.description for goal in goals)
    assert not any(goal.proposed for goal in goals)


def test_the_goal_process_gives_vision_and_goals_all_of_them_proposed(seeds: Seeds) -> None:
    goals = _goals(seeds[0], "002_")
    tiers = [goal.tier for goal in goals]
    assert [tiers.count(tier) for tier in ("vision", "övergripande mål", "delmål", "mål")] == [1, 1, 3, 11]
    assert all(goal.proposed for goal in goals if goal.tier != "vision")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("vad beslutade AU om VA-redovisningen?", "utan eget yttrande"),
        ("what did AU decide about VA-redovisning?", "passed on"),
    ],
)
def test_both_questions_about_the_water_accounts_say_that_they_were_passed_on(
    seeds: Seeds, question: str, said: str
) -> None:
    answer = ask(seeds[0], question)
    assert not answer.refused
    assert answer.level == "överlämnat"
    assert said in answer.text
    assert "kommunstyrelsen" in answer.text.casefold()
    cited = {(c.section, c.dnr, c.body, c.date) for c in answer.citations}
    assert cited == {("§ 19", "KS-25/00205", "Allmänna utskottet", "2025-02-25")}
    assert all(sentence.support == "verified" for sentence in answer.sentences)


def test_the_questions_over_the_seeds_are_answered_and_the_traps_seen(
    seeds: Seeds, shared: Path, scorer: ModuleType
) -> None:
    questions = [
        json.loads(line)
        for line in (shared / "evals" / "questions_dev.jsonl").read_text("utf-8").splitlines()
    ]
    scored = []
    for each in questions:
        question = Question(question=each["question"], filters=FilterIn(kommun=each.get("kommun")))
        answer = seeds[0].ask(question, zones=ALL).model_dump(mode="json")
        scored.append(scorer.score(each, answer, shared / "seeds"))
    wrong = [
        (row["id"], row["missing"], row["refused"], row["citation_recall"])
        for row in scored
        if not row["right"]
    ]
    assert sum(row["right"] for row in scored if row["answerable"]) >= 20, wrong
    assert sum(row["right"] for row in scored if not row["answerable"]) >= 6, wrong
    assert not [row["id"] for row in scored if row["quotes_not_found"]]
    assert not [row["id"] for row in scored if row["unsupported_sentences"]]
