"""Refusals: what is not here, what only an appendix holds, and what comes nearest."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar badhuset?",
        "Vad beslutade KF om personalpolitiken 2019?",
        "Vad beslutade KS om bron i Mörkträsk?",
        "Vad gäller i Mörkträsks kommun om avfall?",
        "Vilka öppettider har biblioteket?",
        "Vad heter rektorn på gymnasiet?",
        "How much does the swimming pool in Mörkträsk cost?",
    ],
)
def test_what_is_not_here_is_refused_without_citations(granvik: Kommunminne, question: str) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "saknas", answer.text
    assert answer.citations == []
    assert answer.sentences == []
    assert answer.text == answer.refusal.detail  # type: ignore[union-attr]


def test_a_refusal_shows_what_is_nearest(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad kostar hotellet vid Kvarnparken i Lillhamn?")
    assert answer.refusal is not None
    assert 0 < len(answer.refusal.nearest) <= 3
    assert "§ 23" in {hit.section for hit in answer.refusal.nearest}


@pytest.mark.parametrize(
    ("question", "appendix"),
    [
        ("Vad står det i bilagan om fördelningen av kostnader i slamredovisningen?", "Slamredovisning 2024"),
        ("Hur stora är kostnaderna enligt bilagan till slamredovisningen?", "Slamredovisning"),
    ],
)
def test_what_only_an_appendix_holds_is_refused_and_the_appendix_named(
    granvik: Kommunminne, question: str, appendix: str
) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "bilaga"
    assert appendix in answer.text
    hold(granvik, answer)


def test_an_amount_that_the_paragraph_lacks_is_looked_for_in_its_appendix(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Hur fördelas de gemensamma kostnaderna enligt bilagan till VA-redovisningen?")
    assert reason(answer) == "bilaga"
    hold(tallsele, answer)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Vad beslutade KS 2024-01-15?", "KS 2025-04-22"),
        ("Vilka ärenden behandlade KF den 3 mars 2025?", "KF 2025-06-16"),
    ],
)
def test_a_meeting_that_is_not_here_is_named_with_those_that_are(
    granvik: Kommunminne, question: str, held: str
) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "saknas"
    assert held in answer.text


def test_a_paragraph_that_the_meeting_has_not_is_refused(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade KS 2025-04-22 § 99?")
    assert reason(answer) == "saknas"
    assert "99" in answer.text
    assert {citation.date for citation in answer.citations} == {"2025-04-22"}
    hold(granvik, answer)


@pytest.mark.parametrize(
    "question",
    [
        "Vad tjänar kommunchefen?",
        "Hur många anställda har kommunen?",
        "Vem är rektor på Granmyra skola?",
        "När har KS sammanträde i december 2026?",
    ],
)
def test_what_is_near_but_not_asked_about_is_no_answer(tallsele: Kommunminne, question: str) -> None:
    assert reason(ask(tallsele, question)) == "saknas"
