"""Searches in an archive opened afresh, timed: `python -m evals.bench.answering FOLDER COUNT` prints what it measured.

A process of its own, so that its memory is that of one that answers.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

from assistant import core, retrieve
from assistant.answer import asking
from assistant.commands.common import note
from assistant.core import Kommunminne
from assistant.filtering import filters_of
from assistant.schema import FilterIn
from assistant.settings import Settings
from assistant.sought import Sought
from evals.bench.archive import DAYS, KOMMUNER, filled
from evals.bench.figures import percentile
from evals.bench.timing import Clock, Points, memory
from evals.synthetic import BODIES, FIRST_DAY, Item, questions
from ingest.analyse import query_grams, query_stems
from ingest.archive import ALL_ZONES, Archive
from ingest.catalogue import Catalogue
from ingest.filters import Filters
from ingest.kommunfile import default_config
from ingest.lexical import LexicalIndex, LexicalQuery
from ingest.model import Kind, Zone
from ingest.narrowing import Narrowing
from ingest.vectors import VectorStore

WARM_UP, SEED = 20, 20_260_401
NO_FILTER = "none"
RECALL_AT = 100
_CPU = "of it at work"
"""What the process worked for a search: less than the search took where others had the processor."""

_FILTERS_OF_RECALL, _QUESTIONS_OF_RECALL = 5, 20
_EQUAL = 1e-5
"""Products that differ by less are of equal vectors, and either may be found."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search is narrowed to."""

    given: FilterIn = field(default_factory=FilterIn)
    zones: frozenset[str] = ALL_ZONES

    @property
    def filters(self) -> Filters:
        """The same as the register is asked."""
        return filters_of(self.given, self.zones, default_config().bodies, KOMMUNER)


def _within(share: float) -> Callable[[int], Limits]:
    def dates(number: int) -> Limits:
        start = FIRST_DAY + dt.timedelta(days=int((1 - share) * DAYS * (0.618 * number % 1)))
        return Limits(FilterIn(date_from=start, date_to=start + dt.timedelta(days=int(share * DAYS))))

    return dates


FILTERS: Mapping[str, Callable[[int], Limits]] = {
    NO_FILTER: lambda _: Limits(),
    "zone": lambda _: Limits(zones=frozenset({Zone.PUBLIC})),
    "kommun": lambda number: Limits(FilterIn(kommun=KOMMUNER[number % len(KOMMUNER)])),
    "body": lambda number: Limits(FilterIn(body=BODIES[number % len(BODIES)][0])),
    "kind": lambda _: Limits(FilterIn(kind=Kind.PROTOKOLL)),
    "dates, 10 %": _within(0.1),
    "dates, 50 %": _within(0.5),
}
"""What a search is narrowed to, the n-th time: another kommun, body and period each time."""


def measured(folder: Path, count: int) -> dict[str, Any]:
    """`count` searches without a filter and as many under each, in the archive in `folder`, from question to passages."""
    asked = _different(filled(folder, 0).items)
    started = time.perf_counter()
    with Kommunminne(Settings(data=folder), read_only=True) as opened_core:
        archive = opened_core._archive
        archive.vectors.warm_up()
        ready = time.perf_counter()
        _search(opened_core, next(asked), Limits())
        first = time.perf_counter() - ready
        for each in islice(asked, WARM_UP):
            _search(opened_core, each, Limits())
        opened = {"seconds": ready - started, "first search": first, **memory()}
        searches = {}
        for name in FILTERS:
            searches[name] = _timed(opened_core, name, islice(asked, count))
            note(f"  filter {name}: {searches[name]['ms']}")
        fields = _fields(archive, list(islice(asked, count)))
        held = memory()
        near = list(islice(asked, _FILTERS_OF_RECALL * _QUESTIONS_OF_RECALL))
        recall = {name: _recall(archive, name, cycle(near)) for name in FILTERS}
    return {"opened": opened, "searches": searches, "fields": fields, "memory": held, "recall": recall}


