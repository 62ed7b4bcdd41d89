"""The re-ranker's weights: a linear sum of named features, fitted on training pairs by `evals.fit_reranker`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.rerank.asked import Numbers

_FIELD_PART = {"stems": "stems", "grams": "grams", "grams4": "grams"}


@cache
def weights() -> Mapping[str, float]:
    """The shipped weight of each feature."""
    text = (files("assistant") / "data" / "rerank.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def weighed(features: Mapping[str, Numbers], parts: Collection[str]) -> Numbers:
    """The weighed sum of features, (N,), divided by the sum of the positive weights, so that 1 is all of them met.

    Features that belong to a part of the search which is off count nothing.
    """
    used = {name: weight for name, weight in weights().items() if _part(name) in parts or _part(name) is None}
    most = sum(weight for weight in used.values() if weight > 0) or 1.0
    total = sum((weight * features[name] for name, weight in used.items()), start=np.zeros(1, np.float32))
    return np.asarray(total / most, dtype=np.float32)


def _part(feature: str) -> str | None:
    """The part of the search that a feature comes from, if it is one that can be off."""
    kind, _, field = feature.partition(" ")
    if kind in ("whole", "piece"):
        return _FIELD_PART[field]
    return {"dense": "dense", "title": "title"}.get(kind)
