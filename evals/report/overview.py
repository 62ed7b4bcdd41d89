"""The one plot that README shows: every system on every set, quality and speed side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from matplotlib.axes import Axes

from assistant.errors import BadRequest
from evals.report.charts import METRIC, METRIC_NAME, log_of_ms
from evals.report.style import (
    OTHERS,
    OURS,
    canvas,
    drawn,
    interval,
    no_share_above_one,
    rows_named,
    said,
    styled,
)
from evals.results import Result, unwritable

FORMS = (".svg", ".png")
_PANEL, _NAMES = 2.6, 2.2


def draw(results: Sequence[Result], path: Path) -> None:
    """Write the plot. Raises BadRequest where the file's name has another ending, or it cannot be written."""
    picture = overview(results, form_of(path))
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise unwritable(path, error) from error


def form_of(path: Path) -> str:
    """What a file's ending asks for, 'svg' or 'png'. Raises BadRequest for any other."""
    if path.suffix.lower() not in FORMS:
        raise BadRequest(f"{path}: ange ett filnamn som slutar på {' eller '.join(FORMS)}.")
    return path.suffix.lower().removeprefix(".")


def overview(results: Sequence[Result], form: str = "svg") -> bytes:
    """A panel a set with each system's nDCG@10, best on average first, and one with the time of a search."""
    by_system: dict[str, dict[str, Result]] = {}
    for result in results:
        for entry in result["systems"]:
            by_system.setdefault(entry["system"], {})[result["set"]] = entry
    names = sorted(by_system, key=lambda name: -fmean(entry[METRIC] for entry in by_system[name].values()))
    ours = {result["system"] for result in results}
    with styled(as_paths=True):
        figure, panels = canvas(len(names), len(results) + 1, width=_NAMES + _PANEL * (len(results) + 1))
        rows_named(panels[0], names, bold=frozenset(ours))
        for panel, result in zip(panels, results, strict=False):
            panel.set_title(f"{result['set']}\n{METRIC_NAME}, {result['questions']} questions")
            for row, name in enumerate(names):
                entry = by_system[name].get(result["set"])
                if entry is not None:
                    low, high = entry["intervals"][METRIC]
                    colour = OURS if name in ours else OTHERS
                    interval(panel, row, entry[METRIC], low, high, colour)
                    said(panel, high, row, f"{entry[METRIC]:.2f}", colour)
            panel.margins(x=0.2)
            no_share_above_one(panel)
        _speed(
            panels[-1], [list(by_system[name].values()) for name in names], [name in ours for name in names]
        )
        return drawn(figure, form)


def _speed(panel: Axes, rows: Sequence[Sequence[Result]], ours: Sequence[bool]) -> None:
    """The time of a search, on average over the sets."""
    panel.set_title("Time of a search, ms\np50 to p95, log scale")
    slowest = []
    for row, (entries, mine) in enumerate(zip(rows, ours, strict=True)):
        p50, p95 = (
            max(0.05, fmean(entry["latency_ms"][share] for entry in entries)) for share in ("p50", "p95")
        )
        colour = OURS if mine else OTHERS
        interval(panel, row, p50, p50, p95, colour)
        said(panel, p95, row, f"{p50:.1f}" if p50 < 10 else f"{p50:.0f}", colour)
        slowest.append(p95)
    log_of_ms(panel, slowest)
