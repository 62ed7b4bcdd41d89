"""What sentences say of the goals as a whole: true and false cases."""

from __future__ import annotations

import pytest

from ingest.goal_claims import WEIGHED, WHEN_MET, claims
from ingest.text import Line, join

STRATEGY = "områden i visionen och strategin"


def told(sentence: str, title: str = "") -> list[tuple[str, str]]:
    return [(each.about, each.value) for each in claims(join([Line(sentence, 1, 0, len(sentence))]), title)]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Strategin pekar ut fem områden som är viktiga.", (STRATEGY, "5")),
        ("Planen rör sig mot visionen och dess sex utvecklingsområden.", (STRATEGY, "6")),
        ("Fem strategiområden", (STRATEGY, "5")),
        ("Visionen har 6 gemensamma fokusområden.", (STRATEGY, "6")),
        ("Fullmäktige har antagit fyra övergripande mål.", ("övergripande mål", "4")),
        ("Kommunen har 12 stycken prioriterade mål.", ("prioriterade mål", "12")),
        ("Kulturprogrammet har tre områden.", ("områden i kulturprogram", "3")),
        ("Verksamhetsmålet är uppfyllt när alla nyckelresultat uppnås.", (WHEN_MET, "när alla nyckelresultat uppnås")),
        ("Den sammantagna bedömningen av hur väl ett mål är uppfyllt görs sist.", (WHEN_MET, WEIGHED)),
    ],
)  # fmt: skip
def test_a_sentence_that_says_something_of_the_goals(sentence: str, claim: tuple[str, str]) -> None:
    assert told(sentence) == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "Granskningen omfattar tolv områden.",
        "Ärendet rör fyra körområden.",
        "Enligt § 5 områden i strategin",
        "Visionen nämner ett område.",
        "Kommunen har två mål mot Granvik i matchen.",
        "Målet är att bli störst när alla vill.",
        "Den samlade bedömningen är att ekonomin är god.",
    ],
)
def test_a_sentence_that_says_nothing_of_them(sentence: str) -> None:
    assert told(sentence) == []


def test_the_strategy_is_the_one_that_the_title_names() -> None:
    sentence = "Strategin har tre områden: kompetens, plats och kontakter."
    assert told(sentence, "Näringslivsstrategi 2025–2028") == [("områden i näringslivsstrategi", "3")]
    assert told(sentence, "Riktlinjer för mark") == [(STRATEGY, "3")]


def test_a_claim_knows_where_it_stands() -> None:
    text = join([Line("Inledning. Strategin pekar ut fem områden.", 4, 10, 52)])
    [claim] = claims(text)
    assert claim.printed == "fem områden"
    assert claim.text.value == "Strategin pekar ut fem områden."
    assert [(span.page, span.start) for span in claim.text.spans()] == [(4, 21)]
