"""Sources set side by side: bodies and places that say different things."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, sections


@pytest.mark.parametrize(
    "question",
    [
        "Jag hittar två olika siffror på omsorgens underskott 2025 i kommunstyrelsen och i utbildnings- och omsorgsutskottet. Vilka är de?",
        "Stämmer kommunstyrelsens och utbildnings- och omsorgsutskottets siffror om omsorgens underskott överens?",
    ],
)
def test_two_bodies_that_give_different_figures_are_both_shown(tallsele: Kommunminne, question: str) -> None:
    answer = ask(tallsele, question)
    assert not answer.refused
    assert "3,6 mnkr" in answer.text
    assert "3,2 mnkr" in answer.text
    assert {"§ 104", "§ 61"} <= sections(answer)
    hold(tallsele, answer)
