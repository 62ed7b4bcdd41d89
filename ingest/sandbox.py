"""Runs functions on untrusted files in child processes with limits on memory and time.

A child is a fresh interpreter (never a fork of the threaded parent) in a session of its own. It gets a handful of
environment variables and no others, so it holds no secrets; it dies with its parent; and what it sends back is
unpickled to data classes of `ingest` and plain values only.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import pickle
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ingest.errors import IngestError, TooDemanding, UnreadableFile

T = TypeVar("T")
OnProgress = Callable[[Any], None]

START_SECONDS = 60.0
JOBS_PER_CHILD = 50
_PASSED_ON = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TESSDATA_PREFIX",
    "LD_LIBRARY_PATH",
    "VIRTUAL_ENV",
    "SYSTEMROOT",
)
_NEAR_LIMIT = 0.6
_PLAIN = {
    "builtins": {"set", "frozenset", "bytearray", "complex", "range", "slice"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "pathlib": {"Path", "PosixPath", "PurePosixPath"},
}


class Workers:
    """Up to `count` children that are kept and used again, from any thread; started when first needed."""

    def __init__(self, count: int = 2) -> None:
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        self._count = count
        for _ in range(count):
            self._idle.put(None)

    @property
    def count(self) -> int:
        """How many children may work at once."""
        return self._count

    def run(
        self,
        function: Callable[..., T],
        *args: Any,
        name: str,
        seconds: float,
        memory_bytes: int,
        on_progress: OnProgress | None = None,
        **kwargs: Any,
    ) -> T:
        """`function(*args, **kwargs)` in the next free child; waits for one.

        `function` is a top-level one that the child can import. `name` is the file that messages speak of; it is
        handed to `function` too where that takes a `name`, as readers do.
        `memory_bytes` limits the child's address space. With `on_progress` the function gets a keyword `progress`, a
        callable whose argument arrives at `on_progress` in the calling thread; several arguments arrive as a tuple.

        Raises IngestErrors of the function as they are, TooDemanding over a limit, UnreadableFile where the function
        fails otherwise or the child crashes.
        """
        child = self._idle.get()
        try:
            if child is None or child.worn_out:
                if child is not None:
                    child.kill()
                child = None
                child = _Child()
            if _takes_name(function):
                kwargs["name"] = name
            job = (function, args, kwargs, memory_bytes, on_progress is not None)
            result: T = child.run(
                job, name=name, seconds=seconds, memory=memory_bytes, on_progress=on_progress
            )
            return result
        finally:
            self._idle.put(child if child is not None and child.usable else None)

    def close(self) -> None:
        """End all children; waits for those at work."""
        for _ in range(self._count):
            child = self._idle.get()
            if child is not None:
                child.kill()
        for _ in range(self._count):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Child:
    """One child process and the connection to it."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        read_end, self._lifeline = os.pipe()
        fds = (theirs.fileno(), read_end)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.sandbox_child", *map(str, fds)],
            pass_fds=fds,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        os.close(read_end)
        self.usable = True
        self._jobs = 0
        self._started = False
        self._first_peak = 0

    @property
    def worn_out(self) -> bool:
        """Whether it has done its share of jobs, or is gone."""
        return self._jobs >= JOBS_PER_CHILD or self._process.poll() is not None

    def run(self, job: Any, *, name: str, seconds: float, memory: int, on_progress: OnProgress | None) -> Any:
        """Send a job and wait for its answer; after anything but an answer the child is ended."""
        self._jobs += 1
        try:
            if not self._started:
                _, self._first_peak = self._receive(time.monotonic() + START_SECONDS)
                self._started = True
            self._connection.send(job)
            return self._await(time.monotonic() + seconds, on_progress)
        except _TooMuchMemory as exc:
            self.kill()
            raise _over_memory(name, memory) from exc
        except TimeoutError as exc:
            self.kill()
            problem = f"Läsningen avbröts: den tog mer än {seconds:.0f} sekunder."
            raise TooDemanding(name, problem, "Dela upp filen i mindre delar, eller spara om den.") from exc
        except (EOFError, ConnectionError, pickle.UnpicklingError) as exc:
            peak = self.kill()
            if peak > _NEAR_LIMIT * memory:
                raise _over_memory(name, memory) from exc
            problem = "Filen fick läsaren att krascha."
            raise UnreadableFile(name, problem, "Öppna filen i sitt program och spara om den.") from exc
        except _Failed as exc:
            problem = f"Filen kunde inte läsas ({exc})."
            raise UnreadableFile(name, problem, "Öppna filen i sitt program och spara om den.") from exc
        except IngestError:
            raise
        except BaseException:  # an interrupt, or an error of on_progress: the child's state is unknown
            self.kill()
            raise

    def _await(self, deadline: float, on_progress: OnProgress | None) -> Any:
        while True:
            kind, value = self._receive(deadline)
            if kind == "done":
                return value
            if kind == "progress" and on_progress is not None:
                on_progress(value)
            elif kind == "error" and isinstance(value, IngestError):
                raise value
            elif kind == "memory":
                raise _TooMuchMemory
            elif kind == "failed":
                raise _Failed(value)

    def _receive(self, deadline: float) -> tuple[str, Any]:
        if not self._connection.poll(max(0.0, deadline - time.monotonic())):
            raise TimeoutError
        kind, value = _Careful(io.BytesIO(self._connection.recv_bytes())).load()
        return str(kind), value

    def kill(self) -> int:
        """End the child and all that it started; returns the most memory that it held, in bytes; 0 where that is not known."""
        self.usable = False
        if self._process.returncode is not None:
            self._close()
            return 0
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        peak = 0
        with contextlib.suppress(ChildProcessError):
            _, status, usage = os.wait4(self._process.pid, 0)
            self._process.returncode = os.waitstatus_to_exitcode(status)
            peak = usage.ru_maxrss * 1024 if usage.ru_maxrss > self._first_peak else 0
        self._close()
        return peak

    def _close(self) -> None:
        self._connection.close()
        with contextlib.suppress(OSError):
            os.close(self._lifeline)


class _TooMuchMemory(Exception):
    """Raised when a child reports that its memory limit stopped it."""


class _Failed(Exception):
    """Raised when a child reports an error that is no IngestError; its text says which."""


class _Careful(pickle.Unpickler):
    """Unpickles data classes, enums and errors of `ingest` and plain values, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.split(".")[0] == "ingest" and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not expected from a child")


def _takes_name(function: Callable[..., Any]) -> bool:
    try:
        return "name" in inspect.signature(function).parameters
    except ValueError:  # builtins without a signature
        return False


def _over_memory(name: str, memory: int) -> TooDemanding:
    problem = f"Läsningen avbröts: den krävde mer än {memory // 1_000_000} MB minne."
    return TooDemanding(name, problem, "Dela upp filen i mindre delar, eller spara om den.")


def environment() -> dict[str, str]:
    """What a child needs to find its programs and modules, and nothing that a service keeps in its environment."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[1]), "OMP_THREAD_LIMIT": "1"}
