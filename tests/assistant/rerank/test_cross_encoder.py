"""The cross-encoder that may be set: what it is taken from, what it scores, and how it orders what was found."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from assistant.core import Kommunminne
from assistant.errors import NotSetUp
from assistant.rerank.asked import Numbers
from assistant.rerank.cross_encoder import CrossEncoder, cross_encoder_of, with_cross
from assistant.retrieve import CROSS_PART, PARTS, Passage, Retriever
from assistant.settings import Settings
from assistant.sought import Sought
from ingest.archive import ALL_ZONES
from ingest.errors import ModelMissing
from ingest.filters import Filters
from tests.archives import LIBRARY, POOL, ingest, minutes, opened, write
from tests.conftest import ROOT
from tests.tiny_models import tiny_cross_encoder, tiny_transformer

EVERYTHING = Filters(zones=ALL_ZONES)
WORDS = "upprustning av park"
UNRULED = (PARTS | {CROSS_PART}) - {"rules"}


class Made:
    """A scorer that scores by a rule of the test's own and keeps what it was asked."""

    def __init__(self, rule: Callable[[str], float], top: int = 20) -> None:
        self.top = top
        self.rule = rule
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> Numbers:
        self.asked.append((question, list(texts)))
        return np.array([self.rule(text) for text in texts], dtype=np.float32)


def keys(passages: Sequence[Passage]) -> list[str]:
    return [passage.key for passage in passages]


def read(passage: Passage) -> str:
    """What a scorer is given of a passage."""
    assert passage.best is not None
    return f"{passage.best.title}\n{passage.best.text.value}"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sentence_transformers", reason="kräver tillägget models")
    return tiny_cross_encoder(tmp_path_factory.mktemp("korskodare") / "liten")


# The model


def test_a_model_scores_pairs_between_0_and_1(tiny: Path) -> None:
    texts = ["Avfallstaxa 2025", "", "§ 19 Ω ☃ 漢字", "ord " * 3000]
    scores = CrossEncoder(tiny, "liten").scores("Vad kostar sophämtning?", texts)
    assert (scores.shape, scores.dtype) == ((4,), np.float32)
    assert ((scores > 0) & (scores < 1)).all()
    assert len(set(scores.tolist())) == 4
    assert CrossEncoder(tiny, "liten").scores("Vad?", []).shape == (0,)


def test_batches_and_threads_change_no_score(tiny: Path) -> None:
    import torch

    threads = torch.get_num_threads()
    texts = [f"§ {number} taxa" for number in range(20)]
    whole = CrossEncoder(tiny, "liten").scores("taxa", texts)
    try:
        few = CrossEncoder(tiny, "liten", batch_size=3, threads=1).scores("taxa", texts)
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(threads)
    assert few == pytest.approx(whole, abs=1e-5)


def test_a_model_that_gives_bare_numbers_is_read_through_the_same_sigmoid(tiny: Path, tmp_path: Path) -> None:
    import torch
    from sentence_transformers import CrossEncoder as Model

    bare = Model(str(tiny), device="cpu", local_files_only=True)
    bare.activation_fn = torch.nn.Identity()
    bare.save(str(tmp_path / "bar"))
    texts = ["park", "taxa", "hamn"]
    numbers = np.asarray(bare.predict([("park", text) for text in texts]))
    scores = CrossEncoder(tmp_path / "bar", "bar").scores("park", texts)
    assert scores == pytest.approx(1 / (1 + np.exp(-numbers)), abs=1e-5)
    assert scores == pytest.approx(CrossEncoder(tiny, "liten").scores("park", texts), abs=1e-5)


def test_what_is_read_is_bounded(tiny: Path) -> None:
    model = CrossEncoder(tiny, "liten")
    long = "taxa " * 400
    assert model.scores("taxa", [long, long + "hamn"]).std() == 0
    assert model.scores(long, ["park"]) == model.scores(long + "hamn", ["park"])


