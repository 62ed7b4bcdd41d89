"""`kommunminne ask`: one question, or a file of them."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Data, Json, Kommun, Reader, load_settings, note, opened, print_json, say
from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.schema import Answer, Question

WIDTH = 100
NEAREST_SHOWN = 5

Batch = Annotated[
    Path | None,
    typer.Option(
        "--batch", help="Fil med en fråga per rad (JSONL)", exists=True, dir_okay=False, show_default=False
    ),
]
Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="Dagens datum, om ett annat", show_default=False),
]
Conversation = Annotated[
    str | None,
    typer.Option("--conversation", help="Fråga i samtalet med det här id:t", show_default=False),
]
Follow = Annotated[
    bool, typer.Option("--follow", help="Fråga vidare i det senaste samtalet, eller börja ett")
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ask(
        question: Annotated[str | None, typer.Argument(help="Frågan", show_default=False)] = None,
        batch: Batch = None,
        kommun: Kommun = None,
        today: Today = None,
        conversation: Conversation = None,
        follow: Follow = False,
        as_json: Json = False,
        data: Data = None,
    ) -> None:
        """Ställ en fråga till arkivet."""
        day = today.date() if today else None
        if (question is None) == (batch is None):
            raise typer.BadParameter("Ange en fråga eller --batch, inte båda.")
        if (batch is not None) + (conversation is not None) + follow > 1:
            raise typer.BadParameter("Ange bara en av --batch, --conversation och --follow.")
        questions = read_batch(batch, kommun, day) if batch else [make(question or "", kommun, day, "frågan")]
        with opened(load_settings(data)) as reader:
            thread = followed(reader) if follow else conversation
            for each in questions:
                answer = reader.ask(each.model_copy(update={"conversation_id": thread}))
                if as_json:
                    print_json(answer, one_line=batch is not None)
                else:
                    show(answer)


def followed(reader: Reader) -> str:
    """The id of the thread last asked in, or of a new one; said on stderr."""
    held = reader.conversations()
    thread = held[0] if held else reader.start_conversation()
    note(f"Samtal {thread.id}: {thread.title or 'nytt'}")
    return thread.id


def read_batch(path: Path, kommun: str | None, today: dt.date | None) -> list[Question]:
    """The questions of a JSONL file, in order; each line has "question", maybe "kommun" and "today".

    Raises BadRequest naming the first line that is none, before anything is answered.
    """
    questions = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, rad {number}"
        try:
            fields = json.loads(line)
            text = fields["question"]
        except (ValueError, KeyError, TypeError) as error:
            raise BadRequest(f'{where}: ska vara JSON med "question".') from error
        questions.append(make(text, fields.get("kommun") or kommun, fields.get("today") or today, where))
    return questions


def make(text: str, kommun: str | None, today: dt.date | str | None, where: str) -> Question:
    """A question; raises BadRequest where it is empty, too long or its date is none."""
    from pydantic import ValidationError

    from assistant.schema import Question

    try:
        return Question.model_validate({"question": text, "filters": {"kommun": kommun}, "today": today})
    except ValidationError as error:
        raise BadRequest(f"{where}: är tom, för lång eller har ett ogiltigt datum.") from error


def show(answer: Answer) -> None:
    """An answer for a reader: text, level in words, numbered sources with their quotes."""
    from assistant.labels import WORDS, place_label, source_label

    words = WORDS[answer.language]
    if answer.followed is not None:
        say(f"{words.follows}: {answer.followed}\n")
    say(wrapped(marked(answer)))
    if answer.refusal is not None:
        detail = "" if answer.refusal.detail in answer.text else f" {answer.refusal.detail}"
        say(f"\n{words.reasons[answer.refusal.reason]}.{detail}")
    if answer.level is not None and not answer.refused:
        say(f"\n{words.levels[answer.level]}.")
    if answer.citations:
        say(f"\n{words.sources}")
    for number, citation in enumerate(answer.citations, start=1):
        status = "" if citation.status == "gällande" else f" [{words.statuses[citation.status]}]"
        say(f"[{number}] {source_label(citation)}: {citation.title}{status}")
        say(f"    {place_label(citation, answer.language)}")
        say(wrapped(f"”{citation.quote}”", indent="    "))
    if answer.refusal is not None and answer.refusal.nearest:
        say(f"\n{words.nearest}")
        for hit in answer.refusal.nearest[:NEAREST_SHOWN]:
            say(f"  {source_label(hit)}: {hit.title} ({place_label(hit, answer.language)})")
    for warning in answer.warnings:
        say(f"\n{words.note}: {warning}")
    if answer.conversation_id is not None and answer.focus is not None:
        say(f"\n{words.about}: {answer.focus.label}")


def marked(answer: Answer) -> str:
    """The answer's sentences, each with the numbers of its sources and a symbol for how far they carry it, explained last."""
    from assistant.labels import SYMBOLS, support_label

    numbers = {citation.id: str(number) for number, citation in enumerate(answer.citations, start=1)}
    lines = [answer.refusal.detail] if answer.refusal and answer.refusal.detail in answer.text else []
    told: dict[str, None] = {}
    for sentence in answer.sentences:
        cited = ", ".join(numbers[one] for one in sentence.citations)
        symbol = SYMBOLS[sentence.support]
        lines.append(f"{sentence.text} {f'[{cited}] ' if cited else ''}{symbol}")
        told[f"{symbol} {support_label(sentence, answer.language)}"] = None
    return "\n".join([*lines, *([f"({' · '.join(told)})"] if told else [])])


def wrapped(text: str, *, indent: str = "") -> str:
    """Text folded at `WIDTH`, its own line breaks kept."""
    fold = textwrap.TextWrapper(WIDTH, initial_indent=indent, subsequent_indent=indent)
    return "\n".join(fold.fill(line) for line in text.splitlines())
