"""Fills a new Chroma from the matrix beside it, in a child process: `python -m ingest.chroma_child FOLDER DIMENSIONS`.

Chroma holds Python's lock while it adds, four seconds for 5,000 vectors: in the process that answers, every question
would wait for it. The child has the folder to itself until it ends; then the other process may open it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from ingest.errors import StoreError
from ingest.faults import store_error
from ingest.matrix import rows_on_disk
from ingest.sandbox import environment
from ingest.vectors import batches, open_collection

_NICENESS = 10


class ChromaFiller:
    """The child that fills the Chroma of the set of indexes in `path`; as a context manager it is waited for.

    Raises StoreError from `add`, or at the end, where it fails. An error inside the context ends the child at once.
    """

    def __init__(self, path: Path, dimensions: int) -> None:
        self._path = path
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.chroma_child", str(path), str(dimensions)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def add(self, ids: Sequence[str], first_row: int) -> None:
        """Have the matrix' rows from `first_row` on added, one for each of `ids`; waits while the child is behind."""
        try:
            self._stdin.write(json.dumps([first_row, list(ids)]) + "\n")
            self._stdin.flush()
        except BrokenPipeError as exc:
            raise self._failure() from exc

    def __enter__(self) -> ChromaFiller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:
            if error is not None:
                self._process.kill()
                with contextlib.suppress(BrokenPipeError):
                    self._stdin.close()
                return
            with contextlib.suppress(BrokenPipeError):
                self._stdin.close()
            self._process.wait()
            if self._process.returncode:
                raise self._failure()

    @property
    def _stdin(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _failure(self) -> StoreError:
        assert self._process.stdout is not None
        told = self._process.stdout.read().strip()
        return store_error(
            f"{self._path / 'chroma'}: vektorerna kan inte skrivas ({{}}). Finns det plats på disken?",
            RuntimeError(told or f"processen avbröts med kod {self._process.wait()}"),
        )


def main(path: Path, dimensions: int) -> None:
    """Add what the lines of stdin name, `[first row, [id, …]]` each, until it ends."""
    from ingest.indexes import hold

    os.nice(_NICENESS)
    with contextlib.closing(hold(path)):
        client, collection = open_collection(path)
        for line in sys.stdin:
            first, ids = json.loads(line)
            rows = rows_on_disk(path / "vectors", dimensions, first, len(ids))
            for part in batches(client, len(ids)):
                collection.add(ids=ids[part], embeddings=rows[part])
        client.close()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    except Exception as error:
        sys.stdout.write(f"{type(error).__name__}: {error}")
        sys.exit(1)
