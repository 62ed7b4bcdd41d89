"""An optional second opinion on the passages that rank best: a model that reads question and passage together.

Any cross-encoder that sentence-transformers reads will do, where it lies on this machine; nothing is ever fetched.
Tested with made-up models of random weights only: no trained one could be had where this was written, so that neither
what it is worth nor its time is measured, and `CROSS` is chosen, not fitted.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np

from assistant.rerank.asked import Numbers
from assistant.settings import Settings
from ingest.embed import find_model
from ingest.errors import ModelMissing

CROSS = 1.0
"""What the model's surest yes counts: as much as meeting the whole question."""

_MOST_CHARACTERS = 2000
"""What is read of a question and of a passage; a chunk is seldom longer."""

_MOST_TOKENS = 512
"""What is read of both together, where the model's own limit is not lower."""

_ONE_SCORE = "ForSequenceClassification"
_YES_OR_NO = "ForCausalLM"
_WEIGHTS = ("*.safetensors", "*.bin")


class Scorer(Protocol):
    """What scores passages by reading them with the question. `top`: how many of the best it is to be asked about."""

    @property
    def top(self) -> int: ...

    def scores(self, question: str, texts: Sequence[str]) -> Numbers:
        """How well each text answers, (len(texts),), 0–1."""
        ...


class CrossEncoder:
    """The model in `folder`, called `title`. `threads` holds for all of torch in this process; None leaves it to torch.

    Raises ModelMissing where the package is not installed or the folder holds no model that gives one score a pair;
    at the first use where its weights cannot be read. One object serves any number of threads, one at a time.
    """

    def __init__(
        self, folder: Path, title: str, *, top: int = 20, batch_size: int = 32, threads: int | None = None
    ) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise ModelMissing(
                f"Korskodaren {title} kräver paketet sentence-transformers. "
                "Installera det med: pip install 'kommunminne[models]'"
            )
        _check(folder)
        self.top = top
        self._folder = folder
        self._batch_size = batch_size
        self._threads = threads
        self._lock = Lock()
        self._broken: ModelMissing | None = None

    @property
    def warning(self) -> str | None:
        """Why the model is not used, once it was found that it cannot be read."""
        return str(self._broken) if self._broken else None

    def scores(self, question: str, texts: Sequence[str]) -> Numbers:
        """How well each text answers, (len(texts),), 0–1. Raises ModelMissing, and whatever else the model raises."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(question[:_MOST_CHARACTERS], text[:_MOST_CHARACTERS]) for text in texts]
        with self._lock:
            model, sigmoid = self._loaded()
            found = model.predict(
                pairs, batch_size=self._batch_size, activation_fn=sigmoid, show_progress_bar=False
            )
        scores = np.asarray(found, dtype=np.float32)
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise ValueError(f"{self._folder}: modellen ger inte ett tal för varje text.")
        return scores

    def _loaded(self) -> tuple[Any, Any]:
        """The model and the sigmoid, which is given in place of whatever the model does to its scores. What cannot be
        read is not tried again."""
        if self._broken is not None:
            raise self._broken
        try:
            return self._model
        except ModelMissing as exc:
            self._broken = exc
            raise

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        import torch
        from sentence_transformers import CrossEncoder as Model
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self._threads is not None:
            torch.set_num_threads(self._threads)
        try:
            model = Model(str(self._folder), device="cpu", local_files_only=True)
        except Exception as exc:  # damaged files make it raise nearly anything
            raise ModelMissing(
                f"{self._folder}: mappen håller ingen korskodare som sentence-transformers kan läsa ({exc})."
            ) from exc
        model.max_seq_length = min(model.max_seq_length or _MOST_TOKENS, _MOST_TOKENS)
        return model, torch.nn.Sigmoid()


def cross_encoder_of(settings: Settings) -> CrossEncoder | None:
    """The cross-encoder that is set, in the batches and threads of the embedding; None where none is.

    Raises ModelMissing; the weights are not read yet, and nothing of torch is imported.
    """
    name = settings.cross_encoder
    if not name:
        return None
    found = find_model(name)
    if found is None:
        raise ModelMissing(
            f"Korskodaren {name} finns inte på den här datorn. Lägg dess mapp här och ange sökvägen dit, "
            "eller lämna KOMMUNMINNE_CROSS_ENCODER tom."
        )
    folder, title = found
    return CrossEncoder(
        folder,
        title,
        top=settings.cross_encoder_top,
        batch_size=settings.embedding_batch,
        threads=settings.embedding_threads,
    )


def with_cross(linear: Numbers, cross: Numbers) -> Numbers:
    """Linear scores and the model's, (N,), as one: divided so that 1 is still all of it, and the rules, which are
    added later, weigh as before. Exact things thus win over whatever the model likes."""
    return np.asarray((linear + CROSS * cross) / (1 + CROSS), dtype=np.float32)


def _check(folder: Path) -> None:
    """Raise ModelMissing where a folder holds anything but a cross-encoder with one score. Others would be given a
    scoring layer of random numbers without a word."""
    config = _json(folder / "config.json")
    if not config or not any(next(folder.glob(pattern), None) for pattern in _WEIGHTS):
        raise ModelMissing(f"{folder}: mappen håller ingen korskodare (config.json och vikter saknas).")
    kind = str((config.get("architectures") or [""])[0])
    says = _json(folder / "config_sentence_transformers.json").get("model_type")
    if says != "CrossEncoder" and not kind.endswith((_ONE_SCORE, _YES_OR_NO)):
        raise ModelMissing(f"{folder}: modellen är ingen korskodare utan {kind or 'av okänt slag'}.")
    labels = len(config.get("id2label") or "ab")  # two is what a configuration leaves out
    if kind.endswith(_ONE_SCORE) and labels != 1:
        raise ModelMissing(f"{folder}: korskodaren ger {labels} tal för varje text; den måste ge ett.")


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
