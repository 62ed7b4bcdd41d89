"""Terms put right: compounds written apart, misspellings, misspelt framing words."""

from __future__ import annotations

from assistant.mending import mended
from assistant.spelling import Vocabulary
from ingest.analyse import stem
from tests.assistant.test_query import read

_KNOWN = ("färdtjänst", "tjänst", "avgift", "folköl", "simhall", "taxa", "buss")
_VOCABULARY = Vocabulary([(stem(word), 10) for word in _KNOWN])


def _mended(question: str) -> dict[str, tuple[str, ...]]:
    return {t.word: t.also for t in mended(read(question).terms, question, _VOCABULARY)}


def test_a_compound_written_apart_is_one_where_a_part_says_nothing_alone() -> None:
    found = _mended("Vem får färd tjänst?")
    assert stem("färdtjänst") in found["färd tjänst"]
    assert "tjänst" not in found


def test_a_misspelt_word_gets_what_it_probably_is() -> None:
    assert stem("avgift") in _mended("Vilken avjift har simhallen?")["avjift"]


def test_a_misspelt_framing_word_is_left_out() -> None:
    assert set(_mended("Vad beslutadde de om simhallen?")) == {"simhallen"}


def test_a_word_that_nothing_is_like_stays_as_it_is() -> None:
    assert _mended("När öppnar linbanan?")["linbanan"] == ()


def test_capitals_are_not_mended() -> None:
    assert _mended("Vad är avsikten med BUSK?")["busk"] == ()
