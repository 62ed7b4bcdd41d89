"""Words of a question that no document has: what they probably are here.

å, ä, ö typed as a, o or ae, oe, aa; wrong, missing, doubled or swapped letters; compounds written apart, or written together
where the documents have the parts. A word that the documents have is left as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz.distance import OSA

from assistant import compounds
from assistant.matching import edits_allowed
from assistant.near_words import NearWords
from ingest.analyse import STOP_WORDS, fold, stem

MOST_CORRECTIONS = 3
MOST_UNKNOWN = 8
"""How many unknown words of a question are looked at."""

_LETTERS = re.compile(r"[a-zåäöéü]{4,64}")
_DOUBLE = re.compile(r"(.)\1+")
_SHORTEST_LEFT = 5
_MOST_WORDS = 400
_RARE = 2
_MUCH_MORE = 10
_DOTTED = 0.95
_DOUBLED = 0.8
_ONE_WRONG = 0.7
_TWO_WRONG = 0.5
_FIRST_WRONG = 0.1
_OTHER_DOTS = 0.05
_FREQUENT = 0.1
_BELOW_BEST = 0.2
_JOINED = 0.9
_JOINED_OF_KNOWN = 0.7
_PART = 0.8
_PART_OR_MISSPELT = 0.6
_SPELT_OUT = (("ae", "ä"), ("oe", "ö"), ("aa", "å"))
_ENDINGS = ("elsen", "elser", "elserna", "heten", "heterna", "andet", "anden")
"""Endings that stemming takes off, if they are spelt right."""


class How(StrEnum):
    """What makes a correction one."""

    DOTS = "prickar"
    LETTERS = "bokstäver"
    JOINED = "särskrivet"
    PART = "led"


@dataclass(frozen=True, slots=True)
class Correction:
    """A stem of the archive, how far it stands for what was written (0–1), and why."""

    stem: str
    weight: float
    how: How


@dataclass(frozen=True, slots=True)
class Mended:
    """What the question's words from the `first` to the `last` probably are, best first; the parts of a compound, each
    `How.PART`, belong together."""

    first: int
    last: int
    corrections: tuple[Correction, ...]


class Vocabulary:
    """The stems of an archive with the number of chunks that each stands in."""

    def __init__(self, stems: Iterable[tuple[str, int]]) -> None:
        self._frequencies = dict(stems)
        self._most = math.log1p(max(self._frequencies.values(), default=1))
        self._near = NearWords([word for word in self._frequencies if _LETTERS.fullmatch(word)])

    def __len__(self) -> int:
        return len(self._frequencies)

    def __contains__(self, word: str) -> bool:
        """Whether a word, lower case, or a form of it stands in the archive."""
        return stem(word) in self._frequencies

    def closest(self, word: str) -> tuple[Correction, ...]:
        """At most three stems that `word` (lower case) may be a misspelling of, best first.

        For a word of the archive only its form with å, ä, ö, where that is ten times as frequent and the word itself
        stands in two chunks at most. Nothing for figures, words with figures, and words of three letters or fewer.
        """
        if not _LETTERS.fullmatch(word) or word in STOP_WORDS:
            return ()
        asked = stem(word)
        frequency = self._frequencies.get(asked, 0)
        if frequency > _RARE:
            return ()
        if frequency:
            near = self._near.near(asked, 0)
            return self._best({each: _DOTTED for each in near if self._lacks_dots(asked, each)})
        found: dict[str, float] = {}
        # the word itself, too: a misspelt ending is stemmed wrongly ('upphandlig' to 'upphand')
        for form in dict.fromkeys((asked, word)):
            for each in self._near.near(form, 2):
                found[each] = max(found.get(each, 0.0), _by_letters(form, each))
            if max(found.values(), default=0.0) >= _ONE_WRONG:
                break
        found |= dict.fromkeys(self._by_ending(word), _ONE_WRONG)
        found |= dict.fromkeys(self._spelt_out(word), _DOTTED)
        return self._best(found)

    def split(self, word: str) -> tuple[Correction, ...]:
        """The stems that a compound consists of here, in order; () where it is none."""
        if not _LETTERS.fullmatch(word):
            return ()
        return tuple(Correction(each, _PART, How.PART) for each in compounds.split(word, self._frequencies))

    def mended(self, words: Sequence[str]) -> tuple[Mended, ...]:
        """Corrections for the words of a question, lower case and in order (`analyse.words`), by their place.

        Neighbours that are one word here are joined, known or not; of the others at most eight unknown ones are looked
        at. The work is bounded, whatever the question.
        """
        words = words[:_MOST_WORDS]
        found = []
        for one in compounds.joined(words, self._frequencies):
            known = all(word in self for word in words[one.first : one.last + 1])
            weight = _JOINED_OF_KNOWN if known else _JOINED
            found.append(Mended(one.first, one.last, (Correction(one.stem, weight, How.JOINED),)))
        covered = {place for one in found for place in range(one.first, one.last + 1)}
        looked_at: dict[str, tuple[Correction, ...]] = {}
        for place, word in enumerate(words):
            if place in covered or self._frequencies.get(stem(word), 0) > _RARE:
                continue
            if word not in looked_at:
                if len(looked_at) == MOST_UNKNOWN or not _LETTERS.fullmatch(word):
                    continue
                looked_at[word] = self._one(word)
            if looked_at[word]:
                found.append(Mended(place, place, looked_at[word]))
        return tuple(sorted(found, key=lambda one: one.first))

    def _one(self, word: str) -> tuple[Correction, ...]:
        """What an unknown word probably is; a compound is less likely where a word is near at hand."""
        closest = self.closest(word)
        if word in self or (closest and closest[0].weight >= _DOTTED):
            return closest
        parts = self.split(word)
        if closest and closest[0].weight >= _ONE_WRONG:
            return (*closest, *(replace(part, weight=_PART_OR_MISSPELT) for part in parts))
        return (*parts, *closest)

    def _best(self, found: Mapping[str, float]) -> tuple[Correction, ...]:
        """The best by weight, a little more for frequent ones; none that is much worse than the best."""
        corrections = [
            Correction(each, self._weight(each, weight), How.DOTS if weight == _DOTTED else How.LETTERS)
            for each, weight in found.items()
            if weight
        ]
        corrections.sort(key=lambda one: (-one.weight, -self._frequencies[one.stem], one.stem))
        least = corrections[0].weight - _BELOW_BEST if corrections else 0.0
        return tuple(one for one in corrections[:MOST_CORRECTIONS] if one.weight >= least)

    def _weight(self, each: str, weight: float) -> float:
        if weight == _DOTTED:
            return weight
        return weight + _FREQUENT * math.log1p(self._frequencies[each]) / self._most

    def _lacks_dots(self, asked: str, found: str) -> bool:
        """Whether a rare word of the archive is a far more frequent one without some of its dots."""
        much_more = self._frequencies[found] >= _MUCH_MORE * self._frequencies[asked]
        return much_more and asked != found and _undotted(asked, found)

    def _spelt_out(self, word: str) -> Iterator[str]:
        """The stems of the word with ae, oe, aa read as ä, ö, å, all of them or one sort, that stand in the archive."""
        whole = word
        for written, letter in _SPELT_OUT:
            whole = whole.replace(written, letter)
        for form in (whole, *(word.replace(*pair) for pair in _SPELT_OUT)):
            if form != word and stem(form) in self._frequencies:
                yield stem(form)

    def _by_ending(self, word: str) -> Iterator[str]:
        """The stem that is left where the ending, with one letter wrong, is taken off: 'kommunstyrlesen' as 'kommunstyr'."""
        for ending in _ENDINGS:
            for length in (len(ending) - 1, len(ending), len(ending) + 1):
                left, end = word[:-length], word[-length:]
                known = len(left) >= _SHORTEST_LEFT and left in self._frequencies
                if known and OSA.distance(end, ending, score_cutoff=1) <= 1:
                    yield left


def _by_letters(asked: str, found: str) -> float:
    """How far a stem of the archive stands for one that it lacks, by their letters; å, ä, ö count as a, o."""
    if _undotted(asked, found):
        return _DOTTED
    a, b = fold(asked), fold(found)
    allowed = edits_allowed(a, b)
    wrong = max(1, OSA.distance(a, b, score_cutoff=allowed))
    if wrong > allowed:
        return 0.0
    if a != b and _undoubled(a) == _undoubled(b):
        weight = _DOUBLED
    else:
        weight = _ONE_WRONG if wrong == 1 else _TWO_WRONG
    mistaken = a[0] != b[0]
    other_dots = asked != a and OSA.distance(asked, found) > wrong
    return weight - _FIRST_WRONG * mistaken - _OTHER_DOTS * other_dots


def _undotted(asked: str, found: str) -> bool:
    """Whether `asked` is `found`, some of its å, ä, ö typed without dots."""
    return len(asked) == len(found) and all(a in (b, fold(b)) for a, b in zip(asked, found, strict=True))


def _undoubled(word: str) -> str:
    """The word with each doubled letter once."""
    return _DOUBLE.sub(r"\1", word)
