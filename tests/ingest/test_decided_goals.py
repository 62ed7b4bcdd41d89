"""Visions and goals that decisions word: true and false cases."""

from __future__ import annotations

import pytest

from ingest.decided_goals import decided_goals
from ingest.model import DecisionPoint, Level, Paragraph
from ingest.text import Line, Text, join


def paragraph(*points: str, title: str = "Ny vision", level: Level = Level.BESLUT) -> Paragraph:
    texts = [join([Line(line, 1, 0, len(line), 1) for line in point.split("\n")]) for point in points]
    return Paragraph(
        number=5, title=title, heading=Text(""), dnr=None, dnr_key=None, sections=(), decision_heading=None,
        points=tuple(DecisionPoint(text, level, "antas") for text in texts), level=level, outcome="antas",
        next_body=None, final_body=None, recipients=(), prepared_by=(), underlag=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("point", "vision"),
    [
        ("Vision för Björkby 2040 antas enligt följande lydelse: Björkby är byn där alla hinner fram.",
         "Björkby är byn där alla hinner fram."),
        ("Björkby kommun antar visionen Alla hinner fram.", "Alla hinner fram"),
        ("Kommunfullmäktige antar visionen ”Nära till allt i Björkby”.", "Nära till allt i Björkby"),
        ("Visionen ”Nära till allt i Björkby” fastställs.", "Nära till allt i Björkby"),
        ("Att fastställa följande vision: Här hinner alla fram.", "Här hinner alla fram."),
    ],
)  # fmt: skip
def test_a_vision_is_read_as_worded(point: str, vision: str) -> None:
    [goal] = decided_goals(paragraph(point))
    assert (goal.tier, goal.text.value, goal.level) == ("vision", vision, "beslut")


@pytest.mark.parametrize(
    "point",
    [
        "Vision och strategi 2040 antas.",
        "Björkby kommun antar visionen som fått flest röster.",
        "Visionen från 2012 upphör att gälla.",
        "Tillsammans med visionen antas fem fokusområden.",
        "Kommunstyrelsen får i uppdrag att skriva ett brev på visionstemat.",
        "Målen följs upp i delårsrapporten.",
        "Följande punkter diskuteras om mål:\n- Skolan ska bli bättre på allt",
    ],
)
def test_a_decision_that_words_no_goal(point: str) -> None:
    assert list(decided_goals(paragraph(point))) == []


def test_a_list_of_goals_is_read_with_period_and_level() -> None:
    point = "Följande övergripande mål fastställs för 2027–2030:\n- Alla elever klarar skolan\n- Vattnet är rent i hela kommunen"
    found = list(decided_goals(paragraph(point, title="Mål", level=Level.FORSLAG)))
    assert [(goal.tier, goal.text.value) for goal in found] == [
        ("övergripande mål", "Alla elever klarar skolan"),
        ("övergripande mål", "Vattnet är rent i hela kommunen"),
    ]
    assert {(goal.period, goal.level) for goal in found} == {("2027–2030", "förslag")}


def test_the_words_know_where_they_stand() -> None:
    [goal] = decided_goals(paragraph("Björkby kommun antar visionen Alla hinner fram."))
    assert [(span.start, span.end) for span in goal.text.spans()] == [(30, 46)]
