"""How well the words of a question are met by those of a text."""

from __future__ import annotations

import pytest

from assistant.matching import coverage, likeness, met, vocabulary, weigh
from assistant.query import Term


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("taxa", "taxan"),
        ("taxan", "taxa"),
        ("skola", "skolans"),
        ("bron", "bro"),
        ("taxorna", "taxan"),
        ("avfallet", "avfall"),
        ("bidrag", "bidragets"),
        ("motioner", "motionen"),
        ("kommun", "kommuns"),
        ("granviks", "granvik"),
        ("beslut", "beslutet"),
        ("2026", "2026"),
    ],
)
def test_forms_of_one_word_are_alike(asked: str, found: str) -> None:
    assert likeness(asked, found) == 1.0


@pytest.mark.parametrize(
    ("asked", "found", "least", "most"),
    [
        ("aker", "åker", 0.9, 0.99),
        ("station", "brandstation", 0.8, 0.9),
        ("brandstation", "station", 0.2, 0.75),
        ("brandstasion", "brandstation", 0.6, 0.8),
        ("solceler", "solceller", 0.6, 0.9),
    ],
)
def test_compounds_dots_and_misspellings_are_nearly_alike(
    asked: str, found: str, least: float, most: float
) -> None:
    assert least <= likeness(asked, found) <= most


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2025", "2026"),
        ("2025", "20251"),
        ("bro", "brandstation"),
        ("skola", "taxa"),
        ("bok", "bom"),
        ("hamn", "namn"),
        ("", "x"),
    ],
)
def test_other_words_are_not_alike(asked: str, found: str) -> None:
    assert likeness(asked, found) == 0.0


@pytest.mark.parametrize("word", ["taxa", "brandstationen", "2026", "å", "va", "ks"])
def test_a_word_is_like_itself(word: str) -> None:
    assert likeness(word, word) == 1.0


def test_a_word_that_means_the_same_counts_nearly_as_much() -> None:
    water = Term("va", ("vatten", "avlopp"))
    assert met(water, vocabulary("Taxa för vatten")) == pytest.approx(0.9)
    assert met(water, vocabulary("VA-taxa")) == 1.0
    assert met(water, vocabulary("Taxa för avfall")) == 0.0


def test_parts_of_a_long_compound_spread_over_a_text_are_put_together() -> None:
    term = Term("medfinansieringsbelopp")
    assert met(term, vocabulary("Beloppet för medfinansieringen är 60 tkr")) > 0.5


def test_rare_words_weigh_more_and_names_and_numbers_still_more() -> None:
    terms = [Term("taxa"), Term("brandstation"), Term("norrby", proper=True), Term("plan", source=True)]
    taxa, station, norrby, plan = (one.weight for one in weigh(terms, [50, 2, 2, 2], 100))
    assert taxa < station < norrby
    assert plan < station


def test_coverage_is_the_weighed_share_of_what_is_met() -> None:
    weighed = weigh([Term("brandstation"), Term("simhall")], [5, 5], 100)
    assert coverage(weighed, "Ny brandstation") == pytest.approx(0.5, abs=0.01)
    assert coverage(weighed, "Ny brandstation och simhall") == pytest.approx(1.0)
    assert coverage(weighed, "Ny cykelväg") == 0.0
    assert coverage(weighed, "") == 0.0
    assert coverage((), "Vad som helst") == 1.0


def test_more_of_the_text_never_covers_less() -> None:
    weighed = weigh([Term("taxa"), Term("avfall"), Term("2026")], [9, 3, 20], 100)
    text, before = "", 0.0
    for word in ("Den", "nya", "taxan", "för", "avfallet", "gäller", "från", "januari", "2026"):
        text = f"{text} {word}"
        assert coverage(weighed, text) >= before
        before = coverage(weighed, text)
    assert before == pytest.approx(1.0)
