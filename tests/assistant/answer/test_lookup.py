"""Which passages a question is answered from: the scope that it names, then all that may be seen."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from assistant.schema import FilterIn, Question
from tests.archives import ALL, ask
from tests.assistant.answer.checks import cited, hold, sections

KS = "ks-2025-04-22.txt"


def test_the_paragraph_named_is_answered_from(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade KS 2025-04-22 § 43?")
    assert cited(answer) == {(KS, "§ 43")}
    assert "återremitteras" in answer.text


def test_a_named_paragraph_about_something_else_is_said_to_be_and_the_matter_found(
    granvik: Kommunminne,
) -> None:
    answer = ask(granvik, "Vad säger KS 2025-04-22 § 43 om brandstationen?")
    assert not answer.refused
    assert cited(answer) == {(KS, "§ 43"), (KS, "§ 42")}
    assert "Cykelplan för centralorten, inte" in answer.sentences[0].text
    assert "brandstation" in answer.sentences[1].text
    hold(granvik, answer)


def test_what_the_administration_proposed_in_a_paragraph_is_not_another_matter(
    granvik: Kommunminne,
) -> None:
    answer = ask(granvik, "Vad föreslog förvaltningen i KS 2025-04-22 § 43?")
    assert cited(answer) == {(KS, "§ 43")}
    assert "inte det som frågan nämner" not in answer.text


def test_a_number_that_several_minutes_have_needs_the_body(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutades i § 40?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "oklar"
    assert "KS 2025-04-22 § 40" in answer.text
    assert "KS 2025-05-06 § 40" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hur mycket höjs avfallstaxan i Granvik?", "6 procent"),
        ("Hur mycket höjs avfallstaxan i Åsmyra?", "9 procent"),
        ("Vad föreslog KS i Åsmyra om avfallstaxan?", "9 procent"),
    ],
)
def test_the_kommun_named_is_the_one_answered_from(granvik: Kommunminne, question: str, said: str) -> None:
    answer = ask(granvik, question)
    assert said in answer.text
    other = {"6 procent", "9 procent"} - {said}
    assert not any(words in answer.text for words in other)


@pytest.mark.parametrize(("kommun", "said"), [("Granvik", "6 procent"), ("Åsmyra", "9 procent")])
def test_the_question_is_limited_by_its_filters(granvik: Kommunminne, kommun: str, said: str) -> None:
    question = Question(question="Hur mycket höjs avfallstaxan?", filters=FilterIn(kommun=kommun))
    answer = granvik.ask(question, zones=ALL)
    assert said in answer.text
    assert {citation.kommun for citation in answer.citations} == {kommun}


@pytest.mark.parametrize(
    "question",
    [
        "Vad beslutade KS om bransstationen?",
        "Vad beslutade KS om brandstasionen?",
        "Vad beslutade KS om brand-stationen?",
        "vad beslutade ks om brandstation",
        "Vad beslutade Kommunstyrelse om nya brandstationen",
        "Vad beslutade KS om stationen i Norrby?",
    ],
)
def test_misspellings_compounds_and_small_letters_are_understood(granvik: Kommunminne, question: str) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert (KS, "§ 42") in cited(answer)


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Vad beslutade KS om planen för cykel i centralorten?", "§ 43"),
        ("Vad beslutade KS om bidraget?", "§ 44"),
        ("Vad beslutade KF om frukost i skolan?", "§ 52"),
    ],
)
def test_parts_of_compounds_are_met(granvik: Kommunminne, question: str, section: str) -> None:
    assert section in sections(ask(granvik, question))


def test_a_body_that_nobody_here_bears_is_the_one_that_met_that_day(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade hamnnämnden 2025-05-14 om parkeringsavgiften?")
    assert ("tn-2025-05-14-31.txt", "§ 31") in cited(answer)
    assert "15 kronor per timme" in answer.text


def test_what_a_kommuns_document_says_of_another_is_said_to_be_so(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Hur mycket höjs avfallstaxan enligt AU?")
    assert ("au-2025-04-01.txt", "§ 21") in cited(answer)
    assert "6 procent" in answer.text
