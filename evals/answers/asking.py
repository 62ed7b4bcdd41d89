"""From cases to answers: asked of an archive or a running service, each on its own, or read from a file."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.client import running_service
from assistant.commands.ask import make
from assistant.commands.common import require_archive
from assistant.core import Progress
from assistant.errors import BadRequest, NotFound
from assistant.schema import Answer, Question
from assistant.settings import Settings
from evals.answers.cases import Case
from evals.answers.quotes import Check, StoredPages, TextFiles, looked_up
from evals.answers.score import Asked
from evals.kommun import take_in
from evals.lines import Line, json_lines
from evals.prepare import temporary
from evals.searched import Core
from ingest.filters import Filters

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who is asked. `checks`: what quotes are looked up in; `model`: the embedding, None where it is not known."""

    ask: Callable[[Question], Answer]
    checks: tuple[Check, ...] = ()
    model: str | None = None


@contextmanager
def ingested(
    documents: Path, settings: Settings, on_progress: Callable[[Progress], None] | None = None
) -> Iterator[Answerer]:
    """A folder of documents in an archive of their own, seen whole and thrown away at the end. Raises BadRequest where no
    file can be read."""
    with temporary() as data:
        take_in(data, documents, settings, on_progress)
        with opened(settings.model_copy(update={"data": data, "zone": "intern"}), documents) as answerer:
            yield answerer


@contextmanager
def opened(settings: Settings, documents: Path | None = None) -> Iterator[Answerer]:
    """The service of a data folder where one runs, else its archive, seen as the settings say.

    `documents`: what was taken in, to look quotes up in. Raises NotSetUp where there is nothing.
    """
    files = (TextFiles(documents),) if documents else ()
    service = running_service(settings.data)
    if service is not None:
        with service:
            yield Answerer(service.ask, files)
        return
    require_archive(settings.data)
    zones = settings.zones
    with closing(Core(settings, read_only=True)) as core:
        pages = StoredPages(core.catalogue, Filters(zones=zones))
        yield Answerer(lambda question: core.ask(question, zones=zones), (pages, *files), core.model)


def question_of(case: Case) -> Question:
    """A case as it is asked. Raises BadRequest where it is too long."""
    return make(case.question, case.kommun, case.today, case.where)


def ask_all(cases: Sequence[Case], answerer: Answerer, *, tell: Tell | None = None) -> list[Asked]:
    """Every case, one after the other, the first one twice: it warms up. What cannot be answered says why."""
    questions = [question_of(case) for case in cases]
    _answered(cases[0], questions[0], answerer)
    found = []
    for number, (case, question) in enumerate(zip(cases, questions, strict=True), start=1):
        found.append(_answered(case, question, answerer))
        if tell:
            tell(number)
    return found


def _answered(case: Case, question: Question, answerer: Answerer) -> Asked:
    started = time.perf_counter()
    try:
        answer = answerer.ask(question)
    except (BadRequest, NotFound) as error:
        return Asked(case, None, looked_up(None, ()), error=str(error))
    ms = 1000 * (time.perf_counter() - started)
    return Asked(case, answer, looked_up(answer, answerer.checks), round(ms, 2))


def given(path: Path, cases: Sequence[Case], checks: Mapping[str, Sequence[Check]]) -> list[Asked]:
    """Answers as `ask --batch --json` printed them, one a line in the order of the cases.

    `checks`: what the quotes of each set are looked up in. Raises BadRequest where the lines are not the answers to
    these cases.
    """
    lines = list(json_lines(path))
    if len(lines) != len(cases):
        raise BadRequest(f"{path}: har {len(lines)} svar till {len(cases)} frågor. De ska vara lika många.")
    found = []
    for case, line in zip(cases, lines, strict=True):
        if str(line.value.get("question")).split() != case.question.split():
            raise BadRequest(f"{line.where}: svarar på en annan fråga än {case.where}.")
        if "error" in line.value:
            found.append(Asked(case, None, looked_up(None, ()), error=line.text("error")))
            continue
        answer = _answer(line)
        quotes = looked_up(answer, checks[case.set])
        found.append(Asked(case, answer, quotes, answer.timings_ms.get("total")))
    return found


def as_lines(asked: Sequence[Asked]) -> str:
    """Answers as `given` reads them: one a line, or the question and why it has none."""
    return "".join(f"{_line(each)}\n" for each in asked)


def _line(asked: Asked) -> str:
    if asked.answer is not None:
        return json.dumps(asked.answer.model_dump(mode="json"), ensure_ascii=False)
    return json.dumps({"question": asked.case.question, "error": asked.error}, ensure_ascii=False)


def _answer(line: Line) -> Answer:
    try:
        return Answer.model_validate(line.value)
    except ValidationError as error:
        at = ".".join(map(str, error.errors()[0]["loc"]))
        raise BadRequest(f"{line.where}: är inget svar som ask --batch --json skriver ({at}).") from error
