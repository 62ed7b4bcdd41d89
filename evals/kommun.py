"""Sets of questions about a kommun's documents: files taken in for real, our own search over them, and the same
paragraphs and sections as plain documents for others to search."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.commands.common import note
from assistant.core import Kommunminne, Progress
from assistant.errors import BadRequest
from assistant.schema import Nearest
from assistant.settings import Settings
from evals.searched import NAME, Asked, Core
from evals.systems import Document
from ingest.archive import ALL_ZONES
from ingest.faults import told
from ingest.filters import Filters
from ingest.stored import StoredChunk, StoredParagraph

SETTINGS = "set.toml"
_EVERYTHING = Filters(zones=ALL_ZONES)
_BATCH = 10_000


def documents_of(folder: Path, given: Path | None) -> Path:
    """The folder of documents that a set is about: `given`, else what its set.toml says. Raises BadRequest."""
    if given is not None:
        return present(given, "--documents")
    path = folder / SETTINGS
    if not path.is_file():
        raise BadRequest(
            f"{folder}: saknar både corpus.jsonl och {SETTINGS}. Ange handlingarnas mapp med --documents."
        )
    stated = _stated(path).get("documents")
    if not isinstance(stated, str):
        raise BadRequest(f'{path}: ska vara TOML med documents = "MAPP".')
    return present((folder / stated).resolve(), str(path))


def stated_day(folder: Path) -> dt.date | None:
    """The day that a set's questions are asked on, where its set.toml says one. Raises BadRequest."""
    path = folder / SETTINGS
    stated = _stated(path).get("today")
    if stated is not None and type(stated) is not dt.date:
        raise BadRequest(f"{path}: today ska vara ett datum utan citattecken, som today = 2026-11-21.")
    return stated


def _stated(path: Path) -> dict[str, Any]:
    """What a set.toml says."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadRequest(f"{path}: kan inte läsas ({told(error)}).") from error
    except ValueError as error:
        raise BadRequest(f'{path}: ska vara TOML med documents = "MAPP".') from error


def present(documents: Path, said_by: str) -> Path:
    """The folder of documents; raises BadRequest where it is none. `said_by`: where it was named."""
    if not documents.is_dir():
        raise BadRequest(
            f"{documents}: handlingarnas mapp finns inte ({said_by}). Ange en annan med --documents."
        )
    return documents


class Kommun(Asked):
    """A kommun's files in an archive of their own, as a system.

    `folder`: where the archive is made. To be closed after use. Raises BadRequest where no file can be read.
    """

    def __init__(
        self, folder: Path, files: Path, settings: Settings, on_progress: Callable[[Progress], None] | None
    ) -> None:
        take_in(folder, files, settings, on_progress)
        core = Core(settings.model_copy(update={"data": folder}), read_only=True)
        super().__init__(NAME, core, self._name_of)
        self.model = core.model
        self._by_paragraph: dict[str, str] = {}
        self._by_section: dict[tuple[str, str], str] = {}
        try:
            self.documents = (*self._paragraphs(), *self._sections())
        except BaseException:
            core.close()
            raise

    def variant(self, name: str, parts: frozenset[str]) -> Asked:
        """The same search with only `parts` of it on."""
        return Asked(name, self._core.varied(parts), self._name_of)

    @property
    def parts(self) -> frozenset[str]:
        """What search consists of."""
        return self._core.parts

    def close(self) -> None:
        """Let go of the archive."""
        self._core.close()

    def _name_of(self, hit: Nearest) -> str | None:
        if hit.paragraph_id is not None:
            return self._by_paragraph.get(hit.paragraph_id)
        return self._by_section.get((hit.document_id, hit.section))

    def _paragraphs(self) -> Iterator[Document]:
        """Every paragraph, with all that the archive has of it."""
        taken: set[str] = set()
        for paragraph in self._core.catalogue.paragraphs(_EVERYTHING):
            name = paragraph_name(paragraph)
            if name in taken:
                raise BadRequest(f"{name} finns två gånger: mappen håller flera kommuners handlingar.")
            taken.add(name)
            self._by_paragraph[paragraph.id] = name
            yield Document(name, paragraph_title(paragraph), paragraph_text(paragraph))

    def _sections(self) -> Iterator[Document]:
        """Every section outside the paragraphs that search can find, with the words that it is found by."""
        catalogue = self._core.catalogue
        found: dict[tuple[str, str], list[StoredChunk]] = {}
        ids = catalogue.chunk_ids(_EVERYTHING)
        for at in range(0, len(ids), _BATCH):
            for chunk in catalogue.chunks(ids[at : at + _BATCH], _EVERYTHING):
                if chunk.paragraph is None:
                    found.setdefault((chunk.content, chunk.section), []).append(chunk)
        sources = catalogue.sources_of({content for content, _ in found}, _EVERYTHING)
        for (content, section), chunks in found.items():
            document = sources[content][0]
            name = f"{document.file} · {section}"
            self._by_section[document.id, section] = name
            chunks.sort(key=lambda chunk: chunk.row)
            yield Document(name, chunks[0].context, "\n".join(chunk.text.value for chunk in chunks))


def paragraph_name(paragraph: StoredParagraph) -> str:
    """The id of a paragraph: 'AU 2025-03-04 § 19'."""
    return f"{paragraph.body_key} {paragraph.date} § {paragraph.number}"


def paragraph_title(paragraph: StoredParagraph) -> str:
    """The line that names a paragraph, as our own index has it: with body, date, § and dnr, so that no one searches with less."""
    return " ".join(part for part in (paragraph_name(paragraph), paragraph.dnr, paragraph.title) if part)


def paragraph_text(paragraph: StoredParagraph) -> str:
    """All that stands under a paragraph, headings included."""
    return "\n".join(part for each in paragraph.sections for part in (each.heading, each.body.value) if part)


def take_in(
    folder: Path, files: Path, settings: Settings, on_progress: Callable[[Progress], None] | None
) -> None:
    """Make an archive in `folder` of a kommun's files; what could not be read is told on stderr.

    Raises BadRequest where none could.
    """
    with Kommunminne(settings.model_copy(update={"data": folder})) as core:
        report = core.ingest([files], kommun=None, access=None, progress=on_progress)
    for document in report.documents:
        if document.error:
            note(document.error)
    if report.failed == len(report.documents):
        raise BadRequest(f"{files}: ingen handling kunde läsas in.")
