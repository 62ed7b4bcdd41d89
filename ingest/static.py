"""The shipped Swedish embedding, read by numpy: a vector a word, built of the word's own and its 5-grams', pooled by
learned weights that differ for questions and passages.

A text's vector is Σ weight(word) · vector(word) at unit length, where vector(word) = own(word) + mean of the vectors of
its 5-grams, and weight(word) = softplus of the same sum of two learned numbers. A word that training never saw has its
5-grams alone, which is what makes compounds and misspellings close to their kin. `ingest/models/` trains it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.analyse import word_grams, words
from ingest.errors import ModelMissing

Vectors = NDArray[np.float32]

WEIGHTS_FILE = "model.safetensors"
WORDS_FILE = "words.txt"
GRAMS_FILE = "grams.txt"
MODULE = "WordGramEmbedding"
"""The last part of the class name that `modules.json` gives: how a folder of this kind is known."""

PASSAGE, QUESTION = 1, 0
"""Columns of the learned weights."""

_LONGEST = 2_000
"""Words of a text that count; a passage of the index has some 150."""
_LONGEST_WORD = 200
"""Letters of a word whose 5-grams count: letters without a blank must not cost memory without bound."""
_BATCH = 30
_CACHED_WORDS = _BATCH * _LONGEST
"""Room for a whole batch whose words are all different."""
_MADE_AT_ONCE = 500
"""New words whose 5-grams lie unpacked at once, some 4 MB of them."""

_LEVELS: NDArray[np.complex64] = np.array(
    [complex((byte & 15) - 8, (byte >> 4) - 8) for byte in range(256)], dtype=np.complex64
)
"""The two numbers in a byte, side by side: one look-up gives both."""


class WordGrams:
    """The tables of a model folder. Row 0 of each is what words and 5-grams without a row of their own get.

    Vectors lie packed, four bits a number, two numbers a byte, with one scale a row. Raises ModelMissing where a file
    is missing or of another kind.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            self.stored: dict[str, NDArray[Any]] = load_file(folder / WEIGHTS_FILE)
            self.words = _rows(folder / WORDS_FILE)
            self.grams = _rows(folder / GRAMS_FILE)
            self._word_weights = self.stored["words.weight"].astype(np.float32)
            self._gram_weights = self.stored["grams.weight"].astype(np.float32)
            self.dimensions = 2 * int(self.stored["words"].shape[1])
            counts = [len(self.stored[name]) - 1 for name in ("words", "words.scale", "grams", "grams.scale")]
        except (OSError, ValueError, KeyError, IndexError, SafetensorError) as exc:
            raise ModelMissing(
                f"{folder}: modellens filer saknas eller är av ett annat slag ({exc})."
            ) from exc
        if counts != [len(self.words)] * 2 + [len(self.grams)] * 2:
            raise ModelMissing(f"{folder}: modellens ordlistor har inte lika många rader som dess vektorer.")

    def gram_rows(self, word: str) -> list[int]:
        """The rows of a word's 5-grams that training saw, [0] for none; of a word without end the first ones."""
        known = self.grams
        return [known[gram] for gram in word_grams(word[:_LONGEST_WORD]) if gram in known] or [0]

    def make(self, found: Sequence[str]) -> tuple[Vectors, Vectors]:
        """The words' vectors, (words, dimensions), and their weights in questions and passages, (words, 2)."""
        own = np.fromiter((self.words.get(word, 0) for word in found), np.int64, len(found))
        grams = [self.gram_rows(word) for word in found]
        lengths = np.fromiter(map(len, grams), np.int64, len(grams))
        rows, starts = np.fromiter(chain.from_iterable(grams), np.int64), np.cumsum(lengths) - lengths
        vectors = self._unpacked("words", own) + _means(self._unpacked("grams", rows), starts, lengths)
        weights = self._word_weights[own] + _means(self._gram_weights[rows], starts, lengths)
        return vectors, np.asarray(np.logaddexp(0, weights), dtype=np.float32)

    def _unpacked(self, table: str, rows: NDArray[np.int64]) -> Vectors:
        return unpacked(self.stored[table][rows], self.stored[f"{table}.scale"][rows])


