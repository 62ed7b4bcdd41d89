"""How every chart of the report looks: one family of type, few colours that colour-blind eyes tell apart, no boxes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

INK, SOFT, LINE = "#1f2933", "#5f6b7a", "#d9dee5"
OURS, OTHERS, WORSE = "#0b5fa5", "#667080", "#b5480f"
ROW = 0.34
"""Inches that a row of a chart takes."""


@contextmanager
def styled(*, as_paths: bool = False) -> Iterator[None]:
    """Matplotlib with our style. `as_paths`: letters drawn as shapes, the same on every machine; else as text."""
    rules: dict[str, Any] = {
        "font.family": "sans-serif",
        "font.size": 9.5,
        "text.color": INK,
        "axes.labelcolor": SOFT,
        "axes.titlesize": 10.5,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.edgecolor": LINE,
        "xtick.color": SOFT,
        "ytick.color": INK,
        "ytick.left": False,
        "grid.color": LINE,
        "grid.linewidth": 0.7,
        "svg.fonttype": "path" if as_paths else "none",
        "svg.hashsalt": "kommunminne",
    }
    with rc_context(rules):  # type: ignore[arg-type]  # typed by a literal of every name there is
        yield


def canvas(
    rows: int, columns: int = 1, *, width: float = 9.0, ratios: Sequence[float] | None = None
) -> tuple[Figure, list[Axes]]:
    """A figure for `rows` rows of figures in `columns` panels beside each other that share them; inches."""
    figure = Figure(figsize=(width, ROW * rows + 0.95), layout=ConstrainedLayoutEngine(wspace=0.06))
    axes = figure.subplots(1, columns, sharey=True, squeeze=False, width_ratios=ratios)[0]
    for panel in axes:
        panel.grid(axis="x")
        panel.set_axisbelow(True)
        panel.tick_params(length=0)
    return figure, list(axes)


def rows_named(panel: Axes, names: Sequence[str], *, bold: frozenset[str] = frozenset()) -> None:
    """One named row a figure, the first on top; those of `bold` in our colour."""
    panel.set_yticks(range(len(names)), labels=list(names))
    panel.set_ylim(len(names) - 0.5, -0.5)
    for label in panel.get_yticklabels():
        if label.get_text() in bold:
            label.set(color=OURS, fontweight="bold")


def interval(panel: Axes, row: int, mean: float, low: float, high: float, colour: str) -> None:
    """A mean as a dot with its interval as a line."""
    panel.plot([low, high], [row, row], color=colour, linewidth=2.4, alpha=0.45, solid_capstyle="round")
    panel.plot([mean], [row], marker="o", markersize=6.5, color=colour)


def said(panel: Axes, x: float, row: int, text: str, colour: str = INK) -> None:
    """A figure written a little to the right of what shows it, legible over lines."""
    panel.annotate(
        text,
        (x, row),
        (6, 0),
        textcoords="offset points",
        va="center",
        color=colour,
        fontsize=8.5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )


def no_share_above_one(panel: Axes) -> None:
    """Marks on the axis only where a share can lie; what is written beside the last figure may need the room beyond."""
    left, right = panel.get_xlim()
    panel.set_xticks([at for at in panel.get_xticks() if left <= at <= min(right, 1.0 + 1e-9)])


def drawn(figure: Figure, form: str = "svg") -> bytes:
    """A figure as a file of that form, the same each time."""
    kept = io.BytesIO()
    figure.savefig(kept, format=form, dpi=160, metadata={"Date": None} if form == "svg" else None)
    return kept.getvalue()
