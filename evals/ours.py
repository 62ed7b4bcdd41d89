"""Our own search as a system under measurement, over any texts: a real archive in a temporary folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from assistant.rerank.asked import Numbers
from assistant.retrieve import Retriever
from assistant.settings import Settings
from assistant.sought import Sought
from evals.searched import NAME, Asked, Core
from evals.systems import Document
from ingest.archive import ALL_ZONES, Archive
from ingest.chunk import RECIPE, chunks
from ingest.embed import load_embedder
from ingest.filters import Filters
from ingest.model import Kind, Page, Reading, Section, Structured, Zone
from ingest.register import LIVE, Source, source_id
from ingest.text import Piece, Text

_EVERYTHING = Filters(zones=ALL_ZONES)


class Texts(Asked):
    """Our search over texts: each is a document of one section, cut as any other and asked for as `kommunminne search` asks.

    `folder`: where the archive is made. To be closed after use.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        embedder = load_embedder(settings.embedding)
        self.model = embedder.name
        self._archive = Archive(folder, embedder, writable=True)
        super().__init__(
            NAME, Core(settings.model_copy(update={"data": folder}), read_only=True), lambda hit: hit.file
        )

    def index(self, documents: Sequence[Document]) -> None:
        """Write the documents to the register and make both indexes from it in one go, as `kommunminne rebuild` does:
        publishing one by one gives the same and takes many times as long."""
        for document in documents:
            _register(self._archive, document)
        self._archive.rebuild()
        self._core = self._core.opened_again()

    def features(self, question: str) -> tuple[list[str], dict[str, Numbers]]:
        """The ids of the documents that would be ranked anew, and their features by name: what weights are fitted on."""
        retriever = Retriever(self._archive)
        found, features = retriever.features(Sought.words(question), _EVERYTHING)
        documents = self._archive.catalogue.sources_of({chunk.content for chunk in found}, _EVERYTHING)
        return [documents[chunk.content][0].file for chunk in found], features

    def variant(self, name: str, parts: frozenset[str]) -> Asked:
        """The same search with only `parts` of it on."""
        return Asked(name, self._core.varied(parts), lambda hit: hit.file)

    @property
    def parts(self) -> frozenset[str]:
        """What the search consists of."""
        return self._core.parts

    def close(self) -> None:
        """Let go of the archive."""
        self._core.close()
        self._archive.close()


def _register(archive: Archive, document: Document) -> None:
    """Write a text to the register as a valid document of one section, shown by its id."""
    content = hashlib.sha256(json.dumps([document.id, document.title, document.text]).encode()).hexdigest()
    reading, structured = taken_apart(document)
    archive.register.put_content(content, reading, structured, chunks(structured), recipe=RECIPE)
    source = Source(source_id(document.id, content), document.id, document.id, content, Zone.PUBLIC, LIVE)
    archive.register.publish(source, [], seconds=0)


def taken_apart(document: Document) -> tuple[Reading, Structured]:
    """A text as a document of one page and one section without a heading, under its title."""
    text = document.text
    reading = Reading("json", (Page(1, text),), paged=False, title=document.title or None)
    body = Text(text, (Piece(0, 1, 0, len(text)),) if text else ())
    return reading, Structured(None, Kind.OVRIGT, document.title, None, sections=(Section(None, body),))
