"""Values out of tables: by row and year, and no guess where the columns cannot be told."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, reason


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hur många invånare hade Norrby 2022?", "2022: 805"),
        ("Hur många invånare hade Norrby 2021?", "2021: 812"),
        ("Hur många invånare hade Granvik 2023?", "2023: 4 133"),
        ("Hur många invånare hade Granvik 2021 och 2024?", "2024: 4 150"),
    ],
)
def test_the_value_of_row_and_year_is_told(granvik: Kommunminne, question: str, said: str) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert said in answer.text
    assert {citation.file.rsplit("/", 1)[-1] for citation in answer.citations} == {"befolkning.md"}
    hold(granvik, answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vad kostar en förbindelsepunkt 2026?", "37 800"),
        ("Hur hög är servisavgiften 2025?", "40 000"),
        ("Hur hög är lägenhetsavgiften 2026?", "2 268"),
    ],
)
def test_a_row_is_named_by_its_own_words(tallsele: Kommunminne, question: str, said: str) -> None:
    answer = ask(tallsele, question)
    assert not answer.refused
    assert said in answer.text
    hold(tallsele, answer)


def test_row_and_head_are_both_cited(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Hur många invånare hade Norrby 2022?")
    assert {" ".join(citation.quote.split()) for citation in answer.citations} == {
        "Norrby 812 805 799 790",
        "Ort 2021 2022 2023 2024",
    }


@pytest.mark.parametrize("year", [2021, 2023, 2024])
def test_a_row_with_fewer_values_than_years_is_not_guessed_at(granvik: Kommunminne, year: int) -> None:
    answer = ask(granvik, f"Hur många invånare hade Söderby {year}?")
    assert reason(answer) == "oklar"
    assert "402 398 391" in answer.text
    assert {" ".join(citation.quote.split()) for citation in answer.citations} == {
        "Söderby 402 398 391",
        "Ort 2021 2022 2023 2024",
    }
    hold(granvik, answer)


def test_a_year_that_the_table_has_not_is_no_answer(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Hur många invånare hade Norrby 2019?")
    assert answer.refused
    assert "805" not in answer.text
