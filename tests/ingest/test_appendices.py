from __future__ import annotations

import pytest

from ingest.appendices import UNNAMED, appendices
from tests.archives import BRIDGE, Item, minutes
from tests.made_up_minutes import meeting_of


def _named(*, told: str = "Förvaltningen har berett ärendet.", listed: tuple[str, ...] = ()) -> list[str]:
    lines = "".join(f"\n• {each}" for each in listed)
    text = told + (f"\nBeslutsunderlag{lines}" if listed else "")
    item = Item(11, "Ny gångbro", "KS-25/00301", BRIDGE.decision, text)
    (paragraph,) = meeting_of(minutes([item])).paragraphs
    found = appendices(paragraph)
    assert all(each.text.pages for each in found)
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("Taxa för kopiering, bilaga", "Taxa för kopiering"),
        ("Taxa för kopiering, bilaga.", "Taxa för kopiering"),
        ("Bildspel, aktbilaga", "Bildspel"),
        ("Bilaga 2 Taxa", "Bilaga 2 Taxa"),
        ("Bilaga 1 - Inspel, reviderad 2026-06-09", "Bilaga 1 Inspel, reviderad 2026-06-09"),
        ("Motion 2024-11-14 med bilaga", "bilaga till Motion 2024-11-14"),
        ("Anbudssammanställning, bilaga (sekretess)", "Anbudssammanställning"),
    ],
)
def test_a_list_names_its_appendices(entry: str, name: str) -> None:
    assert _named(listed=("Tjänsteskrivelse 2025-02-10", entry)) == [name]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Planen fastställs enligt bilaga.", UNNAMED),
        ("Avgiften höjs, se bilaga.", UNNAMED),
        ("Räkenskaperna redovisas enligt särskild bilaga.", UNNAMED),
        ("I bilagan ”Verkställighet” har följande lagts in.", "Verkställighet"),
        ("Avgifterna framgår av bilaga 3.", "bilaga 3"),
    ],
)
def test_the_text_names_an_appendix(told: str, name: str) -> None:
    assert _named(told=told) == [name]


def test_what_the_text_means_by_the_appendix_is_the_one_listed() -> None:
    assert _named(told="Taxan antas enligt bilaga.", listed=("Taxa, bilaga",)) == ["Taxa"]


@pytest.mark.parametrize(
    "told",
    ["Enligt § 3 bilaga 1 i avtalet gäller annat.", "Handlingen biläggen saknas inte.", "Inget sägs om det."],
)
def test_appendices_of_agreements_and_other_words_are_none(told: str) -> None:
    assert _named(told=told) == []
