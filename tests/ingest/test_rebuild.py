"""New indexes beside the old: a changed model, what happens meanwhile, what breaks on the way."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import NotSetUp
from assistant.schema import FilterIn
from ingest import indexes
from ingest.archive import Archive
from ingest.embed import SHIPPED_MODEL, Vectors
from ingest.errors import StoreError
from ingest.indexes import Indexes
from ingest.model import Zone
from ingest.pipeline import Pipeline, find_files
from ingest.progress import Progress
from ingest.static import WordGramEmbedder
from ingest.wanted import Wanted
from tests.archives import (
    ALL,
    BRIDGE,
    LIBRARY,
    POOL,
    PUBLIC,
    QUESTION,
    ask,
    copied,
    found,
    ingest,
    minutes,
    opened,
    rows,
    searched,
    shared_workers,
    state,
    troubles,
    write,
)
from tests.tiny_models import shortened, tiny_transformer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive of two minutes, to be copied."""
    folder = tmp_path_factory.mktemp("arkiv")
    write(folder, "h/mars.txt", minutes([BRIDGE, LIBRARY]))
    write(folder, "h/april.txt", minutes([POOL], date="2025-04-22"))
    with opened(folder / "data") as core:
        assert ingest(core, folder / "h").failed == 0
    return folder / "data"


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    return copied(template, tmp_path / "data")


@pytest.fixture(scope="module")
def shorter_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model cut to 64 numbers a vector: another model, in the same layout."""
    return shortened(tmp_path_factory.mktemp("modeller") / "modell-64")


def sets(data: Path) -> list[Path]:
    """The folders of all sets of indexes that lie there."""
    return [path for path in (data / "indexes").iterdir() if path.is_dir()]


def once(work: Callable[[], object]) -> Callable[[Progress], None]:
    """Tells a rebuild's first step by doing `work`."""
    left = [work]

    def tell(_: Progress) -> None:
        if left:
            left.pop()()

    return tell


# The same model


def test_rebuild_makes_the_same_indexes_anew_and_the_old_ones_go(data: Path) -> None:
    with opened(data) as core:
        before, old = state(core), searched(data)
        made = core.rebuild()
        assert (made.chunks, made.model) == (len(core._archive.lexical), WordGramEmbedder(SHIPPED_MODEL).name)
        assert state(core) == before
        assert sets(data) == [searched(data)] != [old]


