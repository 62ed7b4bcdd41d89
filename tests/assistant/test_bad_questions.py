"""Questions that are none: an answer or a clear refusal, never an exception, and no more work than for twenty others."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from assistant.bounded import MOST_CHARACTERS, bounded
from assistant.core import Kommunminne
from assistant.errors import BadRequest
from assistant.retrieve import Retriever
from assistant.schema import FilterIn
from assistant.sought import Sought
from ingest.archive import ALL_ZONES
from ingest.filters import Filters
from tests.archives import ALL, ask

NORMAL = "Vad beslutade kommunstyrelsen om avfallstaxan?"
BOUND = 20

SHORT = [
    *("avfallstaxa", "och att i en ett det", "42", "§", "1 2 3", "?", "…", "a", "å"),
    *("AND (", '"', "*:*", "title:x", "'; DROP TABLE chunks; --", "stems:[a TO z]", "+-&&||!(){}[]^~*?:\\/", "%s {0}"),
    *("\x01\x02\x1b[31mavfall", "av\x00fall\x00", "\x00", "\u200b\u200e\ufeff", "\r\n\tavfall"),
    *("🙂🏳️‍🌈", "Τι αποφάσισε το συμβούλιο;", "市议会决定了什么", "ماذا قرر المجلس", "Что решил совет?", "İstanbul ǅ ﬁ ß"),
    *("What did the council decide on waste?", "Was hat der Gemeinderat beschlossen?", "Mitä kunta päätti jätteistä?"),
    *("30 februari 2025", "0000-00-00", "§ 99999999999999999999", "KS-99/99999999", "9" * 400 + " kr", "1e999"),
]  # fmt: skip
REPEATED = [
    *("avfallstaxa ", "och ", "a", "å", "1", "123 ", "a\u0301\u0327", "\u0301\u0316", "\u064b\u0655", "e\u0301"),
    *("§", "§ 1 ", "KS-25/00205 ", "2025-03-25 ", "Anna Andersson ", "KS ", "kommunfullmäktige ", "enligt ", "vad "),
    *('"', "(", "-", "a-", "kl. ", "%", ".", "PBL ", "6 kap. ", "hur mycket ", "what is the budget ", "İ", "ﷺ", "🙂"),
    *("av fall ", "\x00", "å ä ö ", "Granvik 4:17 ", "senaste ", "VA "),
]  # fmt: skip
MANY = " ".join(f"ord{n}" for n in range(10_000))
LONG = {**{repr(piece): piece * (100_000 // len(piece)) for piece in REPEATED}, "många olika ord": MANY}


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()  # what other tests left behind
    started = time.thread_time()
    work()
    return time.thread_time() - started


@pytest.fixture(scope="module")
def most(granvik: Kommunminne) -> float:
    """The processor time that a question may take, in seconds."""
    normal = sorted(_seconds(lambda: ask(granvik, NORMAL)) for _ in range(5))[2]
    return BOUND * max(normal, 0.05)


def _searched(core: Kommunminne, text: str) -> None:
    with contextlib.suppress(BadRequest):  # a clear refusal
        core.search(text, zones=ALL, filters=FilterIn(), limit=5)


@pytest.mark.parametrize("text", SHORT)
def test_any_short_question_is_answered_or_refused(granvik: Kommunminne, text: str, most: float) -> None:
    answer = ask(granvik, text)
    assert answer.sentences or answer.refused
    assert _seconds(lambda: _searched(granvik, text)) < most
    assert isinstance(Retriever(granvik._archive).search(text, Filters(zones=ALL_ZONES)), list)


@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0"])
def test_a_question_that_is_empty_is_refused(granvik: Kommunminne, text: str) -> None:
    with pytest.raises((BadRequest, ValidationError)):
        ask(granvik, text)
    with pytest.raises(BadRequest, match="tomma"):
        granvik.search(text, zones=ALL, filters=FilterIn())
    assert isinstance(Retriever(granvik._archive).search(text, Filters(zones=ALL_ZONES)), list)


@pytest.mark.parametrize("name", LONG)
def test_the_longest_question_takes_no_more_than_twenty_others(
    granvik: Kommunminne, name: str, most: float
) -> None:
    text = LONG[name]
    longest = text[:MOST_CHARACTERS]
    assert _seconds(lambda: ask(granvik, longest)) < most
    assert _seconds(lambda: _searched(granvik, longest)) < most
    retriever = Retriever(granvik._archive)
    assert _seconds(lambda: retriever.search(text, Filters(zones=ALL_ZONES))) < most


def test_what_is_longer_than_a_question_is_refused_in_words(granvik: Kommunminne) -> None:
    with pytest.raises(BadRequest, match="4000 tecken"):
        granvik.search(MANY, zones=ALL, filters=FilterIn())
    with pytest.raises(ValidationError, match="4000"):
        ask(granvik, MANY)


def test_half_a_letter_is_refused_in_words_and_searched_without(granvik: Kommunminne) -> None:
    with pytest.raises(BadRequest, match="vanlig text"):
        granvik.search("avfall\ud800", zones=ALL, filters=FilterIn())
    assert Retriever(granvik._archive).search("avfalls\ud800taxa", Filters(zones=ALL_ZONES))


def test_the_words_at_the_beginning_of_a_long_question_are_searched_for(granvik: Kommunminne) -> None:
    found = Retriever(granvik._archive).search("elljusspåret " + MANY, Filters(zones=ALL_ZONES))
    assert found[0].section == "§ 41"


def test_a_search_is_cut_to_what_is_worked_on() -> None:
    words = ("x" * 9_000,) * 500
    cut = Sought(MANY, MANY, also=words, keys=words).bounded()
    assert len(cut.text) == len(cut.question) == MOST_CHARACTERS
    assert len(cut.also) == len(cut.keys) == 100
    assert cut.bounded() == cut


@pytest.mark.parametrize("text", ["", "Vad gäller i § 12?", "övning på café", "🙂 市议会", "ß İ"])
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert bounded(text) == text


def test_letters_are_composed_and_lose_marks_without_end() -> None:
    assert bounded("A\u030arsta") == "Årsta"
    assert len(bounded("a" + "\u0316" * 4_000)) == 4
