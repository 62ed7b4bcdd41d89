"""Embedding models made in the tests, for nothing real can be fetched here: random weights, and the shipped one cut."""

from __future__ import annotations

import json
import shutil
import string
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from ingest.embed import SHIPPED_MODEL


def tiny_transformer(folder: Path, *, seed: int = 1, prompts: dict[str, str] | None = None) -> Path:
    """A BERT of two layers and 32 numbers over single letters, as sentence-transformers saves one."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    letters = [*string.ascii_lowercase, *string.digits, *"åäö§.,:-?|"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    plain = folder.with_name(f"{folder.name}-plain")
    plain.mkdir(parents=True)
    (plain / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(seed)
    BertTokenizerFast(str(plain / "vocab.txt"), model_max_length=128).save_pretrained(plain)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(plain)
    body = Transformer(str(plain))
    SentenceTransformer(modules=[body, Pooling(32)], device="cpu").save(str(folder))
    if prompts is not None:
        set_prompts(folder, prompts)
    return folder


def shortened(folder: Path) -> Path:
    """The shipped model cut to 64 numbers a vector: another model, in the same layout, that needs no torch."""
    shutil.copytree(SHIPPED_MODEL, folder)
    (weights,) = folder.rglob("model.safetensors")
    cut = {
        name: np.ascontiguousarray(array[:, :64]) if array.ndim == 2 else array
        for name, array in load_file(weights).items()
    }
    save_file(cut, weights)
    return folder


def set_prompts(folder: Path, prompts: dict[str, str]) -> None:
    """Make the model's own configuration say these prompts."""
    path = folder / "config_sentence_transformers.json"
    said = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(said | {"prompts": prompts}), encoding="utf-8")
