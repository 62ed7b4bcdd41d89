"""What people say and what documents write: words and phrases of a question with the ones that mean the same.

They are data: `data/everyday.toml` (Swedish), `data/english.toml` and `data/abbreviations.toml`. A form with blanks in it is a phrase,
met where all its words are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from assistant.question_words import EXPANSIONS, TRANSLATIONS, table
from assistant.schema import Language
from ingest.analyse import root, stem

_LONGEST = 5
"""Words of the longest phrase."""

_MOST_FORMS = 12
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a question from the `first` to the `last`, and the forms that mean the same."""

    first: int
    last: int
    forms: tuple[str, ...]


def said(found: Sequence[str], language: Language) -> tuple[Said, ...]:
    """The words (`analyse.words`) of a question that have equals, in order; a phrase goes before its words."""
    spans = []
    place = 0
    while place < len(found):
        one = next(_at(found, place, language), None)
        if one:
            spans.append(one)
        place = one.last + 1 if one else place + 1
    return tuple(spans)


def _at(found: Sequence[str], place: int, language: Language) -> Iterator[Said]:
    """What begins at a word, the longest first."""
    for count in range(min(_LONGEST, len(found) - place), 0, -1):
        asked = tuple(found[place : place + count])
        same = [*EXPANSIONS.get(" ".join(asked), ()), *_swedish(asked)]
        if language == "en":
            same = [*_english(asked), *same]
        forms = tuple(form for form in dict.fromkeys(same) if form != " ".join(asked))[:_MOST_FORMS]
        if forms:
            yield Said(place, place + count - 1, forms)


def _swedish(asked: tuple[str, ...]) -> Iterable[str]:
    everyday = _everyday()
    keys = dict.fromkeys((tuple(map(stem, asked)), tuple(map(root, asked))))
    length = len(asked[0]) if len(asked) == 1 else _LONGEST_WORD
    return (form for key in keys for least, form in everyday.get(key, ()) if least <= length)


def _english(asked: tuple[str, ...]) -> Iterable[str]:
    if asked[0][0] not in _initials():
        return ()
    for forms in product(*(singular(word) for word in asked)):
        if same := TRANSLATIONS.get(" ".join(forms)):
            return same
    return ()


def singular(word: str) -> tuple[str, ...]:
    """The English word and what it may be a plural or verb form of: 'fees' and 'fee', 'planned' and 'plan'."""
    found = [word]
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    if word.endswith("s") and not word.endswith("ss"):
        found += [word[:-1], word.removesuffix("es")]
    for ending in ("ed", "ing"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2:
            found += [bare, f"{bare}e"]
            if bare[-1] == bare[-2]:
                found.append(bare[:-1])
    return tuple(dict.fromkeys(found))


@cache
def _initials() -> frozenset[str]:
    return frozenset(key[0] for key in TRANSLATIONS)


@cache
def _everyday() -> Mapping[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """Stems of what is said → the forms that mean the same, each with the fewest letters of a word that is a form of what is
    said: 'färd' is none of 'färdig'."""
    found: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    everyday = table("everyday.toml")
    rows = [(row.split(", "), row.split(", ")) for row in everyday["same"]]
    rows += [([asked], written.split(", ")) for asked, written in (r.split(": ") for r in everyday["asked"])]
    for asked, written in rows:
        for one in asked:
            parts = one.split()
            for key in {
                tuple(parts),
                tuple(map(stem, parts)),
                tuple(map(root, parts)),
            }:  # 'plats' loses its s
                found[key] += [(len(one) - 1, form) for form in written if form != one]
    return {key: tuple(dict.fromkeys(forms)) for key, forms in found.items()}
