"""Documents → register and indexes. A document is published whole or not at all.

The order that keeps it so: the content is marked as under way; its text and structure are written, then both indexes;
then one transaction makes the source valid, the version it replaces 'ersatt', and takes the mark away. What a crash
leaves marked is settled when the archive is opened next.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ingest.archive import ALL_ZONES, Archive
from ingest.errors import IngestError, StoreError, StoreUnwritable, UnreadableFile
from ingest.faults import is_lasting, told
from ingest.filters import Filters
from ingest.model import DocumentReport, Kind, PageSource, Reading, Report, Zone
from ingest.prepare import Prepared, prepare_in
from ingest.progress import Progress
from ingest.readers import fingerprint
from ingest.register import LIVE, Source, source_id
from ingest.sandbox import Workers
from ingest.uploads import is_upload, place, with_content

_AHEAD = 4
_IGNORED_PREFIXES = (".", "~$")
_IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", "kommun.toml"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    seconds: float = 600
    memory_bytes: int = 2048 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """A file to take in: `file` is the name shown, `key` what a later version is recognised by."""

    path: Path
    file: str
    key: str


def find_files(paths: Sequence[Path]) -> list[Item]:
    """The files under `paths`, in order; hidden ones and office programs' lock files are passed over.

    A file's name is relative to the folder that was named, with '/'; a file named itself keeps just its name. One that
    is found twice is taken once.
    """
    items: dict[str, Item] = {}
    for root in paths:
        found = sorted(_walk(root)) if root.is_dir() else [root]
        for path in found:
            key = str(path.resolve())
            name = root.name if path is root else path.relative_to(root).as_posix()
            items.setdefault(key, Item(path, name, key))
    return list(items.values())


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(_IGNORED_PREFIXES))
        for name in files:
            if not name.startswith(_IGNORED_PREFIXES) and name.lower() not in _IGNORED_NAMES:
                yield Path(folder) / name


def unreadable_folders(paths: Sequence[Path]) -> list[DocumentReport]:
    """A report for each folder under `paths` that cannot be listed."""
    found: list[DocumentReport] = []

    def note(error: OSError) -> None:
        folder = str(error.filename)
        found.append(
            DocumentReport(
                folder, "fel", error=f"{folder}: mappen kan inte öppnas. Ge läsrättighet till mappen."
            )
        )

    for root in paths:
        if root.is_dir():
            for _ in os.walk(root, onerror=note):
                pass
    return found


class Pipeline:
    """Takes files into an archive.

    `workers` are the child processes that read; writing is done here, one document at a time.
    """

    def __init__(
        self,
        archive: Archive,
        workers: Workers,
        *,
        limits: Limits = Limits(),
        config_path: Path | None = None,
    ) -> None:
        self._archive = archive
        self._workers = workers
        self._limits = limits
        self._config_path = config_path

    def ingest(
        self,
        items: Sequence[Item],
        *,
        kommun: str | None = None,
        zone: Zone | None = None,
        kind: Kind | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Take in `items`. One that fails is reported and leaves nothing behind; the others go on.

        `zone` None: 'intern' for what is new, as it was for what is known. Raises StoreError where nothing can be kept.
        """
        config = str(self._config_path) if self._config_path else None
        run = _Run(
            self._archive, self._workers, self._limits, config, kommun, zone, kind, on_progress, len(items)
        )
        try:
            with ThreadPoolExecutor(self._workers.count) as pool:
                ahead = _ahead(pool, run.read, items, _AHEAD * self._workers.count)
                outcomes = [run.guarded(item, partial(_published, future)) for item, future in ahead]
            return Report(tuple(run.finish(items, outcomes)))
        finally:
            run.end()


def _ahead(
    pool: ThreadPoolExecutor, work: Callable[[Item], _Result], items: Sequence[Item], most: int
) -> Iterator[tuple[Item, Future[_Result]]]:
    """Each item with its work under way, in order; no more than `most` are ahead, since each result fills memory."""
    queue: deque[tuple[Item, Future[_Result]]] = deque()
    try:
        for item in items:
            queue.append((item, pool.submit(work, item)))
            if len(queue) > most:
                yield queue.popleft()
        while queue:
            yield queue.popleft()
    finally:
        for _, future in queue:
            future.cancel()


