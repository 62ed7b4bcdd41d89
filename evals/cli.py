"""`kommunminne eval`: measuring what this program is worth. Nothing heavy is imported before it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import load_settings, note
from assistant.errors import BadRequest
from evals.answers.command import answers
from evals.options import (
    STDOUT,
    Documents,
    HtmlFile,
    JsonFile,
    PlotFile,
    Texts,
    require_places,
    write_html,
    write_json,
)

if TYPE_CHECKING:
    from evals.results import Measured, Result

Sets = Annotated[
    list[Path],
    typer.Argument(metavar="MÄNGD…", help="Mappar med frågor och facit", show_default=False),
]
Systems = Annotated[
    list[str] | None,
    typer.Option("--system", help="Bara det här systemet; kan upprepas [kommunminne]", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Mät hur bra sökning och svar är.")
    group.command()(retrieval)
    group.command()(answers)
    group.command()(report)
    app.add_typer(group, name="eval")


def retrieval(
    sets: Sets,
    documents: Documents = None,
    system: Systems = None,
    peers: Annotated[bool, typer.Option("--peers", help="Mät andra system också")] = False,
    ablation: Annotated[bool, typer.Option("--ablation", help="Mät vad varje del av sökningen ger")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", help="Bara de första frågorna", min=1, show_default=False)
    ] = None,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    plot_file: PlotFile = None,
    together: Annotated[
        bool, typer.Option("--together", help="Räkna också alla mängdernas frågor som en mängd")
    ] = False,
    texts: Texts = True,
    runs: Annotated[
        Path | None,
        typer.Option("--runs", metavar="MAPP", help="Spara vad varje system hittade", show_default=False),
    ] = None,
) -> None:
    """Mät sökningen över frågor med facit: träffsäkerhet och tid."""
    from evals.measure import Wanted, chosen, measure
    from evals.pooled import pooled
    from evals.prepare import require_set
    from evals.results import Moment, as_json, result, write_text

    moment = Moment.now()
    require_places(json_file, html_file, plot_file)
    systems, skippable = chosen(system or (), peers=peers, ablation=ablation)
    for folder in sets:
        require_set(folder, documents)
    wanted = Wanted(systems, skippable, ablation, documents, limit, runs)
    settings = load_settings(None)
    measured: list[Measured] = []
    results: list[Result] = []
    for folder in sets:
        measured.append(measure(folder, settings, wanted))
        results.append(result(measured[-1], moment, texts=texts))
        if json_file not in (None, STDOUT):
            write_text(json_file, as_json(results))
    if together and len(measured) > 1:
        results.append(result(pooled(measured), moment, texts=texts))
    if json_file != STDOUT:
        from evals.shown import show

        show(results)
    write(results, json_file, html_file, plot_file)


def report(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FIL…", help="Resultat som --json skrev", dir_okay=False, show_default=False),
    ],
    html_file: HtmlFile = None,
    plot_file: PlotFile = None,
) -> None:
    """Gör rapport eller bild av sparade resultat."""
    from evals.results import of_answers, read_results

    if html_file is None and plot_file is None:
        raise BadRequest("Ange --html eller --plot.")
    require_places(None, html_file, plot_file)
    results = [one for path in files for one in read_results(path)]
    if any(map(of_answers, results)):
        report_of_answers(results, html_file)
    else:
        write(results, None, html_file, plot_file)


def report_of_answers(results: list[Result], html_file: Path | None) -> None:
    """The report of one result of `eval answers`. Raises BadRequest for several, or for a plot."""
    from evals.report.answers import page

    if html_file is None or len(results) > 1:
        raise BadRequest("Resultat av ’eval answers’ blir en rapport var: ange en fil, och --html.")
    write_html(page(results[0]), html_file)


def write(
    results: list[Result], json_file: Path | None, html_file: Path | None, plot_file: Path | None
) -> None:
    """Write what was asked for. Raises BadRequest where a file cannot be written."""
    write_json(results, json_file)
    if html_file is not None:
        from evals.report.page import page

        write_html(page(results), html_file)
    if plot_file is not None:
        from evals.report.overview import draw

        draw(results, plot_file)
        note(f"Bilden är skriven till {plot_file}")
