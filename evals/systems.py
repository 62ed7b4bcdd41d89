"""What a search system has to do to be measured: ours and its peers alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched for and counted as found. `id` is unique in its set; `title` may be empty; `text` is plain."""

    id: str
    title: str
    text: str


class System(Protocol):
    """A search system under measurement.

    `name` stands in tables and results, short and stable ('BM25 (bm25s, stems)'). `index` is called once, before the
    first `search`, with every document of a set. Anything slow (loading a model, tokenising) belongs in `index` or in
    what builds the system; the clock runs in `search` alone. Neither may reach a network.
    """

    @property
    def name(self) -> str:
        """What the system is called."""
        ...

    def index(self, documents: Sequence[Document]) -> None:
        """Take in every document of a set."""
        ...

    def search(self, question: str, k: int) -> list[str]:
        """The ids of at most `k` documents, best first, none twice. A document found through several of its parts
        is named once, where its best part stands."""
        ...


Factory = Callable[[], System]
"""Makes a system. `evals.peers.PEERS` maps the names that `--system` takes ('bm25') to one each; a factory raises
`assistant.errors.NotSetUp`, in Swedish, where what it needs is not installed."""
