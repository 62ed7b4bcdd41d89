"""`kommunminne goals`: the chain of goals."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    Data,
    DateFrom,
    DateTo,
    Json,
    KindName,
    Kommun,
    day,
    load_settings,
    note,
    opened,
    say,
)
from assistant.commands.view import Csv, Out, Text, Today, Xlsx, query_of, show_view
from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.wire.goals import GoalNode, GoalsOut


class Tier(StrEnum):
    """The tiers of the chain, as options."""

    VISION = "vision"
    OVERALL = "övergripande mål"
    GOAL = "mål"
    PART = "delmål"
    ACTIVITY = "aktivitet"


class Colour(StrEnum):
    """The statuses, as options."""

    RED = "röd"
    YELLOW = "gul"
    GREEN = "grön"


class Valid(StrEnum):
    """Whether a goal holds, as options."""

    NOW = "gäller"
    PAST = "gäller inte längre"
    COMING = "gäller inte än"
    UNTOLD = "framgår inte"


class Decided(StrEnum):
    """Whether a goal is decided, as options."""

    DECIDED = "beslutat"
    PROPOSED = "föreslaget"
    UNTOLD = "framgår inte"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(goals)


def goals(
    kommun: Kommun = None,
    tier: Annotated[
        Tier | None, typer.Option("--tier", help="Bara den här nivån", show_default=False)
    ] = None,
    status: Annotated[
        Colour | None, typer.Option("--status", help="Bara mål med den här statusen", show_default=False)
    ] = None,
    valid: Annotated[
        Valid | None,
        typer.Option("--valid", help="Bara mål som gäller eller inte gäller", show_default=False),
    ] = None,
    standing: Annotated[
        Decided | None,
        typer.Option("--standing", help="Bara beslutade eller föreslagna mål", show_default=False),
    ] = None,
    text: Text = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    kind: KindName = None,
    today: Today = None,
    kolada: Annotated[
        Path | None,
        typer.Option("--kolada", help="Läs först in värden ur en fil från Kolada (JSON)", show_default=False),
    ] = None,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    data: Data = None,
) -> None:
    """Målkedjan: visioner, mål, indikatorer och aktiviteter, med status och brister."""
    from assistant.wire.goals import GOALS, GoalsQuery

    if kolada is not None:
        take_in(kolada, kommun, data)
    query = query_of(
        GoalsQuery,
        {
            "kommun": kommun,
            "tier": tier,
            "status": status,
            "valid": valid,
            "standing": standing,
            "text": text,
            "date_from": day(date_from),
            "date_to": day(date_to),
            "kind": kind,
            "today": day(today),
        },
    )
    show_view(GOALS, query, Out(as_json, csv, xlsx), data, show_goals)


def take_in(path: Path, kommun: str | None, data: Path | None) -> None:
    """Keep the values of a file of Kolada's. Raises BadRequest where it cannot be read."""
    from ingest.faults import told

    try:
        content = path.read_bytes()
    except IsADirectoryError as error:
        raise BadRequest(f"{path}: är en mapp. Ange en fil.") from error
    except OSError as error:
        raise BadRequest(f"{path}: kan inte läsas ({told(error)}). Kontrollera sökvägen.") from error
    with opened(load_settings(data), read_only=False) as reader:
        found = reader.import_kolada(content, name=path.name, kommun=kommun)
    if not found.values:
        note(f"{path.name}: bara namn på nyckeltal och kommuner, inga värden.")
        return
    note(
        f"{path.name}: {found.values} värden för {found.kommun} {found.first_year}–{found.last_year}, "
        f"nyckeltal {', '.join(found.kpis)}."
    )


def show_goals(found: GoalsOut) -> None:
    """The chain as an indented list, then what hangs loose and where documents disagree."""
    if not found.goals:
        note("Inga mål. Läs in planer och uppföljningar, eller pröva färre filter.")
    depth: dict[str, int] = {}
    for goal in found.goals:
        depth[goal.id] = depth.get(goal.parent.goal_id, -1) + 1 if goal.parent else 0
        say("  " * depth[goal.id] + goal_line(goal))
    if found.orphans:
        say("\nLösa delar")
    for orphan in found.orphans:
        say(f"  {orphan.kind}: {orphan.name.rstrip('.')}. {orphan.why}")
    for disagreement in found.disagreements:
        say(f"\nOlika uppgifter om {disagreement.about}")
        for side in disagreement.sides:
            say(f"  {side.value}: {side.title}, {side.section}. ”{side.quote}”")


def goal_line(goal: GoalNode) -> str:
    """A goal on one line: tier and number, words, status, indicators, where it stands, what its text lacks."""
    name = f"{goal.tier} {goal.number}" if goal.number else goal.tier
    page = f" s. {goal.source.page}" if goal.source.page else ""
    parts = [
        f"{name}: {goal.text}",
        f"status {goal.status.colour}" if goal.status and goal.status.colour else "",
        "indikator " + ", ".join(each.name for each in goal.indicators) if goal.indicators else "",
        goal.standing if goal.standing == "föreslaget" else "",
        f"{goal.period}, {goal.valid}" if goal.period else "",
        f"{goal.source.file}{page}",
        f"brister: {', '.join(each.rule for each in goal.findings)}" if goal.findings else "",
    ]
    return " | ".join(part for part in parts if part)
