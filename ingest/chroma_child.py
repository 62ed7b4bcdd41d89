"""The process that has Chroma open, for one that answers or takes in: `python -m ingest.chroma_child FD`.

Reads commands from the connection `FD`, `[name, folder, …]` in JSON, and answers each with `[true, result]` or
`[false, error]`; ends when the other end is closed.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings

from ingest.indexes import hold
from ingest.matrix import rows_on_disk

_COLLECTION = "chunks"
_INDEX: Any = {"hnsw": {"space": "ip", "ef_search": 400}}
"""Chroma's default of 100 loses a fifth of the best 100 among 100,000 vectors; 400 loses 7 % and takes 8 ms."""


class _Store:
    """The collection of vectors in `chroma/` under `path`, made where there is none; nobody else opens it meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with contextlib.ExitStack() as opened:
            with contextlib.suppress(FileNotFoundError):  # a folder of vectors alone
                opened.enter_context(contextlib.closing(hold(path)))
            lock = opened.enter_context((path / "chroma.lock").open("wb"))
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._client, self._collection = open_collection(path)
            opened.callback(self._client.close)
            self._opened = opened.pop_all()

    def write(self, dimensions: int, first_row: int, ids: list[str], new: bool) -> None:
        rows = rows_on_disk(self._path / "vectors", dimensions, first_row, len(ids))
        write = self._collection.add if new else self._collection.upsert
        for part in self._batches(len(ids)):
            write(ids=ids[part], embeddings=rows[part])

    def delete(self, ids: list[str]) -> None:
        for part in self._batches(len(ids)):
            self._collection.delete(ids=ids[part])

    def ids(self) -> list[str]:
        return list(self._collection.get(include=[])["ids"])

    def close(self) -> None:
        self._opened.close()

    def _batches(self, count: int) -> Iterator[slice]:
        most = self._client.get_max_batch_size()
        return (slice(at, at + most) for at in range(0, count, most))


def open_collection(path: Path) -> tuple[Any, Any]:
    """Chroma's client and the collection of vectors in `chroma/` under `path`, made where there are none."""
    settings = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(str(path / "chroma"), settings=settings)
    collection = client.get_or_create_collection(_COLLECTION, embedding_function=None, configuration=_INDEX)
    return client, collection


def main(connection: Connection) -> None:
    """Do what the commands say until nobody is there to give them."""
    stores: dict[str, _Store] = {}
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            name, folder, *rest = json.loads(connection.recv_bytes())
            connection.send_bytes(json.dumps(_answer(stores, name, folder, rest)).encode())
    for store in stores.values():
        store.close()


def _answer(stores: dict[str, _Store], name: str, folder: str, rest: list[Any]) -> tuple[bool, Any]:
    try:
        if name == "close":
            if folder in stores:
                stores.pop(folder).close()
            return True, None
        if folder not in stores:
            stores[folder] = _Store(Path(folder))
        return True, getattr(stores[folder], name)(*rest)
    except Exception as error:  # whatever it is, the one who asked is told
        return False, f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
