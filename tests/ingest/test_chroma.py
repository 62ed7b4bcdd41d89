"""Chroma in a process of its own: what breaks there is told, and the next command works again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.chroma import Chroma, ChromaProcess
from ingest.errors import StoreError, StoreUnwritable
from ingest.matrix import VectorMatrix

DIMENSIONS = 256


@pytest.fixture
def process() -> Iterator[ChromaProcess]:
    with ChromaProcess() as started:
        yield started


def matrix_of(path: Path, count: int) -> list[str]:
    """A matrix of `count` rows beside Chroma, and their ids."""
    ids = [f"c{number}" for number in range(count)]
    matrix = VectorMatrix(path / "vectors", DIMENSIONS, "test@1")
    matrix.upsert(ids, np.random.default_rng(7).normal(size=(count, DIMENSIONS)).astype(np.float32))
    matrix.close()
    return ids


def pid(process: ChromaProcess) -> int:
    assert process._process is not None
    return process._process.pid


def test_a_chroma_that_cannot_be_opened_is_told(tmp_path: Path, process: ChromaProcess) -> None:
    ids = matrix_of(tmp_path, 3)
    (tmp_path / "chroma").write_text("ingen mapp")
    with pytest.raises(StoreError, match=r"chroma: vektorerna kan inte läsas eller skrivas"):
        Chroma(tmp_path, DIMENSIONS, process).upsert(ids, 0)


def test_an_error_of_what_was_only_begun_is_told_at_the_end(tmp_path: Path) -> None:
    ids = matrix_of(tmp_path, 3)
    (tmp_path / "chroma").write_text("ingen mapp")
    with pytest.raises(StoreError, match="vektorerna"), ChromaProcess() as process:
        Chroma(tmp_path, DIMENSIONS, process).begin_add(ids, 0)


def test_a_process_that_dies_is_told_and_the_next_command_starts_another(
    tmp_path: Path, process: ChromaProcess
) -> None:
    ids = matrix_of(tmp_path, 3)
    chroma = Chroma(tmp_path, DIMENSIONS, process)
    chroma.upsert(ids[:1], 0)
    os.kill(pid(process), signal.SIGKILL)
    with pytest.raises(StoreError, match="processen avbröts"):
        chroma.upsert(ids, 0)
    chroma.upsert(ids, 0)
    assert chroma.ids() == set(ids)


def test_a_command_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    ids = matrix_of(tmp_path, 3)
    with ChromaProcess(seconds=60) as process:
        chroma = Chroma(tmp_path, DIMENSIONS, process)
        chroma.upsert(ids, 0)
        process._seconds = 0.2
        os.kill(pid(process), signal.SIGSTOP)
        with pytest.raises(StoreError, match="inget svar"):
            chroma.delete(ids)
        process._seconds = 60
        chroma.delete(ids[:1])
        assert chroma.ids() == set(ids[1:])


def test_another_process_waits_until_the_folder_is_let_go(tmp_path: Path, process: ChromaProcess) -> None:
    ids = matrix_of(tmp_path, 3)
    first = Chroma(tmp_path, DIMENSIONS, process)
    first.upsert(ids[:1], 0)
    with ChromaProcess() as other:
        second = Chroma(tmp_path, DIMENSIONS, other)
        writing = threading.Thread(target=second.upsert, args=(ids, 0))
        writing.start()
        writing.join(3)
        assert writing.is_alive()
        first.close()
        writing.join(60)
        assert second.ids() == set(ids)


def test_on_a_full_disk_every_command_ends_and_all_is_well_with_more_space(
    tiny_disk: Path, process: ChromaProcess
) -> None:
    """In one process Chroma's third call on a full disk may never return."""
    ids = matrix_of(tiny_disk, 200)
    chroma = Chroma(tiny_disk, DIMENSIONS, process)
    chroma.upsert(ids[:100], 0)
    (tiny_disk / "fill").write_bytes(b"x" * max(0, shutil.disk_usage(tiny_disk).free - 60_000))
    started = time.monotonic()
    for _ in range(4):
        with pytest.raises(StoreUnwritable, match="disken är full"):
            chroma.upsert(ids, 0)
    assert time.monotonic() - started < 60
    subprocess.run(["mount", "-o", "remount,size=64m", str(tiny_disk)], check=True)
    chroma.upsert(ids, 0)
    assert chroma.ids() == set(ids)
