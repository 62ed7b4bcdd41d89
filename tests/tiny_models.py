"""Embedding models made in the tests, for nothing real can be fetched here: random weights, and the shipped one cut."""

from __future__ import annotations

import json
import shutil
import string
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file, save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from ingest.analyse import word_grams
from ingest.embed import SHIPPED_MODEL
from ingest.models.write import Table, write_model

if TYPE_CHECKING:
    from transformers import BertConfig

_MODULES = "sentence_transformers.sentence_transformer.modules"
_NORMALIZE = "sentence_transformers.base.modules.normalize.Normalize"


def tiny_transformer(folder: Path, *, seed: int = 1, prompts: dict[str, str] | None = None) -> Path:
    """A BERT of two layers and 32 numbers over single letters, as sentence-transformers saves one."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    plain = folder.with_name(f"{folder.name}-plain")
    BertModel(_tiny_bert(plain, seed)).save_pretrained(plain)
    body = Transformer(str(plain))
    SentenceTransformer(modules=[body, Pooling(32)], device="cpu").save(str(folder))
    if prompts is not None:
        set_prompts(folder, prompts)
    return folder


def tiny_cross_encoder(folder: Path, *, seed: int = 1, labels: int = 1) -> Path:
    """A BERT of that size that gives `labels` numbers a pair, as transformers saves one; its scoring layer is so loud
    that texts differ."""
    import torch
    from transformers import BertForSequenceClassification

    model = BertForSequenceClassification(_tiny_bert(folder, seed, num_labels=labels))
    with torch.no_grad():
        model.classifier.weight *= 100
    model.save_pretrained(folder)
    return folder


def _tiny_bert(folder: Path, seed: int, **given: int) -> BertConfig:
    """Seed torch, write the tokenizer to `folder` and give the configuration."""
    import torch
    from transformers import BertConfig, BertTokenizerFast

    letters = [*string.ascii_lowercase, *string.digits, *"åäö§.,:-?|"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(seed)
    BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=128).save_pretrained(folder)
    return BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
        **given,
    )


def shortened(folder: Path) -> Path:
    """The shipped model cut to 64 numbers a vector: another model, in the same layout, that needs no torch."""
    shutil.copytree(SHIPPED_MODEL, folder)
    (weights,) = folder.rglob("model.safetensors")
    stored = load_file(weights)
    for table in ("words", "grams"):
        stored[table] = np.ascontiguousarray(stored[table][:, :32])  # two numbers a byte
    save_file(stored, weights)
    return folder


def tiny_word_grams(folder: Path, *, seed: int = 1) -> Path:
    """A model of our own kind with random weights: 16 numbers a vector, a dozen words and their 5-grams."""
    random = np.random.default_rng(seed)
    words = [
        "ärendet",
        "överlämnas",
        "till",
        "kommunstyrelsen",
        "utan",
        "yttrande",
        "taxa",
        "år",
        "2024",
        "va",
        "ord",
    ]
    grams = sorted({gram for word in words for gram in word_grams(word)})

    def table(names: list[str]) -> Table:
        rows = len(names) + 1
        vectors, weights = random.normal(size=(rows, 16)), random.normal(size=(rows, 2))
        vectors[0] = 0
        return Table(names, vectors.astype(np.float32), weights.astype(np.float32))

    write_model(folder, table(words), table(grams))
    return folder


def tiny_static(folder: Path, *, kind: type = np.float32) -> Path:
    """A static model as others make them: a vector a letter, of 16 random numbers, in sentence-transformers' layout."""
    static, normalize = folder / "0_StaticEmbedding", folder / "1_Normalize"
    static.mkdir(parents=True)
    normalize.mkdir()
    (normalize / "config.json").write_text("{}")
    letters = {letter: number for number, letter in enumerate(["<unk>", *string.ascii_lowercase, *"åäö"])}
    tokenizer = Tokenizer(models.WordLevel(letters, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.save(str(static / "tokenizer.json"))
    weights = np.random.default_rng(3).normal(size=(len(letters), 16)).astype(kind)
    save_file({"embedding.weight": weights}, static / "model.safetensors")
    modules = [
        {"idx": 0, "name": "0", "path": static.name, "type": f"{_MODULES}.static_embedding.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": normalize.name, "type": _NORMALIZE},
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    return folder


def set_prompts(folder: Path, prompts: dict[str, str]) -> None:
    """Make the model's own configuration say these prompts."""
    path = folder / "config_sentence_transformers.json"
    said = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(said | {"prompts": prompts}), encoding="utf-8")
