"""Signs of vectors: 512 bits each that tell nearly which vectors are near, in a sixteenth of a vector's space at 256 numbers.

A vector is turned by fixed, random-looking rotations, and of each number its sign is kept: the fewer signs two vectors
differ in, the smaller the angle between them. Nothing is fitted, so that the signs serve any model and a vector's do
not depend on the others. What they find near is to be scored exactly afterwards.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ingest.row_file import RowFile

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]
Signs = NDArray[np.uint64]
"""(vectors, _WORDS): the signs of each as bits."""

_BITS = 512
_WORDS = _BITS // 64
_FILE = f"signs{_BITS}.u64"
_BLOCK = 8_192
"""Rows compared at a time: their signs, half a megabyte, stay in the processor's cache."""

_GATHER_BELOW = 0.5
"""Share of the rows under which picking out their signs is cheaper than comparing all."""

_MENDED = 50_000
_SAMPLE = 16_384
_EVEN_BYTES = np.uint64(0x00FF00FF00FF00FF)
_SUM_OF_PAIRS = np.uint64(0x0001000100010001)


class SignFile:
    """The signs of a matrix' rows, in the folder `path` beside it. Errors: OSError."""

    def __init__(self, path: Path) -> None:
        self._file = RowFile(path / _FILE, "<u8", (_WORDS,))

    def write(self, vectors: Vectors, start: int) -> None:
        """Write the signs of vectors, (rows, dimensions), that are the matrix' rows from `start` on."""
        self._file.write(signs_of(vectors), start)

    def mend(self, matrix: Vectors) -> None:
        """Write the signs of the matrix' last rows, which the file lacks: it was lost, or is older than signs are."""
        for start in range(len(self._file), len(matrix), _MENDED):
            self.write(matrix[start : start + _MENDED], start)

    def map(self, count: int) -> Signs:
        """The signs of the first `count` rows, (count, _WORDS)."""
        return cast(Signs, self._file.map(count))


def signs_of(vectors: Vectors) -> Signs:
    """The signs of vectors, (rows, dimensions), as bits, (rows, _WORDS)."""
    turned = vectors @ _turns(vectors.shape[1])
    return np.packbits(turned > 0, axis=1).view("<u8")


def nearest_by_signs(signs: Signs, vector: Vectors, count: int, rows: Rows | None = None) -> Rows:
    """About `count` rows, of `rows` or of all, whose signs differ least from those of `vector`, (dimensions,).

    In the order that the rows come in. How many there are is told by a sample, which is quicker than sorting.
    """
    asked = signs_of(vector[None, :])[0]
    if rows is not None and len(rows) >= _GATHER_BELOW * len(signs):
        distances = _distances(signs, asked, None)[rows]
    else:
        distances = _distances(signs, asked, rows)
    if count >= len(distances):
        return np.arange(len(distances)) if rows is None else rows
    sample = distances[:: max(1, len(distances) // _SAMPLE) | 1]
    last = min(len(sample) - 1, -(-len(sample) * count // len(distances)))
    near = np.flatnonzero(distances <= np.partition(sample, last)[last])
    return near if rows is None else rows[near]


def _distances(signs: Signs, asked: Signs, rows: Rows | None) -> NDArray[np.uint16]:
    """In how many of its bits each row differs from `asked`, (_WORDS,)."""
    count = len(signs) if rows is None else len(rows)
    distances = np.empty(count, np.uint16)
    asked_often = np.tile(asked, (min(count, _BLOCK), 1))
    for start in range(0, count, _BLOCK):
        end = min(start + _BLOCK, count)
        block = signs[start:end] if rows is None else signs.take(rows[start:end], axis=0)
        counted = np.bitwise_count(block ^ asked_often[: end - start])
        distances[start:end] = _sums(counted)
    return distances


def _sums(counted: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """The sums of rows of eight numbers of at most 64 each: all eight at once, as the bytes of one word."""
    words = counted.view(np.uint64)[:, 0]
    pairs = (words & _EVEN_BYTES) + ((words >> np.uint64(8)) & _EVEN_BYTES)
    return (pairs * _SUM_OF_PAIRS) >> np.uint64(48)


@cache
def _turns(dimensions: int) -> Vectors:
    """(dimensions, _BITS): rotations side by side, made of whole numbers alone, so that they are the same everywhere.

    A rotation is a Hadamard matrix between changes of sign, twice; where `dimensions` is no power of two, a part of one.
    """
    size = 1 << max(0, dimensions - 1).bit_length()
    hadamard = np.ones((1, 1), np.float32)
    while len(hadamard) < size:
        hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
    made = [
        hadamard[:_BITS] @ (_changes(size, 2 * turn)[:, None] * hadamard * _changes(size, 2 * turn + 1))
        for turn in range(-(-_BITS // size))
    ]
    return np.ascontiguousarray(np.concatenate(made)[:_BITS, :dimensions].T)


def _changes(size: int, number: int) -> Vectors:
    """The `number`-th row of random-looking ±1, (size,)."""
    digest = hashlib.shake_256(f"kommunminne {number}".encode()).digest(-(-size // 8))
    bits = np.unpackbits(np.frombuffer(digest, np.uint8))[:size]
    return np.asarray(1.0 - 2.0 * bits, dtype=np.float32)
