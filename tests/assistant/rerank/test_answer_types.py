"""Whether a passage holds the kind of thing that is asked for."""

from __future__ import annotations

import pytest

from assistant.rerank.answer_types import FITS
from tests.assistant.rerank.pools import asked_of, pool_of

DATED, SUM, CAUSE, RULE, BARE = (
    "Bron öppnar den 3 maj",
    "Bron kostar 450 kronor",
    "Bron stängs eftersom den är sliten",
    "Du måste ha lov för bron",
    "Bron är röd",
)


def fitting(name: str, question: str) -> list[str]:
    passages = (DATED, SUM, CAUSE, RULE, BARE)
    pool = pool_of(asked_of(question), *(("", passage) for passage in passages))
    return [passage for passage, fits in zip(passages, FITS[name](pool), strict=True) if fits]


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("when", "När öppnar bron?", [DATED]),
        ("when", "Vilket datum öppnar bron?", [DATED]),
        ("when", "When does the bridge open?", [DATED]),
        ("how much", "Hur mycket kostar bron?", [DATED, SUM]),
        ("how much", "Vad kostade bron?", [DATED, SUM]),
        ("why", "Varför stängs bron?", [CAUSE]),
        ("why", "Av vilken anledning stängs bron?", [CAUSE]),
        ("may", "Får man gå på bron?", [RULE]),
        ("when", "Vem byggde bron?", []),
        ("how much", "Vem byggde bron?", []),
        ("why", "Vem byggde bron?", []),
        ("may", "Vem byggde bron?", []),
        ("when", "", []),
    ],
)
def test_a_passage_fits_by_what_is_asked_for(name: str, question: str, expected: list[str]) -> None:
    assert fitting(name, question) == expected


@pytest.mark.parametrize(("word", "fits"), [("2025", True), ("1899", False), ("20255", False), ("maj", True)])
def test_a_year_of_four_figures_is_a_date(word: str, fits: bool) -> None:
    assert bool(FITS["when"](pool_of(asked_of("När?"), ("", word)))[0]) == fits
