"""What a decision point amounts to."""

from __future__ import annotations

import pytest

from ingest.outcomes import OTHER, outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Motionen avslås.", "avslås"),
        ("Ansökan beviljas med 50 000 kr.", "beviljas"),
        ("Kommunen bygger tolv laddpunkter, under förutsättning att bidrag beviljas.", OTHER),
        ("Planen antas under förutsättning att länsstyrelsen godkänner den.", "antas"),
        ("Marken arrenderas ut, förutsatt att avtalet godkänns av nämnden.", OTHER),
    ],
)
def test_what_a_point_hangs_on_is_not_its_outcome(text: str, expected: str) -> None:
    assert outcome(text) == expected
