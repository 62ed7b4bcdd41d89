"""What goal texts lack: true and false cases of every rule."""

from __future__ import annotations

import pytest

from assistant.goals.findings import findings, has_figure, weasel_words
from assistant.goals.owners import numbers_with_owner
from ingest.goal_style import default_goal_style

STYLE = default_goal_style()


def rules(
    text: str, description: str = "", *, indicators: tuple[str, ...] = (), tier: str = "mål"
) -> list[str]:
    return [each.rule for each in findings(tier, text, description, indicators, style=STYLE)]


def test_a_bare_goal_lacks_everything() -> None:
    assert rules("Upplevelsen av servicen är god") == [
        *("indikator", "siffra", "svepande ord", "tidpunkt", "ansvarig"),
    ]


def test_a_whole_goal_lacks_nothing() -> None:
    told = "Utgångsvärdet är 71 år 2024 och målvärdet är 75 år 2026. Kundtjänsten äger målet."
    assert rules("Fler får svar i första kontakten", told, indicators=("Nöjd-kund-index",)) == []


def test_figures_without_baseline_or_target_are_told_so() -> None:
    assert rules(
        "Vi svarar snabbt", "Vi svarar inom 3 dagar 2026. Chefen äger målet.", indicators=("Dagar",)
    ) == [
        "utgångsvärde",
        "målvärde",
    ]


def test_a_figure_in_the_goal_itself_is_its_target() -> None:
    found = rules("Kommunen har 13 000 invånare 2030", indicators=("Invånare",))
    assert "målvärde" not in found
    assert "utgångsvärde" in found


def test_a_goal_that_is_only_named_is_judged_by_what_stands_below() -> None:
    assert "svepande ord" in rules("Livskvalitet", "Kommunen verkar för god livskvalitet för alla")
    assert "svepande ord" not in rules("Trivsel", "Alla barn trivs i skolan")


def test_a_vision_is_not_judged_and_an_activity_for_date_and_owner_only() -> None:
    assert rules("En bättre vardag", tier="vision") == []
    assert rules("Ordna en mässa", tier="aktivitet") == ["tidpunkt", "ansvarig"]
    assert rules("Ordna en mässa den 3 mars", tier="aktivitet") == ["ansvarig"]


@pytest.mark.parametrize("text", ["75 procent", "inom trettio dagar", "hälften av eleverna", "minst 3"])
def test_figures(text: str) -> None:
    assert has_figure(text)


@pytest.mark.parametrize(
    "text", ["år 2026", "2023–2026", "före kl. 06.30", "2025-03-01", "enligt mål 3", "inga"]
)
def test_years_dates_times_and_the_numbers_of_goals_are_no_figures(text: str) -> None:
    assert not has_figure(text)


def test_weasel_words_are_whole_words_in_order() -> None:
    assert weasel_words("Vi verkar för en god miljö", STYLE) == ["verkar för", "god"]
    assert weasel_words("Godkända bygglov i Godegård", STYLE) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Mål 1 och 2 ägs av ledningsgruppen för området.", {"1", "2"}),
        ("Mål 3–5 ägs av avdelningen.", {"3", "4", "5"}),
        ("Nämnden ansvarar för målen. Mål 4 är nytt.", set()),
        ("Mål 1 och 2 är möjliggörare.", set()),
    ],
)
def test_an_owner_may_be_named_apart_from_the_goal(text: str, numbers: set[str]) -> None:
    assert numbers_with_owner(text, STYLE) == numbers
