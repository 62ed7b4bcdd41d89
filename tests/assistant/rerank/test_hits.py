"""Which words hold which asked terms, against looking at one word after the other."""

from __future__ import annotations

import random

import numpy as np
import pytest

from assistant.rerank.hits import Hits, gram_hits
from ingest.analyse import word_grams

WORDS = (
    *("a", "å", "au", "ks", "va", "taxa", "avfallstaxa", "avfallstaxan", "överklagandehänvisning", "éü"),
    *("kontantmedfinansieringsbelopp", "0", "2025", "banan", "ananas", "aaaaaaaa", "_", "__x", "ååååå"),
)


def by_hand(words: tuple[str, ...], grams: list[str], n: int) -> dict[int, list[int]]:
    """How often each gram stands in each word that holds any."""
    counts = {row: [word_grams(word, n=n).count(gram) for gram in grams] for row, word in enumerate(words)}
    return {row: held for row, held in counts.items() if any(held)}


def held_by(hits: Hits) -> dict[int, list[int]]:
    return {
        int(row): [int(n) for n in held]
        for row, held in zip(hits.words, hits.counts, strict=True)
        if any(held)
    }


@pytest.mark.parametrize("n", [4, 5])
def test_grams_are_found_where_word_grams_finds_them(n: int) -> None:
    rng = random.Random(20260101 + n)
    made = ["".join(rng.choices("abåäö01", k=rng.randint(1, 12))) for _ in range(300)]
    words = tuple(dict.fromkeys([*WORDS, *made]))
    grams = list(dict.fromkeys(gram for word in words[::3] for gram in word_grams(word, n=n)))
    assert held_by(gram_hits(words, grams, n)) == by_hand(words, grams, n)


@pytest.mark.parametrize("n", [4, 5])
def test_letters_outside_latin_1_count_as_one_letter_and_break_nothing(n: int) -> None:
    words = ("日本語", "avfall", "š", "avfšll", "🙂", "ÿ")
    grams = [gram for word in ("avfall", "taxa") for gram in word_grams(word, n=n)]
    assert held_by(gram_hits(words, grams, n)) == by_hand(words, grams, n)


def test_a_short_word_is_not_the_beginning_of_a_long_one() -> None:
    assert held_by(gram_hits(("aub", "au", "xau", "a"), ["_au_"], 5)) == {1: [1]}


@pytest.mark.parametrize(("words", "grams"), [((), ["_au_"]), (("au",), []), ((), [])])
def test_no_words_or_no_grams_hold_nothing(words: tuple[str, ...], grams: list[str]) -> None:
    hits = gram_hits(words, grams, 5)
    assert hits.counts.shape == (0, len(grams))
    assert hits.row_of.tolist() == [-1] * len(words)


def test_a_pair_that_comes_twice_counts_twice() -> None:
    hits = Hits.of(np.array([3, 1, 3]), np.array([0, 1, 0]), words=5, terms=2)
    assert hits.words.tolist() == [1, 3]
    assert hits.counts.tolist() == [[0, 1], [2, 0]]
    assert hits.row_of.tolist() == [-1, 0, -1, 1, -1]
