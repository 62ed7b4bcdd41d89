"""The model of words and 5-grams: the numpy path and the module of sentence-transformers give the same vectors."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from ingest import static
from ingest.embed import SHIPPED_MODEL, load_embedder
from ingest.errors import ModelMissing
from ingest.static import WordGramEmbedder, WordGrams, is_word_gram_folder, packed, unpacked
from tests.tiny_models import tiny_static, tiny_word_grams

TEXTS = [
    "Ärendet överlämnas till kommunstyrelsen utan eget yttrande.",
    "VA-taxa år 2024",
    "kommunstyrelsens taxor",
    "Ω ☃ 漢字",
    "",
    "ord " * 3000,
    "xqzvw överlämnades",
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_word_grams(tmp_path_factory.mktemp("modell") / "tiny")


def by_hand(folder: Path, text: str, side: int) -> np.ndarray[Any, Any]:
    """The vector of a text as the docstring of `ingest.static` defines it."""
    tables = WordGrams(folder)
    rows = {
        name: unpacked(tables.stored[name], tables.stored[f"{name}.scale"]) for name in ("words", "grams")
    }
    total = np.zeros(tables.dimensions)
    for word in static.words(text):
        own, grams = tables.words.get(word, 0), tables.gram_rows(word)
        weight = tables.stored["words.weight"][own, side].astype(float)
        weight += tables.stored["grams.weight"][grams, side].astype(float).mean()
        total += np.log1p(np.exp(weight)) * (rows["words"][own] + rows["grams"][grams].mean(axis=0))
    return np.asarray(total / np.linalg.norm(total))


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[2], "överlämnades"])
def test_a_vector_is_the_weighed_sum_of_words_each_of_its_own_and_its_grams(tiny: Path, text: str) -> None:
    embedder = WordGramEmbedder(tiny)
    assert embedder.embed_queries([text])[0] == pytest.approx(by_hand(tiny, text, static.QUESTION), abs=1e-5)
    assert embedder.embed_passages([text])[0] == pytest.approx(by_hand(tiny, text, static.PASSAGE), abs=1e-5)


def test_questions_weigh_words_otherwise_than_passages(tiny: Path) -> None:
    embedder = WordGramEmbedder(tiny)
    assert np.abs(embedder.embed_queries(TEXTS[:1]) - embedder.embed_passages(TEXTS[:1])).max() > 1e-3


@pytest.mark.parametrize("shipped", [False, True], ids=["tiny", "shipped"])
def test_numpy_and_sentence_transformers_give_the_same_vectors(
    tiny: Path, tmp_path: Path, shipped: bool
) -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers", reason="kräver tillägget models")
    folder = SHIPPED_MODEL if shipped else tiny
    if not folder.is_dir():
        pytest.skip("modellen som följer med saknas")

    def loaded(path: Path) -> Any:
        return sentence_transformers.SentenceTransformer(
            str(path), trust_remote_code=True, local_files_only=True, device="cpu"
        )

    def differs(model: Any) -> float:
        questions = model.encode_query(TEXTS) - embedder.embed_queries(TEXTS)
        passages = model.encode_document(TEXTS) - embedder.embed_passages(TEXTS)
        plain = model.encode(TEXTS) - embedder.embed_passages(TEXTS)
        return max(float(np.abs(each).max()) for each in (questions, passages, plain))

    embedder, model = WordGramEmbedder(folder), loaded(folder)
    assert model.get_embedding_dimension() == embedder.dimensions
    assert differs(model) <= 1e-5
    assert not model.encode_query(["", "☃"]).any()
    if not shipped:
        model.save(str(tmp_path / "saved"))
        assert differs(loaded(tmp_path / "saved")) <= 1e-5
        assert (tmp_path / "saved" / "words.txt").read_bytes() == (tiny / "words.txt").read_bytes()


def test_four_bits_a_number_keep_a_row_to_a_fourteenth_of_its_greatest() -> None:
    rows = np.random.default_rng(1).normal(size=(20, 8)).astype(np.float32)
    rows[3] = 0
    error = np.abs(unpacked(*packed(rows)) - rows).max(axis=1)
    assert (error <= np.abs(rows).max(axis=1) * 0.0725).all()


def test_vectors_do_not_depend_on_what_was_met_before(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"taxa nummer{number} ord{number % 7}" for number in range(70)]
    fresh = WordGramEmbedder(tiny).embed_passages(texts)
    monkeypatch.setattr(static, "_BATCH", 4)
    monkeypatch.setattr(static, "_CACHED_WORDS", 20)
    monkeypatch.setattr(static, "_MADE_AT_ONCE", 3)
    crowded = WordGramEmbedder(tiny)
    for _ in range(2):
        assert crowded.embed_passages(texts) == pytest.approx(fresh, abs=1e-6)
    assert len(crowded._row_of) <= 20


def test_a_word_without_end_is_bounded_work(tiny: Path) -> None:
    embedder = WordGramEmbedder(tiny)
    long, longer = embedder.embed_queries(["kommunstyrelsen" * 100, "kommunstyrelsen" * 100_000])
    assert long.any()
    assert longer == pytest.approx(long, abs=1e-6)
    assert len(WordGrams(tiny).gram_rows("kommunstyrelsen" * 100_000)) <= 200


def test_a_folder_of_our_kind_is_known_by_its_modules_and_loaded_by_its_path(
    tiny: Path, tmp_path: Path
) -> None:
    assert is_word_gram_folder(tiny)
    assert not is_word_gram_folder(tmp_path)
    assert not is_word_gram_folder(tiny_static(tmp_path / "statisk"))
    embedder = load_embedder(str(tiny))
    assert isinstance(embedder, WordGramEmbedder)
    assert (embedder.dimensions, embedder.name[:5]) == (16, "tiny@")
    assert embedder.embed_passages([]).shape == (0, 16)


def _drop_a_tensor(folder: Path) -> None:
    stored = load_file(folder / "model.safetensors")
    stored.pop("grams.scale")
    save_file(stored, folder / "model.safetensors")


def _drop_a_word(folder: Path) -> None:
    text = (folder / "words.txt").read_text("utf-8")
    (folder / "words.txt").write_text(text.partition("\n")[2], encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "grams.txt").unlink(),
        lambda folder: (folder / "model.safetensors").write_bytes(b"\x00" * 20),
        _drop_a_tensor,
        _drop_a_word,
    ],
    ids=["no list", "no tensors", "a tensor is gone", "a word is gone"],
)
def test_a_model_with_a_part_missing_is_refused(
    tiny: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    copy = tmp_path / "kopia"
    shutil.copytree(tiny, copy)
    spoil(copy)
    with pytest.raises(ModelMissing, match="modell"):
        WordGramEmbedder(copy).embed_queries(["taxa"])
