"""How far passages are told by the exact things of a question: its keys (dnr, amounts, laws …) and its names."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.candidates import Found
from assistant.rerank.rules import Source
from ingest.analyse import stem, words
from ingest.lexical import LexicalIndex
from ingest.stored import Piece


class ExactThings:
    """The exact things of one question. `names`: of two words or more; `weight`: that of all the question's words.

    A name that few texts have counts in full, one that many have less: a region, a firm that is everywhere.
    """

    def __init__(self, lexical: LexicalIndex, names: Sequence[str], found: Found, weight: float) -> None:
        self._found = found
        self._weight = weight
        self._names = [(_bare(name), _telling(lexical, name)) for name in names]

    def source(self, held: Sequence[Piece]) -> Source:
        """Where a passage of these pieces stands, and the share of the exact things that it holds."""
        first = held[0]
        return Source(
            first.kind,
            first.draft,
            first.body_key,
            first.date,
            first.number,
            self._keys(held),
            self._named(held),
            first.outcome,
        )

    def _keys(self, held: Sequence[Piece]) -> float:
        """By the share of the keys, or beside the question's words: keys that weigh half as much count in full."""
        beside_words = 2 * max(self._found.keys.get(piece.id, 0.0) for piece in held) / self._weight
        return min(1.0, max(beside_words, *(self._found.exactness(piece.id) for piece in held)))

    def _named(self, held: Sequence[Piece]) -> float:
        if not self._names:
            return 0.0
        texts = [" ".join(f"{piece.heading} {piece.text}".casefold().split()) for piece in held]
        met = [weight for name, weight in self._names if any(name in text for text in texts)]
        return sum(met) / len(self._names)


def _bare(name: str) -> str:
    """A name as it is looked for: 'Bo Tests' finds 'Bo Test' as well."""
    return name.casefold().removesuffix("s")


def _telling(lexical: LexicalIndex, name: str) -> float:
    """How far a name tells texts apart (0–1), by its rarest word."""
    rarest = min((lexical.document_frequency(stem(word)) for word in words(name)), default=0)
    return min(1.0, math.log(1 + len(lexical) / max(1, rarest)) / lexical.sure_weight)
