"""Whether somebody took part in one decision: by the front page's §§ and by jäv."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Deltog Gustav Diktberg i beslutet om gästhamnen?", ["Ja, Gustav Diktberg (M)", "§ 20"]),
        ("Deltog Gustav Diktberg i beslutet om namn på bryggan?", ["Nej", "§§ 20–22", "Vera Låtsmark (M)"]),
        ("Deltog Vera Låtsmark i beslutet om namn på bryggan?", ["Ja, Vera Låtsmark", "ersättare"]),
        ("Deltog Rakel Fantasén i beslutet om bidrag till seglarskolan?", ["Nej", "anmäler jäv"]),
        ("Var Ivan Krita med när avgiften för båtplatser behandlades?", ["inte beslutande"]),
        ("Deltog Hilma Ankarsten i KS beslut om gästhamnen?", ["Nej, Hilma Ankarsten"]),
    ],
)
def test_taking_part_is_told_for_that_paragraph(
    strandvik: Kommunminne, question: str, said: list[str]
) -> None:
    answer = ask(strandvik, question)
    assert not answer.refused
    assert all(words in answer.text for words in said), answer.text
    hold(strandvik, answer)


def test_the_answer_cites_front_page_and_paragraph(strandvik: Kommunminne) -> None:
    answer = ask(strandvik, "Deltog Gustav Diktberg i beslutet om gästhamnen?")
    assert [citation.section for citation in answer.citations] == ["Beslutande", "§ 20"]
