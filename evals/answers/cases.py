"""Cases: questions with what a right answer holds, one JSON object a line. Errors: BadRequest with file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from assistant.errors import BadRequest
from assistant.schema import LevelName
from evals.kommun import SETTINGS, documents_of, stated_day
from evals.lines import Line, json_lines

PATTERN = "answers*.jsonl"
FROZEN = "_frozen"
"""How the name of a file of cases ends that are put aside."""

_LEVELS = get_args(LevelName)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: `section` is '§ 19', or a heading; `file` is relative to the documents' folder."""

    file: str
    section: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is wanted of its answer.

    `facts`: each must be said, in its own words or one of its `variants`; of a trap (`answerable` false) they are the
    correction. `forbidden`: wrong in any wording. `sources`: what is to be cited, all there is where `complete`.
    `abstain`: must be refused. `level`: the decision level to state, where one is asked for. `set`: the file's name.
    """

    id: str
    set: str
    where: str
    question: str
    kind: str
    role: str
    kommun: str | None
    today: dt.date | None
    answerable: bool
    abstain: bool
    complete: bool
    level: LevelName | None
    facts: tuple[str, ...]
    variants: Mapping[str, tuple[str, ...]]
    forbidden: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of a file and, where its set says so, the folder of the documents that they are about."""

    name: str
    cases: tuple[Case, ...]
    documents: Path | None


def read_cases(
    paths: Sequence[Path], *, today: dt.date | None = None, frozen: bool = False
) -> list[CaseFile]:
    """The files named, and those of the folders named: `answers*.jsonl`.

    `today`: the day of the questions that have none of their own, else the set's. `frozen`: of folders, the cases
    put aside too: they are to be asked once, not while answers are being improved. Raises BadRequest.
    """
    files = [file for path in paths for file in _files(path, frozen)]
    return [_read(file, today) for file in dict.fromkeys(files)]


def _files(path: Path, frozen: bool) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.glob(PATTERN) if frozen or not file.stem.endswith(FROZEN))
    if not found:
        raise BadRequest(
            f"{path}: mappen har ingen fil {PATTERN}. Ange en fil med frågor, en per rad (JSONL)."
        )
    return found


def _read(path: Path, today: dt.date | None) -> CaseFile:
    folder = path.resolve().parent
    has_set = (folder / SETTINGS).is_file()
    today = today or (stated_day(folder) if has_set else None)
    name = f"{folder.name}/{path.stem}"
    cases: dict[str, Case] = {}
    for line in json_lines(path):
        case = _case(line, name, today)
        if case.id in cases:
            raise BadRequest(f'{line.where}: "id" {case.id} finns redan ({cases[case.id].where}).')
        cases[case.id] = case
    if not cases:
        raise BadRequest(f"{path}: filen har inga frågor.")
    return CaseFile(name, tuple(cases.values()), documents_of(folder, None) if has_set else None)


def _case(line: Line, name: str, today: dt.date | None) -> Case:
    return Case(
        id=line.text("id"),
        set=name,
        where=line.where,
        question=line.text("question"),
        kind=line.text("type"),
        role=line.text("role") if line.value.get("role") is not None else "",
        kommun=line.text("kommun") if line.value.get("kommun") is not None else None,
        today=_day(line) or today,
        answerable=_flag(line, "answerable", needed=True),
        abstain=_flag(line, "abstain"),
        complete=_flag(line, "list"),
        level=_level(line),
        facts=_texts(line, "answer_facts", needed=True),
        variants=_variants(line),
        forbidden=_texts(line, "must_not"),
        sources=tuple(_sources(line)),
    )


def _level(line: Line) -> LevelName | None:
    value = line.value.get("level")
    if value is not None and value not in _LEVELS:
        raise BadRequest(f'{line.where}: "level" ska vara null eller någon av {", ".join(_LEVELS)}.')
    return cast(LevelName | None, value)


def _flag(line: Line, name: str, *, needed: bool = False) -> bool:
    value = line.value.get(name, None if needed else False)
    if not isinstance(value, bool):
        raise BadRequest(f'{line.where}: "{name}" ska vara true eller false.')
    return value


def _texts(line: Line, name: str, *, needed: bool = False) -> tuple[str, ...]:
    value = line.value.get(name, None if needed else [])
    if not isinstance(value, list) or not _is_texts(value):
        raise BadRequest(f'{line.where}: "{name}" ska vara en lista med texter.')
    return tuple(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _variants(line: Line) -> dict[str, tuple[str, ...]]:
    value = line.value.get("accept_variants") or {}
    if not isinstance(value, dict) or not all(map(_is_texts, value.values())):
        raise BadRequest(f'{line.where}: "accept_variants" ska ha en lista med texter för varje uppgift.')
    return {fact: tuple(wordings) for fact, wordings in value.items()}


def _sources(line: Line) -> Iterator[Source]:
    value = line.value.get("sources")
    if not isinstance(value, list):
        raise BadRequest(f'{line.where}: "sources" ska vara en lista.')
    for each in value:
        if not isinstance(each, dict):
            raise BadRequest(f'{line.where}: varje källa i "sources" ska ha "file" och "section".')
        source = Line(f'{line.where}, "sources"', each)
        yield Source(source.text("file"), source.text("section"))


def _day(line: Line) -> dt.date | None:
    value = line.value.get("today")
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadRequest(f'{line.where}: "today" ska vara ett datum som 2026-11-21.') from error
