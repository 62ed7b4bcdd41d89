"""`kommunminne eval answers`: cases asked, scored, shown. Nothing heavy is imported before it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.ask import Today
from assistant.commands.common import Data, load_settings, note
from evals.options import STDOUT, Documents, HtmlFile, JsonFile, Texts, require_places, write_html, write_json

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from assistant.settings import Settings
    from evals.answers.asking import Answerer
    from evals.answers.cases import Case, CaseFile
    from evals.answers.result import Answered
    from evals.answers.score import Asked

Cases = Annotated[
    list[Path],
    typer.Argument(
        metavar="FRÅGOR…",
        help="Filer med en fråga och dess facit per rad (JSONL), eller mappar med answers*.jsonl",
        show_default=False,
    ),
]
AnswersFile = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FIL",
        help="Räkna på de här svaren, från ask --batch --json, och fråga inte",
        show_default=False,
    ),
]
Frozen = Annotated[
    bool, typer.Option("--frozen", help="Ta med mapparnas undanlagda frågor, answers*_frozen.jsonl")
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save",
        metavar="FIL",
        help="Spara svaren, ett per rad, att räkna på med --answers",
        show_default=False,
    ),
]
INPUT_FAILED = 1


def answers(
    cases: Cases,
    documents: Documents = None,
    answers_file: AnswersFile = None,
    frozen: Frozen = False,
    today: Today = None,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    texts: Texts = True,
    save: Save = None,
    data: Data = None,
) -> None:
    """Mät svaren över frågor med facit: uppgifter, källor, beslutsnivå, vad som avstås, tid."""
    from evals.answers.asking import as_lines, question_of
    from evals.answers.cases import read_cases
    from evals.answers.result import result
    from evals.kommun import present
    from evals.results import Moment, write_text

    moment = Moment.now()
    require_places(json_file, html_file, None, save)
    files = read_cases(cases, today=today.date() if today else None, frozen=frozen)
    if documents is not None:
        present(documents, "--documents")
    for each in (case for file in files for case in file.cases):
        question_of(each)
    if answers_file is not None:
        found = read(files, answers_file, documents)
    else:
        found = ask(files, load_settings(data), documents, archive=data is not None)
    if save is not None:
        write_text(save, as_lines(found.asked))
    scored = result(found, moment, texts=texts)
    if json_file != STDOUT:
        from evals.answers.shown import show

        show(scored)
    write_json([scored], json_file)
    if html_file is not None:
        from evals.report.answers import page

        write_html(page(scored), html_file)
    if scored["errors"]:
        note(f"{len(scored['errors'])} av frågorna gav inget svar och räknas inte.")
        raise typer.Exit(INPUT_FAILED)


def read(files: list[CaseFile], answers_file: Path, documents: Path | None) -> Answered:
    """Answers read from a file; quotes of text files are looked up in `documents`, else in what each set names."""
    from evals.answers.asking import given
    from evals.answers.quotes import TextFiles
    from evals.answers.result import Answered

    folders = {file.name: documents or file.documents for file in files}
    checks = {name: (TextFiles(folder),) if folder else () for name, folder in folders.items()}
    return Answered(given(answers_file, _cases(files), checks), "answers")


def ask(files: list[CaseFile], settings: Settings, documents: Path | None, *, archive: bool) -> Answered:
    """Every case asked. `archive`: of the data folder of `settings`, in whose `documents` quotes are looked up; else of
    `documents`, or those that each set names, taken in for it, and of the data folder where there are none."""
    from evals.answers.asking import ask_all
    from evals.answers.result import Answered
    from evals.measure import questions_bar

    asked: list[Asked] = []
    model = None
    for folder, group in _by_documents(files, documents).items():
        with _answerer(folder, settings, archive=archive) as answerer, questions_bar() as bar:
            cases = _cases(group)
            asked += ask_all(
                cases, answerer, tell=partial(_tell, bar, bar.add_task("Frågor", total=len(cases)))
            )
            model = answerer.model
    return Answered(asked, "archive" if archive else "documents", model)


@contextmanager
def _answerer(documents: Path | None, settings: Settings, *, archive: bool) -> Iterator[Answerer]:
    from assistant.commands.progress import files_bar
    from evals.answers.asking import ingested, opened

    if archive or documents is None:
        with opened(settings, documents) as answerer:
            yield answerer
        return
    with ExitStack() as entered:
        with files_bar() as tell:
            answerer = entered.enter_context(ingested(documents, settings, tell))
        yield answerer


def _tell(bar: Progress, task: TaskID, done: int) -> None:
    bar.update(task, completed=done)


def _by_documents(files: list[CaseFile], documents: Path | None) -> dict[Path | None, list[CaseFile]]:
    groups: dict[Path | None, list[CaseFile]] = {}
    for file in files:
        groups.setdefault(documents or file.documents, []).append(file)
    return groups


def _cases(files: list[CaseFile]) -> list[Case]:
    return [case for file in files for case in file.cases]
