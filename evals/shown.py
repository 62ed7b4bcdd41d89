"""Results as a table on stdout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.commands.common import say
from assistant.commands.tables import print_table
from evals.results import Result

_HEADINGS = (
    "Mängd",
    "System",
    "nDCG@10",
    "95 %",
    "Rätt först",
    "R@1",
    "R@5",
    "R@10",
    "MRR",
    "p50 ms",
    "p95 ms",
    "Skillnad, nDCG@10",
)
_OF_KIND = ("Mängd", "Slag av fråga", "Frågor", "nDCG@10", "95 %", "Rätt först", "R@1", "R@5", "R@10", "MRR")
_METRICS = ("success@1", "recall@1", "recall@5", "recall@10", "mrr")


def show(results: Sequence[Result]) -> None:
    """Every system and variant of every set, the kinds of question where a set has them, and what was measured when."""
    print_table(_HEADINGS, [row for result in results for row in _rows(result)])
    kinds = [row for result in results for row in _kinds(result)]
    if kinds:
        print_table(_OF_KIND, kinds)
    for line in dict.fromkeys(moment(result) for result in results):
        say(line)


def moment(result: Result) -> str:
    """When, of which version, with which model and beside how much other work something was measured."""
    load = ", ".join(f"{each:.1f}" for each in result["load"])
    return f"Mätt {result['date']} · version {result['commit'] or 'okänd'} · modell {result['model'] or 'okänd'} · belastning {load}"


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    name = f"{result['set']} ({result['questions']})"
    for entry in (*result["systems"], *result["ablation"]):
        latency = entry["latency_ms"]
        yield (
            name,
            entry["system"],
            *_figures(entry),
            f"{latency['p50']:.1f}",
            f"{latency['p95']:.1f}",
            _difference(entry),
        )
        name = ""


def _kinds(result: Result) -> Iterator[tuple[str, ...]]:
    for entry in result["kinds"]:
        yield result["set"], entry["kind"], str(entry["questions"]), *_figures(entry)


def _figures(entry: Result) -> tuple[str, ...]:
    return f"{entry['ndcg@10']:.3f}", _interval(entry), *(f"{entry[metric]:.3f}" for metric in _METRICS)


def _interval(entry: Result, form: str = ".3f") -> str:
    low, high = entry["intervals"]["ndcg@10"]
    return f"{low:{form}}–{high:{form}}"


def _difference(entry: Result) -> str:
    """How far from the first system, with the paired interval."""
    apart = entry.get("difference")
    return f"{apart['ndcg@10']:+.3f} ({_interval(apart, '+.3f')})" if apart else ""
