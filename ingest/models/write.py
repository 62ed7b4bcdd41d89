"""The model's folder, as `ingest.static` and sentence-transformers read it. Knows no torch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from ingest.static import GRAMS_FILE, WEIGHTS_FILE, WORDS_FILE, packed

MODULE_TYPE = "ingest.word_gram_module.WordGramEmbedding"
_NORMALIZE_TYPE = "sentence_transformers.base.modules.normalize.Normalize"
_NORMALIZE_FOLDER = "1_Normalize"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of words or of 5-grams, row 0 first, which is that of none.

    `names`: of the rows from 1 on. `vectors`: (rows, dimensions). `weights`: (rows, 2), question and passage.
    """

    names: list[str]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]


def write_model(folder: Path, words: Table, grams: Table) -> None:
    """Write the whole folder: tables in four bits a number, the names of their rows, and the two modules."""
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(folder, _packed("words", words) | _packed("grams", grams), words.names, grams.names)
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": MODULE_TYPE},
        {"idx": 1, "name": "1", "path": _NORMALIZE_FOLDER, "type": _NORMALIZE_TYPE},
    ]
    settings = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine", "prompts": {}}
    (folder / _NORMALIZE_FOLDER).mkdir(exist_ok=True)
    _write_json(folder / _NORMALIZE_FOLDER / "config.json", {})
    _write_json(folder / "modules.json", modules)
    _write_json(folder / "config_sentence_transformers.json", settings)


def write_tables(
    folder: Path, stored: dict[str, NDArray[Any]], words: Iterable[str], grams: Iterable[str]
) -> None:
    """The three files that decide a vector; `stored` as in the safetensors file, already packed."""
    save_file(stored, folder / WEIGHTS_FILE)
    (folder / WEIGHTS_FILE).chmod(0o644)  # safetensors leaves it to the owner alone
    for file, names in ((WORDS_FILE, words), (GRAMS_FILE, grams)):
        (folder / file).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def _packed(name: str, table: Table) -> dict[str, NDArray[Any]]:
    rows, scales = packed(table.vectors)
    return {name: rows, f"{name}.scale": scales, f"{name}.weight": table.weights.astype(np.float16)}


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
