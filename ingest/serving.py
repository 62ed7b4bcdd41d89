"""Which set of indexes is searched, in a process whose threads ask while another set takes its place."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.indexes import Indexes


class Serving:
    """Holds the set that is searched. Who began to read one keeps it to the end; the last one out throws it away.

    `generation` counts changes of what is held. It stands still for a thread that reads.
    """

    def __init__(self, indexes: Indexes) -> None:
        self._newest = indexes
        self._generation = 0
        self._readers: Counter[Indexes] = Counter()
        self._lock = threading.Lock()
        self._mine = threading.local()

    @property
    def indexes(self) -> Indexes:
        """The set that this thread reads, else the newest."""
        held: Indexes | None = getattr(self._mine, "indexes", None)
        return held or self._newest

    @property
    def generation(self) -> int:
        """Another number after each change."""
        held: Indexes | None = getattr(self._mine, "indexes", None)
        return self._mine.generation if held else self._generation

    def changed(self) -> None:
        """Note that what is held was changed."""
        with self._lock:
            self._generation += 1

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it this thread sees one and the same set."""
        if getattr(self._mine, "indexes", None) is not None:
            yield
            return
        with self._lock:
            indexes = self._mine.indexes = self._newest
            self._mine.generation = self._generation
            self._readers[indexes] += 1
        try:
            yield
        finally:
            self._mine.indexes = None
            self._leave(indexes)

    def replace(self, indexes: Indexes) -> None:
        """Let `indexes` be searched from now on; the set before it is thrown away when nobody reads it any more."""
        with self._lock:
            before, self._newest = self._newest, indexes
            self._generation += 1
            unread = not self._readers[before]
        if unread:
            before.discard()

    def close(self) -> None:
        """Let go of the set that is searched."""
        self._newest.close()

    def _leave(self, indexes: Indexes) -> None:
        with self._lock:
            self._readers[indexes] -= 1
            last = not self._readers[indexes] and indexes is not self._newest
        if last:
            indexes.discard()
