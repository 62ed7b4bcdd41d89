"""Reservations and notes of one paragraph: whose they are, and premises put right."""

from __future__ import annotations

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason, sections


def test_a_reservation_asked_about_where_only_a_note_exists_is_put_right(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Varför reserverade sig Framtid Strandvik mot avgiften för båtplatser?")
    assert reason(answer) == "saknas"
    assert "Ingen reservation av FS" in answer.text
    assert "Sixten Brygga (FS) lämnar följande protokollsanteckning" in answer.text
    assert sections(answer) == {"§ 21"}


def test_a_party_without_reservation_gets_its_note_and_not_anothers_reservation(
    strandvik: Kommunminne,
) -> None:
    answer = ask(strandvik, "Varför reserverade sig KD mot gästhamnen?")
    assert "Ingen reservation av KD" in answer.text
    assert "vattendjupet" in answer.text
    assert "Olle Sagerholm" not in answer.text


def test_a_long_note_is_told_by_its_author_and_first_sentence(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Vem lämnade en protokollsanteckning om avgiften för båtplatser?")
    assert not answer.refused
    assert "Sixten Brygga (FS)" in answer.text
    hold(strandvik, answer)


def test_only_the_reservation_of_the_one_asked_about_is_told(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Reserverade sig Vänsterpartiet mot gästhamnen?")
    assert "Olle Sagerholm (V) reserverar sig" in answer.text
    hold(strandvik, answer)
