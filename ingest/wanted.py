"""The embedding that is wanted, and which set of indexes an archive opens: one of that embedding or of an older one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest import indexes
from ingest.embed import Embedder, Encoding
from ingest.errors import IndexMismatch, ModelMissing
from ingest.indexes import Indexes, Maker


@dataclass(frozen=True, slots=True)
class Wanted:
    """The embedding that new indexes are made with: `embedder` is `load_embedder`'s of `model` and `encoding`."""

    embedder: Embedder
    model: str | None = None
    encoding: Encoding = Encoding()

    def make(self, data: Path) -> Indexes:
        """A new, empty set of indexes that nobody searches yet."""
        return indexes.make(data, self.embedder, Maker.of(self.embedder, self.model, self.encoding))

    def open(self, data: Path, *, writable: bool, rebuilding: bool, empty: bool) -> Indexes:
        """The set that is searched; in an archive that is `empty` a new one; for a rebuild one that nobody searches.

        Raises IndexMismatch where there is none or its model is gone, StoreError where it cannot be used.
        """
        if writable:
            indexes.sweep(data)
        if rebuilding:
            return self.make(data)
        if writable and empty and not indexes.exist(data):
            made = self.make(data)
            indexes.switch(data, made.path)
            return made
        return indexes.open_current(data, self._embedder_of)

    def warning(self, held: Maker) -> str | None:
        """What to tell whoever runs this, where the indexes held are of another model than the one wanted."""
        if held.name == self.embedder.name:
            return None
        return (
            f"Sökindexen är gjorda med modellen {held.name}, inställningen säger {self.embedder.name}. Frågor besvaras "
            "med den förra tills ’kommunminne rebuild’ har körts."
        )

    def _embedder_of(self, maker: Maker) -> Embedder:
        """The embedder that made the indexes; raises IndexMismatch where it is not the one wanted and is gone."""
        if maker.name == self.embedder.name:
            return self.embedder
        try:
            return maker.load(self.encoding)
        except ModelMissing as exc:
            raise IndexMismatch(
                f"Vektorerna är gjorda med modellen {maker.name}, som inte kan laddas, och inte med "
                f"{self.embedder.name}. Kör ’kommunminne rebuild’, eller lägg tillbaka modellen. ({exc})"
            ) from exc
