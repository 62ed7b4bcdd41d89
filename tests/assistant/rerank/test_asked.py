"""A question taken apart: its words, each with how rare it is."""

from __future__ import annotations

import math

import pytest

from assistant.rerank.asked import taken_apart
from tests.assistant.rerank.pools import TOTAL, asked_of


def test_words_come_once_without_stop_words_and_the_order_is_kept_whole() -> None:
    asked = asked_of("taxan för avfall och taxan för slam")
    assert asked.words == ("taxan", "avfall", "slam")
    assert asked.order == ("taxan", "för", "avfall", "och", "taxan", "för", "slam")


def test_rare_words_weigh_more() -> None:
    asked = asked_of("avfall taxa", held={"avfall": 50, "tax": 1})
    assert asked.weights == pytest.approx([math.log(1 + 50.5 / 50.5), math.log(1 + 99.5 / 1.5)], rel=1e-5)
    assert asked.total == pytest.approx(float(asked.weights.sum()))


def test_each_field_has_its_terms_once() -> None:
    asked = asked_of("au taxa taxa")
    assert list(asked.fields["stems"].place) == ["au", "tax"]
    assert list(asked.fields["grams4"].place) == ["_au_", "_tax", "taxa", "axa_"]
    assert list(asked.fields["grams"].place) == ["_au_", "_taxa", "taxa_"]
    assert all(len(terms.idf) == len(terms) for terms in asked.fields.values())


@pytest.mark.parametrize("text", ["", "?!", "🙂"])
def test_a_question_without_words_weighs_something_all_the_same(text: str) -> None:
    asked = asked_of(text)
    assert asked.words == ()
    assert asked.total == 1


def test_a_long_question_is_cut() -> None:
    looked_up: list[str] = []

    def frequency(_: str, term: str) -> int:
        looked_up.append(term)
        return 1

    asked = taken_apart(" ".join(f"ord{n}" for n in range(10_000)), "", frequency, TOTAL)
    assert len(asked.words) <= 40
    assert len(looked_up) < 40 * 12


def test_an_archive_that_has_shrunk_meanwhile_gives_no_negative_weight() -> None:
    assert (asked_of("taxa", held={"tax": TOTAL + 7}).weights >= 0).all()
