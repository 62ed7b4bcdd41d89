"""The charts of answers: every share beside its target, and the share of right answers in each group."""

from __future__ import annotations

from collections.abc import Sequence

from evals.answers.words import ENGLISH, target
from evals.report.charts import Chart
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


def shares(result: Result) -> Chart:
    """Every share that any case has a say in, with its interval and, as a stroke, its target."""
    entries = {ENGLISH[name]: one for name, one in result["figures"].items() if one["n"]}
    with styled():
        figure, (panel,) = canvas(len(entries))
        rows_named(panel, [f"{name} ({entry['n']})" for name, entry in entries.items()])
        for row, entry in enumerate(entries.values()):
            missed = entry.get("reached") is False
            colour = WORSE if missed else (OURS if "target" in entry else OTHERS)
            interval(panel, row, entry["value"], entry["low"], entry["high"], colour)
            wanted = list(entry.get("target", {}).values())
            for value in wanted:
                panel.plot([value, value], [row - 0.33, row + 0.33], color=INK, linewidth=1.6)
            said(panel, max([entry["high"], *wanted]), row, f"{entry['value']:.3f}", colour)
        panel.set_xlim(-0.02, 1.12)
        no_share_above_one(panel)
        panel.set_title("Share (cases it stands on), 95 % interval; stroke: target")
        told = (f"{name} {one['value']:.3f} {target(one)}".strip() for name, one in entries.items())
        return Chart(drawn(figure), f"Shares with targets: {'; '.join(told)}")


def groups(result: Result, name: str, what: str) -> Chart | None:
    """The share of right answers in each group, the best first; None where there is but one. `what`: 'kind of question'."""
    entries: Sequence[Result] = sorted(result[name], key=lambda one: -one["figures"]["right"]["value"])
    if len(entries) < 2:
        return None
    every = result["figures"]["right"]["value"]
    with styled():
        figure, (panel,) = canvas(len(entries))
        rows_named(panel, [f"{entry['name']} ({entry['questions']})" for entry in entries])
        for row, entry in enumerate(entries):
            right = entry["figures"]["right"]
            interval(panel, row, right["value"], right["low"], right["high"], OURS)
            said(panel, right["high"], row, f"{right['value']:.2f}", OURS)
        panel.axvline(every, color=OTHERS, linewidth=1, linestyle=(0, (4, 3)))
        panel.set_xlim(-0.02, 1.12)
        no_share_above_one(panel)
        panel.set_title(f"Right answers by {what} (how many), 95 % interval; dashed: all")
        told = "; ".join(f"{entry['name']} {entry['figures']['right']['value']:.2f}" for entry in entries)
        return Chart(drawn(figure), f"Right answers by {what}: {told}")
