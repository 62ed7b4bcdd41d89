"""Several sets as one: what counts is how all their questions fared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evals.results import Measured
from evals.run import Run
from evals.sets import EvalSet


def pooled(parts: Sequence[Measured]) -> Measured:
    """All questions of the sets, each still asked of its own documents; systems that were not run on all of them left out."""
    shared = [
        name
        for name in (run.system for run in parts[0].systems)
        if all(any(run.system == name for run in part.systems) for part in parts)
    ]
    name = " + ".join(part.eval_set.name for part in parts)
    together = EvalSet(
        name,
        tuple(replace(d, id=_id(part, d.id)) for part in parts for d in part.eval_set.documents),
        tuple(
            replace(
                q, id=_id(part, q.id), relevant={_id(part, one): grade for one, grade in q.relevant.items()}
            )
            for part in parts
            for q in part.eval_set.queries
        ),
        sum(part.eval_set.unjudged for part in parts),
    )
    return Measured(together, [_run(name, system, parts) for system in shared], model=parts[0].model)


def _run(name: str, system: str, parts: Sequence[Measured]) -> Run:
    runs = [(part, next(run for run in part.systems if run.system == system)) for part in parts]
    found = {
        _id(part, query): replace(each, ranked=tuple(_id(part, one) for one in each.ranked))
        for part, run in runs
        for query, each in run.found.items()
    }
    return Run(name, system, sum(run.index_s for _, run in runs), found)


def _id(part: Measured, own: str) -> str:
    return f"{part.eval_set.name}: {own}"
