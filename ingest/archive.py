"""The archive: the register with the two indexes derived from it and the original files, under one data folder.

One process may write at a time: it holds `owner.lock`. Reading needs no lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from ingest import lexical, vectors
from ingest.catalogue import Catalogue
from ingest.chunk import RECIPE
from ingest.contents import chunk_prefix
from ingest.embed import Embedder
from ingest.errors import IndexMismatch, IngestError, StoreBusy, StoreError, UnreadableFile
from ingest.faults import told
from ingest.filters import Filters
from ingest.lexical import LexicalDoc, LexicalIndex
from ingest.model import Chunk, DocumentReport, PageNote, Reading, Structured, Zone
from ingest.register import DELETED, LIVE, REPLACED, Register, Source
from ingest.vectors import VectorStore

ALL_ZONES = frozenset(Zone)
_BATCH = 2_000
_BLOCK = 1 << 20
_REBUILDING = "rebuilding"

log = logging.getLogger(__name__)


class Archive:
    """All that is kept. Every write to register and indexes goes through here, one at a time.

    `discard_indexes` throws both indexes away first, whatever state they are in: for `rebuild` after a change of model.
    `recipe` names the rules by which documents are taken apart: one held by another recipe is taken in anew when it
    comes by again, though its bytes are the same.

    Errors: StoreBusy where another process writes, IndexMismatch where the indexes were made by another embedding
    (`rebuild` mends it), StoreError where the folder cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        *,
        writable: bool,
        discard_indexes: bool = False,
        recipe: str = RECIPE,
    ) -> None:
        self.folder = folder
        self.embedder = embedder
        self.recipe = recipe
        self._writing = threading.RLock()
        self.generation = 0
        with contextlib.ExitStack() as opened:
            self._open(opened, writable=writable, discard_indexes=discard_indexes)
            self._opened = opened.pop_all()
        if writable:
            self._finish_marked()

    def _open(self, opened: contextlib.ExitStack, *, writable: bool, discard_indexes: bool) -> None:
        """Open every part; what is open when one fails is let go of again."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if writable:
                opened.enter_context(contextlib.closing(_own(self.folder)))
        except OSError as exc:
            raise StoreError(
                f"Datamappen {self.folder} kan inte användas ({told(exc)}). Kontrollera rättigheterna."
            ) from exc
        self.register = Register(self.folder / "register.db")
        opened.callback(self.register.close)
        if discard_indexes:
            self.register.set_meta(_REBUILDING, "1")
            lexical.remove(self.folder / "lexical")
            vectors.remove(self.folder)
        elif self.register.get_meta(_REBUILDING):
            raise IndexMismatch(
                "Sökindexen är inte färdigbyggda: en ombyggnad pågår eller avbröts. Kör ’kommunminne rebuild’."
            )
        self.catalogue = Catalogue(self.register)
        self.lexical = LexicalIndex(self.folder / "lexical")
        opened.callback(self.lexical.close)
        embedder = self.embedder
        self.vectors = VectorStore(self.folder, dimensions=embedder.dimensions, model_name=embedder.name)
        opened.callback(self.vectors.close)

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
        """Load the model and open Chroma, as the first publication would; what fails is told by that one."""
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
        embedded = self.embedder.embed_passages([f"{chunk.context}\n{chunk.text.value}" for chunk in chunks])
        with self._writing:
            earlier = [s for s in self.register.sources(path=source.path, status=LIVE) if s.id != source.id]
            replaced = sorted({s.content for s in earlier} - {content})
            with self._undone_on_error(content, *replaced):
                self._keep_original(source, original)
                if anew or not self.is_current(content):
                    before = {entry.id for entry in self.catalogue.entries(content)}
                    rows = self.register.put_content(content, reading, document, chunks, recipe=self.recipe)
                    names = [name for _, name in rows]
                    self.vectors.upsert(names, embedded)
                    if surplus := before.difference(names):
                        self.vectors.delete(surplus)
                self._index_words(content, source.zone)
                self.register.publish(source, [s.id for s in earlier], seconds=seconds)
            if replaced:
                self._finish_marked()
            self.generation += 1

    def set_zone(self, source: Source, zone: Zone) -> None:
        """Move a document to another zone."""
        with self._writing, self._undone_on_error(source.content):
            self.register.update_source(source.id, zone=zone)
            self._settle(source.content)
            self.register.unmark([source.content])
        self.generation += 1

    def rename(self, source: Source, file: str) -> None:
        """Show a document by another name: it was ingested from another folder above it."""
        with self._writing:
            self.register.update_source(source.id, file=file)
            self.generation += 1

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
            self.generation += 1
            return True

    @contextlib.contextmanager
    def _undone_on_error(self, *content_hashes: str) -> Iterator[None]:
        """Work on contents that an error undoes at once, and a crash when the archive is opened next."""
        self.register.mark(content_hashes)
        try:
            yield
        except BaseException:
            self._finish_marked()
            raise

    def _finish_marked(self) -> None:
        """Bring contents whose work broke off to what the register says of their sources."""
        for content in self.register.marked():
            try:
                self._settle(content, embed=True)
                self.register.unmark([content])
            except (IngestError, OSError) as exc:
                log.warning("Ett avbrutet arbete städas när arkivet öppnas nästa gång: %s", exc)

    def _settle(self, content: str, *, embed: bool = False) -> None:
        """Make indexes and originals what the sources of a content say: valid, kept for old answers only, or gone.

        `embed`: its vectors too may be others than the register's chunks.
        """
        statuses = {source.status for source in self.register.sources(content=content)}
        if embed:
            self._drop_vectors_like(content)
        if LIVE in statuses:
            if embed:
                self._index_vectors(content)
            self._index_words(content)
            return
        self._drop_from_indexes(content)
        if REPLACED in statuses:
            self.register.drop_chunks(content)
        else:
            self.register.purge(content)
            for path in self._originals(content):
                path.unlink(missing_ok=True)

    def _drop_vectors_like(self, content: str) -> None:
        """Drop all vectors of a content, those too that the register no longer knows."""
        prefix = chunk_prefix(content)
        self.vectors.delete([name for name in self.vectors.ids() if name.startswith(prefix)])

    def _index_vectors(self, content: str) -> int:
        """Embed what the register holds of a content. Returns the number of chunks."""
        entries = self.catalogue.entries(content)
        for start in range(0, len(entries), _BATCH):
            part = entries[start : start + _BATCH]
            embedded = self.embedder.embed_passages([f"{e.context}\n{e.text}" for e in part])
            self.vectors.upsert([e.id for e in part], embedded)
        return len(entries)

    def _drop_from_indexes(self, content: str) -> None:
        self.vectors.delete([entry.id for entry in self.catalogue.entries(content)])
        self.lexical.delete(content)
        self.lexical.commit()

    def _index_words(self, content: str, zone: str | None = None) -> None:
        """Make the lexical index say of a content what the register says, or will say: `zone` is a coming source's."""
        self.lexical.delete(content)
        self.lexical.add(self._lexical_docs(content, zone))
        self.lexical.commit()

    def _lexical_docs(self, content: str, zone: str | None = None) -> Iterable[LexicalDoc]:
        valid = {s.zone for s in self.register.sources(content=content, status=LIVE)}
        zones = tuple(sorted(valid | {zone} if zone else valid))
        if not zones:
            return
        for entry in self.catalogue.entries(content):
            yield LexicalDoc(
                chunk_id=entry.id,
                title=entry.context,
                text=entry.text,
                kommun=entry.kommun or "",
                zones=zones,
                contents=(content,),
                body=entry.body_key,
                date=entry.date,
                kind=entry.kind,
                number=entry.number,
                dnr_key=entry.dnr_key,
            )

    # Originals

    def _keep_original(self, source: Source, path: Path) -> None:
        """Copy the file; raises UnreadableFile where it is no longer the one that was read."""
        content = source.content
        target = self.folder / "originals" / content[:2] / f"{content}{path.suffix.lower()}"
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        if _copy(path, partial) != content:
            raise UnreadableFile(
                source.file,
                "filen ändrades medan den lästes.",
                "Vänta tills den är färdigsparad och försök igen.",
            )
        partial.replace(target)

    def _originals(self, content: str) -> list[Path]:
        return list((self.folder / "originals" / content[:2]).glob(f"{content}*"))

    def original(self, content: str) -> Path | None:
        """The file as it was taken in, None where it is no longer kept."""
        found = [path for path in self._originals(content) if path.suffix != ".part"]
        return min(found, default=None)

    # Upkeep

    def rebuild(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make both indexes anew from the register. Returns the number of chunks indexed."""
        with self._writing:
            self.register.set_meta(_REBUILDING, "1")
            contents = sorted({s.content for s in self.register.sources(status=LIVE)})
            self.lexical.clear()
            self.vectors.clear()
            done = 0
            for position, content in enumerate(contents):
                done += self._index_vectors(content)
                self.lexical.add(self._lexical_docs(content))
                if on_progress:
                    on_progress(position + 1, len(contents))
            self.lexical.commit()
            self.register.drop_meta(_REBUILDING)
            self.generation += 1
            return done

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


def _copy(source: Path, target: Path) -> str:
    """Copy a file and give the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK):
            digest.update(block)
            writing.write(block)
    return digest.hexdigest()


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
