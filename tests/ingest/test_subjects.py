"""Who is the subject of 'ska'."""

from __future__ import annotations

import pytest

from ingest.subjects import subject_of


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Tekniska förvaltningen ska återkomma med en plan.", "Tekniska förvaltningen"),
        ("Barn- och utbildningsnämnden ska senast i maj redovisa läget.", "Barn- och utbildningsnämnden"),
        ("att kommundirektören ska ta fram en plan", "Kommundirektören"),
        ("Ekonomichefen kommer att lämna en rapport i maj.", "Ekonomichefen"),
        ("Enligt planen ska förvaltningen redovisa utfallet i juni.", "Förvaltningen"),
        ("Planen ska redovisas i maj.", None),
        ("Nämnden ska informeras i maj.", None),
        ("Nämndens plan ska vara klar i maj.", None),
        ("Förvaltningens arbete ska leda till en plan.", None),
        ("Rapporten lämnas i maj.", None),
    ],
)
def test_the_subject_of_an_active_duty_is_responsible(sentence: str, who: str | None) -> None:
    assert subject_of(sentence) == who
