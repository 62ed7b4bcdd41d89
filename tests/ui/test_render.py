from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from assistant.labels import LEVELS, REASONS, WORDS, support_label
from assistant.schema import Citation, Language, Nearest, Refusal, Sentence
from ui import render, strings

NASTY = '<img src=x onerror="alert(1)"> *fet* [länk](http://x) & "citat"'


def citation(number: int = 1, **changes: object) -> Citation:
    fields = {
        "id": f"c{number}",
        "document_id": "d",
        "kommun": "Tallsele",
        "file": "protokoll/AU.pdf",
        "title": "Taxa",
        "body": "AU",
        "date": "2024-10-08",
        "section": "§ 90",
        "dnr": "KS-24/00397",
        "page": 2,
        "page_label": "2",
        "quote": "Brukningsavgifterna höjs.",
        "spans": [],
    }
    return Citation.model_validate(fields | changes)


def test_each_sentence_is_followed_by_the_numbers_of_its_sources() -> None:
    sentences = [
        Sentence(text="Ett.", citations=["c2", "c1"], support="verified"),
        Sentence(text="Två.", citations=[], support="none"),
    ]
    html = render.sentences_html(sentences, [citation(1), citation(2)], "svar")
    page = BeautifulSoup(html, "html.parser")
    assert next(p.get_text() for p in page.find_all("p")) == "Ett.[2][1] ✓ (stöds av källan)"
    assert [a["href"] for a in page.find_all("a")] == ["#kalla-svar-c2", "#kalla-svar-c1"]
    card = BeautifulSoup(render.card_html(citation(2), 2, "svar"), "html.parser")
    assert card.find(id="kalla-svar-c2")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("support", "cited", "symbol"),
    [("verified", ["c1"], "✓"), ("partial", ["c1"], "◐"), ("none", ["c1"], "○"), ("none", [], "○")],
)
def test_a_sentence_says_how_far_its_sources_carry_it_in_symbol_and_words(
    support: str, cited: list[str], symbol: str, language: Language
) -> None:
    sentence = Sentence.model_validate({"text": "Så är det.", "citations": cited, "support": support})
    page = BeautifulSoup(render.sentences_html([sentence], [citation()], "svar", language), "html.parser")
    mark = page.select_one("p .km-support")
    assert mark is not None
    said = support_label(sentence, language)
    assert mark.get_text() == f"{symbol} ({said})"
    assert page.select_one(".km-notice").get_text() == f"{symbol} {said}"
    words = mark.select_one(".km-words")
    assert words is not None
    assert ("km-hidden" in words["class"]) == (support == "verified" or not cited)


def test_what_a_model_says_in_html_or_markdown_is_shown_as_text() -> None:
    said = "<img src=x onerror=alert(1)> ![bild](http://ond.example/?q=1) [länk](http://ond.example/)"
    sentence = Sentence(text=said, citations=["c1"], support="verified")
    page = BeautifulSoup(render.sentences_html([sentence], [citation()], "svar"), "html.parser")
    assert page.find("img") is None
    assert [a["href"] for a in page.find_all("a")] == ["#kalla-svar-c1"]


def test_text_of_documents_is_text_wherever_it_is_shown() -> None:
    source = citation(quote=NASTY, title=NASTY, file=NASTY, section=NASTY, body=NASTY, dnr=NASTY)
    hit = Nearest(
        score=1, snippet=NASTY, **source.model_dump(include=set(Nearest.model_fields) - {"score", "snippet"})
    )
    shown = [
        render.card_html(source, 1, NASTY),
        render.sentences_html([Sentence(text=NASTY, citations=["c1"], support="verified")], [source], NASTY),
        render.nearest_html([hit]),
        render.refusal_html(Refusal(reason="saknas", detail=NASTY)),
        render.table_html(["Fil"], [[NASTY]]),
        render.lines_html(NASTY, NASTY),
    ]
    for html in shown:
        page = BeautifulSoup(html, "html.parser")
        assert page.find("img") is None
        assert NASTY in page.get_text()


def test_text_for_markdown_has_its_signs_taken_away() -> None:
    assert render.plain("**a** [b](c) <i> $x$ :red[d]") == (r"\*\*a\*\* \[b\]\(c\) \<i\> \$x\$ \:red\[d\]")


@pytest.mark.parametrize("status", ["ersatt", "borttagen", "utkast"])
def test_a_source_that_no_longer_holds_says_so(status: str) -> None:
    assert strings.STATUS[status] in render.card_html(citation(status=status), 1, "svar")
    assert strings.STATUS[status] not in render.card_html(citation(), 1, "svar")


def test_every_level_and_every_reason_has_words() -> None:
    for level, words in LEVELS.items():
        assert words in render.level_html(level)
    for reason, words in REASONS.items():
        assert words in render.refusal_html(Refusal(reason=reason, detail="Därför."))


def test_an_english_answer_is_marked_english_and_its_quotes_swedish() -> None:
    said = Sentence(
        text="According to AU 2024-10-08 § 90: ”Brukningsavgifterna höjs.”",
        citations=["c1"],
        support="partial",
    )
    remark = Sentence(text="Taxan finns i AU § 90.", citations=[], support="none")
    page = BeautifulSoup(render.sentences_html([said, remark], [citation()], "svar", "en"), "html.parser")
    assert [div["lang"] for div in page.find_all("div")] == ["en"]
    assert [span.get_text() for span in page.select("p span[lang=sv]")] == ["”Brukningsavgifterna höjs.”"]
    assert [p.get("lang") for p in page.select("p:not(.km-notice)")] == [None, "sv"]
    assert "partly supported by the source" in page.get_text()
    card = render.card_html(citation(page_label="1", status="ersatt"), 1, "svar", "en")
    assert "p. 2 (printed 1)" in card
    assert 'lang="sv"' in card
    assert "replaced by a newer version" in card


def test_a_refusal_in_english_says_the_reason_in_english_and_marks_a_swedish_detail() -> None:
    html = render.refusal_html(Refusal(reason="saknas", detail="Därför."), "en")
    page = BeautifulSoup(html, "html.parser")
    assert [each["lang"] for each in page.find_all(lang=True)] == ["en", "sv"]
    assert WORDS["en"].reasons["saknas"] in html


def test_every_level_reason_and_status_has_english_words() -> None:
    swedish, english = WORDS["sv"], WORDS["en"]
    for ours, theirs in (
        (swedish.levels, english.levels),
        (swedish.reasons, english.reasons),
        (swedish.statuses, english.statuses),
    ):
        assert ours.keys() == theirs.keys()
        assert not set(ours.values()) & set(theirs.values())
