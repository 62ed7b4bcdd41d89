"""What a decision point amounts to."""

from __future__ import annotations

import pytest

from ingest.kommunfile import load_kommun_config
from ingest.model import Level, Page, Paragraph, Reading
from ingest.outcomes import OTHER, outcome
from ingest.structure import structure
from tests.archives import Item, minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Motionen avslås.", "avslås"),
        ("Ansökan beviljas med 50 000 kr.", "beviljas"),
        ("Kommunen bygger tolv laddpunkter, under förutsättning att bidrag beviljas.", OTHER),
        ("Planen antas under förutsättning att länsstyrelsen godkänner den.", "antas"),
        ("Ärendet utgår.", "utgår"),
        ("Ärende 5 utgår från dagordningen.", "utgår"),
        ("Punkten 5, Taxa för vatten, utgår.", "utgår"),
        ("Arvode utgår med 500 kr.", OTHER),
        ("I ärendet om arvoden utgår ersättning.", OTHER),
        ("Marken arrenderas ut, förutsatt att avtalet godkänns av nämnden.", OTHER),
    ],
)
def test_what_a_point_hangs_on_is_not_its_outcome(text: str, expected: str) -> None:
    assert outcome(text) == expected


def _decided(decision: str) -> Paragraph:
    text = minutes([Item(11, "Cykelplan", "KS-25/00301", decision)], body="Socialnämnden")
    reading = Reading("text", (Page(1, text),), paged=False)
    config = load_kommun_config(None)
    document = structure(reading, name="SN.txt", kommun=None, kind=None, config=config)
    return document.meetings[0].paragraphs[0]


@pytest.mark.parametrize(
    ("decision", "receiver"),
    [
        ("Ärendet remitteras till kommunstyrelsen för beredning.", "Kommunstyrelsen"),
        ("Ärendet återremitteras till kommunstyrelsen.", "Kommunstyrelsen"),
        ("Socialnämnden överlämnar yttrandet till kommunstyrelsen.", "Kommunstyrelsen"),
        ("Ärendet återremitteras för att kommunstyrelsen ska yttra sig.", None),
        ("Yttrandet överlämnas till kommunstyrelsens ordförande.", None),
        ("Planen antas och gäller till kommunstyrelsen beslutar annat.", None),
        ("Ärendet återremitteras till socialnämnden.", None),
    ],
)
def test_a_decision_that_sends_a_matter_on_names_the_receiver(decision: str, receiver: str | None) -> None:
    (point,) = (found := _decided(decision)).points
    assert (point.level, point.next_body) == (Level.BESLUT, receiver)
    assert (found.level, found.next_body) == (Level.BESLUT, receiver)


def test_a_proposal_goes_on_to_who_is_to_decide_it_whatever_else_is_sent_away() -> None:
    found = _decided(
        "Planen överlämnas till kommunstyrelsen.\n• Socialnämnden föreslår kommunfullmäktige att anta planen."
    )
    assert [point.next_body for point in found.points] == ["Kommunstyrelsen", "Kommunfullmäktige"]
    assert (found.level, found.next_body, found.final_body) == (Level.BLANDAT, *["Kommunfullmäktige"] * 2)


COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"


@pytest.mark.parametrize(
    ("decided", "next_body", "final_body"),
    [
        ("{au}s förslag till kommunstyrelsen\n• Planen antas.", BOARD, BOARD),
        ("{au}s förslag till kommunstyrelsen och kommunfullmäktige\n• Planen antas.", BOARD, COUNCIL),
        ("{au} föreslår kommunstyrelsen föreslå kommunfullmäktige besluta\natt anta planen.", BOARD, COUNCIL),
        (
            "Beslut\n{au} föreslår kommunstyrelsen föreslå kommunfullmäktige besluta att anta planen.",
            BOARD,
            COUNCIL,
        ),
        (
            "Beslut\n{au} beslutar att föreslå kommunstyrelsen att föreslå kommunfullmäktige att anta planen.",
            BOARD,
            COUNCIL,
        ),
        (
            "Beslut\n{au} föreslår att kommunstyrelsen föreslår kommunfullmäktige att besluta:\n1. Planen antas.\n2. Den gäller i tre år.",
            BOARD,
            COUNCIL,
        ),
        ("Beslut\n{au} föreslår kommunstyrelsen att anta planen som kommunfullmäktige begärt.", BOARD, BOARD),
    ],
)
def test_a_proposal_may_name_the_body_that_decides_after_the_next(
    decided: str, next_body: str, final_body: str
) -> None:
    found = decided_by("Allmänna utskottet", "Cykelplan", decided.format(au="Allmänna utskottet"))
    assert found.level == Level.FORSLAG
    assert (found.next_body, found.final_body) == (next_body, final_body)


@pytest.mark.parametrize(
    ("body", "title", "decided", "final_body"),
    [
        (
            "Allmänna utskottet",
            "Motion om fler lekplatser",
            "{body}s förslag till kommunstyrelsen\n• Motionen avslås.",
            COUNCIL,
        ),
        (
            "Allmänna utskottet",
            "Plan för fler lekplatser",
            "{body}s förslag till kommunstyrelsen\n• Planen avslås.",
            BOARD,
        ),
        (
            BOARD,
            "Svar på motion om bad",
            "{body}s beslut\n{body} föreslår att motionen anses besvarad.",
            COUNCIL,
        ),
        (
            "Socialnämnden",
            "Motion om hemtjänst",
            "Beslut\nSocialnämnden föreslår att motionen avslås.",
            COUNCIL,
        ),
        (
            "Allmänna utskottet",
            "Motion om bad",
            "{body}s beslut\n• Ärendet överlämnas till kommunstyrelsen utan eget yttrande.",
            COUNCIL,
        ),
        (BOARD, "Motion om bad", "{body}s beslut\n• Motionen remitteras till socialnämnden.", None),
        (COUNCIL, "Motion om bad", "{body}s beslut\n• Motionen avslås.", None),
        (BOARD, "Redovisning av motioner", "{body}s beslut\n• Redovisningen godkänns.", None),
    ],
)
def test_the_council_decides_motions_in_the_end(
    body: str, title: str, decided: str, final_body: str | None
) -> None:
    assert decided_by(body, title, decided.format(body=body)).final_body == final_body


def decided_by(body: str, title: str, decided: str) -> Paragraph:
    text = minutes([Item(11, title, "KS-25/00301", "X")], body=body).replace(f"{body}s beslut\n• X", decided)
    reading = Reading("text", (Page(1, text),), paged=False)
    document = structure(reading, name="organ.txt", kommun=None, kind=None, config=load_kommun_config(None))
    return document.meetings[0].paragraphs[0]
