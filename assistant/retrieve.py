"""Search: lexical and dense candidates under the same filters, fused by normalised score, grouped to passages.

A passage is a paragraph (§) with all its witnesses, or one section of a document without paragraphs.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.analyse import query_grams, query_stems
from ingest.archive import ALL_ZONES, Archive
from ingest.filters import Filters
from ingest.matrix import Rows
from ingest.model import SectionKind
from ingest.stored import StoredChunk, StoredDocument, StoredParagraph
from ingest.text import Text

WEIGHTS = {"stems": 0.5, "grams": 1.0, "dense": 0.3, "title": 0.25}
"""What each score counts, divided by its greatest for the question (fusion by rank measured worse)."""

_PERIPHERAL = frozenset({SectionKind.RECIPIENTS, SectionKind.UNDERLAG})
"""Kinds of section that are found by their title alone and show little: another of the passage is shown instead."""

_CANDIDATES = 100
_SECOND_CHUNK = 0.15
_CACHED_FILTERS = 32


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage under one heading."""

    heading: str | None
    kind: SectionKind
    text: Text


@dataclass(frozen=True, slots=True)
class Passage:
    """What is answered from and cited: a paragraph or a section of a document. `best`: the chunk that was hit."""

    document: StoredDocument
    section: str
    paragraph: StoredParagraph | None
    parts: tuple[Part, ...]
    score: float
    best: StoredChunk | None = None

    @property
    def key(self) -> str:
        """The same for the same paragraph, whichever document shows it."""
        return self.paragraph.id if self.paragraph else f"{self.document.content}#{self.section}"

    @property
    def text(self) -> str:
        """All words of the passage, heading and title included."""
        head = ""
        if self.paragraph:
            p = self.paragraph
            head = f"{p.body} {p.body_key} {p.date} {p.title} {p.dnr or ''}"
        parts = "\n".join(f"{part.heading or ''}\n{part.text.value}" for part in self.parts)
        return f"{head}\n{self.section}\n{parts}"


@dataclass(frozen=True, slots=True)
class _Scored:
    chunk: StoredChunk
    score: float


class Retriever:
    """Searches an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._rows: OrderedDict[tuple[int, Filters], Rows] = OrderedDict()
        self._lock = threading.Lock()

    def search(self, text: str, filters: Filters, *, limit: int = 10) -> list[Passage]:
        """The `limit` passages that answer `text` best, best first; only what `filters` let through."""
        scores = self._scores(text, filters)
        if not scores:
            return []
        best = sorted(scores, key=lambda name: -scores[name])[: max(_CANDIDATES, 3 * limit)]
        found = [_Scored(chunk, scores[chunk.id]) for chunk in self._archive.catalogue.chunks(best, filters)]
        return self.passages(self._grouped(found)[:limit], filters)

    def _scores(self, text: str, filters: Filters) -> dict[str, float]:
        archive = self._archive
        by_part: dict[str, dict[str, float]] = defaultdict(dict)
        for hit in archive.lexical.search(query_stems(text), query_grams(text), filters, limit=_CANDIDATES):
            for part, score in (("stems", hit.stems), ("grams", hit.grams), ("title", hit.title)):
                by_part[part][hit.chunk_id] = score
        vector = archive.embedder.embed_queries([text])[0]
        for near in archive.vectors.search(vector, _CANDIDATES, self._rows_of(filters)):
            by_part["dense"][near.id] = max(0.0, near.score)
        unscored = [name for name in by_part["grams"] if name not in by_part["dense"]]
        rows = archive.vectors.row_of(unscored)
        if len(rows) == len(unscored):
            exact = archive.vectors.scores(vector, rows)
            by_part["dense"].update(
                (name, max(0.0, float(score))) for name, score in zip(unscored, exact, strict=True)
            )
        scores: dict[str, float] = defaultdict(float)
        for part, found in by_part.items():
            greatest = max(found.values(), default=0.0)
            for name, score in found.items():
                scores[name] += WEIGHTS[part] * score / greatest if greatest > 0 else 0.0
        return scores

    def _rows_of(self, filters: Filters) -> Rows | None:
        """The matrix rows that the filters let through; None where they let everything through."""
        if filters == Filters(zones=filters.zones) and filters.zones >= ALL_ZONES:
            return None
        key = (self._archive.generation, filters)
        with self._lock:
            if key in self._rows:
                self._rows.move_to_end(key)
                return self._rows[key]
        rows = self._archive.vectors.row_of(self._archive.catalogue.chunk_ids(filters))
        with self._lock:
            self._rows[key] = rows
            while len(self._rows) > _CACHED_FILTERS:
                self._rows.popitem(last=False)
        return rows

    @staticmethod
    def _grouped(found: Iterable[_Scored]) -> list[_Scored]:
        """One entry a passage: the score of its best chunk, helped a little by the second best, with a chunk worth showing."""
        groups: dict[str, list[_Scored]] = defaultdict(list)
        for scored in found:
            chunk = scored.chunk
            groups[chunk.paragraph or f"{chunk.content}#{chunk.section}"].append(scored)
        merged = []
        for group in groups.values():
            group.sort(key=lambda scored: (-scored.score, scored.chunk.row))
            shown = next((s for s in group if s.chunk.kind not in _PERIPHERAL), group[0])
            second = next(
                (s.score for s in group[1:] if s.chunk.text.value != group[0].chunk.text.value), 0.0
            )
            merged.append(_Scored(shown.chunk, group[0].score + _SECOND_CHUNK * second))
        return sorted(merged, key=lambda scored: (-scored.score, scored.chunk.row))

    def passages(self, found: Sequence[_Scored], filters: Filters) -> list[Passage]:
        """The passages that chunks belong to, in the same order."""
        catalogue = self._archive.catalogue
        seen = Filters(zones=filters.zones)
        ids = [scored.chunk.paragraph for scored in found if scored.chunk.paragraph]
        paragraphs = {p.id: p for p in catalogue.paragraphs(seen, ids=ids)} if ids else {}
        contents = {scored.chunk.content for scored in found} | {p.content for p in paragraphs.values()}
        documents = catalogue.sources_of(contents, seen)
        result = []
        for scored in found:
            chunk = scored.chunk
            if chunk.paragraph in paragraphs:
                paragraph = paragraphs[chunk.paragraph]
                result.append(of_paragraph(paragraph, documents[paragraph.content][0], scored.score, chunk))
            elif chunk.content in documents:
                result.append(self._of_section(chunk, documents[chunk.content][0], scored.score))
        return result

    def _of_section(self, chunk: StoredChunk, document: StoredDocument, score: float) -> Passage:
        same = self._archive.catalogue.chunks_of_section(chunk.content, chunk.section)
        parts = tuple(Part(chunk.section, part.kind, part.text) for part in same)
        return Passage(document, chunk.section, None, parts, score, chunk)


def of_paragraph(
    paragraph: StoredParagraph, document: StoredDocument, score: float = 0.0, best: StoredChunk | None = None
) -> Passage:
    """The passage that a paragraph is."""
    parts = tuple(
        Part(section.heading, section.kind, section.body) for section in paragraph.sections if section.body
    )
    return Passage(document, f"§ {paragraph.number}", paragraph, parts, score, best)
