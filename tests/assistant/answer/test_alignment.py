"""Quoted words found in a source by their letters."""

from __future__ import annotations

import pytest

from assistant.answer.alignment import as_printed, placed

SOURCE = (
    "• Avgiften för resul-\ntatutjämning höjs med 12 tkr från den 12 mars.\n• Kommunens ”gröna” plan antas."
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("höjs med 12 tkr", "höjs med 12 tkr"),
        ("Höjs  med 12\u00a0tkr.", "höjs med 12 tkr"),
        ("Avgiften för resultatutjämning höjs", "Avgiften för resul-\ntatutjämning höjs"),
        ("Kommunens 'gröna' plan", "Kommunens ”gröna” plan"),
    ],
)
def test_words_are_found_whatever_their_typography(words: str, found: str) -> None:
    place = placed(words, SOURCE)
    assert place is not None
    assert SOURCE[slice(*place)] == found


@pytest.mark.parametrize(
    "words",
    [
        "höjs med 21 tkr",
        "höjs inte med 12 tkr",
        "sänks med 12 tkr",
        "giften för",
        "med 12 kr",
        "",
        "12",
        "plan antas nu",
    ],
)
def test_words_that_do_not_stand_there_are_nowhere(words: str) -> None:
    assert placed(words, SOURCE) is None


def test_a_quotation_is_written_as_its_source_prints_it() -> None:
    said = "AU beslutade: ”avgiften för resultatutjämning höjs med 12 tkr …” och ”kommunens \u2018gröna\u2019 plan antas.”"
    assert as_printed(said, ["Något annat.", SOURCE]) == (
        "AU beslutade: ”Avgiften för resul- tatutjämning höjs med 12 tkr …” och ”Kommunens ’gröna’ plan antas.”"
    )


def test_the_full_stop_of_a_whole_sentence_is_put_back_and_no_other() -> None:
    assert as_printed("”ärendet bordläggs”", ["Ärendet bordläggs."]) == "”Ärendet bordläggs.”"
    assert (
        as_printed("”ärendet bordläggs”", ["Ärendet bordläggs. Det tas upp i maj."]) == "”Ärendet bordläggs”"
    )
    assert as_printed("”ärendet”", ["Ärendet bordläggs."]) == "”Ärendet”"


def test_a_quotation_that_no_source_holds_is_left_for_verification() -> None:
    assert as_printed("AU: ”Avgiften sänks.”", [SOURCE]) == "AU: ”Avgiften sänks.”"
