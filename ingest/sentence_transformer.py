"""Any sentence-transformers model that lies on this machine as an embedder. Nothing is ever fetched.

Importing sentence_transformers takes seconds and half a gigabyte, so that waits until a text is embedded.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from ingest.embed import Encoding, Vectors, unit
from ingest.errors import ModelMissing
from ingest.model_prompts import prompts_of

_PARTS = (".json", ".safetensors", ".bin", ".txt", ".model")
"""Endings of the files that decide a model's vectors."""
_READ_WHOLE = 1 << 20
_SAMPLES, _SAMPLE_BYTES = 64, 4096


class SentenceTransformerEmbedder:
    """The model in `folder`, called `title`. Prompts, batch size and threads as `encoding` says.

    Raises ModelMissing where the package is not installed, and at the first use where the folder holds no model. One
    object serves any number of threads; `encoding.threads` holds for all of torch in this process.
    """

    def __init__(self, folder: Path, title: str, encoding: Encoding | None = None) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise ModelMissing(
                f"Modellen {title} kräver paketet sentence-transformers. "
                "Installera det med: pip install 'kommunminne[models]'"
            )
        self._folder = folder
        self._title = title
        self._encoding = encoding or Encoding()
        self._lock = Lock()
        self.prompts = prompts_of(
            folder, title, query=self._encoding.query_prompt, passage=self._encoding.passage_prompt
        )

    @cached_property
    def name(self) -> str:
        """The title, a digest of the model's files, and the prompts: other prompts give other vectors."""
        prompts = f" {self.prompts.query!r} {self.prompts.passage!r}" if self.prompts else ""
        return f"{self._title}@{_digest(self._folder)}{prompts}"

    @property
    def dimensions(self) -> int:
        """The length of a vector; loads the model."""
        return int(self._loaded().get_embedding_dimension())

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, (len(texts), dimensions)."""
        return self._encode(self._loaded().encode_document, texts, self.prompts.passage)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, (len(texts), dimensions)."""
        return self._encode(self._loaded().encode_query, texts, self.prompts.query)

    def _encode(self, encode: Any, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = encode(
            list(texts),
            prompt=prompt,
            batch_size=self._encoding.batch_size,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return unit(np.asarray(vectors, dtype=np.float32))

    def _loaded(self) -> Any:
        with self._lock:
            return self._model

    @cached_property
    def _model(self) -> Any:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self._encoding.threads is not None:
            torch.set_num_threads(self._encoding.threads)
        try:
            return SentenceTransformer(str(self._folder), local_files_only=True)
        except (OSError, ValueError, KeyError) as exc:
            raise ModelMissing(
                f"{self._folder}: mappen håller ingen modell som sentence-transformers kan läsa ({exc})."
            ) from exc


def _digest(folder: Path) -> str:
    """Eight letters that tell whether the model is the same: small files whole, large ones by samples over all of them.

    Training changes every tensor, so that a few samples show it; reading gigabytes at each start would take seconds.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _PARTS and path.is_file()):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        digest.update(_sampled(path))
    return digest.hexdigest()[:8]


def _sampled(path: Path) -> bytes:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _READ_WHOLE:
            return file.read()
        parts = []
        for number in range(_SAMPLES):
            file.seek(number * (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
            parts.append(file.read(_SAMPLE_BYTES))
    return b"".join(parts)
