"""The other side of `ingest.sandbox`: runs jobs that come over a connection, one after another, until it closes.

Started as `python -P -m ingest.sandbox_child CONNECTION LIFELINE`, both numbers of inherited file descriptors.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any

from ingest.errors import IngestError

Answer = tuple[str, Any]
"""('ready', most memory held so far, in KiB), ('progress', value), ('done', result), ('error', IngestError), ('memory', None), ('failed', text)."""


def main(connection_fd: int, lifeline_fd: int) -> None:
    """Serve jobs; every job is (function, args, kwargs, memory limit in bytes, whether progress is wanted)."""
    threading.Thread(target=_die_with_parent, args=(lifeline_fd,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = Connection(connection_fd)
    # What the system counts starts at the parent's peak, so the child says where its own begins.
    _send(connection, ("ready", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        _send(connection, _run(connection, *job))


def _run(
    connection: Connection, function: Any, args: Any, kwargs: Any, memory: int, progress: bool
) -> Answer:
    if progress:
        kwargs["progress"] = lambda *values: _send(
            connection, ("progress", values if len(values) > 1 else values[0])
        )
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.RLIM_INFINITY))
        return "done", function(*args, **kwargs)
    except IngestError as exc:
        return "error", exc
    except MemoryError:
        return "memory", None
    except Exception as exc:  # whatever it was, the parent is told and goes on
        return "failed", f"{type(exc).__name__}: {exc}"
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _send(connection: Connection, answer: Answer) -> None:
    connection.send_bytes(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))


def _die_with_parent(lifeline_fd: int) -> None:
    """Nothing is ever written to the lifeline: reading it ends when the parent does, however it does."""
    os.read(lifeline_fd, 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