def _published(future: Future[_Result]) -> _Outcome:
    """What comes of a file once it is read."""
    return future.result()()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file whose kommun is not said in it: it takes that of its neighbours once they are known."""

    item: Item
    prepared: Prepared
    seconds: float


_Outcome = DocumentReport | _Waiting
_Result = Callable[[], _Outcome]
"""What a reader thread hands back: called in the writing thread, it publishes, or raises why not."""


@dataclass(slots=True)
class _Run:
    """One ingest under way."""

    archive: Archive
    workers: Workers
    limits: Limits
    config_path: str | None
    kommun: str | None
    zone: Zone | None
    kind: Kind | None
    on_progress: Callable[[Progress], None] | None
    total: int
    done: int = 0
    halted: bool = False
    """Nothing more can be written: what is not held yet is not tried."""
    _warm: threading.Thread | None = None
    _once: threading.Lock = field(default_factory=threading.Lock)

    def read(self, item: Item) -> _Result:
        """Read `item` in a child; what comes back publishes it. Runs in a thread of the pool."""
        started = time.perf_counter()
        try:
            prepared = self._known(item) or self._prepared(item)
        except (IngestError, OSError) as exc:
            return partial(_raise, exc)
        if isinstance(prepared, Source):
            return partial(self._unchanged, item, prepared)
        return partial(self._publish_or_wait, _Waiting(item, prepared, time.perf_counter() - started))

    def _known(self, item: Item) -> Source | None:
        """The source that holds this very file as it is to be held, None where there is work to do."""
        if not item.path.is_file():
            problem = "är ingen vanlig fil." if item.path.exists() else "filen finns inte."
            raise UnreadableFile(item.file, problem, "Kontrollera sökvägen.")
        content = fingerprint(item.path)
        known = self._held(item, content)
        whole = known and self.archive.is_current(content) and self.archive.original(content)
        return known if known and whole and self._as_given(known) else None

    def _held(self, item: Item, content: str) -> Source | None:
        if is_upload(item.key):
            return with_content(self.archive, item.key, content)
        return next(iter(self.archive.register.sources(path=item.key, content=content, status=LIVE)), None)

    def _as_given(self, source: Source) -> bool:
        """Whether kommun and kind are held as they are given now; what is not given stays."""
        held = self.archive.catalogue.document(source.id, Filters(zones=ALL_ZONES))
        return (
            held is not None and self.kommun in (None, held.kommun) and self.kind in (None, Kind(held.kind))
        )

    def _prepared(self, item: Item) -> Prepared:
        self._try(item)
        self._warm_up()
        self._say(item, "läser")
        return prepare_in(
            self.workers,
            str(item.path),
            self.kommun,
            self.kind,
            self.config_path,
            name=item.file,
            seconds=self.limits.seconds,
            memory_bytes=self.limits.memory_bytes,
            on_progress=lambda at: self._say(item, "läser", at),
        )

    def _try(self, item: Item) -> None:
        if self.halted:
            raise UnreadableFile(
                item.file,
                "inte provad, eftersom det inte längre går att skriva i arkivet.",
                "Frigör diskutrymme och läs in på nytt.",
            )

    def _warm_up(self) -> None:
        """Load what publishing needs while the first files are read; not at all where nothing is new."""
        with self._once:
            if self._warm is None:
                self._warm = threading.Thread(target=self.archive.warm_up, daemon=True)
                self._warm.start()

    def end(self) -> None:
        """Wait for what was begun in the background: the archive may be closed next."""
        if self._warm is not None:
            self._warm.join()

    def guarded(self, item: Item, publish: _Result) -> _Outcome:
        """Publish, or report why not."""
        try:
            report = publish()
        except UnreadableFile as exc:
            report = DocumentReport(item.file, "fel", error=str(exc))
        except IngestError as exc:
            self.halted = self.halted or isinstance(exc, StoreUnwritable)
            report = DocumentReport(item.file, "fel", error=f"{item.file}: kunde inte sparas. {exc}")
        except OSError as exc:
            self.halted = self.halted or is_lasting(exc)
            message = f"{item.file}: kunde inte läsas eller sparas ({told(exc)}). Kontrollera rättigheter och ledigt diskutrymme."
            report = DocumentReport(item.file, "fel", error=message)
        if isinstance(report, DocumentReport):
            self.done += 1
            self._say(item, "klar")
        return report

    def finish(self, items: Sequence[Item], outcomes: Sequence[_Outcome]) -> Iterator[DocumentReport]:
        """Publish what waited for a kommun, with that of its neighbours, or the only one of the archive."""
        known = [
            (item.path, outcome.kommun)
            for item, outcome in zip(items, outcomes, strict=True)
            if isinstance(outcome, DocumentReport) and outcome.kommun
        ]
        for outcome in outcomes:
            if isinstance(outcome, _Waiting):
                kommun = _neighbours(outcome.item.path, known) or (
                    None if self.halted else self._only_kommun()
                )
                done = self.guarded(outcome.item, partial(self._publish, _given(outcome, kommun)))
                assert isinstance(done, DocumentReport)
                yield done
            else:
                yield outcome

    def _only_kommun(self) -> str | None:
        known = self.archive.kommuner()
        return known[0] if len(known) == 1 else None

    def _unchanged(self, item: Item, source: Source) -> DocumentReport:
        if self.zone is not None and source.zone != self.zone:
            self.archive.set_zone(source, self.zone)
        if source.file != item.file and not is_upload(item.key):
            self.archive.rename(source, item.file)
            source = replace(source, file=item.file)
        return self.archive.report(source.file, source, "oförändrad")

    def _publish_or_wait(self, waiting: _Waiting) -> _Outcome:
        return self._publish(waiting) if waiting.prepared.document.kommun else waiting

    def _publish(self, waiting: _Waiting) -> DocumentReport:
        item, prepared = waiting.item, waiting.prepared
        self._try(item)
        self._say(item, "indexerar")
        if not any(page.text.strip() for page in prepared.reading.pages) and not _unread(prepared.reading):
            raise UnreadableFile(item.file, "filen innehåller ingen text.", "Kontrollera att rätt fil valts.")
        content = prepared.fingerprint
        if is_upload(item.key):
            key, file = place(self.archive, item.key, content, prepared.document)
            item = replace(item, key=key, file=file)
        earlier = self.archive.register.sources(path=item.key, status=LIVE)
        zone = self.zone or (Zone(earlier[0].zone) if earlier else Zone.INTERNAL)
        source = Source(source_id(item.key, content), item.key, item.file, content, zone, LIVE)
        try:
            self.archive.publish(
                source,
                item.path,
                prepared.reading,
                prepared.document,
                prepared.chunks,
                waiting.seconds,
                anew=self.kommun is not None or self.kind is not None,
            )
        except (IngestError, OSError):
            raise
        except Exception as exc:  # a fault of ours in one document must not keep the others out
            log.exception("Oväntat fel vid inläsning av %s", item.file)
            raise StoreError(f"Oväntat fel ({type(exc).__name__}); se loggen.") from exc
        replaced = any(old.content != content for old in earlier)
        return self.archive.report(item.file, source, "ersatt" if replaced else "publicerad", waiting.seconds)

    def _say(self, item: Item, stage: str, at: object = None) -> None:
        if self.on_progress is None:
            return
        page, pages = at if isinstance(at, tuple) else (None, None)
        self.on_progress(Progress(item.file, self.done, self.total, stage, page, pages))


def _neighbours(path: Path, known: Sequence[tuple[Path, str]]) -> str | None:
    """The kommun that most files belong to in the nearest folder above `path` where one leads."""
    for folder in path.parents:
        counts = Counter(kommun for neighbour, kommun in known if neighbour.is_relative_to(folder))
        first, *rest = counts.most_common(2) or [("", 0)]
        if first[1] and not (rest and rest[0][1] == first[1]):
            return first[0]
    return None


def _raise(error: Exception) -> DocumentReport:
    raise error


def _unread(reading: Reading) -> bool:
    return any(page.source is PageSource.UNREAD for page in reading.pages)


def _given(waiting: _Waiting, kommun: str | None) -> _Waiting:
    document = waiting.prepared.document
    said = (
        f"Kommunen framgår inte av handlingen; {kommun} antas eftersom övriga handlingar hör dit."
        if kommun
        else "Kommunen framgår inte av handlingen. Ange den med --kommun."
    )
    document = replace(document, kommun=kommun, warnings=(*document.warnings, said))
    return replace(waiting, prepared=replace(waiting.prepared, document=document))
