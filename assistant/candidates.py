"""Candidates of a search: chunks by words, 5-grams, titles, exact keys and closeness, under the same filters, fused.

Each score is divided by its greatest for the question and weighed; fusion by rank measured worse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from assistant.sought import Sought
from ingest.analyse import query_grams, query_stems
from ingest.archive import Archive
from ingest.filters import Filters
from ingest.lexical import LexicalQuery
from ingest.matrix import Vectors
from ingest.narrowing import Narrowing

WEIGHTS: Mapping[str, float] = {"stems": 0.5, "grams": 1.0, "dense": 0.3, "title": 0.25, "keys": 2.5}
"""What each score counts among the candidates; exact things outweigh all likeness together."""

_MOST = 100
"""Chunks of each part."""


@dataclass(frozen=True, slots=True)
class Found:
    """Chunk ids with their fused scores, with the summed inverse frequencies of the question's exact keys that each
    holds, and the question's vector, (dimensions,). `all_keys`: the sum for a chunk that held them all; `sure`: that of one
    key that few chunks hold."""

    scores: Mapping[str, float]
    keys: Mapping[str, float]
    all_keys: float
    sure: float
    vector: Vectors = field(repr=False)

    def exactness(self, chunk_id: str) -> float:
        """How far a chunk is told by the question's exact things (0–1): the share of them that it holds, less where what
        it holds stands in many chunks."""
        held = self.keys.get(chunk_id, 0.0)
        return held / self.all_keys * min(1.0, held / self.sure) if held else 0.0


class Candidates:
    """Finds candidates in an archive, by the `parts` of WEIGHTS given."""

    def __init__(self, archive: Archive, parts: Collection[str]) -> None:
        self._archive = archive
        self._parts = frozenset(parts) & WEIGHTS.keys()
        self._narrowing = Narrowing(archive)

    def find(self, sought: Sought, filters: Filters) -> Found:
        """The best chunks for a search that `filters` let through."""
        by_part = self._lexical(sought, filters)
        vector = self._archive.embedder.embed_queries([sought.text])[0]
        if "dense" in self._parts:
            by_part["dense"] = self._dense(vector, filters, by_part["grams"] or by_part["stems"])
        lexical = self._archive.lexical
        all_keys = sum(lexical.key_weights(sought.keys).values())
        return Found(_fused(by_part), by_part["keys"], all_keys, lexical.sure_weight, vector)

    def _lexical(self, sought: Sought, filters: Filters) -> dict[str, dict[str, float]]:
        text = " ".join((sought.text, *sought.also))
        wanted = LexicalQuery(
            stems=query_stems(text) if self._parts & {"stems", "title"} else (),
            grams=query_grams(text) if "grams" in self._parts else (),
            keys=sought.keys if "keys" in self._parts else (),
        )
        by_part: dict[str, dict[str, float]] = defaultdict(dict)
        for hit in self._archive.lexical.search(wanted, filters, limit=_MOST):
            for part in self._parts & {"stems", "grams", "title", "keys"}:
                if score := getattr(hit, part):
                    by_part[part][hit.chunk_id] = score
        return by_part

    def _dense(self, vector: Vectors, filters: Filters, others: Collection[str]) -> dict[str, float]:
        """The nearest chunks, and how near those are that were found by words."""
        vectors = self._archive.vectors
        rows = self._narrowing.rows(filters)
        near = {hit.id: max(0.0, hit.score) for hit in vectors.search(vector, _MOST, rows)}
        unscored = [name for name in others if name not in near]
        rows = vectors.row_of(unscored)
        if len(rows) == len(unscored):
            exact = vectors.scores(vector, rows)
            near |= {name: max(0.0, float(score)) for name, score in zip(unscored, exact, strict=True)}
        return near


def _fused(by_part: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    for part, found in by_part.items():
        greatest = max(found.values(), default=0.0)
        for name, score in found.items():
            scores[name] += WEIGHTS[part] * score / greatest if greatest > 0 else 0.0
    return scores
