"""What people say and what documents write: words, phrases, forms, English."""

from __future__ import annotations

import pytest

from assistant.equals import said, singular
from assistant.matching import met
from assistant.question_words import TRANSLATIONS, table
from ingest.analyse import words
from tests.assistant.test_query import read


def _met(question: str, text: str) -> dict[str, float]:
    """How far each term of a question is met by a text."""
    return {term.word: met(term, frozenset(words(text))) for term in read(question).terms}


@pytest.mark.parametrize(
    ("question", "word", "text"),
    [
        ("Vad kostar dagiset?", "dagiset", "Avgiften för förskola"),
        ("Vad gäller för mellanstadiet?", "mellanstadiet", "Undervisning i årskurs 4–6"),
        ("När blir det lyse vid parken?", "lyse", "Belysning i parken"),
        ("Vem sköter snöröjningen?", "snöröjningen", "Avtal om vinterväghållning"),
        ("Hur stor är p-boten?", "p boten", "Felparkeringsavgift, 600 kronor"),
        ("Var finns handikapplatser?", "handikapplatser", "Platser för rörelsehindrad"),
        ("Vad kostar äldreboendet?", "äldreboendet", "Avgift för särskilt boende"),
        ("Vad kostar särskilt boende?", "särskilt boende", "Avgifter på säbo"),
        ("Vad kostar det att stänga av vattnet?", "stänga av vattnet", "Avstängning av vatten 800"),
        ("Vem är kommunchef?", "kommunchef", "Kommundirektören får i uppdrag"),
        ("Vad är hyran för gympasalen?", "gympasalen", "Idrottshall, per timme"),
        ("Ska de bygga nytt vid torget?", "bygga nytt", "En nybyggnad vid torget"),
    ],
)
def test_everyday_words_are_met_by_what_documents_write(question: str, word: str, text: str) -> None:
    assert _met(question, text)[word] >= 0.7


def test_a_phrase_is_met_only_where_all_of_it_is() -> None:
    assert _met("Vad kostar äldreboendet?", "En särskild avgift")["äldreboendet"] < 0.5


def test_an_equal_counts_less_than_the_word_itself() -> None:
    own = _met("Vad kostar förskolan?", "förskolan")["förskolan"]
    assert 0.5 < _met("Vad kostar dagis?", "förskolan")["dagis"] < own


def test_a_shorter_word_is_no_form_of_a_longer_one() -> None:
    assert not [one for one in said(["färd", "med", "buss"], "sv") if one.first == 0]


@pytest.mark.parametrize(
    ("question", "word", "text"),
    [
        ("How much is the supervision fee for tobacco?", "supervision fee", "Tillsynsavgifter för tobak"),
        ("How much are the parking fines?", "parking fines", "Felparkeringsavgift"),
        ("Was the matter referred back?", "referred back", "Ärendet återremitteras"),
        ("What does the detailed development plan say?", "detailed development plan", "Detaljplan antas"),
        ("What became of the citizens' proposal?", "citizens proposal", "Medborgarförslaget bifalls"),
        ("Which fees apply to preschools?", "preschools", "Avgift i förskola"),
        ("How much is paid per gathering?", "gathering", "Per sammankomst"),
        ("Which policies are in force?", "policies", "Policy för alkohol"),
    ],
)
def test_english_words_and_phrases_are_met_in_swedish(question: str, word: str, text: str) -> None:
    assert _met(question, text)[word] >= 0.7


@pytest.mark.parametrize(
    ("word", "form"),
    [("fees", "fee"), ("policies", "policy"), ("planned", "plan"), ("closing", "close"), ("buses", "bus")],
)
def test_plurals_and_verb_forms_are_found_by_rule(word: str, form: str) -> None:
    assert form in singular(word)


def test_the_tables_are_well_formed() -> None:
    everyday = table("everyday.toml")
    assert all(row.count(", ") >= 1 and row == row.lower() for row in everyday["same"])
    assert all(row.count(": ") == 1 for row in everyday["asked"])
    assert len(everyday["same"]) == len(set(everyday["same"]))
    assert all(same for same in TRANSLATIONS.values())


def test_an_abbreviation_in_capitals_is_no_form_of_another_word() -> None:
    assert _met("Vad betalar kommunen till SAMLA?", "en samlad bild")["samla"] == 0
    assert _met("Vad betalar kommunen till SAMLA?", "SAMLAs budget")["samla"] == 1
    assert _met("VAD BETALAR KOMMUNEN TILL SAMLA?", "en samlad bild")["samla"] > 0


def test_an_abbreviation_in_brackets_of_an_english_question_is_a_gloss() -> None:
    assert "gsk" not in _met("How is the water treatment plant (GSK) financed?", "")
