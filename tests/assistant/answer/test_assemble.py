"""From statements to the wire: ids, quotes held against the stored pages, support, refusals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.answer.assemble import Assembler, nearest_of
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted
from assistant.core import Kommunminne
from assistant.retrieve import Passage
from ingest.archive import ALL_ZONES
from ingest.filters import Filters
from ingest.text import Text


@pytest.fixture
def passage(granvik: Kommunminne) -> Passage:
    found = granvik._retriever.search("brandstation Norrby", Filters(zones=ALL_ZONES), limit=1)
    return found[0]


@pytest.fixture
def assembler(granvik: Kommunminne) -> Assembler:
    return Assembler(granvik._archive.catalogue, "Vad kostar brandstationen?")


def _text(passage: Passage, words: str) -> Text:
    for part in passage.parts:
        at = part.text.value.find(words)
        if at >= 0:
            return part.text.slice(at, at + len(words))
    raise AssertionError(words)


def test_the_same_quote_gets_one_id_and_another_the_next(passage: Passage, assembler: Assembler) -> None:
    cost = Quote(passage, _text(passage, "En ny station beräknas kosta 42,5 mnkr."))
    start = Quote(passage, _text(passage, "Byggstart planeras till den 1 mars 2027."))
    composed = Composed(
        (
            Statement("”En ny station beräknas kosta 42,5 mnkr.”", (cost,)),
            Statement("”Byggstart planeras till den 1 mars 2027.”", (start,)),
            Statement("En ny station beräknas kosta 42,5 mnkr, med byggstart 1 mars 2027.", (cost, start)),
        )
    )
    answer = assembler.answer(composed, timings_ms={})
    assert [sentence.citations for sentence in answer.sentences] == [["c1"], ["c2"], ["c1", "c2"]]
    assert [citation.id for citation in answer.citations] == ["c1", "c2"]
    assert {sentence.support for sentence in answer.sentences} == {"verified"}


def test_a_citation_says_where_the_quote_stands(passage: Passage, assembler: Assembler) -> None:
    quote = Quote(passage, _text(passage, "Byggstart planeras till den 1 mars 2027."))
    (citation,) = assembler.answer(Composed((Statement("x", (quote,)),)), timings_ms={}).citations
    assert citation.file == "granvik/protokoll/ks-2025-04-22.txt"
    assert (citation.body, citation.date, citation.section) == ("Kommunstyrelsen", "2025-04-22", "§ 42")
    assert citation.title == "Ny brandstation i Norrby"
    assert citation.paragraph_id == (passage.paragraph.id if passage.paragraph else None)
    assert citation.spans
    assert citation.quote == "Byggstart planeras till den 1 mars 2027."


def test_a_number_that_no_quote_holds_makes_the_support_partial(
    passage: Passage, assembler: Assembler
) -> None:
    quote = Quote(passage, _text(passage, "En ny station beräknas kosta 42,5 mnkr."))
    answer = assembler.answer(Composed((Statement("Stationen kostar 77 mnkr.", (quote,)),)), timings_ms={})
    assert [sentence.support for sentence in answer.sentences] == ["partial"]


def test_words_in_quotation_marks_that_no_quote_holds_make_the_support_partial(
    passage: Passage, assembler: Assembler
) -> None:
    quote = Quote(passage, _text(passage, "En ny station beräknas kosta 42,5 mnkr."))
    said = Statement("Det sägs: ”Stationen är onödig.”", (quote,))
    assert assembler.answer(Composed((said,)), timings_ms={}).sentences[0].support == "partial"


def test_a_sentence_whose_quote_is_not_in_its_source_is_left_out_and_the_reader_told(
    passage: Passage, assembler: Assembler
) -> None:
    held = _text(passage, "Byggstart planeras till den 1 mars 2027.")
    forged = Text("Byggstart planeras till den 9 maj 2031.", held.pieces)
    answer = assembler.answer(
        Composed((Statement("”Byggstart planeras till den 9 maj 2031.”", (Quote(passage, forged),)),)),
        timings_ms={},
    )
    assert answer.sentences == []
    assert "2031" not in answer.text
    assert any("utelämnats" in warning for warning in answer.warnings)


def test_a_remark_without_quotes_is_kept_and_has_no_support(assembler: Assembler) -> None:
    answer = assembler.answer(Composed((Statement("Om Åsmyra finns inget i underlaget."),)), timings_ms={})
    assert [sentence.support for sentence in answer.sentences] == ["none"]
    assert answer.warnings == []


def test_a_refusal_comes_first_in_the_text_and_shows_what_is_nearest(
    passage: Passage, assembler: Assembler
) -> None:
    quote = Quote(passage, _text(passage, "Byggstart planeras till den 1 mars 2027."))
    composed = Composed(
        (Statement("”Byggstart planeras till den 1 mars 2027.”", (quote,)),),
        "beslut",
        Refused("delvis", "KF:s beslut finns inte.", (passage,)),
        ("Se upp.",),
    )
    answer = assembler.answer(composed, timings_ms={"search": 1.0}, conversation="k1")
    assert answer.refused
    assert answer.text.split("\n")[0] == "KF:s beslut finns inte."
    assert answer.refusal is not None
    assert [hit.section for hit in answer.refusal.nearest] == ["§ 42"]
    assert (answer.level, answer.warnings, answer.conversation_id) == ("beslut", ["Se upp."], "k1")


def test_answers_have_ids_of_their_own(granvik: Kommunminne) -> None:
    catalogue = granvik._archive.catalogue
    ids = {Assembler(catalogue, "?").answer(Composed(), timings_ms={}).id for _ in range(20)}
    assert len(ids) == 20


def test_a_hit_shows_the_words_found_short_and_its_place(passage: Passage) -> None:
    hit = nearest_of(passage)
    assert (hit.section, hit.date, hit.kommun) == ("§ 42", "2025-04-22", "Granvik")
    assert 0 < len(hit.snippet) <= 245
    assert "\n" not in hit.snippet


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Taxan höjs.", "”Taxan höjs.”"),
        ("Taxan\n  höjs.", "”Taxan höjs.”"),
        ("Visionen ”Nära”", "”Visionen ’Nära’”"),
        ('Ordet "nära"', "”Ordet ’nära’”"),
        ("• Taxan höjs.", "”Taxan höjs.”"),
        ("– Taxan höjs.", "”Taxan höjs.”"),
    ],
)
def test_quotation_marks_are_ours_and_those_within_single(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_place_is_told_as_people_do(passage: Passage) -> None:
    assert place(passage) == "KS 2025-04-22 § 42"
    assert place(passage, full=True) == "Kommunstyrelsen 2025-04-22 § 42"
    document = replace(passage.document, title="Taxa 2025", date=dt.date(2025, 1, 1))
    assert place(replace(passage, paragraph=None, document=document, section="Avgifter")) == (
        "Taxa 2025, ”Avgifter”"
    )
    assert place(replace(passage, paragraph=None, document=document, section="Taxa 2025")) == "Taxa 2025"
