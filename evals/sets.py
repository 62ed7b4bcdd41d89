"""Sets of questions with what answers them: BEIR's three files, or questions about a kommun's documents.

Every reader raises BadRequest with file and line where something is not as it should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest
from evals.lines import json_lines, table_lines
from evals.systems import Document

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
_PREFERRED = "test.tsv"


@dataclass(frozen=True, slots=True)
class Query:
    """A question. `relevant`: the grade of each document that answers it; empty where nobody judged it. `kind`: what
    sort of question it is, where the set says so. `where`: its file and line."""

    id: str
    text: str
    relevant: Mapping[str, int]
    kind: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class EvalSet:
    """What systems are measured on: `queries` have at least one relevant document each, all of them in `documents`.
    `unjudged`: questions left out because nothing is said of what answers them."""

    name: str
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    unjudged: int = 0


def is_beir(folder: Path) -> bool:
    """Whether a set brings its own documents. Raises BadRequest where the folder is no set at all."""
    if not folder.is_dir():
        raise BadRequest(f"{folder}: mappen finns inte. Ange mappen med frågemängden.")
    if not (folder / QUERIES).is_file():
        raise BadRequest(f"{folder}: saknar {QUERIES}. En frågemängd har minst den filen.")
    return (folder / CORPUS).is_file()


def read_beir(folder: Path, *, limit: int | None = None) -> EvalSet:
    """A set of BEIR's shape; what is relevant stands in `qrels/` or in the questions. `limit`: the first questions only.

    Of several files in `qrels/`, test.tsv counts, else all.
    """
    documents = tuple(_documents(folder / CORPUS))
    queries = read_queries(folder / QUERIES)
    if (folder / QRELS).is_dir():
        queries = _judged(queries, folder / QRELS, {document.id for document in documents})
    return made(folder.resolve().name, documents, queries, limit=limit)


def made(
    name: str, documents: Sequence[Document], queries: Sequence[Query], *, limit: int | None = None
) -> EvalSet:
    """A set, checked: BadRequest where a question names an unknown document, or nothing is left to measure."""
    known = {document.id for document in documents}
    for query in queries:
        for one in query.relevant:
            if one not in known:
                raise BadRequest(f"{query.where}: {one} finns inte bland handlingarna.")
    judged = [query for query in queries if query.relevant]
    if not documents or not judged:
        lacking = "har inga frågor med facit" if documents else "har inga handlingar att söka i"
        raise BadRequest(f"{name}: mängden {lacking}, så det finns inget att mäta.")
    return EvalSet(name, tuple(documents), tuple(judged[:limit]), len(queries) - len(judged))


def read_queries(path: Path) -> list[Query]:
    """The questions of a file, each id once."""
    queries: dict[str, Query] = {}
    for line in json_lines(path):
        name = line.text("_id")
        if name in queries:
            raise BadRequest(f"{line.where}: _id {name} finns redan.")
        relevant = line.value.get("relevant", [])
        if not isinstance(relevant, list) or not all(isinstance(one, str) for one in relevant):
            raise BadRequest(f'{line.where}: "relevant" ska vara en lista med id.')
        kind = line.text("kind") if "kind" in line.value else None
        queries[name] = Query(name, line.text("text"), dict.fromkeys(relevant, 1), kind, line.where)
    return list(queries.values())


def _documents(path: Path) -> Iterator[Document]:
    seen: set[str] = set()
    for line in json_lines(path):
        name = line.text("_id")
        if name in seen:
            raise BadRequest(f"{line.where}: _id {name} finns redan.")
        seen.add(name)
        yield Document(name, line.text("title", empty=True), line.text("text", empty=True))


def _judged(queries: Sequence[Query], folder: Path, documents: set[str]) -> list[Query]:
    """The questions with what the files of `qrels/` say of them; a grade of 0 or less says that it does not answer."""
    found = sorted(folder.glob("*.tsv"))
    chosen = [path for path in found if path.name == _PREFERRED] or found
    if not chosen:
        raise BadRequest(f"{folder}: mappen har ingen .tsv-fil.")
    grades: dict[str, dict[str, int]] = {query.id: {} for query in queries}
    for path in chosen:
        for where, row in table_lines(path, columns=3):
            query, document, grade = row
            _known(where, query, grades, "frågorna")
            _known(where, document, documents, "handlingarna")
            if _grade(where, grade) > 0:
                grades[query][document] = _grade(where, grade)
    return [replace(query, relevant=grades[query.id]) for query in queries]


def _known(where: str, name: str, among: Any, what: str) -> None:
    if name not in among:
        raise BadRequest(f"{where}: {name} finns inte bland {what}.")


def _grade(where: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadRequest(f"{where}: {text!r} ska vara ett heltal.") from error
