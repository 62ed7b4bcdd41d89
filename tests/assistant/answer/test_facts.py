"""Facts out of running text: amounts, dates, people, reasons, definitions, enumerations."""

from __future__ import annotations

import pytest

from assistant.answer.facts import AMOUNT, DATE, has_sign
from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import cited, hold, quotes
from tests.assistant.test_query import read

KS = "ks-2025-04-22.txt"
AU = "au-2025-04-01.txt"
GUIDELINE = "riktlinjer-uthyrning.md"


@pytest.mark.parametrize(
    ("question", "file", "said"),
    [
        ("Hur mycket kostar brandstationen i Norrby?", KS, "42,5 mnkr"),
        ("Vad kostar upprustningen av Kvarnparken?", AU, "780 tkr"),
        ("Hur mycket söker byalaget?", KS, "90 tkr"),
        ("Vilket pris gäller för Granvik 4:17?", AU, "52 kronor per kvadratmeter"),
        ("Hur stort är underskottet för slamtömningen?", AU, "318 tkr"),
        ("How much does the fire station in Norrby cost?", KS, "42,5 mnkr"),
        ("När är byggstart för brandstationen?", KS, "1 mars 2027"),
        ("När ska slamredovisningen vara klar?", AU, "30 juni 2025"),
        ("Varför ligger brandstationen i Norrby?", KS, "utryckningstiden annars blir för lång"),
        ("Vad kostar en sen avbokning?", GUIDELINE, "250 kronor"),
        ("Hur lång tid i förväg ska en bokning avbokas?", GUIDELINE, "48 timmar"),
        ("Vad menas med strötid?", GUIDELINE, "enstaka tid"),
        ("Vad är grundtaxa?", GUIDELINE, "gäller för vuxna"),
        ("I vilken ordning fördelas tiderna?", GUIDELINE, "privatpersoner"),
        ("Hur många besök hade ungdomsgården i mars?", KS, "1 480"),
        ("Vad vill åkeriet köpa?", AU, "fastigheten"),
    ],
)
def test_the_sentence_that_answers_is_quoted(
    granvik: Kommunminne, question: str, file: str, said: str
) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert file in {name for name, _ in cited(answer)}
    assert said in answer.text
    assert said in quotes(answer)
    hold(granvik, answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vad kostar det att införa meröppet på biblioteket?", "tkr"),
        ("Hur mycket borgen ansöker Tallselebostäder om?", "24 mnkr"),
        ("Vad innebär meröppet?", "kort och kod"),
        ("När träder hastighetsgränsen på Skolgatan i kraft?", "18 augusti 2025"),
        ("Vad säger riktlinjerna om påminnelse?", "10 dagar"),
        ("Hur många invånare har kommunen?", " invånare"),
        ("Får man betala anläggningsavgiften i delar?", "tio år"),
        ("Vem ställde motionen om solceller?", "Jonas Lavmark (V)"),
        ("Hur många elever berörs av flytten från Granmyra?", "elva elever"),
        ("Vad blir brukningsavgiften för ett småhus enligt taxan 2026?", "11 677"),
    ],
)
def test_facts_of_the_demo_kommun_are_cited_with_their_page(
    tallsele: Kommunminne, question: str, said: str
) -> None:
    answer = ask(tallsele, question)
    assert not answer.refused
    assert said in answer.text
    assert all(c.page for c in answer.citations if c.file.endswith(".pdf"))
    hold(tallsele, answer)


def test_a_cost_is_told_in_money_where_the_text_tells_it(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vad kostar det att införa meröppet på biblioteket?")
    assert "28 timmar" not in answer.text


def test_each_fact_says_where_it_stands(granvik: Kommunminne) -> None:
    answer = ask(granvik, "När är byggstart för brandstationen?")
    assert "KS 2025-04-22 § 42" in answer.sentences[0].text
    assert "KS-25/00220" in answer.sentences[0].text


def test_bullets_and_labels_are_no_part_of_what_is_said(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Varför ligger brandstationen i Norrby?")
    assert "”•" not in answer.text
    assert "Beredande" not in answer.text


@pytest.mark.parametrize(
    "text",
    ["450 000 kr", "42,5 mnkr", "6 procent", "210 tkr", "12 %", "2 miljoner kronor", "1 250 tkr", "14 860"],
)
def test_amounts_are_seen(text: str) -> None:
    assert AMOUNT.search(text)


@pytest.mark.parametrize("text", ["§ 19", "KS-25/00205", "2025-04-22", "Granvik 4:17", "kl. 09.00"])
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert not AMOUNT.search(text)


@pytest.mark.parametrize("text", ["2025-04-22", "den 1 mars", "våren 2026", "i juni", "fr.o.m. årsskiftet"])
def test_dates_are_seen(text: str) -> None:
    assert DATE.search(text)


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("Vad kostar bron?", "Bron kostar 40 tkr.", True),
        ("Vad kostar bron?", "Bron är gammal.", False),
        ("När byggs bron?", "Bron byggs våren 2026.", True),
        ("När byggs bron?", "Bron är gammal.", False),
        ("Vem äger bron?", "Bron är gammal.", True),
    ],
)
def test_whether_the_asked_amount_or_date_is_there_is_told(question: str, text: str, held: bool) -> None:
    assert has_sign(read(question), text) is held


@pytest.mark.parametrize(
    "question",
    [
        "Hur stort blev underskottet för slamtömningen 2019?",
        "Hur många besök hade ungdomsgården i mars 1998?",
    ],
)
def test_a_figure_of_another_year_or_thing_is_no_answer(granvik: Kommunminne, question: str) -> None:
    assert ask(granvik, question).refused
