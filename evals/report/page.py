"""The report: one HTML file that needs nothing but itself."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.report.charts import METRIC, Chart, ablation, kinds, quality
from evals.results import Result

METRICS = {
    "success@1": "Right first",
    "recall@1": "R@1",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "mrr": "MRR",
}


@dataclass(frozen=True, slots=True)
class Part:
    """What the page says of one set. `ahead`, `behind`: how many of the other systems lie beyond doubt behind the first
    one, and before it."""

    result: Result
    quality: Chart
    ablation: Chart | None
    kinds: Chart | None
    ahead: int
    behind: int


def page(results: Sequence[Result]) -> str:
    """The report of one set or several, as HTML."""
    parts = [Part(r, quality(r), ablation(r), kinds(r), *standing(r)) for r in results]
    filters: dict[str, Callable[..., Any]] = {
        "picture": picture,
        "figure": figure,
        "interval": interval,
        "sure": sure,
    }
    return rendered("page.html.j2", filters, parts=parts, metrics=METRICS, main=METRIC, first=results[0])


def rendered(name: str, filters: Mapping[str, Callable[..., Any]], **values: Any) -> str:
    """A template of this folder filled in; all that it is given is text, never HTML."""
    environment = Environment(
        loader=PackageLoader("evals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment.get_template(name).render(values)


def picture(chart: Chart) -> str:
    """A chart as the address of an image that the page itself holds."""
    return "data:image/svg+xml;base64," + base64.b64encode(chart.svg).decode()


def figure(value: float, *, signed: bool = False) -> str:
    """A value between 0 and 1, or a difference of two."""
    return f"{value:+.3f}".replace("-", "\N{MINUS SIGN}") if signed else f"{value:.3f}"


def interval(entry: Result, metric: str = METRIC, *, signed: bool = False) -> str:
    """'0.668–0.769', '−0.044 to −0.002'."""
    low, high = entry["intervals"][metric]
    between = " to " if signed else "\N{EN DASH}"
    return f"{figure(low, signed=signed)}{between}{figure(high, signed=signed)}"


def sure(entry: Result, metric: str = METRIC) -> bool:
    """Whether a difference's interval lies on one side of nought."""
    low, high = entry["intervals"][metric]
    return bool(low > 0 or high < 0)


def standing(result: Result) -> tuple[int, int]:
    """How many of the other systems the first one is ahead of beyond doubt, and how many it is behind."""
    apart = [entry["difference"] for entry in result["systems"] if "difference" in entry]
    certain = [each[METRIC] for each in apart if sure(each)]
    return sum(each < 0 for each in certain), sum(each > 0 for each in certain)
