"""Decisions cut into points, whatever the lines are broken at."""

from __future__ import annotations

import pytest

from ingest.points import split_points
from ingest.text import Line


def lines(text: str) -> list[Line]:
    found, start = [], 0
    for raw in text.split("\n"):
        found.append(Line(raw, 1, start, start + len(raw)))
        start += len(raw) + 1
    return found


CLAUSES = [
    "att godkänna bokslutet",
    "att överlämna det till kommunstyrelsen",
    "att hos styrelsen begära 240 tkr.",
]


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden beslutar att godkänna bokslutet, att överlämna det till kommunstyrelsen, att hos styrelsen begära 240 tkr.",
        "Nämnden beslutar att godkänna bokslutet,\natt överlämna det till kommunstyrelsen,\natt hos styrelsen begära 240 tkr.",
        "Nämnden beslutar att godkänna bokslutet, att överlämna det till kommunstyrelsen,\natt hos styrelsen begära 240 tkr.",
        "Nämnden beslutar\natt godkänna bokslutet,\natt överlämna det till kommunstyrelsen, samt\natt hos styrelsen begära 240 tkr.",
        "Nämnden beslutar att godkänna\nbokslutet, att överlämna det till\nkommunstyrelsen samt att hos styrelsen\nbegära 240 tkr.",
        "Nämnden beslutar att godkänna bokslutet, att\növerlämna det till kommunstyrelsen, samt att hos\nstyrelsen begära 240 tkr.",
    ],
)
def test_att_satser_are_points_wherever_lines_break(text: str) -> None:
    points = split_points(lines(text))
    assert [point.text.value for point in points] == CLAUSES
    assert {point.lead for point in points} == {"Nämnden beslutar"}


def test_a_proposal_in_one_sentence_has_its_clauses() -> None:
    text = (
        "Nämnden föreslår kommunfullmäktige besluta att biljetten är 95 kronor, att kortet är 2 100 kronor."
    )
    points = split_points(lines(text))
    assert [point.text.value for point in points] == [
        "att biljetten är 95 kronor",
        "att kortet är 2 100 kronor.",
    ]
    assert points[0].lead == "Nämnden föreslår kommunfullmäktige besluta"


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden beslutar att bevilja 75 000 kronor under förutsättning att Boverket beviljar stöd.",
        "Nämnden beslutar att ge chefen i uppdrag att utreda frågan och att återkomma.",
        "Ärendet bordläggs, eftersom underlag saknas.",
    ],
)
def test_a_sentence_of_one_clause_is_one_point(text: str) -> None:
    (point,) = split_points(lines(text))
    assert point.text.value == text


CHANGED = "Ändringar finns.\nUtgår\n• Ny taxa\n• Skolskjuts\nTillkommer:\n• Val av ledamot"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (f"Nämnden fastställer dagordningen. {CHANGED}", 1),
        (f"• Dagordningen fastställs. {CHANGED}", 1),
        (f"1. Mötet är behörigt.\n2. Dagordningen fastställs. {CHANGED}", 2),
        ("Följande ärenden utgår:\n- Ny taxa\nExtra ärenden:\n- Val av ledamot", 1),
        ("• Ny taxa antas.\n• Avgiften tillkommer.\n• Planen gäller i tre år.", 3),
    ],
)
def test_what_an_agenda_loses_and_gains_belongs_to_the_decision_on_it(text: str, points: int) -> None:
    found = [point.text.value for point in split_points(lines(text))]
    assert len(found) == points
    if "Utgår" in text:
        assert found[-1].endswith("\nUtgår\n• Ny taxa\n• Skolskjuts\nTillkommer:\n• Val av ledamot")
