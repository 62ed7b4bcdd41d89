"""Yrkanden: of the one asked about, with what became of them."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        (
            "Vad ville V ändra om gästhamnen och gick det igenom?",
            ["vid Ekudden", "avslår Olle"],
            ["yrkar avslag"],
        ),
        ("Vad föreslog Vänsterpartiet om gästhamnen?", ["vid Ekudden"], ["Beda Luftgren"]),
        ("Fick Majlis Påhittlund igenom sitt förslag om gästhamnen?", ["bifaller Majlis"], ["Ekudden"]),
        ("Vem föreslog avslag på gästhamnen?", ["Beda Luftgren (KD)"], ["Ekudden"]),
        ("Vad yrkade Framtid Strandvik om namnet på bryggan?", ["Lotsbryggan", "avslår Sixten"], []),
        ("Från vilket parti kom förslaget om Lotsbryggan?", ["(FS)", "avslår"], []),
        ("Vad föreslog Kristdemokraterna i motionen om badflotte?", ["en badflotte läggs ut"], []),
    ],
)
def test_only_the_yrkanden_asked_about_are_told(
    strandvik: Kommunminne, question: str, said: list[str], not_said: list[str]
) -> None:
    answer = ask(strandvik, question)
    assert not answer.refused
    moved = [s.text for s in answer.sentences if s.text.startswith(("Yrkande", "Enligt"))]
    assert all(words in answer.text for words in said), answer.text
    assert not any(words in text for words in not_said for text in moved), moved
    hold(strandvik, answer)


@pytest.mark.parametrize(
    "question", ["Vad yrkade Centerpartiet om gästhamnen?", "Vad yrkade Rakel Fantasén om gästhamnen?"]
)
def test_a_party_that_moved_nothing_is_said_to_have(strandvik: Kommunminne, question: str) -> None:
    answer = ask(strandvik, question)
    assert reason(answer) == "saknas"
    assert "Inget yrkande av" in answer.text
    assert "andra" in answer.text


def test_what_a_body_proposed_is_no_yrkande(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad föreslog AU om avfallstaxan?")
    assert not answer.refused
    assert "yrkande" not in answer.text.casefold()
