"""The passages taken apart: how often asked terms stand in them, and which words are akin."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from assistant.rerank.pool import Pool
from ingest import analyse
from tests.assistant.rerank.pools import asked_of, pool_of

PASSAGES = (
    ("Avfallstaxa", "Avfallstaxan höjs. Taxan gäller avfall.", "Avfallet hämtas av AU"),
    ("Skola", "Skolan öppnar", ""),
    ("", "taxa taxa taxa"),
)
PIECES = [piece for _, *pieces in PASSAGES for piece in pieces]


@pytest.fixture
def pool() -> Pool:
    return pool_of(asked_of("taxa avfall AU"), *PASSAGES)


@pytest.mark.parametrize(
    ("field", "terms_of"),
    [
        ("stems", analyse.stems),
        ("grams4", lambda text: analyse.grams(text, 4)),
        ("grams", analyse.grams),
    ],
)
def test_frequencies_are_counted_piece_by_piece(pool: Pool, field, terms_of) -> None:  # type: ignore[no-untyped-def]
    place = pool.asked.fields[field].place
    counted = [Counter(terms_of(piece)) for piece in PIECES]
    assert pool.frequencies(field).tolist() == [[held[term] for term in place] for held in counted]


def test_what_holds_of_pieces_is_gathered_to_passages(pool: Pool) -> None:
    of_pieces = np.array([1, 5, 2, 3, 4], dtype=np.float32)
    assert pool.of_passages(of_pieces).tolist() == [5, 3, 4]
    assert pool.of_passages(of_pieces, np.add).tolist() == [6, 5, 4]


def test_an_empty_piece_is_one_place_that_no_word_fills(pool: Pool) -> None:
    assert pool.piece_lengths.tolist() == [5, 4, 2, 1, 3]
    assert pool.sequence[11] == -1
    assert pool.having(np.ones(len(pool.vocabulary), np.float32)).tolist() == [1, 1, 1, 0, 1]


def test_a_long_piece_is_cut() -> None:
    pool = pool_of(asked_of("taxa"), ("", "ord " * 5_000))
    assert pool.lengths.tolist() == [400]


def likeness(asked: str, found: str) -> float:
    pool = pool_of(asked_of(asked), ("", found))
    return float(pool.likeness[0, 0])


@pytest.mark.parametrize("found", ["taxa", "taxan", "taxor"])
def test_an_equal_stem_is_the_word_itself(found: str) -> None:
    same = analyse.stem("taxa") == analyse.stem(found)
    assert (likeness("taxa", found) == 1) == same


def test_kin_count_by_the_share_of_equal_grams() -> None:
    asked, found = set(analyse.word_grams("avfallstaxa", n=4)), set(analyse.word_grams("avfallsplan", n=4))
    dice = 2 * len(asked & found) / (len(asked) + len(found))
    assert likeness("avfallstaxa", "avfallsplan") == pytest.approx(0.8 * dice, rel=1e-5)


def test_a_compound_counts_by_the_share_of_the_asked_word_that_it_holds() -> None:
    asked = set(analyse.word_grams("medfinansiering", n=4))
    held = asked & set(analyse.word_grams("kontantmedfinansieringsbelopp", n=4))
    assert len(held) / len(asked) == pytest.approx(12 / 14)
    assert likeness("medfinansiering", "kontantmedfinansieringsbelopp") == pytest.approx(0.8 * 12 / 14)


@pytest.mark.parametrize(("asked", "found"), [("avfall", "skola"), ("au", "aula"), ("42", "420")])
def test_what_only_looks_a_little_alike_counts_nothing(asked: str, found: str) -> None:
    assert likeness(asked, found) == 0


def test_likeness_lies_between_nought_and_one() -> None:
    pool = pool_of(
        asked_of("aaaaaaaa banan ananas taxa"), ("banan", "aaaa aaaaaaaaaaaaaa ananas bananananas")
    )
    assert pool.likeness.min() >= 0
    assert pool.likeness.max() <= 1
