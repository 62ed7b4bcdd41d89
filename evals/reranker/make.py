"""Makes what the re-ranker is fitted to: held-out passages in two archives, questions to them, features of what is found."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.settings import Settings
from evals.ours import Texts
from evals.reranker.examples import Example, Examples, counted, example
from evals.reranker.pairs import READ_CHARACTERS, Asker, Pair
from evals.systems import Document
from ingest.embed import Embedder
from ingest.models.passages import Passage, held_out
from ingest.models.questions import Questions
from ingest.models.recipe import Recipe
from ingest.models.vocabulary import read_in

_LOGGED_EVERY = 100
_log = logging.getLogger("fit_reranker")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made. `passages`: texts in each of the two archives; `questions`: to each."""

    passages: int = 3_000
    questions: int = 900


def make(
    passages: Sequence[Passage],
    synonyms: Mapping[str, list[str]],
    embedder: Embedder,
    *,
    seed: int,
    size: Size | None = None,
) -> Examples:
    """Questions to passages that the embedding was not trained on, and what our search finds for them.

    `passages`: all of the training text; how rare a word is comes from all of it. The same arguments give the same.
    Raises ValueError where no question finds its passage.
    """
    size = size or Size()
    random = np.random.default_rng(seed)
    recipe = Recipe()
    _, vocabulary = read_in(passages, recipe)
    questions = Questions(vocabulary, dict(synonyms), recipe)
    asker = Asker(vocabulary, questions, random)
    held = held_out(passages)
    chosen = [held[row] for row in random.permutation(len(held))[: size.passages].tolist()]
    _log.info("%d of %d held-out passages, %d words", len(chosen), len(held), len(vocabulary.ids))
    names: tuple[str, ...] = ()
    made: list[Example] = []
    for titled in (False, True):
        pairs = asker.pairs(chosen, size.questions, titled=titled)
        of_archive, found_names = _searched(_documents(chosen, titled), pairs)
        names = names or found_names
        made += of_archive
    examples = Examples(names, tuple(made), embedder.name, seed, len(chosen), len(questions.synonyms))
    if not examples.found:
        raise ValueError("no question found the passage it asks for")
    return examples


def _documents(passages: Sequence[Passage], titled: bool) -> list[Document]:
    return [
        Document(str(row), passage.title if titled else "", passage.body[:READ_CHARACTERS])
        for row, passage in enumerate(passages)
    ]


def _searched(documents: Sequence[Document], pairs: Sequence[Pair]) -> tuple[list[Example], tuple[str, ...]]:
    """The pairs' questions asked of an archive of the documents, and the names of the features."""
    found: list[Example] = []
    names: tuple[str, ...] = ()
    with (
        tempfile.TemporaryDirectory(prefix="kommunminne-fit-") as folder,
        closing(Texts(Path(folder), Settings(embedding=None, cross_encoder=None))) as texts,
    ):
        texts.index(documents)
        _log.info("an archive of %d texts", len(documents))
        for number, pair in enumerate(pairs, start=1):
            one, one_names = example(pair, texts.features)
            found.append(one)
            names = names or one_names
            if number % _LOGGED_EVERY == 0 or number == len(pairs):
                _log.info("%d of %d questions asked", number, len(pairs))
    _log.info("asked: %s", counted(found))
    return found, names
