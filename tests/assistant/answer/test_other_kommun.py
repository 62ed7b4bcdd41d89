"""Bodies of other kommuner: told apart from this one's."""

from __future__ import annotations

import pytest

from assistant.answer.other_kommun import other_kommun
from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason

HELD = ("Granvik", "Åsmyra")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Vad beslutade kommunstyrelsen i Vårgårda om avfallstaxan?", "Vårgårda"),
        ("Vad sa KF i Lilla Edet?", "Lilla Edet"),
        ("Har Umeås kommunfullmäktige antagit avfallstaxan?", "Umeå"),
        ("What did the council of Örebro decide about waste?", "Örebro"),
        ("Vad tyckte socialnämnden i Malå?", "Malå"),
        ("Vad beslutade kommunstyrelsen om samarbetet med Vårgårda kommun?", None),
        ("Vad beslutade kommunstyrelsen i mark- och exploateringsfrågan?", None),
        ("Vad beslutade kommunstyrelsen i Granvik?", None),
        ("Hur många resor går till Umeå?", None),
    ],
)
def test_only_a_body_of_another_kommun_counts(question: str, named: str | None) -> None:
    assert other_kommun(question, HELD) == named


def test_a_kommun_that_is_here_is_no_other() -> None:
    assert other_kommun("Vad beslutade kommunstyrelsen i Vårgårda?", ("VÅRGÅRDA",)) is None


def test_what_another_kommun_decided_is_refused(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade kommunstyrelsen i Vårgårda om avfallstaxan?")
    assert reason(answer) == "saknas"
    assert "Vårgårda" in answer.text
    assert answer.citations == []
    hold(granvik, answer)
