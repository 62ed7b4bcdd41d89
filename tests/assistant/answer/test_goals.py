"""Goals and indicators, in plan and follow-up."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason, sections


@pytest.mark.parametrize(
    ("question", "section", "said"),
    [
        ("Vad är mål 2 i verksamhetsplanen för fritid?", "Mål 2", "Simkunnigheten ökar"),
        ("Vilken KF-indikator har målet om simkunnighet?", "Mål 2", "årskurs 6 som kan simma"),
        ("Vilken indikator har mål 1 i verksamhetsplanen?", "Mål 1", "nöjda med sin fritid"),
        ("What is goal 2 in verksamhetsplan för fritid?", "Mål 2", "Simkunnigheten ökar"),
        ("Vad är Granviks vision?", "Vision", "Granvik 2035"),
        ("Vad är kommunens vision?", "Vision", "där älven sjunger"),
    ],
)
def test_a_goal_is_told_with_its_plan(granvik: Kommunminne, question: str, section: str, said: str) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert section in sections(answer)
    assert said in answer.text
    hold(granvik, answer)


def test_all_goals_of_a_unit_are_listed_once(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vilka mål har fritid?")
    assert {"Mål 1", "Mål 2", "Mål 3"} <= sections(answer)
    for number in range(1, 4):
        assert sum(f"Mål {number} " in sentence.text for sentence in answer.sentences) == 1
    hold(granvik, answer, longest=5_000)


def test_goals_with_an_indicator_in_common_are_named(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vilka mål delar indikator?")
    assert sections(answer) == {"Mål 1", "Mål 3"}
    assert "Andel unga som är nöjda med sin fritid" in answer.text
    hold(granvik, answer)


def test_that_no_goals_share_an_indicator_is_said(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vilka mål delar indikator?")
    assert reason(answer) == "saknas"
    assert "samma indikator" in answer.text


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Vilka mål är röda?", {"Mål 1", "Mål 7"}),  # the overarching goals have numbers of their own
        ("Vilket mål är rött?", {"Mål 1", "Mål 7"}),
        ("Vilka mål är gröna?", {"Mål 1", "Mål 3", "Mål 4", "Mål 6"}),
        ("Vilka mål är gula i delårsrapporten?", {"Mål 2", "Mål 3", "Mål 4", "Mål 5"}),
    ],
)
def test_goals_are_chosen_by_colour(tallsele: Kommunminne, question: str, numbers: set[str]) -> None:
    answer = ask(tallsele, question)
    assert sections(answer) == numbers
    assert {c.file.rsplit("/", 1)[-1] for c in answer.citations} == {"delarsrapport-2025-08-31.pdf"}
    hold(tallsele, answer)


@pytest.mark.parametrize(
    ("question", "status", "figure"),
    [
        ("Hur går det för mål 2?", "gul", "78"),
        ("Hur går det med mål 5?", "gul", "161"),
        ("Vad är status för mål 7?", "röd", "6 352"),
    ],
)
def test_the_follow_up_of_a_goal_gives_status_and_figures(
    tallsele: Kommunminne, question: str, status: str, figure: str
) -> None:
    answer = ask(tallsele, question)
    assert f"Status: {status}" in answer.text
    assert figure in answer.text
    hold(tallsele, answer)


def test_the_vision_is_the_visions_own_words(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vad är kommunens vision?")
    assert "Tallsele 2040 – nära till livet" in answer.text
    hold(tallsele, answer)


def test_an_archive_without_goals_is_asked_about_them_in_vain(long_decision: Kommunminne) -> None:
    assert ask(long_decision, "Vilka mål har fritid?").refused


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (
            "Vilka av fritids tre mål i verksamhetsplanen har varken utgångsvärde eller målvärde?",
            ["Mål 2", "Mål 3"],
        ),
        ("Vilka mål i verksamhetsplanen för fritid saknar målvärde?", ["Mål 2", "Mål 3"]),
    ],
)
def test_the_goals_that_lack_what_they_are_followed_up_by_are_named(
    granvik: Kommunminne, question: str, named: list[str]
) -> None:
    answer = ask(granvik, question)
    assert not answer.refused, answer.text
    assert answer.text.splitlines()[0].endswith(f": {', '.join(named)}.")
    hold(granvik, answer)


def test_that_no_goal_lacks_what_is_asked_for_is_said(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vilka mål i verksamhetsplanen för fritid saknar indikator?")
    assert answer.refused
    assert "saknar indikator" in answer.text
