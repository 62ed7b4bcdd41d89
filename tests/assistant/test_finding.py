"""From a question to what is searched for."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.finding import sought_of
from assistant.matching import weigh
from assistant.query import parse
from assistant.sought import Sought
from assistant.spelling import Vocabulary
from ingest.analyse import stem
from ingest.kommunfile import default_config

TODAY = dt.date(2025, 6, 30)
HELD = (
    *("avfallstaxa", "översiktsplan", "gångbro", "kontant", "medfinansiering", "simhall", "vatten", "avlopp"),
    *("skolskjuts", "detaljplan", "kostnad", "bibliotek", "belopp"),
)


def sought(text: str, bodies: dict[str, float] | None = None) -> Sought:
    query = parse(text, today=TODAY, bodies=default_config().bodies, held_bodies=("KS", "KF"))
    vocabulary = Vocabulary([(stem(word), 5) for word in HELD])
    return sought_of(query, weigh(query.terms, [5] * len(query.terms), 100), vocabulary, bodies or {})


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Vad handlar avfallstaxan om?", "avfallstaxan"),
        ("Hur mycket kostar simhallen?", "kostar simhallen"),
        ("och i att", "och i att"),
        ("?!", "?!"),
    ],
)
def test_words_that_only_put_the_question_are_left_out(question: str, text: str) -> None:
    found = sought(question)
    assert found.text == text
    assert found.question == question


def test_a_body_is_left_out_where_it_decided_and_not_where_the_question_is_about_it() -> None:
    question = "Vad beslutade kommunstyrelsen om gångbro?"
    assert sought(question, {"KS": 1.0}).text == "beslutade gångbro"
    assert sought(question, {"KS": 0.4}).text == "beslutade kommunstyrelsen gångbro"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("oversiktsplan", "översiktsplan"),
        ("gangbro", "gångbro"),
        ("gaangbro", "gångbro"),
        ("avfalstaxa", "avfallstaxa"),
        ("skolskjust", "skolskjuts"),
        ("avfalls taxa", "avfallstaxa"),
        ("över sikts plan", "översiktsplan"),
    ],
)
def test_words_that_no_document_has_are_mended(written: str, meant: str) -> None:
    assert stem(meant) in sought(written).text.split()


def test_a_compound_that_no_document_has_is_divided_and_kept() -> None:
    found = sought("kontantmedfinansieringsbelopp").text.split()
    assert {stem("kontant"), stem("medfinansiering")} <= set(found)
    assert "kontantmedfinansieringsbelopp" in found


def test_a_word_that_the_documents_have_is_left_as_it_is() -> None:
    assert sought("avfallstaxorna").text == "avfallstaxorna"


def test_abbreviations_widen_the_search_and_do_not_count_in_ranking() -> None:
    short, long = sought("Vad kostar VA?"), sought("Vad kostar vatten och avlopp?")
    assert {stem("vatten"), stem("avlopp")} <= set(short.also)
    assert "va" in long.also
    assert not {stem("vatten"), stem("avlopp")} & set(short.text.split())


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Vad gäller dnr KS-25/00301?", "dnr:KS-2025-301"),
        ("Vad gäller ks 25/301?", "dnr:KS-2025-301"),
        ("Vad säger PBL om bygglov?", "sfs:2010:900"),
        ("Vad kostar 1,6 mnkr?", "kr:1600000"),
        ("Försäljning av Granvik 4:17", "fastighet:granvik 4:17"),
    ],
)
def test_exact_things_are_keys(question: str, key: str) -> None:
    assert key in sought(question).keys


def test_a_year_is_no_key_and_the_meeting_asked_about_is_none_either() -> None:
    found = sought("Vad beslutade kommunstyrelsen 2025-03-25 § 11 om gångbron 2026?", {"KS": 1.0})
    assert found.keys == ()
    assert found.dates == (dt.date(2025, 3, 25),)
    assert found.numbers == (11,)
    assert found.bodies == {"KS": 1.0}


def test_a_day_is_a_key_where_no_body_is_named() -> None:
    assert "date:2025-03-25" in sought("Vad hände 25 mars 2025?").keys


def test_the_newest_and_a_month_are_taken_along() -> None:
    assert sought("senaste beslutet om gångbron").newest
    assert not sought("beslutet om gångbron").newest
    assert sought("gångbron i mars 2025").period == (dt.date(2025, 3, 1), dt.date(2025, 3, 31))


def test_an_english_question_is_searched_for_in_swedish() -> None:
    assert not set(sought("What was decided about the budget?").text.split()) & {"what", "was", "decided"}


def test_plain_words_are_sought_as_they_stand() -> None:
    text = "gångbro KS-25/00301"
    assert Sought.words(text) == Sought(text, text, keys=("dnr:KS-2025-301", "dnr:2025-301"))