class WordGramEmbedder:
    """The model in `folder` as an embedder (see `ingest.embed.Embedder`); one object serves any number of threads.

    Raises ModelMissing where it is not such a folder; loads at the first use. It keeps the words it last met, at most
    60,000, and so needs some 60 MB beside the model's 20.
    """

    def __init__(self, folder: Path) -> None:
        for file in (WEIGHTS_FILE, WORDS_FILE, GRAMS_FILE):
            if not (folder / file).is_file():
                raise ModelMissing(f"{folder}: filen {file} saknas i modellens mapp.")
        self._folder = folder
        self._lock = Lock()
        self._row_of: dict[str, int] = {}

    @cached_property
    def name(self) -> str:
        """The folder's name and a digest of its files: a model trained anew is another model."""
        digest = hashlib.sha256()
        for file in (WEIGHTS_FILE, WORDS_FILE, GRAMS_FILE):
            digest.update((self._folder / file).read_bytes())
        return f"{self._folder.name}@{digest.hexdigest()[:8]}"

    @cached_property
    def dimensions(self) -> int:
        """The length of a vector, read off the file's head: asking does not load the model."""
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(self._folder / WEIGHTS_FILE, framework="np") as file:
                return 2 * int(file.get_slice("words").get_shape()[1])
        except (OSError, SafetensorError) as exc:
            raise ModelMissing(
                f"{self._folder}: modellens fil {WEIGHTS_FILE} är av ett annat slag ({exc})."
            ) from exc

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions)."""
        return self._embed(texts, PASSAGE)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dimensions)."""
        return self._embed(texts, QUESTION)

    def _embed(self, texts: Sequence[str], side: int) -> Vectors:
        pooled = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for at in range(0, len(texts), _BATCH):
            found = [text_words(text) for text in texts[at : at + _BATCH]]
            with self._lock:
                self._meet(found)
                for row, each in enumerate(found, start=at):
                    rows = np.fromiter(map(self._row_of.__getitem__, each), np.intp, len(each))
                    np.dot(self._weights[side].take(rows), self._vectors.take(rows, axis=0), out=pooled[row])
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(lengths, 1e-12), dtype=np.float32)

    def _meet(self, texts: Sequence[Sequence[str]]) -> None:
        """Put the words of the texts in the cache, where they are not there yet. Call under the lock."""
        known = self._row_of
        unknown = set(chain.from_iterable(texts)).difference(known)
        if not unknown:
            return
        if len(known) + len(unknown) > _CACHED_WORDS:
            known.clear()
            unknown = set(chain.from_iterable(texts))
        for words_at_once in _slices(sorted(unknown), _MADE_AT_ONCE):
            rows = slice(len(known), len(known) + len(words_at_once))
            self._vectors[rows], weights = self._tables.make(words_at_once)
            self._weights[:, rows] = weights.T
            known.update(zip(words_at_once, range(rows.start, rows.stop), strict=True))

    @cached_property
    def _tables(self) -> WordGrams:
        return WordGrams(self._folder)

    @cached_property
    def _vectors(self) -> Vectors:
        return np.zeros((_CACHED_WORDS, self.dimensions), dtype=np.float32)

    @cached_property
    def _weights(self) -> Vectors:
        return np.zeros((2, _CACHED_WORDS), dtype=np.float32)


def text_words(text: str) -> list[str]:
    """The words of a text that count towards its vector."""
    return words(text)[:_LONGEST]


def packed(vectors: Vectors) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Rows of numbers in four bits each: bytes, (rows, columns / 2), and a scale a row; an even number of columns."""
    scales = (np.abs(vectors).max(axis=1) / 7).astype(np.float16)
    scales[scales == 0] = 1
    levels = np.clip(np.rint(vectors / scales[:, None].astype(np.float32)), -7, 7).astype(np.int8) + 8
    pairs = levels.astype(np.uint8).reshape(len(vectors), -1, 2)
    return np.asarray(pairs[:, :, 0] | pairs[:, :, 1] << 4, dtype=np.uint8), scales


def unpacked(rows: NDArray[np.uint8], scales: NDArray[np.float16]) -> Vectors:
    """What `packed` packed, (rows, columns)."""
    pairs = np.take(_LEVELS, rows).view(np.float32).reshape(len(rows), -1)
    pairs *= scales[:, None].astype(np.float32)
    return np.asarray(pairs, dtype=np.float32)


def is_word_gram_folder(folder: Path) -> bool:
    """Whether the folder's `modules.json` names our module first."""
    return next(iter(_module_names(folder)), "") == MODULE


def _module_names(folder: Path) -> Iterator[str]:
    try:
        rows: list[dict[str, Any]] = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for row in rows:
        yield str(row["type"]).rpartition(".")[2]


def _rows(path: Path) -> dict[str, int]:
    """Each line's number, from 1 on."""
    return {line: row for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)}


def _means(rows: Vectors, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Vectors:
    """The mean of each stretch of rows, none of them empty, (stretches, columns)."""
    return np.asarray(
        np.add.reduceat(rows, starts, axis=0) / lengths[:, None].astype(np.float32), dtype=np.float32
    )


def _slices(found: list[str], length: int) -> Iterator[list[str]]:
    for at in range(0, len(found), length):
        yield found[at : at + length]
