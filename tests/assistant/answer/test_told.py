"""Answers from several passages: kommuner side by side, several §§, what was only moved."""

from __future__ import annotations

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import cited, hold, sections


def test_two_kommuner_are_compared_side_by_side(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Jämför avfallstaxan i Granvik och Åsmyra")
    assert not answer.refused
    assert {citation.kommun for citation in answer.citations} == {"Granvik", "Åsmyra"}
    one, two = answer.sentences[0].text, answer.sentences[-1].text
    assert one.startswith("Granvik:")
    assert "6 procent" in one
    assert two.startswith("Åsmyra:")
    assert "9 procent" in two
    hold(granvik, answer)


def test_a_kommun_with_nothing_on_the_matter_is_said_to_have_nothing(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Jämför elljusspåret i Åsmyra och Granvik")
    assert "Åsmyra" in answer.text
    assert ("ks-2025-05-06.txt", "§ 41") in cited(answer)
    assert "310 tkr" in answer.text


def test_several_paragraphs_named_are_each_told(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade KS i §§ 43 och 44 2025-04-22?")
    assert {"§ 43", "§ 44"} <= sections(answer)
    assert "återremitteras" in answer.text
    assert "avslås" in answer.text
    hold(granvik, answer)


def test_a_fact_with_the_asked_figure_is_preferred_to_one_without(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Hur mycket mer ger höjningen av avfallstaxan i intäkter?")
    assert "1 250 tkr" in answer.text
    hold(granvik, answer)
