"""What two texts have in common."""

from __future__ import annotations

import pytest

from assistant.answer.comparing import denies_alike, turned

SOURCE = "Avgiften höjs inte under 2026, och taxan för vatten ändras."
BOTH = "Avgiften höjs inte, och taxan ändras inte."


@pytest.mark.parametrize(
    "said",
    [
        "Avgiften höjs ej under 2026.",
        "Under 2026 höjs inte avgiften.",
        "Avgiften höjs aldrig under 2026, medan taxan för vatten ändras.",
    ],
)
def test_the_same_denied_in_other_words_is_the_same(said: str) -> None:
    assert denies_alike(said, SOURCE)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Avgiften höjs under 2026.", SOURCE),
        ("Avgiften höjs under 2026, och taxan för vatten ändras inte.", SOURCE),
        ("Avgiften höjs, och taxan ändras inte.", BOTH),
        ("Avgiften höjs inte, och taxan ändras.", BOTH),
        ("Kommunen köper bussar utan el.", "Kommunen köper inte bussar."),
        ("Taxan ändras inte.", "Taxan ändras."),
    ],
)
def test_a_negation_may_not_move_go_or_come(said: str, source: str) -> None:
    assert not denies_alike(said, source)


@pytest.mark.parametrize(
    ("said", "source", "expected"),
    [
        ("Nämnden avslog motionen.", "Motionen avslås.", False),
        ("Nämnden biföll motionen.", "Motionen avslås.", True),
        ("Nämnden återremitterade ärendet.", "Ärendet bordläggs.", True),
        ("Avgiften höjdes.", "Avgiften sänks.", True),
        ("Bidraget är högst 5 tkr.", "Bidraget är minst 5 tkr.", True),
    ],
)
def test_a_word_that_turns_the_meaning_must_be_the_sources(said: str, source: str, expected: bool) -> None:
    assert turned(said, source) is expected
