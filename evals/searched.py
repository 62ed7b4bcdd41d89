"""Our own search as it is used, from question to hits, as a system under measurement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

from assistant.core import Kommunminne
from assistant.schema import FilterIn, Nearest
from evals.systems import Document
from ingest.archive import ALL_ZONES
from ingest.catalogue import Catalogue

NAME = "Kommunminne"
_ZONES = frozenset(str(zone) for zone in ALL_ZONES)


class Core(Kommunminne):
    """The core as it is, with what measuring needs besides: its register to read, and itself with parts of search off."""

    @property
    def catalogue(self) -> Catalogue:
        """The register, to read."""
        return self._archive.catalogue

    @property
    def model(self) -> str:
        """The name of the embedding that is searched by."""
        return self._archive.embedder.name

    def varied(self, parts: frozenset[str]) -> Core:
        """A core over the same archive that searches by `parts` alone; it is not to be closed."""
        other = copy(self)
        other._retriever = self._retriever.only(parts)
        return other

    def opened_again(self) -> Core:
        """The same archive as it is now; this one is closed."""
        self.close()
        return Core(self.settings, read_only=True)

    @property
    def parts(self) -> frozenset[str]:
        """What search consists of."""
        return self._retriever.parts


class Asked:
    """A core asked as `kommunminne search` asks. `named`: the document id of a hit, None where the set has none."""

    def __init__(self, name: str, core: Core, named: Callable[[Nearest], str | None]) -> None:
        self.name = name
        self._core = core
        self._named = named

    def index(self, documents: Sequence[Document]) -> None:
        """Nothing: the archive holds them."""

    def search(self, question: str, k: int) -> list[str]:
        """The ids of at most `k` paragraphs and sections, best first."""
        hits = self._core.search(question, zones=_ZONES, filters=FilterIn(), limit=k)
        return list(dict.fromkeys(name for hit in hits if (name := self._named(hit)) is not None))
