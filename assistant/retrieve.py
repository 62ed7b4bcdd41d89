"""Search: candidates under filters, grouped to passages, the best of them ranked anew by all that is known of them.

A passage is a paragraph (§) with all its witnesses, or one section of a document without paragraphs.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.candidates import WEIGHTS, Candidates, Found
from assistant.rerank.asked import Asked, Numbers, taken_apart
from assistant.rerank.cross_encoder import Scorer, with_cross
from assistant.rerank.exact_things import ExactThings
from assistant.rerank.features import features
from assistant.rerank.pool import Candidate, Pool
from assistant.rerank.rules import Source, newest_of, ruled
from assistant.rerank.weights import weighed
from assistant.sought import Sought
from ingest.archive import Archive
from ingest.filters import Filters
from ingest.model import SectionKind
from ingest.stored import Piece, StoredChunk, StoredDocument, StoredParagraph
from ingest.text import Text

log = logging.getLogger(__name__)

PARTS = frozenset({*WEIGHTS, "rerank", "rules"})
"""What a search consists of; any of them can be left out, to see what it is worth."""

CROSS_PART = "cross"
"""The part that there is besides where a cross-encoder is set."""

_PERIPHERAL = frozenset({SectionKind.RECIPIENTS, SectionKind.UNDERLAG})
"""Kinds of section that are found by their title alone and show little: another of the passage is shown instead."""

_LEAST_CHUNKS = 100
_SECOND_CHUNK = 0.15
_RERANKED = 30
_OF_ONE_PAPER, _FIRST_PAGE = 3, 10
"""So many sections of one paper may stand among so many first hits, as long as there are others."""

_MOST_PIECES = 12
_BELOW = 0.5
"""What is left of the fused score of passages that were not ranked anew; they come after those that were."""


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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of passages: features by name, (passages,), and where each stands."""

    features: dict[str, Numbers]
    sources: list[Source]


