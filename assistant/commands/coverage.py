"""`kommunminne coverage`: which meetings and paragraphs are here, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Body, Data, DateFrom, DateTo, Json, Kommun, day, note, say
from assistant.commands.view import Csv, Out, Text, Today, Xlsx, query_of, show_view

if TYPE_CHECKING:
    from assistant.wire.coverage import Coverage, CoveredYear, NamedMeeting

_SHOWN = 20
"""Lines of each list that a terminal shows; files and JSON hold all."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(coverage)


def coverage(
    kommun: Kommun = None,
    body: Body = None,
    text: Text = None,
    date_from: DateFrom = None,
    date_to: DateTo = None,
    today: Today = None,
    limit: Annotated[
        int, typer.Option("--limit", help="Högst så många saknade möten, filer och bilagor", min=1)
    ] = 100_000,
    as_json: Json = False,
    csv: Csv = None,
    xlsx: Xlsx = None,
    data: Data = None,
) -> None:
    """Täckning: vilka möten och paragrafer som finns, och vad som saknas."""
    from assistant.wire.coverage import COVERAGE, CoverageQuery

    query = query_of(
        CoverageQuery,
        {
            "kommun": kommun,
            "body": body,
            "text": text,
            "date_from": day(date_from),
            "date_to": day(date_to),
            "today": day(today),
            "limit": min(limit, 100_000),
        },
    )
    show_view(COVERAGE, query, Out(as_json, csv, xlsx), data, show_coverage)


def show_coverage(found: Coverage) -> None:
    """The years as a table, then what is missing."""
    from assistant.commands.tables import print_table

    if not found.years:
        note("Inga protokoll. Läs in protokoll, eller pröva färre filter.")
        return
    print_table(
        ("Organ", "År", "Möten", "Paragrafer", "Saknas", "Okänt"),
        [year_row(year) for year in found.years],
    )
    shown = [
        (
            f"Möten som nämns men saknas ({found.missing_total})",
            [
                f"{each.body} {each.date} {each.section}: nämns i {', '.join(n.place for n in each.named_in)}"
                for each in found.missing
            ],
        ),
        (
            f"Möten som inget finns från ({found.named_total})",
            [f"{each.body} {when(each)}: {seen_in(each)}" for each in found.named],
        ),
        (f"Filer att se över ({found.files_total})", [f"{each.file}: {each.why}" for each in found.files]),
        (
            f"Bilagor som nämns men saknas ({found.appendices_total}; {found.appendices_held} finns)",
            [f"{each.named_in.place}: {each.name}" for each in found.appendices],
        ),
        (
            "Nummer som står i två möten",
            [f"{y.body_key} {y.year}: {r}" for y in found.years for r in y.repeated],
        ),
    ]
    for heading, lines in shown:
        if lines:
            say(heading)
            say("".join(f"  {line}\n" for line in lines[:_SHOWN]))
            if len(lines) > _SHOWN:
                say(f"  … och {len(lines) - _SHOWN} till; --json, --csv och --xlsx ger alla.\n")


def when(each: NamedMeeting) -> str:
    """The day of a meeting, or its month."""
    return str(each.first) if each.first == each.last else f"{each.first:%Y-%m}"


def seen_in(each: NamedMeeting) -> str:
    """How it is known that there was such a meeting."""
    return each.file or f"{each.basis} i {', '.join(naming.place for naming in each.named_in)}"


def year_row(year: CoveredYear) -> tuple[str, ...]:
    """A body's year as cells of a table."""
    meetings = (
        ", ".join(f"{m.date:%d/%m} {m.sections} ({m.witness})" for m in reversed(year.meetings)) or "inget"
    )
    within = [f"{m.date:%d/%m} {m.missing}" for m in year.meetings if m.missing]

    def of(kind: str) -> list[str]:
        return [
            str(g.first) if g.first == g.last else f"{g.first}–{g.last}" for g in year.gaps if g.kind == kind
        ]

    missing = ", ".join([*of("saknas"), *within])
    unknown = ", ".join(of("okänt")) if year.running else "numren löper inte"
    return (year.body_key, str(year.year), meetings, str(year.count), missing, unknown)
