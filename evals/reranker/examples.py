"""What the re-ranker is fitted to: for each question the passages found, their features, and which of them was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.rerank.asked import Numbers
from evals.reranker.pairs import Pair

Found = tuple[Sequence[str], dict[str, Numbers]]
"""Ids of passages, and their features by name, (passages,)."""

NOT_FOUND = -1


@dataclass(frozen=True, slots=True)
class Example:
    """One question. `features`: (passages, features); `asked_for`: a row of them, NOT_FOUND where it is not among them."""

    kind: str
    asked_for: int
    features: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions of one drawing. `names`: the features', by column; `embedding`, `seed`, `passages` (texts an archive)
    and `synonyms` (words that have any): what they were made with."""

    names: tuple[str, ...]
    questions: tuple[Example, ...]
    embedding: str
    seed: int
    passages: int
    synonyms: int

    @property
    def found(self) -> list[Example]:
        """The questions whose passage is among those to be ranked anew: only they can teach anything."""
        return [one for one in self.questions if one.asked_for != NOT_FOUND]

    def columns(self, names: Sequence[str]) -> list[int]:
        """Where features stand."""
        return [self.names.index(name) for name in names]


def counted(questions: Iterable[Example]) -> dict[str, int]:
    """How many questions there are of each kind."""
    return dict(sorted(Counter(one.kind for one in questions).items()))


def example(pair: Pair, search: Callable[[str], Found]) -> tuple[Example, tuple[str, ...]]:
    """A question as it is fitted to, and its features' names, none where nothing is found. Passages have their row as id."""
    ids, features = search(pair.question)
    if not ids:
        return Example(pair.kind, NOT_FOUND, np.zeros((0, 0), dtype=np.float32)), ()
    asked_for = ids.index(str(pair.passage)) if str(pair.passage) in ids else NOT_FOUND
    return Example(pair.kind, asked_for, np.stack(list(features.values()), axis=1)), tuple(features)


def save(examples: Examples, path: Path) -> None:
    """Write the questions whose passage was found, and of what kind the others were, as a .npz file."""
    found = examples.found
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            names=np.array(examples.names),
            kinds=np.array([one.kind for one in examples.questions]),
            asked_for=np.array([one.asked_for for one in examples.questions]),
            features=np.concatenate([one.features for one in found]),
            lengths=np.array([len(one.features) for one in found]),
            embedding=np.array(examples.embedding),
            numbers=np.array([examples.seed, examples.passages, examples.synonyms]),
        )


def load(path: Path) -> Examples:
    """Read what `save` wrote."""
    with np.load(path) as file:
        names = tuple(file["names"].tolist())
        features = iter(np.split(file["features"], np.cumsum(file["lengths"])[:-1]))
        nothing = np.zeros((0, len(names)), dtype=np.float32)
        seed, passages, synonyms = file["numbers"].tolist()
        questions = tuple(
            Example(kind, asked_for, nothing if asked_for == NOT_FOUND else next(features))
            for kind, asked_for in zip(file["kinds"].tolist(), file["asked_for"].tolist(), strict=True)
        )
        return Examples(names, questions, str(file["embedding"]), seed, passages, synonyms)
