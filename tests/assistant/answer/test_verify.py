"""Quotes held against the stored page text, and sentences of ours against their quotes."""

from __future__ import annotations

import pytest

from assistant.answer.verify import figures, folded, quotations, quote_holds, support, unsupported_figures
from assistant.schema import SpanOut
from tests.assistant.language_model import citation

PAGES = {1: "Avgiften för resul-\ntatutjämning är 1 200 kr. Ärendet", 2: "överlämnas till kommunstyrelsen."}


def span(page: int, words: str) -> SpanOut:
    start = PAGES[page].index(words)
    return SpanOut(page=page, start=start, end=start + len(words))


def test_a_quote_equals_its_spans_when_white_space_and_hyphens_are_folded() -> None:
    spans = [span(1, "Avgiften för resul-\ntatutjämning är 1 200 kr.")]
    assert quote_holds("Avgiften för resultatutjämning är 1 200 kr.", spans, PAGES.get)


def test_a_quote_may_go_on_over_the_page() -> None:
    spans = [span(1, "Ärendet"), span(2, "överlämnas till kommunstyrelsen.")]
    assert quote_holds("Ärendet överlämnas till kommunstyrelsen.", spans, PAGES.get)


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("Ärendet bifalls.", [span(1, "Ärendet")]),
        ("Ärendet", []),
        ("Ärendet", [SpanOut(page=3, start=0, end=7)]),
        ("Ärendet", [SpanOut(page=1, start=0, end=9_999)]),
        ("", [SpanOut(page=1, start=5, end=5)]),
        ("kommunstyrelsen överlämnas", [span(2, "kommunstyrelsen"), span(2, "överlämnas till")]),
    ],
)
def test_a_quote_that_is_not_at_its_spans_does_not_hold(quote: str, spans: list[SpanOut]) -> None:
    assert not quote_holds(quote, spans, PAGES.get)


def test_folding_keeps_letters_and_digits_only() -> None:
    assert folded("Mark- och\u00a0miljö, § 19 – ﬁnal") == "markochmiljö19final"


def test_figures_are_digits_of_more_than_one() -> None:
    assert figures("1 200 kr, § 19, 2025-03-04 och 5 punkter") == {"1200", "19", "20250304"}


SOURCE = citation("Avgiften är 1 200 kr från 2026.", title="Taxa för vatten")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avgiften är 1 200 kr.", set()),
        ("Enligt § 19 den 2025-03-04, KS-25/00205, s. 9: ”Avgiften är 1 200 kr från 2026.”", set()),
        ("Avgiften är 1 300 kr.", {"1300"}),
        ("Avgiften är 20 kr.", {"20"}),
        ("32 paragrafer från AU överlämnades: AU 2025-03-04 § 19", set()),
        ("Beslutet fattades den 4 mars 2025.", set()),
        ("Beslutet fattades den 5 mars 2025.", {"20250305"}),
        ("Du frågade om 1999.", set()),
    ],
)
def test_numbers_come_from_quotes_labels_or_the_question(text: str, expected: set[str]) -> None:
    assert unsupported_figures(text, [SOURCE], "Vad gällde 1999?") == expected


@pytest.mark.parametrize(
    ("text", "held", "expected"),
    [
        ("Enligt AU: ”Avgiften är 1 200 kr från 2026.”", [True], "verified"),
        ("Taxan ”Taxa för vatten” gäller.", [True], "verified"),
        ("”Avgiften är 1 200 kr …”", [True], "verified"),
        ("Enligt AU: ”Avgiften är 1 200 kr från 2026.”", [False], "none"),
        ("Avgiften är 1 300 kr.", [True], "partial"),
        ("Enligt AU: ”Avgiften är hög.”", [True], "partial"),
    ],
)
def test_support_says_how_far_the_quotes_carry(text: str, held: list[bool], expected: str) -> None:
    assert support(text, [SOURCE], held, "Vad kostar vatten?") == expected


DAYS = citation("Taxan gäller från den 12 mars. Avgiften är 1 200 kr enligt beslut 2024-06-03.", title="Taxa")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taxan gäller från den 12 mars 2025.", "verified"),
        ("Taxan gäller från 2025-03-12.", "verified"),
        ("Taxan beslutades den 3 juni 2024.", "verified"),
        ("Taxan gäller från den 21 mars 2025.", "partial"),
        ("Taxan gäller från den 12 mars 2026.", "partial"),
        ("Taxan beslutades den 3 juli 2024.", "partial"),
        ("Taxan beslutades den 3 juni 2042.", "partial"),
        ("Avgiften är 2 100 kr.", "partial"),
    ],
)
def test_a_day_is_the_quotes_own_in_its_documents_year(text: str, expected: str) -> None:
    assert support(text, [DAYS], [True], "") == expected


def test_a_sentence_with_one_quote_of_two_found_is_partly_supported() -> None:
    other = citation("Något annat.", number=2)
    assert support("Avgiften är 1 200 kr.", [SOURCE, other], [True, False], "") == "partial"


def test_a_sentence_without_citations_has_no_support() -> None:
    assert support("Avgiften är 1 200 kr.", [], [], "") == "none"


def test_quotations_are_what_stands_in_quotation_marks() -> None:
    assert quotations("AU: ”ett\ntvå” och ”tre”.") == ["ett två", "tre"]
