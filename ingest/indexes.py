"""The sets of indexes under the data folder: each in a folder of its own in `indexes/`, one of them searched.

`indexes/current` names the one that is searched; replacing that file is the one step that puts another in its place.
A set that somebody reads is held by a lock on its `made_by.json`; what is neither searched nor held is left over from
a rebuild that broke off, or from before one, and is thrown away at the next opening for writing.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from ingest.embed import Embedder, Encoding, load_embedder
from ingest.errors import IndexMismatch, ModelMissing
from ingest.lexical import LexicalIndex
from ingest.vectors import VectorStore

_FOLDER = "indexes"
_CURRENT = "current"
_MADE_BY = "made_by.json"
_OF_EARLIER_VERSIONS = ("lexical", "vectors", "chroma")


@dataclass(frozen=True, slots=True)
class Maker:
    """The embedding that a set's vectors were made by: its name and what `load_embedder` makes it of.

    `dimensions`: numbers a vector. `model`: as the setting says, a folder by its absolute path.
    """

    name: str
    dimensions: int
    model: str | None
    query_prompt: str | None
    passage_prompt: str | None

    @classmethod
    def of(cls, embedder: Embedder, model: str | None, encoding: Encoding) -> Maker:
        """The maker that `embedder` is, loaded from `model` and `encoding`; loads it."""
        folder = Path(model).expanduser() if model else None
        kept = str(folder.resolve()) if folder and folder.is_dir() else model
        return cls(embedder.name, embedder.dimensions, kept, encoding.query_prompt, encoding.passage_prompt)

    def load(self, encoding: Encoding) -> Embedder:
        """The embedder again, in the batches and threads of `encoding`. Raises ModelMissing where it is gone."""
        own = replace(encoding, query_prompt=self.query_prompt, passage_prompt=self.passage_prompt)
        embedder = load_embedder(self.model, own)
        if embedder.name != self.name:
            raise ModelMissing(
                f"Modellen {self.name} finns inte längre; {embedder.name} har tagit dess plats."
            )
        return embedder


class Indexes:
    """One set of indexes, open: words, vectors, and the embedder that the vectors are of.

    Raises FileNotFoundError where the set is gone, StoreError and IndexMismatch where a part of it cannot be used.
    """

    def __init__(self, path: Path, find_embedder: Callable[[Maker], Embedder]) -> None:
        self.path = path
        with contextlib.ExitStack() as opened:
            opened.enter_context(contextlib.closing(hold(path)))
            self.maker = Maker(**json.loads((path / _MADE_BY).read_text(encoding="utf-8")))
            self.embedder = find_embedder(self.maker)
            self.lexical = LexicalIndex(path / "lexical")
            opened.callback(self.lexical.close)
            self.vectors = VectorStore(path, self.maker.dimensions, self.maker.name)
            opened.callback(self.vectors.close)
            self._opened = opened.pop_all()

    def close(self) -> None:
        """Let go of the files."""
        self._opened.close()

    def discard(self) -> None:
        """Let go of the files and throw them away, unless another process reads them."""
        self.close()
        _remove(self.path)


def make(data: Path, embedder: Embedder, maker: Maker) -> Indexes:
    """A new, empty set of indexes for the data folder `data`, which nobody searches yet."""
    path = data / _FOLDER / secrets.token_hex(4)
    path.mkdir(parents=True)
    (path / _MADE_BY).write_text(json.dumps(asdict(maker), ensure_ascii=False), encoding="utf-8")
    return Indexes(path, lambda _: embedder)


def exist(data: Path) -> bool:
    """Whether any set is searched, or one of an earlier version lies there."""
    return current(data) is not None or any((data / name).exists() for name in _OF_EARLIER_VERSIONS)


def current(data: Path) -> Path | None:
    """The folder of the set that is searched; None where none is yet."""
    try:
        return data / _FOLDER / (data / _FOLDER / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def open_current(data: Path, find_embedder: Callable[[Maker], Embedder]) -> Indexes:
    """The set that is searched. `find_embedder` gives the embedder that made it, or raises.

    Raises IndexMismatch where there is none, StoreError and IndexMismatch where it cannot be used.
    """
    while True:
        path = current(data)
        if path is not None:
            with contextlib.suppress(FileNotFoundError):
                return Indexes(path, find_embedder)
        if path == current(
            data
        ):  # else another took its place, and it was thrown away, as it was being opened
            raise IndexMismatch(
                f"{data}: sökindexen saknas eller är gjorda av en tidigare version. Kör ’kommunminne rebuild’."
            )


def switch(data: Path, path: Path) -> None:
    """Make the set in `path` the one that is searched, in one step that lasts over a power failure."""
    folder = data / _FOLDER
    part = folder / f"{_CURRENT}.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(path.name)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / _CURRENT)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(data: Path) -> None:
    """Throw away what is neither searched nor held; for the process that owns the data folder, while it makes none."""
    searched = current(data)
    if searched is None:
        return
    for path in (data / _FOLDER).iterdir():
        if path.is_dir() and path != searched:
            _remove(path)
    for name in _OF_EARLIER_VERSIONS:
        shutil.rmtree(data / name, ignore_errors=True)


def hold(path: Path) -> IO[bytes]:
    """Keep the set from being thrown away, as long as the file is open. Raises FileNotFoundError where it was."""
    file = (path / _MADE_BY).open("rb")
    fcntl.flock(file, fcntl.LOCK_SH)
    if not (path / _MADE_BY).exists():
        file.close()
        raise FileNotFoundError(path)
    return file


def _remove(path: Path) -> None:
    try:
        with (path / _MADE_BY).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
    except FileNotFoundError:
        shutil.rmtree(path, ignore_errors=True)
    except BlockingIOError:
        return
