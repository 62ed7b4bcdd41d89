"""Abbreviations and what they are short for, both ways."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest

from assistant.abbreviations import alternatives
from ingest.analyse import STOP_WORDS, stem, words


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is written otherwise, and how."""
    asked = words(text)
    return [(" ".join(asked[one.first : one.last + 1]), one.stems) for one in alternatives(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vad kostar VA?", ("va", (stem("vatten"), "avlopp"))),
        ("Vad kostar vatten och avlopp?", ("vatten och avlopp", ("va",))),
        ("VA-taxan", ("va", (stem("vatten"), "avlopp"))),
        ("Vad sa au?", ("au", (stem("arbetsutskottet"),))),
        ("Vad sa arbetsutskottet?", ("arbetsutskottet", ("au",))),
        ("kommunfullmäktiges budget", ("kommunfullmäktiges", ("kf",))),
        ("rur", ("rur", ("resultatutjämningsreserv",))),
        ("resultatutjämningsreserven", ("resultatutjämningsreserven", ("rur",))),
        ("ny öp", ("öp", ("översiktsplan",))),
        ("barn- och utbildningsnämnden", ("barn och utbildningsnämnden", ("bun",))),
        ("miljökonsekvensbeskrivningen", ("miljökonsekvensbeskrivningen", ("mkb",))),
        ("platser på särskilda boenden", None),
        ("SoL", ("sol", ("socialtjänstlag",))),
        ("SOL", ("sol", ("socialtjänstlag",))),
    ],
)
def test_an_abbreviation_and_its_words_stand_for_each_other(
    text: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    assert (expected in found(text)) if expected else found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "va sa du",
        "sol och värme",
        "lov för barn",
        "kl 13",
        "tf chef",
        "vatten i avloppet",
        "kan las",
        "",
        "😀",
        "\x00",
        "it is",
    ],
)
def test_words_that_look_like_abbreviations_are_none(text: str) -> None:
    assert alternatives(text) == ()


def test_every_entry_of_the_table_works_both_ways() -> None:
    table = tomllib.loads(files("assistant").joinpath("data/phrases.toml").read_text("utf-8"))
    for group in table.values():
        for short, phrases in group.items():
            for phrase in phrases:
                longer = tuple(stem(word) for word in words(phrase) if word not in STOP_WORDS)
                assert (short.lower(), longer) in found(short), short
                assert (" ".join(words(phrase)), (stem(short.lower()),)) in found(phrase), phrase


def test_a_long_question_takes_no_time() -> None:
    text = "vatten och " * 5_000
    started = time.process_time()
    alternatives(text)
    assert time.process_time() - started < 1


def test_letters_that_grow_in_lower_case_do_no_harm() -> None:
    assert found("İ VA") in ([], [("va", (stem("vatten"), "avlopp"))])
