"""Swedish compounds taken apart and put together: 'kontantmedfinansieringsbelopp' ↔ 'kontant medfinansiering belopp'."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.analyse import STOP_WORDS, root, stem

_SHORTEST_PART = 4
_SHORTEST_JOINED = 3
_LONGEST = 64
_LONGEST_ENDING = 6
_LEAST_FREQUENT = 2
_COST_OF_A_PART = 20.0
"""Less the logarithm of how frequent it is: fewer parts are better, and of as many the more frequent."""

_MOST_JOINED = 3
_MOST_WORDS = 64
_AFTER_THREE = ("a", "an", "or", "orna")
"""Endings after a stem of three letters: 'taxan' and 'gator' are parts, 'vat' of 'vaten' is none."""

_JOINTS = "aeou"
"""Vowels that a first part ends in within compounds only: 'gatu-', 'kyrko-', 'barna-'."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Neighbouring words, from the `first` to the `last`, that are one word elsewhere, with its stem."""

    first: int
    last: int
    stem: str


def split(word: str, frequencies: Mapping[str, int]) -> tuple[str, ...]:
    """The stems that a compound consists of, each of four letters or more and in `frequencies` at least twice; () where
    it is none. Of several ways the one of fewest and most frequent parts; a binding s belongs to no part."""
    if not 2 * _SHORTEST_PART <= len(word) <= _LONGEST:
        return ()
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *[None] * len(word)]
    for start in range(len(word) - _SHORTEST_PART + 1):
        so_far = best[start]
        if so_far is None:
            continue
        for end in range(start + _SHORTEST_PART, len(word) + 1):
            if end - start == len(word):
                continue
            part = _part(word[start:end], frequencies, last=end == len(word))
            if part is None:
                continue
            cost = so_far[0] + _COST_OF_A_PART - math.log(frequencies[part])
            there = best[end]
            if there is None or cost < there[0]:
                best[end] = (cost, (*so_far[1], part))
    whole = best[len(word)]
    return whole[1] if whole else ()


def _part(piece: str, frequencies: Mapping[str, int], *, last: bool) -> str | None:
    """The stem that a piece of a compound is a form of, None where it is no frequent word."""
    forms = [piece]
    if not last and piece[-1] == "s" and len(piece) > _SHORTEST_PART:
        forms.append(piece[:-1])
    for form in forms:
        if _may_be_known(form, frequencies):
            for known in (stem(form), root(form), form):
                ending = form[len(known) :]
                long_enough = len(known) >= _SHORTEST_PART or (len(known) == 3 and ending in _AFTER_THREE)
                if long_enough and frequencies.get(known, 0) >= _LEAST_FREQUENT:
                    return known
    bare = piece[:-1]
    jointed = not last and piece[-1] in _JOINTS and frequencies.get(bare, 0) >= _LEAST_FREQUENT
    return bare if jointed else None


def _may_be_known(form: str, frequencies: Mapping[str, int]) -> bool:
    """Whether a beginning of the form, as a stem is, is frequent; stemming every piece would take too long."""
    shortest = max(2, len(form) - _LONGEST_ENDING)
    return any(frequencies.get(form[:end], 0) >= _LEAST_FREQUENT for end in range(len(form), shortest, -1))


def joined(words: Sequence[str], frequencies: Mapping[str, int]) -> tuple[Joined, ...]:
    """Two or three neighbours of `words` (lower case) that together are a word of `frequencies`: 'skol', 'skjuts' →
    'skolskjut'. The longest first at each place; only the first 64 words are looked at."""
    found = []
    for first in range(min(len(words), _MOST_WORDS)):
        for count in range(_MOST_JOINED, 1, -1):
            parts = words[first : first + count]
            if len(parts) < count or not all(map(_joinable, parts)):
                continue
            known = next((s for s in map(stem, _together(parts)) if s in frequencies), None)
            if known:
                found.append(Joined(first, first + count - 1, known))
                break
    return tuple(found)


def _joinable(word: str) -> bool:
    return _SHORTEST_JOINED <= len(word) <= _LONGEST // 2 and word.isalpha() and word not in STOP_WORDS


def _together(parts: Sequence[str]) -> Iterator[str]:
    """The ways to write the parts as one word: as they are, with a binding s, or the first ones' last vowel changed."""
    if len(parts) == 1:
        yield parts[0]
        return
    head = parts[0]
    heads = [head, f"{head}s"]
    if head[-1] in "ae":
        heads += [head[:-1], f"{head[:-1]}u", f"{head[:-1]}o"]
    for rest in _together(parts[1:]):
        yield from (each + rest for each in heads)
