"""Questions in two clauses get an answer to both."""

from __future__ import annotations

import pytest

from assistant.answer.clauses import clauses
from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import cited, hold


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Vad kostar bron?", ["Vad kostar bron?"]),
        ("Vad kostar bron och när byggs den?", ["Vad kostar bron", "när byggs den?"]),
        ("Vem beslutade, och hur stort blev bidraget?", ["Vem beslutade", "hur stort blev bidraget?"]),
        ("What does it cost and when is it built?", ["What does it cost", "when is it built?"]),
        ("Vad gäller för barn och unga?", ["Vad gäller för barn och unga?"]),
        (
            "Vad kostar bron enligt planen och enligt budgeten?",
            ["Vad kostar bron enligt planen", "Vad kostar bron enligt budgeten?"],
        ),
    ],
)
def test_a_question_is_cut_where_a_new_question_begins(question: str, parts: list[str]) -> None:
    assert clauses(question) == parts


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vad kostar brandstationen och vem beredde ärendet?", ["42,5 mnkr", "Greta Parklund"]),
        ("Vad kostar brandstationen och när är byggstart?", ["42,5 mnkr", "1 mars 2027"]),
        ("Hur mycket höjs avfallstaxan i Åsmyra och när?", ["9 procent", "1 februari 2026"]),
        (
            "Vad kostar en sen avbokning, och i vilken ordning fördelas tiderna?",
            ["250 kronor", "privatpersoner"],
        ),
        (
            "Hur röstade KS om brandstationen och vem reserverade sig?",
            ["3 ja-röster", "Disa Exempelsson"],
        ),
    ],
)
def test_both_clauses_are_answered(granvik: Kommunminne, question: str, said: list[str]) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert [words for words in said if words not in answer.text] == []
    hold(granvik, answer)


def test_a_clause_about_another_matter_is_looked_up_on_its_own(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad kostar brandstationen i Norrby och vad kostar upprustningen av Kvarnparken?")
    assert {section for _, section in cited(answer)} >= {"§ 42", "§ 23"}
    assert "42,5 mnkr" in answer.text
    assert "780 tkr" in answer.text
    hold(granvik, answer)


def test_a_part_that_goes_unanswered_is_told(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad kostar brandstationen i Norrby och vem målade den?")
    assert "42,5 mnkr" in answer.text
    assert any("”vem målade den”" in warning for warning in answer.warnings)
