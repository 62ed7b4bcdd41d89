"""Asking a system every question of a set. A run is plain data that can be kept and scored later; nothing is scored here."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.metrics import CUT
from evals.sets import EvalSet
from evals.systems import System


@dataclass(frozen=True, slots=True)
class Found:
    """What a system found for a question: document ids, best first, and the milliseconds it took."""

    ranked: tuple[str, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Run:
    """What one system found for each question of a set, by the question's id. `index_s`: seconds to take the documents in."""

    set: str
    system: str
    index_s: float
    found: Mapping[str, Found]


def run(
    system: System, eval_set: EvalSet, *, k: int = CUT, on_progress: Callable[[int, int], None] | None = None
) -> Run:
    """Index the set's documents and ask its questions one after another, the first one twice: it warms up.

    Raises ValueError where a system names a document twice, which would count it twice.
    """
    started = time.perf_counter()
    system.index(eval_set.documents)
    index_s = time.perf_counter() - started
    system.search(eval_set.queries[0].text, k)
    found: dict[str, Found] = {}
    for number, query in enumerate(eval_set.queries, start=1):
        started = time.perf_counter()
        ranked = system.search(query.text, k)
        ms = 1000 * (time.perf_counter() - started)
        if len(set(ranked)) != len(ranked):
            raise ValueError(f"{system.name} names a document twice for question {query.id}: {ranked}")
        found[query.id] = Found(tuple(ranked[:k]), round(ms, 3))
        if on_progress:
            on_progress(number, len(eval_set.queries))
    return Run(eval_set.name, system.name, round(index_s, 3), found)


def write_run(path: Path, kept: Run) -> None:
    """Keep a run as JSON."""
    path.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_run(path: Path) -> Run:
    """A run as it was kept."""
    value = json.loads(path.read_text("utf-8"))
    found = {name: Found(tuple(one["ranked"]), one["ms"]) for name, one in value["found"].items()}
    return Run(value["set"], value["system"], value["index_s"], found)
