"""How well words of a question are met by a text: stems, compounds, misspellings, equals."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.query import Term
from ingest.analyse import fold, root, stem, words

_SHORTEST_PART = 4
_SOURCE_SHARE = 0.35
_SURE_PART = 6
_MOST_OF_COMPOUND = 0.5
_PARAPHRASED = 0.5
VERB = re.compile(r"(?:ades?|ats?|des|te|tes|nde|its?|erar?|eras)$")


def likeness(asked: str, found: str) -> float:
    """How far a word of the text stands for a word of the question, 0–1.

    1 for equal stems; .95 without the dots of å, ä, ö; .85 where the text has a compound of the asked word; less where
    only a part of an asked compound is met; .7 for one or two wrong letters in a long word.
    """
    if asked == found:
        return 1.0
    a, b = stem(asked), stem(found)
    if a == b or asked == f"{found}s" or found == f"{asked}s" or root(asked) == root(found):
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    if fold(a) == fold(b):
        return 0.95
    return max(_compound(a, b), _misspelt(a, b))


def _compound(asked: str, found: str) -> float:
    """A word of the text that ends or begins with the asked one is of its kind; a part of the asked one says less."""
    short, long = sorted((asked, found), key=len)
    if len(short) < _SHORTEST_PART or not (long.startswith(short) or long.endswith(short)):
        return 0.0
    if long == asked:
        return 0.75 * len(short) / len(long)
    return 0.85 if long.endswith(short) or len(short) >= _SURE_PART else 0.6


def edits_allowed(asked: str, found: str) -> int:
    """How many wrong letters may part two words that are taken for one: none in short ones, two in long ones.

    The first letter is seldom mistaken: it may be wrong only in a long word, and then alone.
    """
    length = min(len(asked), len(found))
    if length < 5 or (asked[0] != found[0] and length < 8):
        return 0
    return 1 if length < 8 or asked[0] != found[0] else 2


def _misspelt(asked: str, found: str) -> float:
    allowed = edits_allowed(asked, found)
    return 0.7 if allowed and OSA.distance(asked, found, score_cutoff=allowed) <= allowed else 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term with its weight: how rare it is in the archive. `known`: it stands there at all."""

    term: Term
    weight: float
    known: bool = True


def weigh(
    terms: Sequence[Term], frequencies: Sequence[int], total: int, own: Sequence[int] | None = None
) -> tuple[Weighed, ...]:
    """Terms with weights by inverse document frequency; `frequencies` in the terms' order, out of `total` chunks, with
    those of their equals; `own`: without.

    Numbers and names weigh more: they are what a question is particular about; the words that name the source less, since
    a document need not repeat its own name.
    """
    weighed = []
    for term, frequency, itself in zip(terms, frequencies, own or frequencies, strict=True):
        weight = math.log(1 + (total + 1) / (frequency + 0.5))
        if term.proper or term.word.isdigit():
            weight *= 1.25
        if term.source:
            weight *= _SOURCE_SHARE
        if not itself and not term.proper and VERB.search(term.word):
            weight *= _PARAPHRASED
        weighed.append(Weighed(term, weight, frequency > 0))
    return tuple(weighed)


class _Likenesses:
    """How a word of the question is met by each word of the archive seen so far; only what is above 0 is kept."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._seen: set[str] = set()
        self._above: dict[str, float] = {}

    def best(self, found: Set[str]) -> float:
        """The greatest likeness among `found`."""
        fresh = found - self._seen
        for word in fresh:
            value = likeness(self._asked, word)
            if value > 0:
                self._above[word] = value
        self._seen |= fresh
        return max((self._above[word] for word in self._above.keys() & found), default=0.0)


_likenesses = lru_cache(maxsize=512)(_Likenesses)


def met(term: Term, found: Set[str]) -> float:
    """How far a term is met by the words of a text, 0–1; a word that means the same counts nearly as much."""
    best = float(bool({term.word, f"{term.word}s"} & found)) if term.exact else _form_met(term.word, found)
    if best < 0.85 and not term.exact:
        best = max(best, _parts(term.word, found))
    for same in term.also:
        best = max(best, 0.9 * _form_met(same, found))
    return best


def _form_met(form: str, found: Set[str]) -> float:
    """How far a word is met, or the least met word of a phrase."""
    if " " not in form:
        return _likenesses(form).best(found)
    return min(_likenesses(word).best(found) for word in form.split())


def _parts(asked: str, found: Set[str]) -> float:
    """How much of a long compound the text's words make up together: 'kontant' + 'medfinansiering' + 'belopp'."""
    if len(asked) < 12:
        return 0.0
    covered = bytearray(len(asked))
    pieces = set()
    for word in found:
        part = _root_in(asked, word)
        at = asked.find(part) if part else -1
        if at >= 0:
            covered[at : at + len(part)] = b"\x01" * len(part)
            pieces.add(at)
    share = sum(covered) / len(asked)
    return share if share >= _MOST_OF_COMPOUND and len(pieces) > 1 else 0.0


def _root_in(asked: str, word: str) -> str:
    """The longest beginning of `word`, most of it, that stands in `asked`: 'fastighet' of 'fastigheten'; '' for none."""
    least = max(5, round(0.7 * len(word)))
    return next((word[:end] for end in range(len(word), least - 1, -1) if word[:end] in asked), "")


def coverage(weighed: Sequence[Weighed], text: str) -> float:
    """The share of the question's weight that the text meets, 0–1; 1 for a question without terms."""
    return coverage_of(weighed, vocabulary(text))


def coverage_of(weighed: Sequence[Weighed], found: frozenset[str]) -> float:
    """`coverage` for words already taken apart."""
    total = sum(one.weight for one in weighed)
    return sum(one.weight * met(one.term, found) for one in weighed) / total if total else 1.0


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words(text))
