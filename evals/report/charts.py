"""The charts of one set's result, as SVG: quality beside speed, what each part is worth, kinds of question.

Every chart gives its figures in words too, for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from evals.ablation import ALONE, WITHOUT
from evals.report.style import (
    INK,
    OTHERS,
    OURS,
    WORSE,
    canvas,
    drawn,
    interval,
    no_share_above_one,
    rows_named,
    said,
    styled,
)
from evals.results import Result

METRIC = "ndcg@10"
METRIC_NAME = "nDCG@10"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture (SVG) and the same in words."""

    svg: bytes
    words: str


def quality(result: Result) -> Chart:
    """Each system's nDCG@10 with its interval, best first, and beside it how long its searches took."""
    entries = sorted(result["systems"], key=lambda entry: -entry[METRIC])
    names = [entry["system"] for entry in entries]
    ours = frozenset({result["system"]})
    with styled():
        figure, (good, fast) = canvas(len(entries), 2, ratios=(3, 2))
        rows_named(good, names, bold=ours)
        for row, entry in enumerate(entries):
            colour = OURS if entry["system"] in ours else OTHERS
            _figure(good, row, entry, colour)
            _latency(fast, row, entry, colour)
        _room(good, entries)
        good.set_title(f"Quality: {METRIC_NAME}, 95 % interval")
        fast.set_title("Time of a search, ms, p50 to p95")
        log_of_ms(fast, [entry["latency_ms"]["p95"] for entry in entries])
        return Chart(drawn(figure), f"{METRIC_NAME} and time of a search: {_told(entries, 'system')}")


def ablation(result: Result) -> Chart | None:
    """What is lost without each part, and what each part finds alone; None where that was not measured."""
    without = _variants(result, WITHOUT)
    alone = {_part(entry, ALONE): entry for entry in _variants(result, ALONE)}
    if not without:
        return None
    without.sort(key=lambda entry: entry["difference"][METRIC])
    names = [_part(entry, WITHOUT) for entry in without]
    with styled():
        figure, (lost, single) = canvas(len(names), 2, ratios=(3, 2))
        rows_named(lost, names)
        for row, (name, entry) in enumerate(zip(names, without, strict=True)):
            _bar(lost, row, entry["difference"])
            if name in alone:
                _figure(single, row, alone[name], OTHERS)
            else:
                single.text(0.02, row, "finds nothing alone", color=OTHERS, va="center", fontsize=8.5)
        lost.axvline(0, color=OTHERS, linewidth=1)
        lost.margins(x=0.18)
        single.axvline(result[METRIC], color=OURS, linewidth=1.4)
        single.set_xlim(0, max(1.0, result[METRIC] + 0.15))
        no_share_above_one(single)
        lost.set_title(f"Without the part: change of {METRIC_NAME}")
        single.set_title(f"The part alone (line: all, {result[METRIC]:.3f})")
        told = "; ".join(
            f"without {name} {entry['difference'][METRIC]:+.3f}"
            for name, entry in zip(names, without, strict=True)
        )
        return Chart(drawn(figure), f"Change of {METRIC_NAME}: {told}")


def kinds(result: Result) -> Chart | None:
    """nDCG@10 of each kind of question, best first; None where the set knows no kinds."""
    entries = sorted(result["kinds"], key=lambda entry: -entry[METRIC])
    if not entries:
        return None
    with styled():
        figure, (panel,) = canvas(len(entries))
        rows_named(panel, [f"{entry['kind']} ({entry['questions']})" for entry in entries])
        for row, entry in enumerate(entries):
            _figure(panel, row, entry, OURS)
        panel.axvline(result[METRIC], color=OTHERS, linewidth=1, linestyle=(0, (4, 3)))
        panel.set_xlim(0, 1.08)
        no_share_above_one(panel)
        panel.set_title(f"{METRIC_NAME} by kind of question (how many), 95 % interval; dashed: all questions")
        return Chart(drawn(figure), f"{METRIC_NAME} by kind of question: {_told(entries, 'kind')}")


def log_of_ms(panel: Axes, slowest: Sequence[float]) -> None:
    """An axis of milliseconds from a tenth, each step ten times the last."""
    panel.set_xscale("log")
    panel.set_xlim(0.05, max(100.0, 6 * max(slowest)))
    ticks = [at for at in (0.1, 1, 10, 100, 1000, 10_000) if at <= max(100.0, 6 * max(slowest))]
    panel.set_xticks(ticks, labels=[f"{at:g}" for at in ticks])
    panel.minorticks_off()


def _figure(panel: Axes, row: int, entry: Result, colour: str) -> None:
    low, high = entry["intervals"][METRIC]
    interval(panel, row, entry[METRIC], low, high, colour)
    said(panel, high, row, f"{entry[METRIC]:.3f}", colour)


def _latency(panel: Axes, row: int, entry: Result, colour: str) -> None:
    p50, p95 = entry["latency_ms"]["p50"], entry["latency_ms"]["p95"]
    interval(panel, row, max(p50, 0.05), max(p50, 0.05), max(p95, 0.05), colour)
    said(panel, max(p95, 0.05), row, f"{p50:.1f}" if p50 < 10 else f"{p50:.0f}", colour)


def _bar(panel: Axes, row: int, apart: Result) -> None:
    low, high = apart["intervals"][METRIC]
    sure = low > 0 or high < 0
    colour = OTHERS if not sure else (WORSE if apart[METRIC] < 0 else OURS)
    panel.barh(row, apart[METRIC], height=0.55, color=colour, alpha=0.85)
    panel.plot([low, high], [row, row], color=INK, linewidth=1.2)
    said(panel, max(high, 0), row, f"{apart[METRIC]:+.3f}".replace("-", "\N{MINUS SIGN}"), colour)


def _room(panel: Axes, entries: Sequence[Result]) -> None:
    """Where the axis begins and ends: near the figures, with room for what is written."""
    lows = [entry["intervals"][METRIC][0] for entry in entries]
    highs = [entry["intervals"][METRIC][1] for entry in entries]
    spread = max(highs) - min(lows)
    panel.set_xlim(max(0.0, min(lows) - 0.15 * spread), max(highs) + 0.2 * spread + 0.01)
    no_share_above_one(panel)


def _variants(result: Result, how: str) -> list[Result]:
    return [entry for entry in result["ablation"] if entry["system"].startswith(f"{how} ")]


def _part(entry: Result, how: str) -> str:
    return str(entry["system"]).removeprefix(f"{how} ")


def _told(entries: Sequence[Result], name: str) -> str:
    return "; ".join(
        f"{entry[name]} {entry[METRIC]:.3f}"
        + (f", {entry['latency_ms']['p50']:.1f} ms" if "latency_ms" in entry else "")
        for entry in entries
    )
