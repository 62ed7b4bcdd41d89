"""Passages taken apart into what can be quoted: sentences, a list with what announces it, a short table as a whole."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.matching import vocabulary
from assistant.retrieve import Part, Passage
from ingest.model import SectionKind
from ingest.sentences import sentences
from ingest.text import Text

_LONGEST_QUOTE = 480
_WHOLE_BELOW = 420

_CONTACT = re.compile(
    r"^\s*(?:(?:datum|diarie(?:nummer|nr)|handläggare|dnr|vår beteckning)\s*:|mvh|med vänlig\w* hälsning\w*|vänliga hälsningar|underskrift|namnförtydligande|tel(?:efon)?\b|e-?post)|\S+@\S+\.\w+|(?<![\d ])(?<!\d )\b0\d{1,3}[- ]\d{2,3}[ -]?\d{2}",
    re.IGNORECASE,
)
_PREPARED = re.compile(r"^(?:Beredande tjänsteperson(?:er)?|Handläggare|Föredragande)\s*:?\s*", re.IGNORECASE)
_LEAST_LETTERS = 8
_ITEM = re.compile(r"(?:[•▪o–−-]|\d{1,2}[.)]|[a-z][.)])\s")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with its place in reading order and what it meets of the question."""

    passage: Passage
    text: Text
    order: tuple[int, int]
    kind: SectionKind
    heading: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence taken apart, for whichever passage shows it."""

    text: Text
    order: tuple[int, int]
    kind: SectionKind
    heading: frozenset[str]
    words: frozenset[str]


_taken_apart: OrderedDict[tuple[tuple[str, ...], tuple[Part, ...]], tuple[_Unit, ...]] = OrderedDict()
_KEPT = 2_000
"""Passages whose sentences are kept, by what their parts hold, so that a new reading of a document is seen."""


def candidates(passage: Passage) -> list[Candidate]:
    """The sentences of a passage; one that ends in a colon is kept together with the list that follows it."""
    prepared = passage.paragraph.prepared_by if passage.paragraph else ()
    key = (prepared, passage.parts)
    found = _taken_apart.get(key)
    if found is None:
        found = _taken_apart[key] = tuple(_take_apart(passage, prepared))
        while len(_taken_apart) > _KEPT:
            _taken_apart.popitem(last=False)
    return [Candidate(passage, u.text, u.order, u.kind, u.heading, u.words) for u in found]


def _take_apart(passage: Passage, prepared: Sequence[str]) -> Iterable[_Unit]:
    for p, part in enumerate(passage.parts):
        heading = vocabulary(part.heading or "")
        for s, unit in enumerate(units(part.text)):
            text = _without_label(unit, prepared)
            if _says_something(text.value):
                yield _Unit(text, (p, s), part.kind, heading, vocabulary(text.value))


def _without_label(text: Text, prepared: Sequence[str]) -> Text:
    """The sentence without the line 'Beredande tjänsteperson: NAME' that was drawn into it."""
    label = _PREPARED.match(text.value)
    if label is None or not prepared:
        return text
    end = max((text.value.find(name) + len(name) for name in prepared if name in text.value), default=0)
    rest = text.slice(end, len(text.value))
    return rest if end and len(rest.value) > _LEAST_LETTERS else text


def _says_something(text: str) -> bool:
    """Whether it is a statement at all: signatures, addresses and mere dates are none."""
    return sum(character.isalpha() for character in text) >= _LEAST_LETTERS and not _CONTACT.search(text)


def units(text: Text) -> Iterable[Text]:
    """Sentences, but 'in this order:' with its items, and a short passage of short lines as a whole."""
    pieces = sentences(text.value)
    lines = text.value.count("\n") + 1
    if len(text.value) <= _WHOLE_BELOW and lines >= 3 and lines >= 0.7 * len(pieces):
        yield text
        return
    at = 0
    while at < len(pieces):
        start, end = pieces[at]
        at += 1
        while at < len(pieces) and _goes_on(text.value, start, end, pieces[at]):
            end = pieces[at][1]
            at += 1
        yield text.slice(start, end)


def _goes_on(text: str, start: int, end: int, following: tuple[int, int]) -> bool:
    """Whether the next sentence belongs to the unit: what a colon announces, and further items of its list."""
    if following[1] - start > _LONGEST_QUOTE:
        return False
    if text[end - 1] == ":":
        return True
    announced = ":\n" in text[start:end] or re.search(r":\s*(?:[•▪o–−-]|1[.)])\s", text[start:end])
    return bool(announced and _ITEM.match(text[following[0] : following[0] + 4]))
