"""Decisions in parts, and the point of a § that weighs most."""

from __future__ import annotations

import pytest

from ingest.model import DecisionPoint, Level
from ingest.outcomes import outcome
from ingest.parted import in_words, met_with, parted, weightiest
from ingest.text import Text


def point(words: str, level: Level = Level.BESLUT) -> DecisionPoint:
    return DecisionPoint(Text(words), level, outcome(words))


@pytest.mark.parametrize(
    ("words", "parts", "stands_for_all"),
    [
        ("Motionen bifalls delvis.", ("bifalls delvis",), "bifalls"),
        ("Kommunfullmäktige beslutar att delvis bifalla motionen.", ("bifalls delvis",), "bifalls"),
        ("Motionen bifalls i den del som gäller belysningen.", ("bifalls delvis",), "bifalls"),
        ("Att-sats 1 bifalls, i övrigt avslås motionen.", ("bifalls", "avslås"), "bifalls"),
        (
            "Motionen avslås i de delar som gäller taxan och bifalls i övrigt.",
            ("bifalls", "avslås"),
            "bifalls",
        ),
        (
            "Motionen anses besvarad i den del som gäller bryggan och avslås i övrigt.",
            ("anses besvarad", "avslås"),
            "anses besvarad",
        ),
        (
            "Första att-satsen bifalls. Andra att-satsen avslås. Tredje att-satsen är därmed besvarad.",
            ("bifalls", "anses besvarad", "avslås"),
            "bifalls",
        ),
        ("Motionen bifalls.", (), "bifalls"),
        ("Medborgarförslaget avslås, eftersom planen inte medger bygget i den delen av byn.", (), "avslås"),
        ("Ansökan avslås, då ett bifall till den skulle strida mot lagen.", (), "avslås"),
        ("Rapporten godkänns i den del som gäller skolan.", (), "godkänns"),
    ],
)
def test_a_decision_in_parts_says_which(words: str, parts: tuple[str, ...], stands_for_all: str) -> None:
    found = parted([point(words)])
    assert found == parts
    assert outcome(words) == weightiest([point(words)]) == stands_for_all


@pytest.mark.parametrize(
    ("points", "parts", "whole"),
    [
        (
            ["att bifalla motionens första att-sats", "att avslå motionen i övrigt."],
            ("bifalls", "avslås"),
            "bifalls",
        ),
        (["Punkt 1 avslås.", "Punkt 2 anses besvarad."], ("anses besvarad", "avslås"), "anses besvarad"),
        (
            ["Förvaltningen får i uppdrag att utreda en bro.", "Motionen anses därmed besvarad."],
            (),
            "anses besvarad",
        ),
        (["Motionen bifalls.", "Motionen anses därmed besvarad."], (), "bifalls"),
        (["Yrkandet om återremiss avslås.", "Motionen bifalls."], (), "bifalls"),
        (["Kommunfullmäktige bifaller kommunstyrelsens förslag.", "Motionen avslås."], (), "avslås"),
        (["Motionen avslås.", "Annas yrkande om återremiss avslås."], (), "avslås"),
        (["Planen antas.", "Ansökan avslås."], (), "antas"),
        (
            ["Motionen bifalls i den del som gäller taket.", "Motionen avslås i den del som gäller väggen."],
            ("bifalls", "avslås"),
            "bifalls",
        ),
    ],
)
def test_the_points_of_a_decision_in_parts_are_taken_together(
    points: list[str], parts: tuple[str, ...], whole: str
) -> None:
    found = [point(words) for words in points]
    assert (parted(found), weightiest(found)) == (parts, whole)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (["Informationen noteras.", "Avgiften fastställs till 50 kr."], "fastställs"),
        (["Informationen noteras.", "Förvaltningen får i uppdrag att ta fram en plan."], "annat"),
        (
            ["Rapporten läggs till handlingarna.", "Beslutet skickas till revisorerna."],
            "läggs till handlingarna",
        ),
        (["Ärendet skickas till ekonomienheten.", "Budgeten antas."], "antas"),
        (["Budgeten godkänns.", "Ärendet överlämnas till kommunstyrelsen för beslut."], "godkänns"),
        (["Planen antas.", "Ärendet återremitteras i den del som gäller badet."], "återremitteras"),
        (["Protokollet delges nämnden.", "Informationen antecknas."], "antecknas"),
        (["Informationen noteras.", "Nästa redovisning sker i höst."], "noteras"),
        (["Riktlinjen revideras.", "Därmed anses motionen vara besvarad."], "anses besvarad"),
        (["Därmed anses motionen besvarad.", "Motionen bifalls."], "bifalls"),
        (["Ärende 5, Ny taxa, utgår.", "Dagordningen fastställs."], "fastställs"),
        ([], "annat"),
    ],
)
def test_what_decides_the_matter_weighs_more_than_what_surrounds_it(points: list[str], expected: str) -> None:
    notes = {"noteras", "antecknas", "läggs till handlingarna"}
    found = [point(words, Level.INFORMATION if outcome(words) in notes else Level.BESLUT) for words in points]
    assert weightiest(found) == expected


def test_an_own_decision_and_a_proposal_are_not_two_parts_of_one() -> None:
    found = [point("Ansökan avslås."), point("Motionen bifalls.", Level.FORSLAG)]
    assert parted(found) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kommunfullmäktige beslutar bifalla kommunstyrelsens förslag att avslå motionen.", "avslås"),
        ("Kommunfullmäktige bifaller kommunstyrelsens förslag om avslag på motionen.", "avslås"),
        ("Nämnden bifaller ansökan och antar förslaget till avtal.", "bifalls"),
        ("Kommunstyrelsen föreslår avslag på motionen.", "avslås"),
        ("Kommunstyrelsen föreslår bifall till medborgarförslaget.", "bifalls"),
        ("Nämnden avslår förslaget att bifalla ansökan.", "avslås"),
    ],
)
def test_a_proposal_that_is_granted_counts_as_what_it_proposes(words: str, expected: str) -> None:
    assert outcome(words) == expected


def test_a_parted_decision_is_told_as_such() -> None:
    assert (
        in_words("bifalls", met_with("Punkt 1 bifalls, punkt 2 avslås.")) == "delat beslut (bifalls, avslås)"
    )
    assert in_words("bifalls", ()) == "bifalls"
