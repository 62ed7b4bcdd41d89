"""Reservations, votes, notes, yrkanden and jäv over a whole meeting, a body or a year."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason, sections


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (
            "Hur många gånger har V:s ledamot reserverat sig i kommunstyrelsen, och i vilka ärenden?",
            {"§ 20", "§ 23"},
        ),
        ("Vilka reserverade sig i KS den 12 mars 2024?", {"§ 20", "§ 23"}),
        ("Hur många reservationer gjorde FS under 2024?", {"§ 23"}),
        ("Hur ofta reserverade sig Olle Sagerholm under 2024?", {"§ 20", "§ 23"}),
        ("Fanns det någon omröstning i kommunstyrelsen den 12 mars 2024?", {"§ 23"}),
        ("Lämnades någon protokollsanteckning i KS 2024-03-12?", {"§ 20", "§ 21"}),
        ("Anmälde någon jäv i kommunstyrelsen 2024?", {"§ 22"}),
        ("Vad föreslog Kristdemokraterna i kommunstyrelsen 2024?", {"§ 20", "§ 25"}),
    ],
)
def test_every_paragraph_that_has_it_is_listed(
    strandvik: Kommunminne, question: str, found: set[str]
) -> None:
    answer = ask(strandvik, question)
    assert not answer.refused
    assert sections(answer) == found
    assert answer.text.startswith(f"{len(found)} paragraf")
    hold(strandvik, answer)


@pytest.mark.parametrize(
    "question",
    [
        "Fanns det någon omröstning i miljönämnden den 9 april 2024?",
        "Reserverade sig någon i miljönämnden 2024-04-09?",
    ],
)
def test_a_whole_meeting_without_it_is_said_to_be(strandvik: Kommunminne, question: str) -> None:
    answer = ask(strandvik, question)
    assert answer.text.startswith("Nej. Ingen")
    assert "”7–8”" in answer.text
    hold(strandvik, answer)


def test_who_did_what_nobody_did_is_refused(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Vilka reserverade sig i miljönämnden den 9 april 2024?")
    assert reason(answer) == "saknas"
    assert "Ingen reservation" in answer.text


def test_a_topic_keeps_the_question_to_its_paragraph(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Vem reserverade sig i kommunstyrelsen mot gästhamnen?")
    assert sections(answer) == {"§ 20"}
