"""What somebody held: only words that name them as the speaker."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vad tyckte hamnkontoret om gästhamnen?", "överskott efter tre år"),
        ("Vad sa revisorerna om gästhamnen?", "saknar räntor"),
        ("Hur ställde sig båtklubben till gästhamnen?", "avstyrker"),
        ("Vad ansåg Sixten Brygga om avgiften för båtplatser?", "slår hårt mot fritidsfiskare"),
        ("Vad tyckte KD om gästhamnen?", "Beda Luftgren (KD)"),
    ],
)
def test_the_words_of_the_one_asked_about_are_told(strandvik: Kommunminne, question: str, said: str) -> None:
    answer = ask(strandvik, question)
    assert not answer.refused
    assert said in answer.text
    hold(strandvik, answer)


@pytest.mark.parametrize(
    "question", ["Vad tyckte länsstyrelsen om gästhamnen?", "Vad ansåg SD om gästhamnen?"]
)
def test_one_who_is_not_heard_is_refused(strandvik: Kommunminne, question: str) -> None:
    answer = ask(strandvik, question)
    assert reason(answer) == "saknas"
    assert answer.citations == []


def test_a_deciding_bodys_opinion_is_its_decision(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Vad sa kommunstyrelsen om gästhamnen?")
    assert not answer.refused
    assert "Kommunstyrelsen beslutade" in answer.text
