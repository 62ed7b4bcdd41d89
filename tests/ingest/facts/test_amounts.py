from __future__ import annotations

from dataclasses import replace

from ingest.facts.amounts import HEADING, read
from ingest.facts.words import folded
from ingest.facts.words import read as read_words
from ingest.kommunfile import load_kommun_config
from ingest.model import Meeting, Page, Paragraph, Reading
from ingest.structure import structure
from ingest.text import Text
from tests.archives import Item, minutes

BRIDGE = Item(
    11,
    "Ny gångbro för 2 mnkr",
    "KS-25/00301",
    "Kommunstyrelsen anslår 450 000 kr och 1,6 mnkr kronor till gångbron.",
    "Den 25 februari 2025, § 14, fanns 3 förslag. Underhållet kostar 60 tkr om året.",
)


def _read(item: Item) -> tuple[Paragraph, Meeting, str]:
    text = minutes([item])
    document = structure(
        Reading("text", (Page(1, text),), paged=False),
        name="KS.txt",
        kommun=None,
        kind=None,
        config=load_kommun_config(None),
    )
    (meeting,) = document.meetings
    return meeting.paragraphs[0], meeting, text


def test_every_amount_comes_with_its_sentence_its_place_and_its_section() -> None:
    paragraph, meeting, text = _read(BRIDGE)
    rows = list(read(paragraph, meeting))
    assert [(row["printed"], row["value"], row["kind"]) for row in rows] == [
        ("2 mnkr", 2_000_000, HEADING),
        ("60 tkr", 60_000, "bakgrund"),
        ("450 000 kr", 450_000, "beslut"),
        ("1,6 mnkr kronor", 1_600_000, "beslut"),
    ]
    assert [row["position"] for row in rows] == [0, 1, 2, 3]
    assert rows[1]["sentence"].value == "Underhållet kostar 60 tkr om året."
    for row in rows:
        (span,) = row["text"].spans()
        assert text[span.start : span.end] == row["printed"]


def test_only_the_oddly_written_one_is_flagged() -> None:
    paragraph, meeting, _ = _read(BRIDGE)
    assert [row["printed"] for row in read(paragraph, meeting) if row["odd"]] == ["1,6 mnkr kronor"]


def test_a_paragraph_without_money_has_no_amounts() -> None:
    paragraph, meeting, _ = _read(
        replace(BRIDGE, title="Gångbro", decision="Ärendet bordläggs.", told="§ 14.")
    )
    assert list(read(paragraph, meeting)) == []


def test_the_words_of_a_row_are_folded() -> None:
    paragraph, meeting, _ = _read(BRIDGE)
    paragraph = replace(paragraph, title="Ny  GÅNGBRO", heading=Text(""))
    (row,) = read_words(paragraph, meeting)
    assert (row["title"], row["recipients"]) == ("ny gångbro", "ekonomienheten")
    assert "1,6 mnkr kronor" in row["points"]
    assert folded("Åsa\u00a0B", "C") == "åsa b\nc"
