"""Embedders: the shipped model by numpy, and how a model is found."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from ingest.embed import (
    SHIPPED_MODEL,
    Embedder,
    StaticEmbedder,
    Vectors,
    load_embedder,
)
from ingest.errors import ModelMissing
from ingest.models.recipe import Recipe
from ingest.static import WordGramEmbedder
from tests.tiny_models import tiny_static

TEXTS = [
    "Ärendet överlämnas till kommunstyrelsen utan eget yttrande.",
    "VA-redovisning år 2024",
    "Taxan för slamtömning höjs med 3,5 % från och med den 1 januari.",
    "§ 19",
    "Ω ☃ 漢字",
    "",
    "ord " * 3000,
]


@pytest.fixture(scope="module")
def shipped() -> Embedder:
    return load_embedder()


def cosine(left: Vectors, right: Vectors) -> float:
    return float(left @ right)


def test_the_shipped_model_gives_unit_vectors_of_256_numbers(shipped: Embedder) -> None:
    vectors = shipped.embed_passages(TEXTS[:4])
    assert (vectors.shape, vectors.dtype, shipped.dimensions) == ((4, 256), np.float32, 256)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-6)


def test_texts_about_the_same_thing_lie_closer_than_texts_about_different_things(shipped: Embedder) -> None:
    question = shipped.embed_queries(["Vad kostar det att tömma slambrunnen?"])[0]
    slam, skola = shipped.embed_passages(
        [
            "Avgiften för slamtömning av enskilt avlopp är 1 200 kronor.",
            "Läsåret börjar i augusti för alla elever.",
        ]
    )
    assert cosine(question, slam) > cosine(question, skola) + 0.1


def test_an_empty_text_has_the_zero_vector_and_no_texts_no_rows(shipped: Embedder) -> None:
    assert not shipped.embed_passages([""]).any()
    assert shipped.embed_passages([]).shape == (0, 256)


def test_a_text_has_the_same_vector_alone_and_among_many(shipped: Embedder) -> None:
    texts = [f"Paragraf nummer {number} om gator och vägar" for number in range(600)]
    together = shipped.embed_passages(texts)
    assert together[599] == pytest.approx(shipped.embed_passages([texts[599]])[0], abs=1e-7)


def test_letter_case_and_punctuation_make_no_difference(shipped: Embedder) -> None:
    one, other = shipped.embed_passages(["BUDGET, 2025!", "budget 2025"])
    assert one == pytest.approx(other)


def test_the_name_changes_with_the_weights_and_not_with_the_place(tmp_path: Path) -> None:
    copy = tmp_path / SHIPPED_MODEL.name
    shutil.copytree(SHIPPED_MODEL, copy)
    shipped = load_embedder().name
    assert load_embedder(str(copy)).name == shipped
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x07")
    assert load_embedder(str(copy)).name != shipped


def test_the_name_of_a_static_model_changes_with_its_weights(tmp_path: Path) -> None:
    model = tiny_static(tmp_path / "statisk")
    before = StaticEmbedder(model).name
    weights = next(model.rglob("model.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x07")
    assert StaticEmbedder(model).name != before


@pytest.mark.parametrize(
    "name", [None, "", SHIPPED_MODEL.name, str(SHIPPED_MODEL), WordGramEmbedder(SHIPPED_MODEL).name]
)
def test_the_shipped_model_can_be_named(name: str | None) -> None:
    embedder = load_embedder(name)
    assert isinstance(embedder, WordGramEmbedder)
    assert embedder.name.startswith("kommunminne-sv-m3@")


def test_using_the_shipped_model_does_not_import_torch_or_sentence_transformers() -> None:
    script = (
        "import sys; from ingest.embed import load_embedder; load_embedder().embed_queries(['hej'])\n"
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="statisk"):
        StaticEmbedder(tmp_path)


def test_a_static_model_without_weights_is_refused(tmp_path: Path) -> None:
    modules = [{"type": "x.StaticEmbedding", "path": ""}, {"type": "x.Normalize", "path": "1_Normalize"}]
    (tmp_path / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(ModelMissing, match="saknas"):
        StaticEmbedder(tmp_path)


def test_weights_of_another_sort_are_refused(tmp_path: Path) -> None:
    modules = [{"type": "x.StaticEmbedding", "path": ""}, {"type": "x.Normalize", "path": "1_Normalize"}]
    (tmp_path / "modules.json").write_text(json.dumps(modules))
    (tmp_path / "tokenizer.json").write_text("{}")
    save_file({"annat": np.zeros((2, 2), dtype=np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(ModelMissing, match="statisk"):
        _ = StaticEmbedder(tmp_path).dimensions


def test_the_model_card_names_its_sources_and_its_seed() -> None:
    card = (SHIPPED_MODEL / "README.md").read_text(encoding="utf-8")
    sources = ("SFS", "interpellation", "regeringen.se", "mythes-sv", "Viggo Kann")
    assert all(word in card for word in (*sources, f"seed {Recipe().seed}", "nDCG@10"))


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED_MODEL.rglob("*")) < 20_000_000
