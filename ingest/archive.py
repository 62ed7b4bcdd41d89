"""The archive: the register with the two indexes derived from it and the original files, under one data folder.

One process may write at a time: it holds `owner.lock`. Reading needs no lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TypeVar

from sqlalchemy import Connection

from ingest import derive, indexes
from ingest.catalogue import Catalogue
from ingest.chunk import RECIPE
from ingest.embed import Embedder, Encoding
from ingest.errors import IngestError, StoreBusy, StoreError
from ingest.facets import facets_of
from ingest.faults import told
from ingest.filters import Filters
from ingest.indexes import Indexes
from ingest.lexical import LexicalIndex
from ingest.model import Chunk, DocumentReport, PageNote, Reading, Structured, Zone
from ingest.originals import Originals
from ingest.rebuild import fill
from ingest.register import DELETED, LIVE, REPLACED, Register, Source
from ingest.serving import Serving
from ingest.vectors import VectorStore
from ingest.wanted import Wanted

ALL_ZONES = frozenset(Zone)
_FEW = 10
"""So many contents changed during a rebuild are caught up with while other writes wait."""

T = TypeVar("T")

log = logging.getLogger(__name__)


class Archive:
    """All that is kept. Every write to register and indexes goes through here, one at a time.

    `embedder` is the one wanted, `load_embedder`'s of `model` and `encoding`. Indexes that another made are searched
    with that other as long as it can be loaded; `model_warning` says so, and a rebuild makes new ones with `embedder`.
    `rebuilding`: for the process that does nothing but rebuild: what is there is not opened, whatever state it is in.
    `recipe` names the rules by which documents are taken apart: one held by another recipe is taken in anew when it
    comes by again, though its bytes are the same.

    Errors: StoreBusy where another process writes, IndexMismatch where there are no indexes or their model is gone
    (`rebuild` mends it), StoreError where the folder cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        *,
        writable: bool,
        model: str | None = None,
        encoding: Encoding | None = None,
        rebuilding: bool = False,
        recipe: str = RECIPE,
    ) -> None:
        self.folder = folder
        self.recipe = recipe
        self._wanted = Wanted(embedder, model, encoding or Encoding())
        self._writing = threading.RLock()
        self._rebuild_lock = threading.Lock()
        self._changed_meanwhile: set[str] | None = None
        with contextlib.ExitStack() as opened:
            self._open(opened, writable=writable, rebuilding=rebuilding)
            self._opened = opened.pop_all()
        if self.model_warning:
            log.warning("%s", self.model_warning)
        if writable and not rebuilding:
            self._finish_marked()

    def _open(self, opened: contextlib.ExitStack, *, writable: bool, rebuilding: bool) -> None:
        """Open every part; what is open when one fails is let go of again."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if writable:
                opened.enter_context(contextlib.closing(_own(self.folder)))
        except OSError as exc:
            raise StoreError(
                f"Datamappen {self.folder} kan inte användas ({told(exc)}). Kontrollera rättigheterna."
            ) from exc
        self._originals = Originals(self.folder)
        self.register = Register(self.folder / "register.db")
        opened.callback(self.register.close)
        self.catalogue = Catalogue(self.register)
        empty = not self.register.sources(status=LIVE)
        found = self._wanted.open(self.folder, writable=writable, rebuilding=rebuilding, empty=empty)
        self._serving = Serving(found)
        opened.callback(self._serving.close)

    # What is searched

    @property
    def lexical(self) -> LexicalIndex:
        """The words of all chunks."""
        return self._serving.indexes.lexical

    @property
    def vectors(self) -> VectorStore:
        """The vectors of all chunks."""
        return self._serving.indexes.vectors

    @property
    def embedder(self) -> Embedder:
        """The embedder that the vectors are of."""
        return self._serving.indexes.embedder

    @property
    def generation(self) -> int:
        """Another number after each change of what is held."""
        return self._serving.generation

    def reading(self) -> contextlib.AbstractContextManager[None]:
        """Within it this thread sees the same indexes and their embedder throughout, though a rebuild ends meanwhile."""
        return self._serving.reading()

    @property
    def model_warning(self) -> str | None:
        """What to tell whoever runs this, where the indexes are of another model than the one wanted."""
        return self._wanted.warning(self._serving.indexes.maker)

    def close(self) -> None:
        """Let go of every file and of the lock."""
        self._opened.close()

    # Recipe

    def is_current(self, content: str) -> bool:
        """Whether the content is searchable and was cut by today's recipe."""
        return (
            bool(self.register.sources(content=content, status=LIVE))
            and self.register.recipe(content) == self.recipe
        )

    def outdated(self) -> list[str]:
        """The files of documents that were cut by another recipe than today's: taking them in anew mends it."""
        held = self.catalogue.documents(Filters(zones=ALL_ZONES))
        return [document.file for document in held if self.register.recipe(document.content) != self.recipe]

    def kommuner(self) -> list[str]:
        """The kommuner that documents here belong to."""
        return self.catalogue.kommuner(Filters(zones=ALL_ZONES))

    # Publishing

    def warm_up(self) -> None:
        """Load the model and start Chroma's process, as the first publication would; what fails is told by that one."""
        with contextlib.suppress(IngestError, OSError):
            self.embedder.embed_passages(["värm upp"])
            self.vectors.delete([])

    def publish(
        self,
        source: Source,
        original: Path,
        reading: Reading,
        document: Structured,
        chunks: Sequence[Chunk],
        seconds: float,
        *,
        anew: bool = False,
    ) -> None:
        """Publish a document whole. What fails on the way is undone and raised.

        A content that another path holds already is kept as it is, unless `anew`. The last step makes the source valid
        and the versions it replaces 'ersatt', in one transaction; up to it nobody sees anything of the document.
        """
        content = source.content
        passages = [derive.passage(chunk.context, chunk.text.value) for chunk in chunks]
        embedder = self.embedder
        embedded = embedder.embed_passages(passages)
        with self._writing:
            if self.embedder is not embedder:  # a rebuild with another model ended meanwhile
                embedded = self.embedder.embed_passages(passages)
            earlier = [s for s in self.register.sources(path=source.path, status=LIVE) if s.id != source.id]
            replaced = sorted({s.content for s in earlier} - {content})
            with self._undone_on_error(content, *replaced):
                self._originals.keep(source, original)
                if anew or not self.is_current(content):
                    before = {entry.id for entry in self.catalogue.entries(content)}
                    rows = self.register.put_content(content, reading, document, chunks, recipe=self.recipe)
                    names = [name for _, name in rows]
                    self.vectors.upsert(names, embedded, facets_of(self.catalogue.entries(content)))
                    if surplus := before.difference(names):
                        self.vectors.delete(surplus)
                self._index_words(content, source.zone)
                self.register.publish(source, [s.id for s in earlier], seconds=seconds)
            if replaced:
                self._finish_marked()
            self._serving.changed()

    def set_zone(self, source: Source, zone: Zone) -> None:
        """Move a document to another zone."""
        with self._writing, self._undone_on_error(source.content):
            self.register.update_source(source.id, zone=zone)
            self._settle(source.content)
            self.register.unmark([source.content])
        self._serving.changed()

    def rename(self, source: Source, file: str) -> None:
        """Show a document by another name: it was ingested from another folder above it."""
        with self._writing:
            self.register.update_source(source.id, file=file)
            self._serving.changed()

    def delete(self, document_id: str) -> bool:
        """Delete a document: with its last source the content goes from register, indexes and originals."""
        with self._writing:
            found = self.register.sources(id=document_id)
            if not found or found[0].status == DELETED:
                return False
            with self._undone_on_error(found[0].content):
                self.register.update_source(document_id, status=DELETED)
                self._settle(found[0].content)
                self.register.unmark([found[0].content])
            self._serving.changed()
            return True

    def change(self, work: Callable[[Connection], T]) -> T:
        """Change the register alone, in one transaction: what nothing in the indexes hangs on."""
        with self._writing:
            with self.register.transaction() as connection:
                result = work(connection)
            self._serving.changed()
        return result

    @contextlib.contextmanager
    def _undone_on_error(self, *content_hashes: str) -> Iterator[None]:
        """Work on contents that an error undoes at once, and a crash when the archive is opened next."""
        self.register.mark(content_hashes)
        try:
            yield
        except BaseException:
            self._finish_marked()
            self._serving.changed()
            raise
        finally:
            if self._changed_meanwhile is not None:
                self._changed_meanwhile.update(content_hashes)

    def _finish_marked(self) -> None:
        """Bring contents whose work broke off to what the register says of their sources."""
        for content in self.register.marked():
            try:
                self._settle(content, embed=True)
                self.register.unmark([content])
                if self._changed_meanwhile is not None:
                    self._changed_meanwhile.add(content)
            except (IngestError, OSError) as exc:
                log.warning("Ett avbrutet arbete städas när arkivet öppnas nästa gång: %s", exc)

    def _settle(self, content: str, *, embed: bool = False) -> None:
        """Make indexes and originals what the sources of a content say: valid, kept for old answers only, or gone.

        `embed`: its vectors too may be others than the register's chunks.
        """
        statuses = {source.status for source in self.register.sources(content=content)}
        if LIVE in statuses:
            if embed:
                derive.index_vectors(self.catalogue, self._serving.indexes, content)
            self._index_words(content)
            return
        if embed:
            derive.drop_vectors(self._serving.indexes, content)
        self._drop_from_indexes(content)
        if REPLACED in statuses:
            self.register.drop_chunks(content)
        else:
            self.register.purge(content)
            self._originals.drop(content)

    def _drop_from_indexes(self, content: str) -> None:
        self.vectors.delete([entry.id for entry in self.catalogue.entries(content)])
        self.lexical.delete(content)
        self.lexical.commit()

    def _index_words(self, content: str, zone: str | None = None) -> None:
        derive.index_words(self.register, self.catalogue, self._serving.indexes, content, zone)
        self.lexical.commit()

    def original(self, content: str) -> Path | None:
        """The file as it was taken in, None where it is no longer kept."""
        return self._originals.find(content)

    # Upkeep

    def rebuild(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make both indexes anew from the register, with the embedder wanted. Returns the number of chunks indexed.

        Those that are there are searched until the new ones are whole and take their place in one step. Documents may
        be taken in and deleted meanwhile. What fails leaves all as it was.
        """
        with self._rebuild_lock:
            with self._writing:
                indexes.sweep(self.folder)
                self._changed_meanwhile = set()
                contents = sorted({s.content for s in self.register.sources(status=LIVE)})
            made = self._wanted.make(self.folder)
            try:
                fill(self.register, self.catalogue, made, contents, on_progress)
                made.vectors.warm_up()  # else the first question after the switch would wait for the disk
                self._put_in_place(made)
            except BaseException:
                if made.path != indexes.current(self.folder):
                    made.discard()
                raise
            finally:
                self._changed_meanwhile = None
            indexes.sweep(self.folder)
            with self._writing:
                self._finish_marked()
            return len(made.vectors)

    def _put_in_place(self, made: Indexes) -> None:
        """Catch up with what was changed since the rebuild began, then let the new indexes be searched."""
        while True:
            with self._writing:
                changed, self._changed_meanwhile = self._changed_meanwhile or set(), set()
                if len(changed) <= _FEW:
                    self._renew(made, changed)
                    indexes.switch(self.folder, made.path)
                    self._serving.replace(made)
                    return
            self._renew(made, changed)

    def _renew(self, made: Indexes, contents: set[str]) -> None:
        for content in contents:
            derive.renew(self.register, self.catalogue, made, content)
        made.lexical.commit()

    def report(self, file: str, source: Source, status: str, seconds: float = 0.0) -> DocumentReport:
        """What the archive holds of a document, as the ingest's report says it."""
        document = self.catalogue.document(source.id, Filters(zones=ALL_ZONES))
        assert document is not None
        counts = self.catalogue.counts(source.content)
        return DocumentReport(
            file=file,
            status=status,
            document_id=source.id,
            kommun=document.kommun,
            kind=document.kind,
            title=document.title,
            pages=counts.pages,
            characters=document.characters,
            paragraphs=counts.paragraphs,
            decisions=counts.decisions,
            goals=counts.goals,
            chunks=counts.chunks,
            page_note=PageNote(counts.blank, counts.ocr, counts.unread),
            warnings=document.warnings,
            seconds=round(seconds, 3),
        )


def _own(folder: Path) -> IO[str]:
    """Take the lock that says which process writes; it is let go when the process ends, however it ends."""
    handle = (folder / "owner.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as exc:
        handle.close()
        raise StoreBusy(
            f"Datamappen {folder} används av ett annat program. Stäng det, eller använd tjänsten som redan kör."
        ) from exc
    handle.seek(0)
    handle.truncate()
    handle.write(str(os.getpid()))
    handle.flush()
    return handle