def test_an_empty_archive_is_rebuilt(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        assert core.rebuild().chunks == 0
        assert troubles(core) == []


@pytest.mark.parametrize("part", ["lexical/meta.json", "vectors/rows.db", "made_by.json", "."])
def test_rebuild_mends_indexes_that_are_damaged_or_gone(data: Path, part: str) -> None:
    with opened(data) as core:
        before = state(core)
    path = searched(data) / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with opened(data, rebuilding=True) as mended:
        mended.rebuild()
        assert sets(data) == [searched(data)]
    with opened(data) as mended:
        assert state(mended) == before


def test_indexes_of_an_earlier_version_want_a_rebuild_and_go_with_it(data: Path) -> None:
    shutil.rmtree(data / "indexes")
    (data / "lexical").mkdir()
    for read_only in (True, False):
        with pytest.raises(NotSetUp, match=r"tidigare version.*kommunminne rebuild"):
            opened(data, read_only=read_only)
    with opened(data, rebuilding=True) as core:
        core.rebuild()
    with opened(data) as core:
        assert troubles(core) == []
    assert not (data / "lexical").exists()


# Another model


def test_the_old_model_answers_with_a_warning_until_the_rebuild(
    data: Path, shorter_model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(data) as core:
        assert core.warnings() == []
        before = rows(core), found(core, "gångbron över Tallån")[0]
    with opened(data, embedding=str(shorter_model)) as core:
        (warning,) = core.warnings()
        assert "kommunminne rebuild" in warning
        assert "modell-64@" in warning
        assert warning in caplog.text
        assert [finding.detail for finding in core.doctor() if finding.what == "Inbäddningsmodell"] == [
            warning
        ]
        assert not ask(core, QUESTION).refused
        assert core._archive.embedder.dimensions == 256
        assert core.rebuild().model.startswith("modell-64@")
        assert core._archive.embedder.dimensions == 64
        assert core.warnings() == troubles(core) == []
        assert (rows(core), found(core, "gångbron över Tallån")[0]) == before
    with opened(data) as core:
        assert "modell-64@" in core.warnings()[0]
        assert not ask(core, QUESTION).refused


def test_what_is_taken_in_before_the_rebuild_is_embedded_by_the_old_model(
    data: Path, shorter_model: Path, tmp_path: Path
) -> None:
    path = write(tmp_path, "maj.txt", minutes([BRIDGE], date="2025-05-27"))
    with opened(data, embedding=str(shorter_model)) as core:
        assert ingest(core, path).failed == 0
        assert troubles(core) == []
        core.rebuild()
        assert troubles(core) == []


def test_an_old_model_that_is_gone_is_told_and_rebuild_mends_it(
    data: Path, shorter_model: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "modell-64"
    shutil.copytree(shorter_model, copy)
    with opened(data, embedding=str(copy), rebuilding=True) as core:
        core.rebuild()
    shutil.rmtree(copy)
    for read_only in (True, False):
        with pytest.raises(NotSetUp, match=r"modell-64@.*inte kan laddas.*kommunminne rebuild"):
            opened(data, read_only=read_only)
    with opened(data, rebuilding=True) as core:
        core.rebuild()
    with opened(data) as core:
        assert core.warnings() == troubles(core) == []


def test_an_old_model_that_was_trained_anew_in_its_place_counts_as_gone(
    data: Path, shorter_model: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "modell-64"
    shutil.copytree(shorter_model, copy)
    with opened(data, embedding=str(copy), rebuilding=True) as core:
        core.rebuild()
    (weights,) = copy.rglob("model.safetensors")
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x07")
    with pytest.raises(NotSetUp, match="har tagit dess plats"):
        opened(data)


def test_a_transformer_of_the_setting_answers_and_other_prompts_want_a_rebuild(
    data: Path, tmp_path: Path
) -> None:
    pytest.importorskip("sentence_transformers", reason="kräver tillägget models")
    model = str(tiny_transformer(tmp_path / "tiny"))
    with opened(data, embedding=model) as core:
        core.rebuild()
        assert core._archive.embedder.dimensions == 32
        assert troubles(core) == []
        assert not ask(core, QUESTION).refused
    with opened(data, embedding=model, embedding_passage_prompt="stycke: ") as core:
        (warning,) = core.warnings()
        assert "'stycke: '" in warning
        assert not ask(core, QUESTION).refused
        core.rebuild()
        assert core.warnings() == []


# Meanwhile


def test_questions_are_answered_from_the_old_indexes_meanwhile(data: Path, shorter_model: Path) -> None:
    answers: list[tuple[bool, int]] = []
    with opened(data, embedding=str(shorter_model)) as core:

        def question() -> None:
            answers.append((ask(core, QUESTION).refused, core._archive.embedder.dimensions))

        core.rebuild(once(question))
        question()
    assert answers == [(False, 256), (False, 64)]


def test_what_is_written_during_a_rebuild_is_in_the_new_indexes(data: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "h/april.txt", minutes([POOL, BRIDGE], date="2025-06-10"))
    with opened(data) as core:
        march, april = sorted(core.documents(zones=ALL), key=lambda document: document.date or "")

        def change() -> None:
            core.delete_document(april.id, zones=ALL)
            assert ingest(core, path).failed == 0
            (source,) = core._archive.register.sources(id=march.id)
            core._archive.set_zone(source, Zone.INTERNAL)
            assert troubles(core) == []

        core.rebuild(once(change))
        assert troubles(core) == []
        assert {file for file, _ in found(core, "gångbron bibliotekets", PUBLIC)} == {"april.txt"}
        assert {file for file, _ in found(core, "gångbron bibliotekets", ALL)} == {"april.txt", "mars.txt"}
        assert len(core.documents(zones=ALL)) == 2


def test_many_changes_during_a_rebuild_are_caught_up_with(data: Path, tmp_path: Path) -> None:
    for day in range(1, 16):
        write(tmp_path, f"h/{day}.txt", minutes([POOL], date=f"2025-05-{day:02}"))
    with opened(data) as core:
        core.rebuild(once(lambda: ingest(core, tmp_path / "h")))
        assert troubles(core) == []
        assert len(core.documents(zones=ALL)) == 17


def test_a_question_under_way_keeps_its_indexes_when_others_take_their_place(
    data: Path, shorter_model: Path
) -> None:
    with opened(data, embedding=str(shorter_model)) as core:
        archive, old = core._archive, searched(data)
        held, done = threading.Event(), threading.Event()
        seen: list[object] = []

        def read() -> None:
            with archive.reading():
                vector = archive.embedder.embed_queries(["gångbron"])[0]
                generation = archive.generation
                held.set()
                done.wait(60)
                seen.append(len(archive.vectors.search(vector, 3)))
                seen.append(archive.generation == generation)
                seen.append(len(core.search("gångbron", zones=ALL, filters=FilterIn())) > 0)
                seen.append(old.exists())

        thread = threading.Thread(target=read)
        thread.start()
        assert held.wait(60)
        core.rebuild()
        done.set()
        thread.join(60)
        assert seen == [3, True, True, True]
        assert sets(data) == [searched(data)]


def test_a_reader_beside_keeps_the_old_indexes_and_they_go_after_it(data: Path) -> None:
    with opened(data) as writer:
        with opened(data, read_only=True) as reader:
            writer.rebuild()
            assert len(sets(data)) == 2
            assert not ask(reader, QUESTION).refused
            assert troubles(reader) == []
        with opened(data, read_only=True) as reader:
            assert not ask(reader, QUESTION).refused
    with opened(data):
        assert sets(data) == [searched(data)]


class Waiting(WordGramEmbedder):
    """The shipped model, which does something else before it embeds for the first time."""

    before: Callable[[], object] | None = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        before, self.before = self.before, None
        if before:
            before()
        return super().embed_passages(texts)


def test_a_document_embedded_as_the_model_changes_gets_the_new_models_vectors(
    tmp_path: Path, shorter_model: Path
) -> None:
    path = write(tmp_path, "h/a.txt", minutes([BRIDGE]))
    embedder = Waiting(SHIPPED_MODEL)
    archive = Archive(tmp_path / "data", embedder, writable=True)
    archive._wanted = Wanted(WordGramEmbedder(shorter_model), str(shorter_model))
    embedder.before = archive.rebuild
    report = Pipeline(archive, shared_workers()).ingest(find_files([path.parent]))
    assert [document.status for document in report.documents] == ["publicerad"]
    assert archive.embedder.dimensions == 64
    assert archive.vectors.ids() == archive.vectors.chroma_ids() == archive.lexical.ids()
    archive.close()


# What breaks


def test_a_rebuild_that_fails_leaves_all_as_it_was(data: Path) -> None:
    with opened(data) as core:
        before, old = state(core), searched(data)

        def fail(_: Progress) -> None:
            raise RuntimeError("nej")

        with pytest.raises(RuntimeError, match="nej"):
            core.rebuild(fail)
        assert searched(data) == old
        assert sets(data) == [old]
        assert state(core) == before
        core.rebuild()
        assert state(core) == before


CRASH = """
import os, signal, sys
from pathlib import Path
import ingest.archive, ingest.indexes
from ingest.embed import load_embedder

data, moment = Path(sys.argv[1]), sys.argv[2]
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
archive = ingest.archive.Archive(data, load_embedder(), writable=True)
if moment == "before the switch":
    ingest.indexes.switch = die
elif moment == "after the switch":
    archive._serving.replace = die
archive.rebuild(die if moment == "while filling" else None)
"""


@pytest.mark.parametrize("moment", ["while filling", "before the switch", "after the switch"])
def test_a_crash_leaves_whole_indexes_and_what_is_left_over_goes(data: Path, moment: str) -> None:
    with opened(data) as core:
        before, old = state(core), searched(data)
    run = subprocess.run([sys.executable, "-c", CRASH, str(data), moment], cwd=ROOT, timeout=120, check=False)
    assert run.returncode == -9
    assert (searched(data) != old) == (moment == "after the switch")
    with opened(data, read_only=True) as reader:
        assert not ask(reader, QUESTION).refused
    with opened(data) as core:
        assert state(core) == before
    for _ in range(
        300
    ):  # the child that filled Chroma holds its folder until it has seen that nobody is there
        opened(data).close()
        if sets(data) == [searched(data)]:
            break
        time.sleep(0.1)
    assert sets(data) == [searched(data)]


def test_a_chroma_that_cannot_be_written_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(*arguments: Any) -> Indexes:
        made = make(*arguments)
        (made.path / "chroma").write_text("ingen mapp")
        return made

    make = indexes.make
    with opened(data) as core:
        before, old = state(core), searched(data)
        monkeypatch.setattr(indexes, "make", spoilt)
        with pytest.raises(StoreError, match="vektorerna kan inte läsas eller skrivas"):
            core.rebuild()
        assert sets(data) == [searched(data)] == [old]
        assert state(core) == before


def test_a_core_opened_to_rebuild_does_not_answer_from_what_is_there(data: Path) -> None:
    with opened(data, rebuilding=True) as core:
        assert len(core._archive.lexical) == 0
        core.rebuild()
        assert troubles(core) == []
