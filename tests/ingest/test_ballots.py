from __future__ import annotations

import time

import pytest

from ingest.ballots import CROSS, ballot_lists
from ingest.model import Section, SectionKind
from ingest.text import Piece, Text


def _voting(value: str) -> Section:
    return Section("Omröstning", Text(value, (Piece(0, 3, 0, len(value)),)), SectionKind.VOTERING)


def _read(value: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.party, one.vote) for found in ballot_lists([_voting(value)]) for one in found]


def test_rows_tell_name_party_and_vote() -> None:
    rows = _read("Ledamot Röst Asta Prov (S) Ja Bo-Erik Test (C), ersättare Nej Ada von Fors (KD) Avstår")
    assert [row[2] for row in rows] == ["ja", "nej", "avstod"]
    assert [row[0] for row in rows] == ["Asta Prov", "Bo-Erik Test", "Ada von Fors"]
    assert rows[1] == ("Bo-Erik Test", "C", "nej")


@pytest.mark.parametrize("value", ["Asta " * 20_000, "ja röstar " + "Asta Prov (S), " * 20_000])
def test_a_text_made_to_be_slow_is_read_in_time(value: str) -> None:
    started = time.process_time()
    _read(value)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "value",
    [
        "Ja röstar Asta Prov (S), Bo Test (C) och Eva Ek (V). Nej röstar Ulf Al (M). Avstår gör Ida By (L).",
        "Följande röstade ja: Asta Prov (S), Bo Test (C) samt Eva Ek (V). Följande röstade nej: Ulf Al (M). Ida By (L) avstår.",
        "Ja-röster: Asta Prov (S), Bo Test (C), Eva Ek (V)\nNej-röster: Ulf Al (M)\nAvstod från att rösta: Ida By (L)",
    ],
)
def test_sentences_tell_who_voted_how(value: str) -> None:
    assert [row[2] for row in _read(value)] == ["ja", "ja", "ja", "nej", "avstod"]
    assert [row[0] for row in _read(value)][3:] == ["Ulf Al", "Ida By"]


def test_crosses_have_lost_their_column() -> None:
    rows = _read("Ledamot Ja Nej Avstår Asta Prov (S), ordförande X Bo Test (C), ledamot X Resultat 1 1 0")
    assert [row[2] for row in rows] == [CROSS, CROSS]


def test_each_row_knows_its_page() -> None:
    ((ballot,),) = ballot_lists([_voting("Asta Prov (S) Ja")])
    assert ballot.text.pages == (3,)


def test_names_without_votes_and_other_sections_give_none() -> None:
    assert _read("Omröstning begärs av Asta Prov (S). Den som vill bifalla röstar ja.") == []
    assert ballot_lists([Section("Beslut", Text("Asta Prov (S) Ja"), SectionKind.BESLUT)]) == ()