def _different(items: Sequence[Item]) -> Iterator[str]:
    """Questions of all forms in turn, without end, none of them twice while new ones can be made."""
    seen: set[str] = set()
    for seed in range(SEED, SEED + 1000):
        for each in questions(list(items), 12 * 100, seed=seed):
            if each.text not in seen:
                seen.add(each.text)
                yield each.text


def _search(opened: Kommunminne, question: str, limits: Limits) -> None:
    opened.search(question, zones=limits.zones, filters=limits.given)


def _timed(opened: Kommunminne, name: str, asked: Iterator[str]) -> dict[str, Any]:
    by_part: dict[str, list[float]] = defaultdict(list)
    archive = opened._archive
    points: Points = {
        "question taken apart": [(core, "parse"), (asking, "sought_of")],
        "lexical": [(LexicalIndex, "search")],
        "embedding": [(type(archive.embedder), "embed_queries")],
        "narrowing": [(Narrowing, "rows")],
        "dense": [(VectorStore, "search")],
        "fetch": [(Catalogue, each) for each in ("chunks", "pieces", "paragraphs", "sources_of")],
        "re-rank": [(retrieve, each) for each in ("features", "weighed", "ruled", "taken_apart")],
    }
    with Clock().watching(points) as clock:
        for number, each in enumerate(asked):
            limits = FILTERS[name](number)
            clock.taken()
            started, worked = time.perf_counter(), time.process_time()
            _search(opened, each, limits)
            entire = time.perf_counter() - started
            by_part[_CPU].append(time.process_time() - worked)
            spent = clock.taken()
            for part in points:
                by_part[part].append(spent.get(part, 0.0))
            by_part["fusion and the rest"].append(entire - sum(spent.values()))
            by_part["whole"].append(entire)
    by_name = {part: _ms(taken) for part, taken in by_part.items()}
    return {"ms": by_name.pop("whole"), "cpu ms": by_name.pop(_CPU), "parts": by_name}


def _fields(archive: Archive, asked: Sequence[str]) -> dict[str, dict[str, float]]:
    """The words' fields, each searched by itself without a filter."""
    alone: dict[str, Callable[[Sought], LexicalQuery]] = {
        "stems and titles": lambda sought: LexicalQuery(query_stems(sought.text), ()),
        "5-grams": lambda sought: LexicalQuery((), query_grams(sought.text)),
        "exact keys": lambda sought: LexicalQuery((), (), sought.keys),
    }
    taken: dict[str, list[float]] = defaultdict(list)
    for each in asked:
        for name, wanted in alone.items():
            query = wanted(Sought.words(each))
            started = time.perf_counter()
            archive.lexical.search(query)
            taken[name].append(time.perf_counter() - started)
    return {name: _ms(values) for name, values in taken.items()}


def _recall(archive: Archive, name: str, asked: Iterator[str]) -> dict[str, float]:
    """Of the true nearest `RECALL_AT`, told by every vector that the register says may be seen, how many are found."""
    narrowing, vectors = Narrowing(archive), archive.vectors
    found, shares = [], []
    for number in range(_FILTERS_OF_RECALL):
        filters = FILTERS[name](number).filters
        ids = np.array(archive.catalogue.chunk_ids(filters))
        rows, narrowed = vectors.row_of(ids.tolist()), narrowing.rows(filters)
        shares.append(len(ids) / len(vectors))
        for vector in archive.embedder.embed_queries(list(islice(asked, _QUESTIONS_OF_RECALL))):
            scores = vectors.scores(vector, rows)
            most = min(RECALL_AT, len(ids))
            true = set(ids[scores >= np.sort(scores)[-most] - _EQUAL]) if most else set()
            hits = {hit.id for hit in vectors.search(vector, RECALL_AT, narrowed)}
            found.append(len(hits & true) / most if most else 1.0)
    return {"mean": float(np.mean(found)), "least": min(found), "share of chunks": float(np.mean(shares))}


def _ms(taken: Sequence[float]) -> dict[str, float]:
    return {f"p{share}": round(1000 * percentile(taken, share), 2) for share in (50, 95, 100)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
