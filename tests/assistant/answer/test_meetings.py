"""A meeting itself: its room, its hours, where the minutes are kept, who led it and who was there."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "I vilken lokal satt kommunstyrelsen den 12 mars 2024 och när slutade mötet?",
            ["rum Fyren", "16.50"],
        ),
        ("Var hölls miljönämndens möte den 9 april 2024?", ["Kustgården, sal Tången"]),
        ("När började KS 2024-03-12?", ["13.15"]),
        ("Hur länge varade kommunstyrelsens möte den 12 mars 2024?", ["13.15–16.50"]),
        (
            "Which room did the municipal board meet in on 12 March 2024, and between what hours?",
            ["rum Fyren"],
        ),
        ("Var förvaras protokollet från KS 2024-03-12?", ["kansliet i Strandvik"]),
        ("När justerades protokollet från KS 2024-03-12?", ["Rakel Fantasén", "18 mars 2024"]),
        ("Vem satt för V i kommunstyrelsen den 12 mars 2024?", ["Olle Sagerholm (V)"]),
        ("Vilka satt för Moderaterna i KS 2024-03-12?", ["Gustav Diktberg (M)", "Vera Låtsmark (M)"]),
        ("Vem är ordförande i miljönämnden?", ["Ejnar Strömming (C)", "2024-04-09"]),
        ("vem ar ordforande i kommunstyrelsen", ["Majlis Påhittlund (S)"]),
        ("Satt Hilma Ankarsten i KS den 12 mars 2024?", ["Nej, Hilma Ankarsten"]),
    ],
)
def test_the_front_page_tells_of_the_meeting(strandvik: Kommunminne, question: str, said: list[str]) -> None:
    answer = ask(strandvik, question)
    assert not answer.refused
    assert all(words in answer.text for words in said), answer.text
    hold(strandvik, answer)


def test_the_number_of_members_comes_first_and_substitutes_are_told_apart(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Hur många ledamöter var närvarande i KS 2024-03-12?")
    assert answer.text.startswith("7 beslutande")
    assert "1 tjänstgörande ersättare" in answer.text
    hold(strandvik, answer)


def test_a_room_that_is_not_a_meetings_is_no_front_page(strandvik: Kommunminne) -> None:
    assert "Plats och tid" not in ask(strandvik, "I vilken lokal ska seglarskolan hålla till?").text


def test_the_chair_of_a_year_without_minutes_is_refused_with_those_that_are_here(
    strandvik: Kommunminne,
) -> None:
    answer = ask(strandvik, "Vem var ordförande i kommunstyrelsen 2019?")
    assert reason(answer) == "saknas"
    assert "2019 finns inte i underlaget" in answer.text
    assert "KS 2024-03-12" in answer.text
    assert "Ejnar" not in answer.text


def test_the_chair_of_another_body_is_nobodys_answer(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Vem är ordförande i socialnämnden?")
    assert reason(answer) == "saknas"
    assert "Majlis" not in answer.text


def test_the_newest_meeting_that_has_a_front_page_is_meant(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vem var sekreterare i AU?")
    assert "Elna Skrivholm" in answer.text
