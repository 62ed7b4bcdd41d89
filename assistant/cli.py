"""The command line. Exit codes: 0 done, 1 some input failed, 2 used wrongly, 3 not set up.

`ui` and `evals` add their commands through the entry-point group `kommunminne.commands`: each entry is a function
that is handed the Typer application. No module here or there imports anything heavy before it is needed.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

import typer
from typer.core import TyperGroup

from assistant.commands import (
    ask,
    checks,
    conversations,
    coverage,
    decisions,
    followups,
    goals,
    ingest,
    matters,
    people,
    register,
    upkeep,
)
from assistant.commands.common import note
from assistant.errors import BadRequest, KommunminneError, NotSetUp, ServiceUnavailable
from ingest.errors import IngestError, UnreadableFile

COMMANDS = "kommunminne.commands"
FAILED, WRONG_USE, NOT_SET_UP = 1, 2, 3


class Commands(TyperGroup):
    """The group of all commands: what our own errors say goes to stderr, and their kind decides the exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (KommunminneError, IngestError) as error:
            note(str(error))
            raise typer.Exit(exit_code(error)) from error
        except ValueError as error:
            problem = settings_problem(error)
            if problem is None:
                raise
            note(problem)
            raise typer.Exit(WRONG_USE) from error


def exit_code(error: KommunminneError | IngestError) -> int:
    """The exit code for an error that ends a command."""
    if isinstance(error, BadRequest):
        return WRONG_USE
    if isinstance(error, (NotSetUp, ServiceUnavailable)):
        return NOT_SET_UP
    if isinstance(error, IngestError) and not isinstance(error, UnreadableFile):
        return NOT_SET_UP
    return FAILED


def settings_problem(error: ValueError) -> str | None:
    """What to mend in the environment, where the error is one of the settings."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError) or error.title != "Settings":
        return None
    names = sorted({f"KOMMUNMINNE_{str(each['loc'][0]).upper()}" for each in error.errors() if each["loc"]})
    return (
        f"Inställningen går inte att använda: {', '.join(names)}. README har en tabell över vad som gäller."
    )


def build() -> typer.Typer:
    """The application with every command that is installed."""
    app = typer.Typer(
        name="kommunminne",
        cls=Commands,
        help="Svar med hållbara källor ur en kommuns egna handlingar.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in (
        ingest,
        ask,
        decisions,
        register,
        upkeep,
        goals,
        coverage,
        followups,
        matters,
        checks,
        people,
        conversations,
    ):
        module.register(app)
    for entry in sorted(entry_points(group=COMMANDS), key=lambda each: each.name):
        entry.load()(app)
    return app


app = build()


def main() -> None:
    """The `kommunminne` command."""
    app()
