"""Parties in a question and in minutes: by the letters printed after a name, or by the name people use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files

_OF_SOMETHING_ELSE = (
    r"(?<!punkt )(?<!bilaga )(?<!alternativ )(?<!etapp )(?<!del )(?<!vitamin )(?<!klass )(?<!kategori )"
)
_INITIALS = 2
"""Words of a local party's name, at least, for its letters to be told from their initials."""


def parties_in(text: str, held: Collection[str] = ()) -> tuple[str, ...]:
    """The letters of the parties that a text names, in order: 'KD', '(C)', 'M:s', 'Vänsterpartiet', and by letters or
    initials those of `held`, the parties printed in the archive."""
    found = [
        (match.start(), letters) for letters in _letters(held) for match in _sign(letters).finditer(text)
    ]
    found += [(match.start(), letters) for letters, name in _names() for match in name.finditer(text)]
    found += [(at, letters) for letters in held for at in _spelt_out(letters, text)]
    return tuple(dict.fromkeys(letters for _, letters in sorted(found)))


def without_parties(text: str, held: Collection[str] = ()) -> str:
    """The text without what names parties."""
    for letters in _letters(held):
        text = _sign(letters).sub(" ", text)
    for _, name in _names():
        text = name.sub(" ", text)
    return text


def _letters(held: Collection[str]) -> list[str]:
    return sorted({letters for letters, _ in _names()} | set(held))


@cache
def _sign(letters: str) -> re.Pattern[str]:
    """The letters as a word of their own, in capitals; in small ones where nothing else is written so."""
    written = re.escape(letters)
    if letters in _known() and len(letters) > 1 and letters != "FI":
        written = f"(?:{written}|{re.escape(letters.lower())})"
    return re.compile(rf"{_OF_SOMETHING_ELSE}(?<![\w§/.:-]){written}(?::?s)?(?![\w/:-]|\.\w)")


@cache
def _known() -> dict[str, list[str]]:
    with (files("assistant") / "data" / "parties.toml").open("rb") as handle:
        table: dict[str, list[str]] = tomllib.load(handle)
    return table


@cache
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (letters, re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\w*", re.IGNORECASE))
        for letters, names in _known().items()
    )


def _spelt_out(letters: str, text: str) -> list[int]:
    """Where a local party's name stands whose initials are its letters: 'Framtid Tallsele' of FT."""
    if letters in _known() or len(letters) < _INITIALS or not letters.isalpha():
        return []
    name = r"\s+".join(rf"{re.escape(letter)}[a-zåäöé]+" for letter in letters.upper())
    return [match.start() for match in re.finditer(rf"(?<!^)\b{name}\b", text)]
