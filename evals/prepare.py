"""From a folder to what can be measured: the set, and our own system over its documents, in a temporary archive."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.core import Progress
from assistant.settings import Settings
from evals.kommun import Kommun, documents_of
from evals.ours import Texts
from evals.sets import QUERIES, EvalSet, is_beir, made, read_beir, read_queries


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set and our own system for it, which is also the one that its documents were read by where they are files."""

    eval_set: EvalSet
    ours: Texts | Kommun


@contextmanager
def prepared(
    folder: Path,
    settings: Settings,
    *,
    documents: Path | None = None,
    limit: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Prepared]:
    """Read the set in `folder`; what is made for it is thrown away at the end.

    `documents`: a kommun's files, for a set that brings none. `limit`: the first questions only. Raises BadRequest
    where the set or its documents are not as they should be.
    """
    if is_beir(folder):
        eval_set = read_beir(folder, limit=limit)
        with temporary() as data, closing(Texts(data, settings)) as texts:
            yield Prepared(eval_set, texts)
        return
    queries = read_queries(folder / QUERIES)
    files = documents_of(folder, documents)
    with temporary() as data, closing(Kommun(data, files, settings, on_progress)) as kommun:
        yield Prepared(made(folder.resolve().name, kommun.documents, queries, limit=limit), kommun)


def require_set(folder: Path, documents: Path | None) -> None:
    """Raise BadRequest for what is wrong with a set, before anything is measured."""
    if is_beir(folder):
        read_beir(folder)
    else:
        read_queries(folder / QUERIES)
        documents_of(folder, documents)


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder for an archive, thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="kommunminne-eval-") as folder:
        yield Path(folder)
