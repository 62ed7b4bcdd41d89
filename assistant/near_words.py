"""Which words of a large vocabulary are spelt nearly like another, found by the letters that they consist of.

Each word is 64 bits: which letters it has, and which it has twice. One wrong letter changes at most two of them, so words
too far off are left out without being compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from ingest.analyse import fold

_BATCH = 1 << 15
_LETTERS = 32
_LONGEST = 64


class NearWords:
    """Words by their letters, å, ä, ö counted as a, o. They must be letters only; those over 64 letters are left out."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = sorted((word for word in words if 0 < len(word) <= _LONGEST), key=len)
        lengths = np.fromiter(map(len, self._words), dtype=np.uint8, count=len(self._words))
        self._starts = np.searchsorted(lengths, np.arange(_LONGEST + 2))
        batches = [
            _signatures(self._words[start : start + _BATCH]) for start in range(0, len(self._words), _BATCH)
        ]
        self._signatures = np.concatenate(batches) if batches else np.zeros(0, dtype=np.uint64)

    def near(self, word: str, edits: int) -> list[str]:
        """The words at most `edits` wrong, missing, added or swapped letters from `word`, å, ä, ö counted as a, o."""
        if not 0 < len(word) <= _LONGEST:
            return []
        shortest, longest = max(1, len(word) - edits), min(_LONGEST, len(word) + edits)
        first, last = int(self._starts[shortest]), int(self._starts[longest + 1])
        apart = self._signatures[first:last] ^ _signatures([word])[0]
        close = np.bitwise_count(apart) <= 2 * edits
        likely = [self._words[first + place] for place in np.flatnonzero(close)]
        if not likely:
            return []
        folded = fold("\n".join(likely)).split("\n")
        distances = cdist([fold(word)], folded, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0]
        return [likely[place] for place in np.flatnonzero(distances <= edits)]


def _letter_table() -> npt.NDArray[np.int64]:
    table = np.full(0x110000 >> 8, _LETTERS - 1, dtype=np.int64)
    for code in range(len(table)):
        letter = fold(chr(code))
        if "a" <= letter <= "z":
            table[code] = ord(letter) - ord("a")
    return table


_TABLE = _letter_table()


def _signatures(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """The bits of each word, shape (len(words),)."""
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    letters = _TABLE[np.minimum(codes, len(_TABLE) - 1)]
    rows = np.repeat(np.arange(len(words)), [len(word) for word in words])
    counts = np.bincount(rows * _LETTERS + letters, minlength=len(words) * _LETTERS)
    counts = counts.reshape(len(words), _LETTERS)
    bits = np.concatenate((counts >= 1, counts >= 2), axis=1)
    return np.packbits(bits, axis=1, bitorder="little").view("<u8").ravel()
