"""What every question asks the register first — kommuner, bodies, meetings — kept until the archive changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar, cast

from assistant.spelling import Vocabulary
from ingest.archive import ALL_ZONES, Archive
from ingest.filters import Filters
from ingest.stored import StoredMeeting

T = TypeVar("T")
_MOST = 64
_ALL = Filters(zones=ALL_ZONES)


class Known:
    """Looks up once and remembers. Another process's changes are seen when the archive is opened anew."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._generation = archive.generation
        self._kept: dict[tuple[str, Filters], object] = {}
        self._lock = threading.Lock()

    def kommuner(self, filters: Filters) -> list[str]:
        """The kommuner that the asker's documents belong to."""
        return self._once("kommuner", filters, self._archive.catalogue.kommuner)

    def body_keys(self, filters: Filters) -> list[str]:
        """The keys of the bodies that the asker's minutes are of."""
        return self._once("organ", filters, self._archive.catalogue.body_keys)

    def meetings(self, filters: Filters) -> list[StoredMeeting]:
        """The meetings that the asker's minutes show, newest first, without the people."""
        return self._once("möten", filters, lambda f: self._archive.catalogue.meetings(f, with_people=False))

    def parties(self, filters: Filters) -> list[str]:
        """The parties that the asker's front pages print after names."""
        return self._once("partier", filters, self._archive.catalogue.parties)

    def vocabulary(self) -> Vocabulary:
        """The stems of the whole archive, for mending what is misspelt: words alone, which tell nothing of a document."""
        return self._once("ord", _ALL, lambda _: Vocabulary(self._archive.lexical.stems()))

    def _once(self, what: str, filters: Filters, look_up: Callable[[Filters], T]) -> T:
        with self._lock:
            if self._generation != self._archive.generation or len(self._kept) > _MOST:
                self._kept.clear()
                self._generation = self._archive.generation
            if (what, filters) in self._kept:
                return cast(T, self._kept[what, filters])
        found = look_up(filters)
        with self._lock:
            self._kept[what, filters] = found
        return found
