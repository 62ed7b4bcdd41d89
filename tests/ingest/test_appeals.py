"""Which decisions are appealed by whom they concern."""

from __future__ import annotations

import pytest

from ingest.appeals import concerns_one


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Ansökan om bygglov för garage, Tallen 1:2", True),
        ("Strandskyddsdispens för brygga", True),
        ("Stadigvarande serveringstillstånd, Värdshuset", True),
        ("Vite enligt plan- och bygglagen", True),
        ("Taxa för bygglov 2026", False),
        ("Riktlinjer för serveringstillstånd", False),
        ("Motion om snabbare bygglov", False),
        ("Ny gångbro", False),
    ],
)
def test_matters_of_one_are_told_by_their_titles(title: str, one: bool) -> None:
    assert concerns_one(title) is one
