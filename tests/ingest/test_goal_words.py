"""How well a goal is met, as follow-ups put it: by colour, or in words that deny, limit or affirm."""

from __future__ import annotations

import pytest

from ingest.goal_words import colour, status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Målet kommer inte att uppnås under året.", "röd"),
        ("Målet bedöms inte kunna uppfyllas.", "röd"),
        ("Målet är ej uppfyllt", "röd"),
        ("Målet uppnås inte", "röd"),
        ("Målet bedöms inte helt uppfyllt.", "gul"),
        ("Målet nås delvis", "gul"),
        ("Målet är på god väg att uppnås", "gul"),
        ("Målet når inte hela vägen", "gul"),
        ("Målet har nåtts", "grön"),
        ("Prognos: Målet väntas uppnås", "grön"),
        ("Status: rött", "röd"),
        ("Status: 🟡", "gul"),
        ("Status: grönt ljus", "grön"),
        ("Målet att inga barn ska nås av reklam", None),
        ("Status: pågår", None),
        ("Skolan är röd", "röd"),
    ],
)
def test_how_a_goal_is_met(text: str, status: str | None) -> None:
    assert status_of(text)[1] == status


@pytest.mark.parametrize(
    ("cell", "status"),
    [("Röd", "röd"), ("Ej uppfyllt", "röd"), ("Delvis uppfyllt", "gul"), ("Uppfylld", "grön"), ("87", None)],
)
def test_a_cell_says_it_by_colour_or_in_words(cell: str, status: str | None) -> None:
    assert colour(cell) == status
