"""Lines joined to passages: which hyphens at a line's end only divide a word."""

from __future__ import annotations

import pytest

from ingest.text import Line, hyphen_joins, join


@pytest.mark.parametrize(
    ("line", "following", "joins"),
    [
        ("om rökning och e-", "cigaretter på skolgårdar", False),
        ("skickas som E-", "faktura till alla", False),
        ("e-", "tjänster", False),
        ("rökfri resul-", "tatutjämning", True),
        ("på ö-", "arna", False),
        ("mark-", "och miljödomstolen", False),
        ("2018-", "2024", False),
        ("IT-", "avdelningen", False),
    ],
)
def test_a_hyphen_divides_a_word_or_belongs_to_it(line: str, following: str, joins: bool) -> None:
    assert hyphen_joins(line, following) is joins


def test_a_word_with_a_letter_before_its_hyphen_stays_whole() -> None:
    first, second = "Alla fakturor ska vara e-", "fakturor från den 1 maj."
    lines = [Line(first, 1, 0, len(first)), Line(second, 1, len(first) + 1, len(first) + 1 + len(second))]
    assert join(lines).value == "Alla fakturor ska vara e-fakturor från den 1 maj."


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Frågan lämnas till IT-", "avdelningen.", "Frågan lämnas till IT-avdelningen."),
        ("Anna Berg-", "Lund yrkar bifall.", "Anna Berg-Lund yrkar bifall."),
        ("Planen gäller 2024-", "2027.", "Planen gäller 2024-2027."),
        ("Barn-", "och skolnämnden", "Barn- och skolnämnden"),
        ("Gator -", "parker", "Gator - parker"),
    ],
)
def test_a_hyphen_that_stays_binds_what_it_bound(first: str, second: str, whole: str) -> None:
    lines = [Line(first, 1, 0, len(first)), Line(second, 1, len(first) + 1, len(first) + 1 + len(second))]
    assert join(lines).value == whole