def test_none_is_set_by_default() -> None:
    assert Settings.model_fields["cross_encoder"].default is None
    assert cross_encoder_of(Settings(cross_encoder=None)) is None
    assert cross_encoder_of(Settings(cross_encoder="")) is None


def test_the_settings_reach_it(tiny: Path) -> None:
    model = cross_encoder_of(Settings(cross_encoder=str(tiny), cross_encoder_top=7, embedding_batch=3))
    assert model is not None
    assert (model.top, model._batch_size, model.warning) == (7, 3, None)


@pytest.mark.parametrize("top", [0, 101])
def test_how_many_are_read_is_bounded(top: int) -> None:
    with pytest.raises(ValidationError):
        Settings(cross_encoder_top=top)


@pytest.mark.parametrize("name", ["ingen/sådan-modell", "/finns/inte"])
def test_a_model_that_is_not_here_stops_the_start(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotSetUp, match=r"Korskodaren .* finns inte på den här datorn"):
        opened(tmp_path, cross_encoder=name)
    opened(tmp_path).close()  # and the folder was not left locked


def test_an_empty_folder_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    with pytest.raises(NotSetUp, match="håller ingen korskodare"):
        opened(tmp_path / "data", cross_encoder=str(tmp_path / "tom"))


def test_without_the_package_the_start_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.rerank.cross_encoder.importlib.util.find_spec", lambda name: None)
    with pytest.raises(NotSetUp, match="sentence-transformers"):
        opened(tmp_path / "data", cross_encoder=str(tmp_path))


def test_an_embedding_model_is_no_cross_encoder(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="BertModel"):
        CrossEncoder(tiny_transformer(tmp_path / "inbäddning"), "inbäddning")


def test_a_model_of_several_labels_is_refused(tiny: Path, tmp_path: Path) -> None:
    for labels in (2, 3):
        with pytest.raises(ModelMissing, match=f"ger {labels} tal"):
            CrossEncoder(tiny_cross_encoder(tmp_path / str(labels), labels=labels), "flera")


