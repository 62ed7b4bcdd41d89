"""How time, indexing, memory and disk grow with the archive: `python -m evals.bench.growth FILE.json… --plot FILE.svg`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import LogLocator, NullLocator

from evals.bench.answering import NO_FILTER
from evals.report.style import INK, OTHERS, OURS, WORSE, drawn, styled

Measured = Sequence[Mapping[str, Any]]


def plot(measured: Measured, path: Path) -> None:
    """Draw what was measured of archives of several sizes; the file's ending says in which form."""
    measured = sorted(measured, key=lambda each: each["chunks"])
    with styled(as_paths=True):
        figure = Figure(figsize=(10.5, 3.6), layout=ConstrainedLayoutEngine(wspace=0.06))
        searches, indexing, room = figure.subplots(1, 3)
        for panel in (searches, indexing, room):
            _by_chunks(panel, [each["chunks"] for each in measured])
        _searches(searches, measured)
        _line(indexing, measured, lambda each: _known(each["indexing"]["rate"]), OURS, "")
        indexing.set_ylim(bottom=0)
        indexing.set_title("Indexing, chunks/s")
        _line(room, measured, lambda each: each["memory"]["VmHWM"], OURS, "memory at most")
        for colour, part in ((INK, "lexical"), (OTHERS, "vectors"), (WORSE, "chroma")):
            _line(room, measured, partial(_disk, part), colour, f"{part} on disk")
        _log(room)
        room.set_title("Memory and disk, MB")
        for panel in (searches, room):
            panel.legend(frameon=False, fontsize=8)
        path.write_bytes(drawn(figure, path.suffix.lstrip(".") or "svg"))


def _searches(panel: Axes, measured: Measured) -> None:
    """Without a filter in our colour, each filter beside it."""
    for name in measured[0]["searches"]:
        free = name == NO_FILTER
        for share, style in (("p50", "-"), ("p95", "--")):
            told = f"{'no filter' if free else 'each filter'}, {share}"
            label = told if free or name == list(measured[0]["searches"])[-1] else ""
            colour, width = (OURS, 2.2) if free else (OTHERS, 0.8)
            _line(panel, measured, partial(_ms, name, share), colour, label, style, width)
    _log(panel)
    panel.set_title("Time of a search, ms")


def _log(panel: Axes) -> None:
    """A logarithmic axis with plain numbers at 1, 2 and 5 of each power of ten."""
    panel.set_yscale("log")
    panel.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    panel.yaxis.set_major_formatter("{x:,g}")
    panel.yaxis.set_minor_locator(NullLocator())


def _ms(name: str, share: str, each: Mapping[str, Any]) -> float:
    return float(each["searches"][name]["ms"][share])


def _disk(part: str, each: Mapping[str, Any]) -> float:
    return _known(each["disk"][part])


def _known(value: float | None) -> float:
    """A figure; nothing is drawn of one that was not measured, null in the file."""
    return float("nan") if value is None else float(value)


def _line(
    panel: Axes,
    measured: Measured,
    value: Callable[[Mapping[str, Any]], float],
    colour: str,
    label: str,
    style: str = "-",
    width: float = 2.0,
) -> None:
    panel.plot(
        [each["chunks"] for each in measured],
        [value(each) for each in measured],
        style,
        color=colour,
        linewidth=width,
        marker="o",
        markersize=1 + 1.6 * width,
        label=label or "_",
    )


def _by_chunks(panel: Axes, chunks: Sequence[int]) -> None:
    panel.set_xscale("log")
    panel.set_xticks(chunks, labels=[f"{count / 1000:,.0f}k" for count in chunks])
    panel.minorticks_off()
    panel.grid(axis="y")
    panel.set_xlabel("chunks")


def main() -> None:
    """Draw the figures that earlier runs of `python -m evals.bench retrieval --json FILE` kept."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.growth", description=main.__doc__)
    parser.add_argument("kept", nargs="+", type=Path, metavar="FILE.json")
    parser.add_argument("--plot", type=Path, required=True, metavar="FILE")
    chosen = parser.parse_args()
    plot(
        [each for file in chosen.kept for each in json.loads(file.read_text("utf-8"))["retrieval"]],
        chosen.plot,
    )


if __name__ == "__main__":
    main()
