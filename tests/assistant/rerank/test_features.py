"""The features one by one: against plain Python and values counted by hand."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from assistant.rerank import features as made
from assistant.rerank.features import K1, B, Proximity
from assistant.rerank.pool import Pool
from assistant.rerank.weights import weights
from ingest import analyse
from tests.assistant.rerank.pools import asked_of, pool_of

QUESTION = "Vad kostar avfallstaxan för slam?"
PASSAGES = (
    ("Avfallstaxa 2026", "Avfallstaxan höjs. Slam kostar mer.", "Avfallstaxan gäller slam och slam."),
    ("Slam", "Slam töms."),
    ("Skola", "Skolan öppnar. Maten kostar 15 kronor", "Taxan är för skolan"),
)
TERMS = {
    "stems": analyse.stems,
    "grams4": lambda text: analyse.grams(text, 4),
    "grams": analyse.grams,
}


@pytest.fixture
def pool() -> Pool:
    return pool_of(asked_of(QUESTION, held={"slam": 10, "kost": 40}), *PASSAGES)


def bm25(pool: Pool, field: str, texts: list[str]) -> list[float]:
    """BM25 over texts, in plain Python; lengths count words, whatever the field."""
    terms = pool.asked.fields[field]
    lengths = [len(analyse.words(text)) for text in texts]
    mean = sum(lengths) / len(lengths)
    scores = []
    for text, length in zip(texts, lengths, strict=True):
        tokens = TERMS[field](text)
        score = 0.0
        for term, at in terms.place.items():
            count = tokens.count(term)
            score += float(terms.idf[at]) * count * (K1 + 1) / (count + K1 * (1 - B + B * length / mean))
        scores.append(score)
    return scores


def shares(values: list[float]) -> list[float]:
    return [value / max(values) for value in values]


@pytest.mark.parametrize("field", ["stems", "grams4", "grams"])
def test_whole_is_bm25_over_the_passage(pool: Pool, field: str) -> None:
    expected = bm25(pool, field, [" ".join(pieces) for _, *pieces in PASSAGES])
    assert made.whole(pool, field) == pytest.approx(shares(expected), rel=1e-4)


@pytest.mark.parametrize("field", ["stems", "grams4", "grams"])
def test_best_piece_is_the_best_bm25_over_pieces(pool: Pool, field: str) -> None:
    by_piece = iter(bm25(pool, field, [piece for _, *pieces in PASSAGES for piece in pieces]))
    expected = [max(next(by_piece) for _ in pieces) for _, *pieces in PASSAGES]
    assert made.best_piece(pool, field) == pytest.approx(shares(expected), rel=1e-4)


def test_scores_of_nothing_are_nothing() -> None:
    assert made.scaled(np.zeros(3, np.float32)).tolist() == [0, 0, 0]
    assert made.scaled(np.zeros(0, np.float32)).tolist() == []


def test_pairs_are_neighbours_in_the_same_order_and_piece() -> None:
    asked = asked_of("höjd taxa slam", held={"slam": 20})
    pool = pool_of(
        asked,
        ("", "en höjd taxa"),
        ("", "taxa höjd"),
        ("", "höjd taxa slam"),
        ("", "höjd", "taxa slam"),
        ("", "höjd ny taxa"),
    )
    high, low = math.log(1 + 99.5 / 1.5), math.log(1 + 80.5 / 20.5)
    first, second = 2 * high, high + low
    most = first + second
    expected = [first / most, 0, 1, second / most, 0]
    assert made.ordered_pairs(pool) == pytest.approx(expected, rel=1e-5)


def test_a_question_of_one_word_has_no_pairs() -> None:
    assert made.ordered_pairs(pool_of(asked_of("taxa"), ("", "taxa taxa"))).tolist() == [0]


def brute_window(pool: Pool, pieces: list[list[int]], length: int) -> float:
    """The greatest share in `length` words of one piece, word by word."""
    best = 0.0
    for piece in pieces:
        for start in range(len(piece)):
            near = [at for at in piece[start : start + length] if at >= 0]
            met = pool.likeness[:, near].max(axis=1) if near else np.zeros(len(pool.asked.words))
            best = max(best, float((met * pool.asked.weights).sum()) / pool.asked.total)
    return best


def test_windows_are_what_a_look_at_every_window_finds() -> None:
    rng = random.Random(7)
    said = ("taxa", "avfall", "slam", "skola", "park", "väg", "hamn", "bro")
    for _ in range(15):
        passages = [
            ("", *(" ".join(rng.choices(said, k=rng.randint(1, 60))) for _ in range(rng.randint(1, 3))))
            for _ in range(rng.randint(1, 5))
        ]
        asked = asked_of("taxa avfall skolväg", held={"tax": rng.randint(1, 90)})
        pool = pool_of(asked, *passages)  # type: ignore[arg-type]
        place = {word: at for at, word in enumerate(pool.vocabulary)}
        laid = [[[place[word] for word in piece.split()] for piece in pieces] for _, *pieces in passages]
        near = Proximity(pool)
        for length in (1, 2, 3, 7, 8, 20, 50):
            expected = [brute_window(pool, pieces, length) for pieces in laid]
            assert near.window(length) == pytest.approx(expected, rel=1e-4, abs=1e-6), length
        opening = [brute_window(pool, [pieces[0][:5]], 5) for pieces in laid]
        assert near.opening(5) == pytest.approx(opening, rel=1e-4, abs=1e-6)
        whole = [brute_window(pool, [[at for piece in pieces for at in piece]], 999) for pieces in laid]
        assert near.anywhere() == pytest.approx(whole, rel=1e-4, abs=1e-6)


def test_no_window_reaches_over_two_pieces() -> None:
    pool = pool_of(asked_of("höjd taxa"), ("", "höjd", "taxa"))
    near = Proximity(pool)
    assert near.window(50) == pytest.approx([0.5])
    assert near.anywhere() == pytest.approx([1])


def test_missing_is_the_weight_of_the_word_missed_most() -> None:
    pool = pool_of(asked_of("taxa slam", held={"slam": 60}), ("", "taxa slam"), ("", "taxa"), ("", "slam"))
    tax, slam = (float(weight) for weight in pool.asked.weights)
    expected = [0, slam / (tax + slam), tax / (tax + slam)]
    assert Proximity(pool).missing() == pytest.approx(expected, abs=1e-6)


def test_title_features_tell_how_much_of_the_question_and_of_the_title_is_met() -> None:
    pool = pool_of(
        asked_of("avfallstaxa slam"),
        ("Avfallstaxa 2026", "x"),
        ("Slam och avfallstaxa", "x"),
        ("", "x"),
        ("Skola", "x"),
    )
    assert made.title_met(pool) == pytest.approx([0.5, 1, 0, 0], abs=1e-6)
    assert made.title_asked(pool) == pytest.approx([1 / 2, 2 / 3, 0, 0], abs=1e-6)


def test_every_weight_has_its_feature_and_all_are_finite(pool: Pool) -> None:
    found = made.features(pool, np.array([0.5, -0.2, 0.1], np.float32))
    assert set(weights()) <= set(found)
    assert found["dense"].tolist() == pytest.approx([0.5, 0, 0.1])
    assert found["length"] == pytest.approx([math.log1p(n) / 5 for n in (10, 2, 10)], rel=1e-5)
    assert all(values.shape == (3,) and np.isfinite(values).all() for values in found.values())


@pytest.mark.parametrize("question", ["", "?!", "och i att", "🙂", "x" * 5_000])
def test_a_question_that_says_nothing_breaks_no_feature(question: str) -> None:
    pool = pool_of(asked_of(question), *PASSAGES, ("", ""))
    found = made.features(pool, np.zeros(4, np.float32))
    assert all(values.shape == (4,) and np.isfinite(values).all() for values in found.values())