@pytest.mark.parametrize("config", ["skräp", "[]", "{}", '{"architectures": null}'])
def test_a_configuration_that_says_nothing_is_refused(config: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(config)
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(ModelMissing, match="korskodare"):
        CrossEncoder(tmp_path, "skräp")


def test_damaged_weights_are_told_and_answers_come_all_the_same(tiny: Path, tmp_path: Path) -> None:
    broken = tmp_path / "trasig"
    broken.mkdir()
    (broken / "config.json").write_text((tiny / "config.json").read_text())
    (broken / "model.safetensors").write_bytes(b"skr\xc3\xa4p")
    with opened(tmp_path / "data", cross_encoder=str(broken)) as core:
        ingest(core, write(tmp_path, "ks.txt", minutes([LIBRARY, POOL])))
        assert core.warnings() == []
        assert keys(core._retriever.search("simhallens avgift", EVERYTHING))
        assert "kan läsa" in core.warnings()[0]


# The order


def test_the_best_are_ordered_by_both_scores(granvik: Kommunminne, tiny: Path) -> None:
    model = CrossEncoder(tiny, "liten", top=10)
    linear = Retriever(granvik._archive, UNRULED - {CROSS_PART}).search(WORDS, EVERYTHING, limit=10)
    found = Retriever(granvik._archive, UNRULED, cross=model).search(WORDS, EVERYTHING, limit=10)
    assert len(linear) == len(found) == 10
    assert linear[-1].score > 0
    scores = with_cross(
        np.array([passage.score for passage in linear], np.float32),
        model.scores(WORDS, [read(passage) for passage in linear]),
    )
    expected = [linear[at] for at in np.argsort(-scores, kind="stable")]
    assert keys(found) == keys(expected) != keys(linear)
    assert [passage.score for passage in found] == pytest.approx(sorted(scores, reverse=True), abs=1e-4)
    again = Retriever(granvik._archive, UNRULED, cross=model).search(WORDS, EVERYTHING, limit=10)
    assert keys(again) == keys(found)


def test_only_the_first_are_read_and_the_others_stay_behind_them(granvik: Kommunminne) -> None:
    before = Retriever(granvik._archive).search(WORDS, EVERYTHING, limit=20)
    third = read(before[2])
    made = Made(lambda text: float(text == third), top=3)
    found = Retriever(granvik._archive, cross=made).search(WORDS, EVERYTHING, limit=20)
    assert made.asked == [(WORDS, [read(passage) for passage in before[:3]])]
    assert set(keys(found[:3])) == set(keys(before[:3]))
    assert keys(found[3:]) == keys(before[3:])
    scores = [passage.score for passage in found]
    assert scores == sorted(scores, reverse=True)


def test_more_can_be_read_than_are_ranked_otherwise(granvik: Kommunminne) -> None:
    made = Made(lambda text: 0.5, top=100)
    Retriever(granvik._archive, cross=made).search("kommunstyrelsen beslut ärende", EVERYTHING)
    assert len(made.asked[0][1]) > 30


def test_exact_things_win_over_what_the_model_likes(granvik: Kommunminne) -> None:
    words = "brandstation KS-2025-201"
    sought = Sought.words(words)
    assert sought.keys
    without = Retriever(granvik._archive).search(sought, EVERYTHING)
    named = read(without[0])
    made = Made(lambda text: float(text != named))
    found = Retriever(granvik._archive, cross=made).search(sought, EVERYTHING)
    assert found[0].key == without[0].key


def test_the_part_is_there_only_with_a_model_and_can_be_off(granvik: Kommunminne) -> None:
    made = Made(lambda text: 1.0)
    plain, crossed = Retriever(granvik._archive), Retriever(granvik._archive, cross=made)
    assert (plain.parts, crossed.parts) == (PARTS, PARTS | {CROSS_PART})
    off = crossed.only(crossed.parts - {CROSS_PART})
    assert off.parts == PARTS
    assert keys(off.search(WORDS, EVERYTHING)) == keys(plain.search(WORDS, EVERYTHING))
    assert made.asked == []
    crossed.only(PARTS).only(crossed.parts).search(WORDS, EVERYTHING)
    assert len(made.asked) == 1


def test_a_failure_is_logged_and_the_order_stays(
    granvik: Kommunminne, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> float:
        raise RuntimeError("minnet tog slut")

    before = Retriever(granvik._archive).search(WORDS, EVERYTHING)
    with caplog.at_level(logging.WARNING, logger="assistant.retrieve"):
        found = Retriever(granvik._archive, cross=Made(fail)).search(WORDS, EVERYTHING)
    assert [(one.key, one.score) for one in found] == [(one.key, one.score) for one in before]
    assert "minnet tog slut" in caplog.text


def test_numbers_that_are_none_are_a_failure(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import CrossEncoder as Model

    monkeypatch.setattr(Model, "predict", lambda self, pairs, **given: np.full(len(pairs), np.nan))
    with pytest.raises(ValueError, match="ett tal för varje text"):
        CrossEncoder(tiny, "liten").scores("park", ["a", "b"])


# Torch


def test_torch_is_imported_only_when_a_model_that_is_set_scores(tiny: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "ks.txt", minutes([LIBRARY, POOL])))
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from assistant.core import Kommunminne\n"
        "from assistant.schema import FilterIn\n"
        "from assistant.settings import Settings\n"
        "heavy = lambda: [n for n in ('torch', 'sentence_transformers', 'transformers') if n in sys.modules]\n"
        "told = []\n"
        "for model in (None, sys.argv[2]):\n"
        "    settings = Settings(data=Path(sys.argv[1]), cross_encoder=model)\n"
        "    with Kommunminne(settings, read_only=True) as core:\n"
        "        told.append(heavy())\n"
        "        core.search('simhallens avgift', zones=frozenset({'publik'}), filters=FilterIn())\n"
        "        told.append(heavy())\n"
        "print(json.dumps(told))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data"), str(tiny)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == [[], [], [], ["torch", "sentence_transformers", "transformers"]]
