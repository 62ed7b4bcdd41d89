"""Publication whole or not at all: a store that fails, a fault of ours, a crash at any moment."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.archive import ALL_ZONES, Archive
from ingest.embed import SHIPPED_MODEL
from ingest.filters import Filters
from ingest.model import Zone
from ingest.pipeline import Pipeline, find_files
from ingest.sandbox import Workers
from ingest.static import WordGramEmbedder
from tests.archives import (
    ALL,
    BRIDGE,
    LIBRARY,
    POOL,
    found,
    held_files,
    ingest,
    minutes,
    opened,
    rows,
    searched,
    state,
    statuses,
    troubles,
    write,
)


def _trigger(table: str, event: str = "INSERT") -> Callable[[Path], None]:
    """Makes the register refuse a step, as a damaged or full disk would."""

    def refuse(data: Path) -> None:
        register = sqlite3.connect(data / "register.db")
        register.execute(
            f"CREATE TRIGGER broken BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
        register.commit()
        register.close()

    return refuse


def _mend_register(data: Path) -> None:
    register = sqlite3.connect(data / "register.db")
    register.execute("DROP TRIGGER broken")
    register.commit()
    register.close()


def _away(name: str) -> Callable[[Path], None]:
    def move(data: Path) -> None:
        (searched(data) / name).rename(searched(data) / f"{name}.borta")

    return move


def _back(name: str) -> Callable[[Path], None]:
    def move(data: Path) -> None:
        (searched(data) / f"{name}.borta").rename(searched(data) / name)

    return move


FAULTS = {
    "the register at the pages": (_trigger("pages"), _mend_register),
    "the register at the chunks": (_trigger("chunks"), _mend_register),
    "the register at the last step": (_trigger("sources"), _mend_register),
    "the vectors": (_away("vectors/matrix.f32"), _back("vectors/matrix.f32")),
    "the lexical index": (_away("lexical"), _back("lexical")),
    "the originals": (
        lambda data: (data / "originals").rename(data / "o") and (data / "originals").touch(),
        None,
    ),
}


def _mend_originals(data: Path) -> None:
    (data / "originals").unlink()
    (data / "o").rename(data / "originals")


@pytest.mark.parametrize("part", FAULTS)
@pytest.mark.parametrize("new", [True, False], ids=["new", "changed"])
def test_a_publication_that_fails_leaves_all_as_it_was(part: str, new: bool, tmp_path: Path) -> None:
    data, path = tmp_path / "data", write(tmp_path, "a.txt", minutes([BRIDGE]))
    good = write(tmp_path, "b.txt", minutes([POOL], date="2025-05-27"))
    break_it, mend_it = FAULTS[part]
    with opened(data) as core:
        ingest(core, good)
        if not new:
            ingest(core, path)
            write(tmp_path, "a.txt", minutes([LIBRARY]))
        before, files = state(core), held_files(data)
        break_it(data)
        (report,) = ingest(core, path).documents
        assert report.status == "fel"
        assert report.error
        assert report.error.startswith("a.txt: ")
        (mend_it or _mend_originals)(data)
    with opened(data) as core:
        assert state(core) == before
        assert held_files(data) == files
        assert statuses(ingest(core, path)) == ["publicerad" if new else "ersatt"]
        assert troubles(core) == []


class Stubborn(WordGramEmbedder):
    """The shipped model, which fails on one word as a real one may fail on any."""

    def embed_passages(self, texts):  # type: ignore[no-untyped-def]
        if any("söndagsöppet" in text for text in texts):
            raise RuntimeError("no such token")
        return super().embed_passages(texts)


def test_a_fault_of_ours_in_one_document_does_not_keep_the_others_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, "h/a.txt", minutes([LIBRARY]))
    write(tmp_path, "h/b.txt", minutes([POOL]))
    archive = Archive(tmp_path / "data", Stubborn(SHIPPED_MODEL), writable=True)
    with Workers(2) as workers:
        report = Pipeline(archive, workers).ingest(find_files([tmp_path / "h"]), zone=Zone.PUBLIC)
    assert [document.status for document in report.documents] == ["fel", "publicerad"]
    assert "RuntimeError" in str(report.documents[0].error)
    assert "a.txt" in caplog.text
    everything = Filters(zones=ALL_ZONES)
    assert [document.file for document in archive.catalogue.documents(everything)] == ["b.txt"]
    archive.close()


# Crashes: the process is killed as it runs its n-th statement of SQL, for n over the whole work


CRASHES = """
import os, shutil, signal, sys
from pathlib import Path
from sqlalchemy import event
from ingest.archive import Archive
from ingest.embed import load_embedder
from ingest.pipeline import Pipeline, find_files
from ingest.model import Zone
from ingest.register import Source, source_id
from ingest.prepare import prepare

template, path, work, step = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
prepared = prepare(str(path), "Tallsele", None, None, name=path.name)

def run(data, n):
    archive = Archive(data, load_embedder(), writable=True)
    left = [n]
    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(archive.register.engine, "before_cursor_execute", count)
    event.listen(archive.register.engine, "commit", count)
    if work == "delete":
        archive.delete(archive.register.sources(file="KS.txt")[0].id)
    else:
        file = "KS.txt" if work == "replace" else "ny.txt"
        held = archive.register.sources(file="KS.txt")[0].path
        key = held if work == "replace" else "/ny.txt"
        source = Source(source_id(key, prepared.fingerprint), key, file, prepared.fingerprint, Zone.PUBLIC, "gällande")
        archive.publish(source, path, prepared.reading, prepared.document, prepared.chunks, 0.0)
    archive.close()

n = int(sys.argv[5])
while True:
    data = template.with_name(f"{template.name}-{n}")
    shutil.copytree(template, data)
    child = os.fork()
    if child == 0:
        run(data, n)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        break
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status
    n += step
"""


@pytest.mark.parametrize(("work", "step", "first"), [("new", 6, 1), ("replace", 9, 2), ("delete", 4, 1)])
def test_a_crash_at_any_moment_leaves_a_document_whole_or_not_at_all(
    work: str, step: int, first: int, tmp_path: Path
) -> None:
    template = tmp_path / "data"
    old = write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY]))
    new = write(tmp_path, "ny.txt", minutes([POOL], date="2025-05-27"))
    with opened(template) as core:
        ingest(core, old)
        before = [row.section for row in rows(core)]
    done = {"new": [*before, "§ 13"], "replace": ["§ 13"], "delete": []}[work]
    arguments = [str(template), str(new), work, str(step), str(first)]
    subprocess.run([sys.executable, "-c", CRASHES, *arguments], check=True, timeout=120)
    archives = sorted(tmp_path.glob("data-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    assert len(archives) > 2
    outcomes = []
    for data in archives:
        with opened(data) as core:
            assert troubles(core) == [], data.name
            sections = [row.section for row in rows(core)]
            assert sections in (before, done), data.name
            hits = {section for _, section in found(core, "gångbron bibliotekets simhallens")}
            assert {section for section in hits if section.startswith("§")} == set(sections), data.name
            assert held_files(data) >= len(core.documents(zones=ALL))
            outcomes.append(sections == done)
    assert outcomes == sorted(outcomes)
    assert outcomes[-1]
    assert not outcomes[0]
