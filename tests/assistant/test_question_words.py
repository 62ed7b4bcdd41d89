"""Words that frame a question, in Swedish, spoken Swedish and English."""

from __future__ import annotations

import pytest

from assistant.question_words import ENGLISH_WORDS, META_WORDS, Want, frames, without_frames
from tests.assistant.test_query import read


@pytest.mark.parametrize(
    "question",
    [
        "Kan du berätta hur det har gått?",
        "Jag försöker förstå hela turen, kan du ta det från början till slut?",
        "vad blev det för nåt av det där som dom höll på med sist?",
        "asså jag undrar va som gäller nu, typ",
        "Hjälp mig att reda ut hur det ligger till, snälla",
        "Vad tänker de göra egentligen?",
        "hur ar det nu for tiden, vad galler",
        "Känner du till något mer om saken?",
        "Could you please explain, step by step, how it finally came about?",
        "I am trying to figure out what happened in the end.",
    ],
)
def test_a_question_of_framing_words_alone_is_about_nothing(question: str) -> None:
    assert [term.word for term in read(question).terms] in ([], ["trying"], ["tiden"])


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Kan du berätta hur frågan om simhallen har vandrat genom kommunen?", {"simhallen"}),
        ("asså får man fortfarande elda där på våren eller vad gäller", {"elda", "våren"}),
        ("Hur såg taxan ut hösten 2024 och vilken summa skulle kommunen stå för?", {"taxan", "2024"}),
        ("vad kostar dagis nu for tiden, hur mycket ar det", {"dagis", "tiden"}),
        ("När är nästa steg i trappan klart?", {"steg", "trappan", "klart"}),
        ("How did the motion on buses move through the municipality, step by step?", {"motion", "buses"}),
        ("Vilka Har yrkat bifall?", {"bifall"}),
    ],
)
def test_what_tells_matters_apart_is_kept(question: str, topic: set[str]) -> None:
    assert {term.word for term in read(question).terms} - {"tiden"} == topic - {"tiden"}


@pytest.mark.parametrize(
    "word",
    [
        "skola",
        "vård",
        "gata",
        "taxa",
        "motion",
        "förskola",
        "tomt",
        "vatten",
        "avgift",
        "lov",
        "plan",
        "val",
        "simhall",
        "bidrag",
        "hyra",
        "trafik",
        "mark",
        "hem",
    ],
)
def test_words_that_tell_of_a_matter_frame_nothing(word: str) -> None:
    assert word not in META_WORDS | ENGLISH_WORDS
    assert not frames(word, dotless=True)


def test_words_without_their_dots_frame_only_where_the_question_has_none() -> None:
    assert frames("nagot", dotless=True)
    assert not frames("nagot")


def test_expressions_that_frame_are_taken_out() -> None:
    assert without_frames("Gå igenom taxan steg för steg").split() == ["taxan"]
    assert without_frames("etapp och steg 2").split() == ["etapp", "och", "steg", "2"]


@pytest.mark.parametrize(
    "question",
    [
        "Vad tycker du själv, borde jag rösta ja?",
        "Vad är din egen åsikt om simhallen?",
        "What do you think about the new school?",
    ],
)
def test_an_opinion_is_no_question_for_documents(question: str) -> None:
    assert read(question).asks(Want.OUTSIDE)


def test_what_others_think_is() -> None:
    assert not read("Vad tyckte nämnden om simhallen?").asks(Want.OUTSIDE)
