"""One name for each kommun, and the sender told from its guests."""

from __future__ import annotations

import pytest

from ingest.cleanup import clean
from ingest.kommun_name import bare_name, kommun_of
from ingest.model import Page, Reading


@pytest.mark.parametrize(
    ("named", "bare"),
    [
        ("Norsjö kommun", "Norsjö"),
        ("Norsjö", "Norsjö"),
        ("Alingsås kommun", "Alingsås"),
        ("Robertsfors kommun", "Robertsfors"),
        ("Höganäs kommun", "Höganäs"),
        ("Göteborgs stad", "Göteborg"),
        ("Falkenbergs kommun", "Falkenberg"),
        ("Upplands Väsby kommun", "Upplands Väsby"),
        ("Falkenbergs", "Falkenbergs"),
    ],
)
def test_a_kommun_has_one_name_however_it_is_written(named: str, bare: str) -> None:
    assert bare_name(named) == bare


def of(text: str) -> str | None:
    document = Reading("txt", (Page(1, text),), paged=False)
    return kommun_of(document, clean(document), "fil.txt")


def test_a_guest_on_the_first_slide_is_not_the_sender() -> None:
    deck = "Tack för inbjudan, Björkby kommun!\n\nTallsele kommunförvaltning\n" + "Så gör Tallsele\n" * 8
    assert of(deck + "Tallsele kommun 2020\n") == "Tallsele"


def test_a_text_that_names_no_kommun_has_none() -> None:
    assert of("Kommunen ansvarar för sina vägar.") is None
