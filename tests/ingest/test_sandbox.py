"""Children with limits: results, errors, limits, crashes, and that none is left behind."""

from __future__ import annotations

import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import EmptyFile, TooDemanding, UnreadableFile
from ingest.model import Reading
from ingest.readers import read
from ingest.sandbox import JOBS_PER_CHILD, Workers

MEMORY = 1_000_000_000


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as pool:
        yield pool


def test_a_result_comes_back_as_it_was(workers: Workers, make_pdf: Callable[..., Path]) -> None:
    path = make_pdf([["Text"], []])
    found = workers.run(read, path, name="x.pdf", seconds=30, memory_bytes=MEMORY)
    assert isinstance(found, Reading)
    assert found == read(path, name="x.pdf")


def test_progress_reaches_the_caller(workers: Workers, make_pdf: Callable[..., Path]) -> None:
    told: list[tuple[int, int]] = []
    path = make_pdf([["a"], ["b"], ["c"]])
    workers.run(read, path, name="x", seconds=30, memory_bytes=MEMORY, on_progress=told.append)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_ingest_error_comes_back_as_it_was(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "x.txt").touch()
    with pytest.raises(EmptyFile, match=r"protokoll\.txt: Filen är tom") as caught:
        workers.run(read, tmp_path / "x.txt", name="protokoll.txt", seconds=30, memory_bytes=MEMORY)
    assert caught.value.file == "protokoll.txt"


def test_too_long_is_stopped(workers: Workers) -> None:
    started = time.monotonic()
    with pytest.raises(TooDemanding, match="mer än 1 sekunder"):
        workers.run(time.sleep, 30, name="x", seconds=1, memory_bytes=MEMORY)
    assert time.monotonic() - started < 5


def test_too_much_memory_is_stopped(workers: Workers) -> None:
    with pytest.raises(TooDemanding, match="mer än 1000 MB"):
        workers.run(bytearray, 2 * MEMORY, name="x", seconds=30, memory_bytes=MEMORY)


def test_a_crash_is_an_unreadable_file(workers: Workers) -> None:
    with pytest.raises(UnreadableFile, match="krascha"):
        workers.run(os.abort, name="x", seconds=30, memory_bytes=MEMORY)


def test_other_errors_are_an_unreadable_file(workers: Workers) -> None:
    with pytest.raises(UnreadableFile, match="ZeroDivisionError"):
        workers.run(divmod, 1, 0, name="x", seconds=30, memory_bytes=MEMORY)


def test_after_each_of_these_the_next_job_works(workers: Workers) -> None:
    for _ in range(4):
        assert workers.run(divmod, 7, 2, name="x", seconds=30, memory_bytes=MEMORY) == (3, 1)


def test_a_child_is_used_again_and_replaced_after_its_share() -> None:
    with Workers(1) as pool:
        pids = [
            pool.run(os.getpid, name="x", seconds=30, memory_bytes=MEMORY) for _ in range(JOBS_PER_CHILD + 1)
        ]
    assert len(set(pids[:JOBS_PER_CHILD])) == 1
    assert pids[JOBS_PER_CHILD] != pids[0]


def test_threads_share_the_children(workers: Workers) -> None:
    def job(_: int) -> int:
        workers.run(time.sleep, 0.2, name="x", seconds=30, memory_bytes=MEMORY)
        return workers.run(os.getpid, name="x", seconds=30, memory_bytes=MEMORY)

    with ThreadPoolExecutor(6) as threads:
        assert len(set(threads.map(job, range(6)))) <= 2


def test_a_child_holds_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMMUNMINNE_LLM_KEY", "hemlig")
    with Workers(1) as pool:
        assert pool.run(os.getenv, "KOMMUNMINNE_LLM_KEY", name="x", seconds=30, memory_bytes=MEMORY) is None


def test_a_child_can_send_back_data_only(workers: Workers) -> None:
    with pytest.raises(UnreadableFile):
        workers.run(operator.attrgetter, "system", name="x", seconds=30, memory_bytes=MEMORY)


def test_children_die_with_their_parent() -> None:
    program = (
        "import os, time; from ingest.sandbox import Workers; pool = Workers(1);"
        "print(pool.run(os.getpid, name='x', seconds=30, memory_bytes=10**9), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent, parent.stdout:
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.05)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False
