"""Chroma in a process of its own, as this one sees it.

In the process that answers, Chroma holds Python's lock while it writes, four seconds for 5,000 vectors: every question
would wait. And once it has met a full disk its next call may never return: here the process is ended after any error,
or when a command takes too long, and the next command starts another.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from pathlib import Path
from threading import RLock
from typing import Any, Self

from ingest.faults import store_error
from ingest.sandbox import environment

_COMMAND_SECONDS = 300.0


class ChromaProcess:
    """A process that has Chroma open in any number of folders; started by the first command.

    One command runs at a time; an object serves any number of threads. `niceness`: how much it gives way to others.
    `seconds`: how long a command may take.
    """

    def __init__(self, *, niceness: int = 0, seconds: float = _COMMAND_SECONDS) -> None:
        self._niceness = niceness
        self._seconds = seconds
        self._lock = RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._unanswered: Path | None = None

    def ask(self, command: str, folder: Path, *rest: Any) -> Any:
        """What the child answers to a command on the Chroma in `folder`. Raises StoreError where it fails."""
        with self._lock:
            self.begin(command, folder, *rest)
            return self.finish()

    def begin(self, command: str, folder: Path, *rest: Any) -> None:
        """Give a command without waiting for its end; waits for the end of the one before. Raises its StoreError."""
        with self._lock:
            self.finish()
            if self._process is None:
                self._start()
            self._unanswered = folder
            with contextlib.suppress(BrokenPipeError):  # told by `finish`
                self._connection.send_bytes(json.dumps([command, str(folder), *rest]).encode())

    def finish(self) -> Any:
        """Wait for the last command's end; its answer. Raises StoreError where it failed."""
        with self._lock:
            folder, self._unanswered = self._unanswered, None
            if folder is None:
                return None
            try:
                done, result = self._answer()
            except BaseException:  # an interrupt: what it is doing is not known
                self.kill()
                raise
            if done:
                return result
            self.kill()
            raise store_error(
                f"{folder / 'chroma'}: vektorerna kan inte läsas eller skrivas ({{}}). Finns det plats på "
                "disken? Hjälper inte det, kör ’kommunminne rebuild’.",
                RuntimeError(result),
            )

    def release(self, folder: Path) -> None:
        """Let go of the files in `folder`."""
        with self._lock:
            if self._process is not None:
                self.ask("close", folder)

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._end()

    def close(self) -> None:
        """Let it finish what it is doing and end it. Raises StoreError where its last command failed."""
        with self._lock:
            self.finish()
            if self._process is not None:
                self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._unanswered = None
            self.kill()

    def _start(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "ingest.chroma_child", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        if self._niceness:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, self._niceness)

    def _answer(self) -> tuple[bool, Any]:
        if not self._connection.poll(self._seconds):
            return False, f"inget svar på {self._seconds:.0f} sekunder"
        try:
            done, result = json.loads(self._connection.recv_bytes())
        except (EOFError, ConnectionError):
            return False, "processen avbröts"
        return done, result

    def _end(self) -> None:
        assert self._process is not None
        process, self._process = self._process, None
        self._connection.close()
        process.wait()


class Chroma:
    """The Chroma in `chroma/` under `path`, made at the first use, holding vectors of `dimensions` numbers.

    They are read from the matrix beside it. All methods raise StoreError.
    """

    def __init__(self, path: Path, dimensions: int, process: ChromaProcess) -> None:
        self._path = path
        self._dimensions = dimensions
        self._process = process
        self._used = False

    def upsert(self, ids: Sequence[str], first_row: int) -> None:
        """Write the matrix' rows from `first_row` on, one for each of `ids`, no id twice."""
        self._ask("write", self._dimensions, first_row, list(ids), False)

    def begin_add(self, ids: Sequence[str], first_row: int) -> None:
        """As `upsert`, of new ids, without waiting for the end; only for a process that does nothing else."""
        self._process.begin("write", self._path, self._dimensions, first_row, list(ids), True)

    def delete(self, ids: Sequence[str]) -> None:
        """Take these ids out; unknown ones are passed over."""
        self._ask("delete", list(ids))

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return set(self._ask("ids"))

    def close(self) -> None:
        """Let go of the files."""
        if self._used:
            self._process.release(self._path)

    def _ask(self, command: str, *rest: Any) -> Any:
        self._used = True
        return self._process.ask(command, self._path, *rest)


@functools.cache
def shared_process() -> ChromaProcess:
    """The one that all stores of this process use."""
    process = ChromaProcess()
    atexit.register(process.kill)
    return process
