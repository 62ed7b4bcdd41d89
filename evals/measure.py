"""Measuring on one set: which systems, in which order, with progress on stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.commands.common import note, printable
from assistant.commands.progress import files_bar
from assistant.errors import BadRequest, NotSetUp
from assistant.settings import Settings
from evals.ablation import variants
from evals.peers import PEERS, PeerMissing
from evals.prepare import Prepared, prepared
from evals.results import Measured, unwritable
from evals.run import Run, run, write_run
from evals.systems import System

OURS = "kommunminne"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure. `systems`: names, ours first where it is among them; `skippable`: those of them that are left
    out where a package is missing; `documents`: a kommun's files; `limit`: the first questions; `runs`: where to keep
    what was found."""

    systems: tuple[str, ...] = (OURS,)
    skippable: frozenset[str] = frozenset()
    ablation: bool = False
    documents: Path | None = None
    limit: int | None = None
    runs: Path | None = None


def chosen(named: Sequence[str], *, peers: bool, ablation: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    """The systems asked for, ours first, and those that may be left out: the peers that were not named.

    Raises BadRequest for an unknown name, or an ablation without ours.
    """
    unknown = [name for name in named if name not in (OURS, *PEERS)]
    if unknown:
        raise BadRequest(f"Okänt system: {', '.join(unknown)}. Det finns {', '.join((OURS, *PEERS))}.")
    systems = dict.fromkeys([*(named or (OURS,)), *(PEERS if peers else ())])
    if ablation and OURS not in systems:
        raise BadRequest(f"--ablation gäller {OURS}, som inte är bland systemen.")
    return tuple(sorted(systems, key=lambda name: name != OURS)), frozenset(PEERS) - set(named)


def measure(folder: Path, settings: Settings, wanted: Wanted) -> Measured:
    """Run everything wanted over the set in `folder`.

    Raises BadRequest where the set is at fault, NotSetUp where a system that was named is not installed.
    """
    with _reading(folder, settings, wanted) as ready, questions_bar() as bar:
        ours = ready.ours
        runs = []
        for name in wanted.systems:
            system = ours if name == OURS else _built(name, skip=name in wanted.skippable)
            if system is not None:
                runs.append(_run(bar, system, ready, wanted))
        ablation = []
        if wanted.ablation:
            ablation = [_run(bar, each, ready, wanted) for each in variants(ours, ours.parts)]
        return Measured(ready.eval_set, runs, ablation, ours.model)


@contextmanager
def _reading(folder: Path, settings: Settings, wanted: Wanted) -> Iterator[Prepared]:
    """The set in `folder`, with a bar while a kommun's files are read."""
    with ExitStack() as opened:
        with files_bar() as tell:
            ready = opened.enter_context(
                prepared(folder, settings, documents=wanted.documents, limit=wanted.limit, on_progress=tell)
            )
        yield ready


def _built(name: str, *, skip: bool) -> System | None:
    """A peer; None where it is not installed and may be left out."""
    try:
        return PEERS[name]()
    except PeerMissing as error:
        if not skip:
            raise NotSetUp(str(error)) from error
        note(f"{name} hoppas över: {error}")
        return None


def _run(bar: Progress, system: System, ready: Prepared, wanted: Wanted) -> Run:
    task = bar.add_task(printable(f"{ready.eval_set.name}: {system.name}"), total=len(ready.eval_set.queries))
    done = run(system, ready.eval_set, on_progress=lambda at, _: bar.update(task, completed=at))
    bar.remove_task(task)
    if wanted.runs is not None:
        name = "".join(c if c.isalnum() else "-" for c in f"{done.set} {done.system}")
        path = wanted.runs / f"{name}.json"
        try:
            wanted.runs.mkdir(parents=True, exist_ok=True)
            write_run(path, done)
        except OSError as error:
            raise unwritable(path, error) from error
    return done


@contextmanager
def questions_bar() -> Iterator[Progress]:
    """A bar over questions, on stderr."""
    columns = (MofNCompleteColumn(), BarColumn(), TimeElapsedColumn())
    text = TextColumn("{task.description}", markup=False)
    with Progress(*columns, text, console=Console(stderr=True), transient=True) as bar:
        yield bar
