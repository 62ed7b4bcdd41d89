"""Which goal stands above another in one document."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest.goal_parents import Certainty, parent_of


@dataclass(frozen=True, slots=True)
class Told:
    tier: str
    number: str | None = None
    unit: str | None = None


VISION = Told("vision")
OVERALL = Told("övergripande mål", "1", "Övergripande mål")
OTHER = Told("övergripande mål", "2", "Övergripande mål")
GOAL = Told("mål", "1", "Skolan")


def above(place: int, *found: Told) -> tuple[Told, Certainty] | None:
    parent = parent_of(place, found)
    return (parent.goal, parent.certainty) if parent else None


def test_a_number_says_what_a_goal_belongs_to() -> None:
    part = Told("delmål", "2.1", "Skolan")
    assert above(2, OVERALL, OTHER, part) == (OTHER, Certainty.SURE)


def test_a_number_never_puts_a_goal_of_a_higher_tier_below() -> None:
    overall = Told("övergripande mål", "1.1")
    assert above(1, GOAL, overall) is None


def test_the_only_one_of_the_tier_above_is_likely() -> None:
    assert above(1, VISION, OVERALL) == (VISION, Certainty.LIKELY)
    assert above(1, OVERALL, GOAL) == (OVERALL, Certainty.LIKELY)


def test_among_several_the_last_of_the_same_section_is() -> None:
    goal = Told("mål", None, "Övergripande mål")
    assert above(2, OVERALL, OTHER, goal) == (OTHER, Certainty.LIKELY)
    assert above(2, OVERALL, OTHER, GOAL) is None


@pytest.mark.parametrize(
    ("heading", "belongs"),
    [
        ("Aktiviteter", True),
        ("Åtgärder:", True),
        ("Skolan", True),
        ("Aktiviteter 2025", False),
        ("Aktiviteter för hela kommunen", False),
    ],
)
def test_activities_belong_to_the_goal_above_unless_listed_apart(heading: str, belongs: bool) -> None:
    expected = (GOAL, Certainty.LIKELY) if belongs else None
    assert above(1, GOAL, Told("aktivitet", None, heading)) == expected


def test_nothing_stands_above_a_vision_or_the_first_activity() -> None:
    assert above(0, VISION, OVERALL) is None
    assert above(0, Told("aktivitet", None, "Aktiviteter"), GOAL) is None
