"""Swedish tokens: words, stems and word-bounded 5-grams."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from ingest import analyse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VA-redovisning år 2024", ["va", "redovisning", "år", "2024"]),
        ("Ärendet, § 19: IDÉ & Müller", ["ärendet", "19", "idé", "müller"]),
        ("KS-25/00205", ["ks", "25", "00205"]),
        ("", []),
        ("… – §", []),
    ],
)
def test_words_are_lower_case_runs_of_swedish_letters_and_digits(text: str, expected: list[str]) -> None:
    assert analyse.words(text) == expected


def test_decomposed_letters_give_the_same_words_as_composed_ones() -> None:
    assert analyse.words(unicodedata.normalize("NFD", "Åtgärder för våtmarker")) == [
        "åtgärder",
        "för",
        "våtmarker",
    ]


def test_inflections_of_a_word_share_their_stem() -> None:
    assert len(set(analyse.stems("kommun kommunen kommuner kommunernas kommunens"))) == 1


def test_stems_are_snowballs_own() -> None:
    text = "Allmänna utskottets förslag till kommunstyrelsen överlämnas utan eget yttrande"
    expected = snowballstemmer.stemmer("swedish").stemWords(text.lower().split())
    assert analyse.stems(text) == expected


def test_stems_come_out_right_from_many_threads_at_once() -> None:
    vocabulary = [
        f"{front}{back}" for front in ("skol", "vård", "väg") for back in ("plikten", "området", "arnas")
    ]
    expected = snowballstemmer.stemmer("swedish").stemWords(vocabulary * 40)
    analyse.stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(analyse.stem, vocabulary * 40)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kommunen", ["_komm", "kommu", "ommun", "mmune", "munen", "unen_"]),
        ("AU va", ["_au_", "_va_"]),
        ("väg", ["_väg_"]),
        ("", []),
    ],
)
def test_grams_stay_inside_words_and_short_words_are_whole(text: str, expected: list[str]) -> None:
    assert analyse.grams(text) == expected


def test_grams_of_another_length_can_be_asked_for() -> None:
    assert analyse.grams("vägen", n=4) == ["_väg", "väge", "ägen", "gen_"]


def test_the_line_that_is_indexed_holds_the_grams_that_are_searched_for() -> None:
    assert analyse.gram_line("kommunen").split() == analyse.grams("kommunen")


def test_a_compound_shares_grams_with_its_last_part() -> None:
    shared = set(analyse.grams("avloppsanläggningar")) & set(analyse.grams("anläggning"))
    assert {"anläg", "nlägg", "läggn", "äggni", "ggnin", "gning"} <= shared


def test_query_terms_leave_out_stop_words_and_repetitions() -> None:
    question = "Vad är det för avgift, och vilken avgift är det för slam?"
    assert analyse.query_stems(question) == analyse.stems("avgift slam")
    assert analyse.query_grams(question) == analyse.grams("avgift slam")


def test_a_question_of_stop_words_only_keeps_them_all() -> None:
    assert analyse.query_stems("Vad är det?") == analyse.stems("vad är det")
