"""What an answer says without a source."""

from __future__ import annotations

import pytest

from evals.answers.claims import unsupported
from evals.answers.dates import days, held
from tests.evals.answers.made_up import a_citation, an_answer

QUESTION = "Vad sade Vera Fråga (C) den 4 april 2024?"
QUOTE = (
    "Asta Prov och Bo Test-Ek (S) yrkar bifall till Sonja af Provs förslag den 2 maj. Beslut togs 2025-03-05."
)


def names_lost(text: str) -> tuple[str, ...]:
    return unsupported(QUESTION, an_answer(text, citations=[a_citation(quote=QUOTE)])).names


def dates_lost(text: str) -> tuple[str, ...]:
    return unsupported(QUESTION, an_answer(text, citations=[a_citation(quote=QUOTE)])).dates


@pytest.mark.parametrize(
    "text",
    [
        "Asta Prov yrkade bifall.",
        "Asta Provs yrkande, som Bo Test-Ek stödde.",
        "Enligt Asta Prov är det så.",
        "Ledamoten Asta Prov (S) och Vera Fråga (C).",
        "Sonja af Prov föreslog det.",
        "Enligt Ny gångbro över Tallån, KS 2025-03-25 § 11, är den stängd.",
        "Kommunstyrelsen i Tallsele beslutade. Ärendet gick vidare till Kommunfullmäktige.",
        "According to Kommunstyrelsen (the executive board) it was decided.",
        "”ASTA PROV” står där.",
    ],
)
def test_a_name_of_the_sources_or_the_question_has_a_source(text: str) -> None:
    assert names_lost(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Asta Test yrkade bifall.", ("Asta Test",)),
        ("Yrkandet lades av Påhittad Persson.", ("Påhittad Persson",)),
        ("Enligt Påhittad Persson och Påhittad Persson.", ("Påhittad Persson",)),
        ("Yrkandet lades av Persson (M).", ("Persson",)),
        ("A. Påhitt justerade.", ("A. Påhitt",)),
        ("Ordförande var\nEva von Påhitt.", ("Eva von Påhitt",)),
        ("Hanna Provsson-Ek röstade nej.", ("Hanna Provsson-Ek",)),
    ],
)
def test_a_made_up_name_has_none(text: str, names: tuple[str, ...]) -> None:
    assert names_lost(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Det var 2025-03-05, den 5 mars 2025, 20250305, 5/3 2025, 5 March 2025 och March 5, 2025.",
        "Det var i mars 2025.",
        "Mötet 2025-03-25.",
        "Den 4 april 2024, alltså 4/4.",
        "Den 2 maj 2025.",
        "Förslaget till 1 mars.".replace("1 mars", "5 mars"),
    ],
)
def test_a_day_of_the_sources_has_a_source_in_any_spelling(text: str) -> None:
    assert dates_lost(text) == ()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Det var 2025-03-06.", ("2025-03-06",)),
        ("Det var den 6 mars.", ("6 mars",)),
        ("It was on 5 April 2025.", ("5 April 2025",)),
        ("Det var den 5 och 6 mars 2025.", ("5 och 6 mars 2025",)),
        ("Det var i juni 2025.", ("juni 2025",)),
        ("Det var 5/3 2024.", ("5/3 2024",)),
        ("Den 2 maj 2023.", ("2 maj 2023",)),
    ],
)
def test_a_made_up_day_has_none(text: str, dates: tuple[str, ...]) -> None:
    assert dates_lost(text) == dates


def test_numbers_that_are_no_days_are_none() -> None:
    said = (
        "§§ 15/16, 13(35), KS-25/00205, 2018:585, 1,5 mnkr, kl. 09.00, 450 000 kr, 2016-000003, 8 kap. 14 §"
    )
    assert list(days(said)) == []


def test_a_day_without_a_year_is_held_by_a_year_named_elsewhere() -> None:
    assert held((2025, 5, 2), [(None, 5, 2)], {2025})
    assert not held((2025, 5, 2), [(None, 5, 2)], {2024})
    assert not held((2025, 5, 2), [(2024, 5, 2)], {2025})


def test_numbers_stand_in_quotes_labels_or_the_question() -> None:
    answer = an_answer("2024: 450 000 kr, 99 tkr, § 11 och 3 av 4.", citations=[a_citation()])
    assert unsupported(QUESTION, answer).numbers == ("99",)
