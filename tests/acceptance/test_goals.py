"""The chain of goals of the real documents, as judged by hand against what DOMAIN.md says of them."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.core import Kommunminne
from assistant.schema import IngestReport
from assistant.wire.goals import GOALS, GoalNode, GoalsOut, GoalsQuery
from tests.archives import ALL

Archive = tuple[Kommunminne, IngestReport]
LACKS = ["siffra", "svepande ord", "tidpunkt", "ansvarig"]


def _shown(archive: Archive, **query: Any) -> GoalsOut:
    return archive[0].view(GOALS, GoalsQuery.model_validate({"today": "2025-03-01", **query}), zones=ALL)


def _rules(goal: GoalNode) -> list[str]:
    return [finding.rule for finding in goal.findings]


@pytest.fixture(scope="module")
def norsjo(seeds: Archive) -> GoalsOut:
    return _shown(seeds, kommun="Norsjö")


@pytest.fixture(scope="module")
def nora(seeds: Archive) -> GoalsOut:
    return _shown(seeds, kommun="Nora")


def test_norsjo_has_eight_goals_with_their_indicators(norsjo: GoalsOut) -> None:
    goals = [goal for goal in norsjo.goals if goal.tier == "mål"]
    assert [goal.number for goal in goals] == [str(number) for number in range(1, 9)]
    indicators = {goal.number: [each.name for each in goal.indicators] for goal in goals}
    assert indicators["1"] == ["HME-index"]
    assert indicators["8"] == ["antal medborgare 19-64 år", "Godkända bygglov för bostad"]
    assert all(indicators.values())
    assert {(goal.period, goal.valid) for goal in goals} == {("2023–2026", "gäller")}


def test_norsjos_goals_have_no_figure_and_no_date_and_the_first_two_an_owner(norsjo: GoalsOut) -> None:
    lacking = {goal.number: _rules(goal) for goal in norsjo.goals if goal.tier == "mål"}
    assert lacking == {
        **{number: ["siffra", "tidpunkt"] for number in ("1", "2")},
        **{str(number): LACKS for number in range(3, 9)},
    }


def test_norsjos_goals_hang_loose_since_the_overall_ones_are_not_here(norsjo: GoalsOut) -> None:
    assert {(orphan.kind, orphan.why) for orphan in norsjo.orphans} == {
        ("mål", "Underlaget innehåller inte något övergripande mål för kommunen.")
    }
    assert len(norsjo.orphans) == 8


def test_norsjos_vision_is_proposed_in_minutes_and_named_in_the_plan(norsjo: GoalsOut) -> None:
    [vision] = [goal for goal in norsjo.goals if goal.tier == "vision"]
    assert vision.text == "Världens bästa vardag"
    assert (vision.standing, [each.role for each in vision.also_in]) == ("framgår inte", ["omnämnande"])
    assert vision.adopted is not None
    assert vision.adopted.label.startswith("Föreslaget av KS 2019-02-04 § 15;")


def test_five_areas_stand_against_six_and_two_ways_to_meet_a_goal(norsjo: GoalsOut) -> None:
    areas, met = norsjo.disagreements
    assert areas.about == "områden i visionen och strategin"
    places = [(side.value, " ".join(side.title.split()[:4])) for side in areas.sides]
    assert places[:2] == [
        ("fem områden", "AU 2025-02-25 § 28"),
        ("sex utvecklingsområden", "AU 2025-02-25 § 44"),
    ]
    assert {place for _, place in places[2:]} == {"KS 2019-02-04 § 16"}
    assert met.about == "när ett mål är uppfyllt"
    assert [side.value for side in met.sides][-1] == "sammantagna bedömningen"
    assert {side.value for side in met.sides[:-1]} == {"när alla nyckelresultat uppnås"}


def test_noras_chain_has_one_vision_one_overall_goal_three_parts_and_eleven_goals_all_proposed(
    nora: GoalsOut,
) -> None:
    tiers = [goal.tier for goal in nora.goals]
    assert [tiers.count(tier) for tier in ("vision", "övergripande mål", "delmål", "mål")] == [1, 1, 3, 11]
    assert {goal.standing for goal in nora.goals} == {"föreslaget"}
    overall = next(goal for goal in nora.goals if goal.tier == "övergripande mål")
    parents = {goal.parent.goal_id for goal in nora.goals if goal.parent and goal.tier in ("delmål", "mål")}
    assert parents == {overall.id}
    assert overall.parent is not None
    assert nora.orphans == []
    assert nora.disagreements == []


def test_noras_overall_goal_has_a_figure_and_a_year_and_leaves_indicators_to_others(nora: GoalsOut) -> None:
    overall = next(goal for goal in nora.goals if goal.tier == "övergripande mål")
    assert _rules(overall) == ["indikator", "utgångsvärde", "ansvarig"]
    assert all("indikator" in _rules(goal) for goal in nora.goals if goal.tier in ("delmål", "mål"))


def test_alingsas_vision_is_read_from_the_decision_and_goals_from_the_plan(alingsas: Archive) -> None:
    found = _shown(alingsas, today="2026-07-01")
    [vision] = [goal for goal in found.goals if goal.tier == "vision"]
    assert vision.adopted is not None
    assert (vision.standing, vision.adopted.label, vision.valid) == (
        "beslutat",
        "KF 2018-03-28 § 55",
        "gäller",
    )
    assert (vision.period, vision.source.page) == ("till 2040", 39)
    goals = [goal for goal in found.goals if goal.tier == "mål"]
    assert [(goal.source.page, "siffra" in _rules(goal)) for goal in goals] == [(12, False), (12, True)]
    assert found.disagreements == []