class Retriever:
    """Searches an archive by the `parts` given, all by default. `cross`: reads the best passages once more."""

    def __init__(
        self, archive: Archive, parts: Collection[str] | None = None, *, cross: Scorer | None = None
    ) -> None:
        self._archive = archive
        there = PARTS | {CROSS_PART} if cross else PARTS
        self._parts = there if parts is None else frozenset(parts)
        self._cross = cross if CROSS_PART in self._parts else None
        self._given = cross
        self._candidates = Candidates(archive, self._parts)

    @property
    def parts(self) -> frozenset[str]:
        """What this search consists of."""
        return self._parts

    def only(self, parts: Collection[str]) -> Retriever:
        """The same search with only `parts` of it on."""
        return Retriever(self._archive, parts, cross=self._given)

    def search(
        self,
        sought: Sought | str,
        filters: Filters,
        *,
        limit: int = 10,
        today: dt.date | None = None,
        whole: bool = True,
    ) -> list[Passage]:
        """The `limit` passages that answer best, best first; only what `filters` let through.

        `whole`: with all their parts; else a paragraph has none, and only the chunk that was found shows what it says.
        """
        sought = (Sought.words(sought) if isinstance(sought, str) else sought).bounded()
        with self._archive.reading():
            found = self._candidates.find(sought, filters)
            if not found.scores:
                return []
            groups = self._groups(found, filters, limit)
            if "rerank" in self._parts:
                groups = self._reranked(sought, found, groups, today or dt.date.today())
            return self.passages(groups[:limit], filters, whole=whole)

    def _groups(self, found: Found, filters: Filters, limit: int) -> list[_Scored]:
        best = sorted(found.scores, key=lambda name: -found.scores[name])[: max(_LEAST_CHUNKS, 3 * limit)]
        chunks = self._archive.catalogue.chunks(best, filters)
        return self._grouped([_Scored(chunk, found.scores[chunk.id]) for chunk in chunks])

    def _reranked(
        self, sought: Sought, found: Found, groups: Sequence[_Scored], today: dt.date
    ) -> list[_Scored]:
        """The first groups in the order of the re-ranker, then the others as they were."""
        count = max(_RERANKED, self._cross.top) if self._cross else _RERANKED
        first, rest = groups[:count], groups[count:]
        chunks = [one.chunk for one in first]
        known = self._known_of(sought, found, chunks)
        linear = weighed(known.features, self._parts)
        rules = np.zeros_like(linear)
        if "rules" in self._parts:
            newest = newest_of(known.sources, linear.tolist(), today)
            rules = np.array([ruled(sought, source, newest) for source in known.sources])
        scores = linear + rules
        order = np.argsort(-scores, kind="stable")
        if self._cross:
            top, late = order[: self._cross.top], order[self._cross.top :]
            read = self._read(self._cross, sought, [chunks[at] for at in top])
            if read is not None:
                scores[top] = with_cross(linear[top], read) + rules[top]
                scores[late] = np.minimum(scores[late], scores[top].min())
                order = np.concatenate([top[np.argsort(-scores[top], kind="stable")], late])
        ranked = _few_of_each([_Scored(first[at].chunk, max(0.0, float(scores[at]))) for at in order])
        least = ranked[-1].score / (rest[0].score or 1.0) if rest else 0.0
        return [*ranked, *(_Scored(one.chunk, _BELOW * least * one.score) for one in rest)]

    @staticmethod
    def _read(cross: Scorer, sought: Sought, chunks: Sequence[StoredChunk]) -> Numbers | None:
        """What the cross-encoder thinks of chunks, (chunks,), 0–1; None where it fails, which is no reason not to answer."""
        try:
            return cross.scores(sought.question, [f"{chunk.title}\n{chunk.text.value}" for chunk in chunks])
        except Exception as exc:  # a model of others can raise nearly anything
            log.warning("Korskodaren läser inte träffarna, som står i den ordning de hade: %s", exc)
            return None

    def features(self, sought: Sought, filters: Filters) -> tuple[list[StoredChunk], dict[str, Numbers]]:
        """A chunk of each passage that would be ranked anew, and its features by name, (passages,): what the weights
        are fitted on. Both empty where nothing is found."""
        sought = sought.bounded()
        with self._archive.reading():
            found = self._candidates.find(sought, filters)
            first = [one.chunk for one in self._groups(found, filters, 0)[:_RERANKED]] if found.scores else []
            return first, self._known_of(sought, found, first).features if first else {}

    def _known_of(self, sought: Sought, found: Found, chunks: Sequence[StoredChunk]) -> _Known:
        pieces = self._archive.catalogue.pieces(chunks)
        cut = [_nearest(pieces[_unit(chunk)], chunk.row) for chunk in chunks]
        candidates = [
            Candidate(held[0].title, tuple(f"{piece.heading}\n{piece.text}" for piece in held))
            for held in cut
        ]
        asked = self._asked(sought)
        known = features(Pool(asked, candidates), self._closeness(found, cut))
        exact = ExactThings(self._archive.lexical, sought.names, found, asked.total)
        return _Known(known, [exact.source(held) for held in cut])

    def _asked(self, sought: Sought) -> Asked:
        lexical = self._archive.lexical
        return taken_apart(
            sought.text,
            sought.question,
            lambda field, term: lexical.document_frequency(term, field),
            len(lexical),
        )

    def _closeness(self, found: Found, cut: Sequence[Sequence[Piece]]) -> np.ndarray:
        """The greatest cosine among each passage's pieces, (passages,)."""
        if "dense" not in self._parts:
            return np.zeros(len(cut), dtype=np.float32)
        names = [piece.id for held in cut for piece in held]
        rows = self._archive.vectors.row_of(names)
        if len(rows) != len(
            names
        ):  # a crash between register and vectors; mended when the archive is opened next
            return np.array([max(found.scores.get(p.id, 0.0) for p in held) for held in cut], np.float32)
        starts = np.cumsum([0, *(len(held) for held in cut)])[:-1]
        return np.maximum.reduceat(self._archive.vectors.scores(found.vector, rows), starts)

    @staticmethod
    def _grouped(found: Iterable[_Scored]) -> list[_Scored]:
        """One entry a passage: the score of its best chunk, helped a little by the second best, with a chunk worth showing."""
        groups: dict[str, list[_Scored]] = defaultdict(list)
        for scored in found:
            chunk = scored.chunk
            groups[_unit(chunk)].append(scored)
        merged = []
        for group in groups.values():
            group.sort(key=lambda scored: (-scored.score, scored.chunk.row))
            shown = next((s for s in group if s.chunk.kind not in _PERIPHERAL), group[0])
            second = next(
                (s.score for s in group[1:] if s.chunk.text.value != group[0].chunk.text.value), 0.0
            )
            merged.append(_Scored(shown.chunk, group[0].score + _SECOND_CHUNK * second))
        return sorted(merged, key=lambda scored: (-scored.score, scored.chunk.row))

    def passages(self, found: Sequence[_Scored], filters: Filters, *, whole: bool = True) -> list[Passage]:
        """The passages that chunks belong to, in the same order."""
        catalogue = self._archive.catalogue
        seen = Filters(zones=filters.zones)
        ids = [scored.chunk.paragraph for scored in found if scored.chunk.paragraph]
        paragraphs = (
            {p.id: p for p in catalogue.paragraphs(seen, ids=ids, with_sections=whole)} if ids else {}
        )
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


def _few_of_each(ranked: Sequence[_Scored]) -> list[_Scored]:
    """The same, with what comes after the first few sections of one paper below the best of all others: a long appendix
    would fill the page. Paragraphs of minutes are matters of their own."""
    seen: Counter[str] = Counter()
    kept: list[_Scored] = []
    late: list[_Scored] = []
    for one in ranked:
        content = one.chunk.content if one.chunk.paragraph is None else ""
        seen[content] += bool(content)
        (late if seen[content] > _OF_ONE_PAPER else kept).append(one)
    at = min(len(kept), _FIRST_PAGE)
    least = kept[at - 1].score if kept else 0.0
    moved = [_Scored(one.chunk, min(one.score, least)) for one in late]
    return sorted([*kept, *moved], key=lambda one: -one.score)


def of_paragraph(
    paragraph: StoredParagraph, document: StoredDocument, score: float = 0.0, best: StoredChunk | None = None
) -> Passage:
    """The passage that a paragraph is."""
    parts = tuple(
        Part(section.heading, section.kind, section.body) for section in paragraph.sections if section.body
    )
    return Passage(document, f"§ {paragraph.number}", paragraph, parts, score, best)


def _unit(chunk: StoredChunk) -> str:
    """What says which passage a chunk belongs to."""
    return chunk.paragraph or f"{chunk.content}#{chunk.section}"


def _nearest(pieces: Sequence[Piece], row: int) -> Sequence[Piece]:
    """At most `_MOST_PIECES` pieces around the one that was found."""
    at = next((at for at, piece in enumerate(pieces) if piece.row >= row), 0)
    start = max(0, min(at - _MOST_PIECES // 2, len(pieces) - _MOST_PIECES))
    return pieces[start : start + _MOST_PIECES]
