"""Progress on stderr, by Rich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.commands.common import printable

if TYPE_CHECKING:
    from assistant.schema import Job
    from ingest.progress import Progress as Step

Tell = Callable[["Step | Job"], None]


@contextmanager
def files_bar() -> Iterator[Tell]:
    """A bar over files, with the file and page at hand."""
    columns = (MofNCompleteColumn(), BarColumn(), TimeElapsedColumn())
    text = TextColumn("{task.description}", markup=False)
    with Progress(*columns, text, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(step: Step | Job) -> None:
            page = f", sida {step.page} av {step.pages}" if step.page else ""
            description = printable(f"{step.stage or ''} {step.file}{page}")
            bar.update(task, completed=step.done, total=step.total, description=description)

        yield tell
