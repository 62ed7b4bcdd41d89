"""The archive: the register with the two indexes derived from it and the original files, under one data folder.

One process may write at a time: it holds `owner.lock`. Reading needs no lock.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO

from ingest import lexical, vectors
from ingest.catalogue import Catalogue
from ingest.chunk import RECIPE
from ingest.embed import Embedder
from ingest.errors import IndexMismatch, StoreBusy, StoreError
from ingest.filters import Filters
from ingest.lexical import LexicalDoc, LexicalIndex
from ingest.model import Chunk, DocumentReport, PageNote, Reading, Structured, Zone
from ingest.register import DELETED, LIVE, PENDING, REPLACED, Register, Source
from ingest.vectors import VectorStore

ALL_ZONES = frozenset(Zone)
_BATCH = 2_000

log = logging.getLogger(__name__)


class Archive:
    """All that is kept. Every write to register and indexes goes through here, one at a time.

    `discard_indexes` throws both indexes away first, whatever state they are in: for `rebuild` after a change of model.

    Errors: StoreBusy where another process writes, IndexMismatch where the indexes were made by another embedding or
    chunk recipe (`rebuild` mends it), StoreError where the folder cannot be used.
    """

    def __init__(
        self, folder: Path, embedder: Embedder, *, writable: bool, discard_indexes: bool = False
    ) -> None:
        self.folder = folder
        self.embedder = embedder
        self._lock: IO[str] | None = None
        self._writing = threading.RLock()
        self.generation = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _own(folder) if writable else None
        except OSError as exc:
            raise StoreError(
                f"Datamappen {folder} kan inte användas ({exc.strerror}). Kontrollera rättigheter och ledigt utrymme."
            ) from exc
        if discard_indexes:
            lexical.remove(folder / "lexical")
            vectors.remove(folder)
        self.register = Register(folder / "register.db")
        self.catalogue = Catalogue(self.register)
        self.lexical = LexicalIndex(folder / "lexical")
        self.vectors = VectorStore(folder, dimensions=embedder.dimensions, model_name=embedder.name)
        if writable:
            self._clear_unfinished()

    def close(self) -> None:
        """Let go of every file and of the lock."""
        self.lexical.close()
        self.vectors.close()
        self.register.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    # Recipe

    def is_current(self, content: str) -> bool:
        """Whether the content is searchable and was cut by today's recipe."""
        return (
            bool(self.register.sources(content=content, status=LIVE))
            and self.register.recipe(content) == RECIPE
        )

    def check_indexes(self) -> None:
        """Raise IndexMismatch where the chunks were cut by another recipe than today's."""
        old = self.register.recipes() - {RECIPE}
        if old:
            raise IndexMismatch(
                f"En del handlingar delades med recept {min(old)}, programmet använder {RECIPE}. "
                "Läs in handlingarna på nytt."
            )

    def kommuner(self) -> list[str]:
        """The kommuner that documents here belong to."""
        return self.catalogue.kommuner(Filters(zones=ALL_ZONES))

    # Publishing

    def publish(
        self,
        source: Source,
        original: Path,
        reading: Reading,
        document: Structured,
        chunks: Sequence[Chunk],
        seconds: float,
    ) -> None:
        """Publish a document whole. What fails on the way is undone and raised."""
        vectors = self.embedder.embed_passages([f"{chunk.context}\n{chunk.text.value}" for chunk in chunks])
        with self._writing:
            earlier = [s for s in self.register.sources(path=source.path, status=LIVE) if s.id != source.id]
            known = self.is_current(source.content)
            try:
                self._keep_original(source.content, original)
                if not known:
                    self.register.add_source(source, seconds=seconds)
                    self._drop_from_indexes(source.content)
                    rows = self.register.put_content(source.content, reading, document, chunks, recipe=RECIPE)
                    self.vectors.upsert([name for _, name in rows], vectors)
                else:
                    self.register.add_source(source, seconds=seconds)
                self.register.publish(source, [s.id for s in earlier], seconds=seconds)
                self._index_words(source.content)
            except BaseException:
                self._undo(source, known)
                raise
            for content in {s.content for s in earlier}:
                self._retire(content)
            self.generation += 1

    def set_zone(self, source: Source, zone: Zone) -> None:
        """Move a document to another zone."""
        with self._writing:
            moved = Source(source.id, source.path, source.file, source.content, zone, source.status)
            self.register.add_source(moved)
            self._index_words(source.content)
            self.generation += 1

    def delete(self, document_id: str) -> bool:
        """Delete a document: with its last source the content goes from register, indexes and originals."""
        with self._writing:
            found = self.register.sources(id=document_id)
            if not found or found[0].status == DELETED:
                return False
            self.register.set_status([document_id], DELETED)
            content = found[0].content
            rest = [s for s in self.register.sources(content=content) if s.status in (LIVE, REPLACED)]
            if any(s.status == LIVE for s in rest):
                self._index_words(content)
            elif rest:
                self._drop_from_indexes(content)
                self.register.drop_chunks(content)
            else:
                self._purge(content)
            self.generation += 1
            return True

    def _undo(self, source: Source, known: bool) -> None:
        """Leave nothing of a publication that failed."""
        try:
            if known:
                self.register.set_status([source.id], DELETED)
                self._index_words(source.content)
            else:
                self.register.set_status([source.id], DELETED)
                self._purge(source.content)
        except Exception:
            log.exception(
                "En avbruten inläsning kunde inte städas bort; det görs när arkivet öppnas nästa gång"
            )

    def _clear_unfinished(self) -> None:
        """Clear away what a crash left half-published."""
        for source in self.register.sources(status=PENDING):
            others = [s for s in self.register.sources(content=source.content) if s.id != source.id]
            self.register.set_status([source.id], DELETED)
            if not any(s.status in (LIVE, REPLACED) for s in others):
                self._purge(source.content)

    def _retire(self, content: str) -> None:
        """Take a replaced content out of search, unless another path still holds it; its text stays for old answers."""
        if self.register.sources(content=content, status=LIVE):
            self._index_words(content)
            return
        self._drop_from_indexes(content)
        self.register.drop_chunks(content)

    def _purge(self, content: str) -> None:
        self._drop_from_indexes(content)
        self.register.purge(content)
        for path in self._originals(content):
            path.unlink(missing_ok=True)

    def _drop_from_indexes(self, content: str) -> None:
        self.vectors.delete([entry.id for entry in self.catalogue.entries(content)])
        self.lexical.delete(content)
        self.lexical.commit()

    def _index_words(self, content: str) -> None:
        """Make the lexical index say of a content what the register says."""
        self.lexical.delete(content)
        self.lexical.add(self._lexical_docs(content))
        self.lexical.commit()

    def _lexical_docs(self, content: str) -> Iterable[LexicalDoc]:
        zones = tuple(sorted({s.zone for s in self.register.sources(content=content, status=LIVE)}))
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

    def _keep_original(self, content: str, path: Path) -> None:
        target = self.folder / "originals" / content[:2] / f"{content}{path.suffix.lower()}"
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        shutil.copyfile(path, partial)
        partial.replace(target)

    def _originals(self, content: str) -> list[Path]:
        return list((self.folder / "originals" / content[:2]).glob(f"{content}*"))

    def original(self, content: str) -> Path | None:
        """The file as it was taken in, None where it is no longer kept."""
        found = self._originals(content)
        return found[0] if found else None

    # Upkeep

    def rebuild(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make both indexes anew from the register. Returns the number of chunks indexed."""
        with self._writing:
            contents = sorted({s.content for s in self.register.sources(status=LIVE)})
            self.lexical.clear()
            self.vectors.clear()
            done = 0
            for position, content in enumerate(contents):
                entries = self.catalogue.entries(content)
                for start in range(0, len(entries), _BATCH):
                    part = entries[start : start + _BATCH]
                    vectors = self.embedder.embed_passages([f"{e.context}\n{e.text}" for e in part])
                    self.vectors.upsert([e.id for e in part], vectors)
                self.lexical.add(self._lexical_docs(content))
                done += len(entries)
                if on_progress:
                    on_progress(position + 1, len(contents))
            self.lexical.commit()
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
