"""Abbreviations in a question and what they are short for, both ways: 'VA' and 'vatten och avlopp'.

They are data (`data/phrases.toml`). What is found here widens a search; what counts as the same word when an answer is weighed
is `question_words.EXPANSIONS`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.analyse import STOP_WORDS, stem, stems, words

_WORD = re.compile(r"[a-zåäöéü0-9]+", re.IGNORECASE)
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to write the words of a question from the `first` to the `last`, as stems to search for together."""

    first: int
    last: int
    stems: tuple[str, ...]


def alternatives(text: str) -> tuple[Alternative, ...]:
    """What the abbreviations of a question are short for, and the abbreviations of what it writes out, by their place
    among `analyse.words(text)`; only the first 400 words are looked at."""
    found = words(text)[:_MOST_WORDS]
    printed = _WORD.findall(unicodedata.normalize("NFC", text))[: len(found)]
    if [word.lower() for word in printed] != found:  # letters that change their number in lower case
        printed = found
    return tuple(sorted((*_written_out(printed), *_shortened(found)), key=lambda one: (one.first, one.last)))


def _written_out(printed: Sequence[str]) -> Iterator[Alternative]:
    table = _table()
    for place, word in enumerate(printed):
        phrases = table["any"].get(word.lower()) or table["cased"].get(word) or ()
        for phrase in phrases:
            yield Alternative(place, place, tuple(stem(w) for w in words(phrase) if w not in STOP_WORDS))


def _shortened(found: Sequence[str]) -> Iterator[Alternative]:
    phrases = _phrases()
    stemmed = [stem(word) for word in found]
    for place, first in enumerate(stemmed):
        for phrase, short in phrases.get(first, ()):
            if tuple(stemmed[place : place + len(phrase)]) == phrase:
                yield Alternative(place, place + len(phrase) - 1, (stem(short),))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    """Abbreviation → phrases; under 'cased' as spelt and in capitals."""
    table = tomllib.loads(files("assistant").joinpath("data/phrases.toml").read_text("utf-8"))
    cased = {form: phrases for short, phrases in table["cased"].items() for form in (short, short.upper())}
    return {"any": table["any"], "cased": cased}


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First stem → the phrases that begin with it as stems, with their abbreviation in lower case, the longest first."""
    found: dict[str, dict[tuple[tuple[str, ...], str], None]] = defaultdict(dict)
    for group in _table().values():
        for short, phrases in group.items():
            for phrase in phrases:
                stemmed = tuple(stems(phrase))
                found[stemmed[0]][stemmed, short.lower()] = None
    return {first: tuple(sorted(each, key=lambda one: -len(one[0]))) for first, each in found.items()}
