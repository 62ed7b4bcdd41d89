"""A matter's way through the bodies, stage by stage."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import LONG, hold, sections


@pytest.mark.parametrize(
    "question",
    [
        "Hur har ärendet om skolorganisationen i Granmyra gått genom kommunen?",
        "Kan du ta hela turen kring årskurs 4–6 i Granmyra, steg för steg?",
        "Vilken väg tog ärendet om skolorganisationen i Granmyra?",
    ],
)
def test_every_stage_is_told_in_order_with_its_vote(tallsele: Kommunminne, question: str) -> None:
    answer = ask(tallsele, question)
    assert not answer.refused
    dates = [citation.date or "" for citation in answer.citations]
    assert dates == sorted(dates)
    assert len({(citation.body, citation.date) for citation in answer.citations}) >= 3
    assert "Votering: 14 ja-röster" in answer.text
    hold(tallsele, answer, longest=LONG)


def test_one_body_named_is_one_stage(tallsele: Kommunminne) -> None:
    answer = ask(
        tallsele, "Vad blev det av medborgarförslaget om belysning till badplatsen i kommunstyrelsen?"
    )
    assert sections(answer) == {"§ 112"}
    assert answer.level == "beslut"
    hold(tallsele, answer)
