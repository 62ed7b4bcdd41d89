"""One name for each kommun, and the sender told from its guests."""

from __future__ import annotations

import pytest

from ingest.cleanup import clean
from ingest.kommun_name import bare_name, find_kommun, kommun_in, kommun_of
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


def test_generic_words_are_no_kommun() -> None:
    assert not kommun_in("En kommun, Vår kommun och Denna kommun samt Varje kommun")
    assert kommun_in("LILLVIKS KOMMUN och Lillviks kommuns anslagstavla")["Lillviks kommun"] == 2


@pytest.mark.parametrize(
    ("text", "kommun"),
    [
        (
            "SÖRSJÖ KOMMUN PROTOKOLL 1(3)\nKommunstyrelsen\nAvtal med Lillviks kommun.\nSörsjö har råd.",
            "Sörsjö kommun",
        ),
        ("Norra Vik kommun\nNorra Vik kommun växer. Norra Vik kommuns mål.", "Norra Vik kommun"),
        ("Hamnstads stad\nInformation om Hamnstads stad", "Hamnstads stad"),
        ("Hela kommunen ska leva.", None),
    ],
)
def test_the_kommun_is_the_one_named_most(text: str, kommun: str | None) -> None:
    reading = Reading("txt", (Page(1, text),), paged=False)
    assert find_kommun(reading, clean(reading)) == kommun
