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

_CACHED_WORDS = 60_000
_LONGEST = 2_000
"""Words of a text that count; a passage of the index has some 150."""


class WordGrams:
    """The tables of a model folder. Row 0 of each is what words and 5-grams without a row of their own get.

    Vectors lie packed, four bits a number, two numbers a byte, with one scale a row. Raises ModelMissing where a file
    is missing or of another kind.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            stored = load_file(folder / WEIGHTS_FILE)
            self.words = _rows(folder / WORDS_FILE)
            self.grams = _rows(folder / GRAMS_FILE)
            self._word_rows, self._word_scales = stored["words"], stored["words.scale"]
            self._gram_rows, self._gram_scales = stored["grams"], stored["grams.scale"]
            self._word_weights = stored["words.weight"].astype(np.float32)
            self._gram_weights = stored["grams.weight"].astype(np.float32)
        except (OSError, KeyError, SafetensorError) as exc:
            raise ModelMissing(
                f"{folder}: modellens filer saknas eller är av ett annat slag ({exc})."
            ) from exc
        self.dimensions = 2 * int(self._word_rows.shape[1])

    def gram_rows(self, word: str) -> list[int]:
        """The rows of a word's 5-grams that training saw, [0] for none."""
        found = (self.grams.get(gram) for gram in word_grams(word))
        return [row for row in found if row is not None] or [0]

    def vector(self, word: str) -> tuple[Vectors, Vectors]:
        """The word's vector, (dimensions,), and its weights in questions and passages, (2,)."""
        own, grams = self.words.get(word, 0), self.gram_rows(word)
        vector = unpacked(self._gram_rows[grams], self._gram_scales[grams]).mean(axis=0)
        vector += unpacked(self._word_rows[own : own + 1], self._word_scales[own : own + 1])[0]
        return vector, np.logaddexp(0, self._word_weights[own] + self._gram_weights[grams].mean(axis=0))


class WordGramEmbedder:
    """The model in `folder` as an embedder (see `ingest.embed.Embedder`); one object serves any number of threads.

    Raises ModelMissing where it is not such a folder; loads at the first use.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / WEIGHTS_FILE).is_file():
            raise ModelMissing(f"{folder}: filen {WEIGHTS_FILE} saknas i modellens mapp.")
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
        from safetensors import safe_open

        with safe_open(self._folder / WEIGHTS_FILE, framework="np") as file:
            return 2 * int(file.get_slice("words").get_shape()[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions)."""
        return self._embed(texts, PASSAGE)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dimensions)."""
        return self._embed(texts, QUESTION)

    def _embed(self, texts: Sequence[str], side: int) -> Vectors:
        pooled = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            with self._lock:
                rows = self._rows(words(text)[:_LONGEST])
                pooled[row] = self._weights[rows, side] @ self._vectors[rows]
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(lengths, 1e-12), dtype=np.float32)

    def _rows(self, found: list[str]) -> NDArray[np.int64]:
        """Where the words' vectors lie in the cache; words not there yet are put in. Call under the lock."""
        unknown = [word for word in dict.fromkeys(found) if word not in self._row_of]
        if len(self._row_of) + len(unknown) > _CACHED_WORDS:
            self._row_of.clear()
            unknown = list(dict.fromkeys(found))
        for word in unknown:
            row = len(self._row_of)
            self._vectors[row], self._weights[row] = self._tables.vector(word)
            self._row_of[word] = row
        return np.fromiter(map(self._row_of.__getitem__, found), np.int64, len(found))

    @cached_property
    def _tables(self) -> WordGrams:
        return WordGrams(self._folder)

    @cached_property
    def _vectors(self) -> Vectors:
        return np.zeros((_CACHED_WORDS, self.dimensions), dtype=np.float32)

    @cached_property
    def _weights(self) -> Vectors:
        return np.zeros((_CACHED_WORDS, 2), dtype=np.float32)


def packed(vectors: Vectors) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Rows of numbers in four bits each: bytes, (rows, columns / 2), and a scale a row; an even number of columns."""
    scales = (np.abs(vectors).max(axis=1) / 7).astype(np.float16)
    scales[scales == 0] = 1
    levels = np.clip(np.rint(vectors / scales[:, None].astype(np.float32)), -7, 7).astype(np.int8) + 8
    pairs = levels.astype(np.uint8).reshape(len(vectors), -1, 2)
    return np.asarray(pairs[:, :, 0] | pairs[:, :, 1] << 4, dtype=np.uint8), scales


def unpacked(rows: NDArray[np.uint8], scales: NDArray[np.float16]) -> Vectors:
    """What `packed` packed, (rows, columns)."""
    levels = np.stack((rows & 15, rows >> 4), axis=2).reshape(len(rows), -1).astype(np.float32) - 8
    return np.asarray(levels * scales[:, None].astype(np.float32), dtype=np.float32)


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
