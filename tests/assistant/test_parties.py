"""Parties by letters, by name, and local ones by what the archive prints."""

from __future__ import annotations

import pytest

from assistant.parties import parties_in, without_parties


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Vad ville V lägga till?", ("V",)),
        ("Har KD:s ledamot reserverat sig?", ("KD",)),
        ("vad tyckte kd och sossarna", ("KD", "S")),
        ("Vad föreslog Kristdemokraterna och Miljöpartiet?", ("KD", "MP")),
        ("What did the Social Democrats propose?", ("S",)),
        ("Ledamöterna för M, SD och FS", ("M", "SD", "FS")),
        ("Vad yrkade Framtid Strandvik?", ("FS",)),
        ("Vad står i bilaga C?", ()),
        ("Är höjningen moderat?", ()),
        ("Förslag till beslut", ()),
    ],
)
def test_parties_are_known(text: str, letters: tuple[str, ...]) -> None:
    assert parties_in(text, ("FS", "FT", "S")) == letters


def test_what_names_parties_is_taken_out() -> None:
    assert without_parties("Vad tyckte Vänsterpartiet och M om hamnen?").split() == [
        *("Vad", "tyckte", "och", "om", "hamnen?"),
    ]
