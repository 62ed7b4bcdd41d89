"""The result of asking cases, as tables on stdout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.commands.common import say
from assistant.commands.tables import print_table
from evals.answers.words import FAULTS_SWEDISH, SWEDISH, target
from evals.results import Result
from evals.shown import moment

_LONGEST = 300
_OF_GROUP = (
    *("right", "fact_recall", "list_f1", "citation_precision", "citation_recall"),
    *("level", "abstention", "over_refusal"),
)
_WHAT = {"kinds": "Slag av fråga", "roles": "Roll", "files": "Fil"}


def show(result: Result) -> None:
    """All figures, each group's, what fell short and why, and what was measured when."""
    print_table(("Mått", "Värde", "95 %", "Antal", "Mål", ""), _rows(result))
    for name, heading in _WHAT.items():
        if len(result[name]) > 1:
            headings = (heading, "Frågor", *(SWEDISH[each] for each in _OF_GROUP), "Utan källa", "p50 ms")
            print_table(headings, map(_group, result[name]))
    _failures(result["failures"])
    for error in result["errors"]:
        say(f"Inget svar: {_named(error)}\n  {error['error']}")
    say(moment(result))


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    for name, share in result["figures"].items():
        interval = "" if share["value"] is None else f"{share['low']:.3f}–{share['high']:.3f}"
        yield SWEDISH[name], _share(share), interval, str(share["n"]), target(share), _verdict(share)
    for name, count in result["counts"].items():
        yield SWEDISH[name], str(count["value"]), "", str(count["n"]), target(count), _verdict(count)
    times = result["latency_ms"]
    for name in ("p50", "p95"):
        yield f"Svarstid {name}, ms", _ms(times[name]), "", str(times["n"]), "", ""


def _group(group: Result) -> tuple[str, ...]:
    unsupported = sum(
        group["counts"][f"unsupported_{what}"]["value"] for what in ("numbers", "names", "dates")
    )
    figures = (_share(group["figures"][name]) for name in _OF_GROUP)
    return group["name"], str(group["questions"]), *figures, str(unsupported), _ms(group["latency_ms"]["p50"])


def _failures(failures: Sequence[Result]) -> None:
    for failure in failures:
        say(f"{'Rätt, men' if failure['right'] else 'Fel'}: {_named(failure)}")
        for why in failure["why"]:
            what = f": {', '.join(map(_short, why['what']))}" if why["what"] else ""
            say(f"  {FAULTS_SWEDISH[why['fault']]}{what}")
        if failure["said"] is not None:
            say(f"  sade: {_short(failure['said'])}")
    if failures:
        say()


def _named(entry: Result) -> str:
    question = f": {_short(entry['question'])}" if entry["question"] else ""
    return f"{entry['id']} ({entry['file']}, {entry['kind']}){question}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def _share(share: Result) -> str:
    return "–" if share["value"] is None else f"{share['value']:.3f}"


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _verdict(entry: Result) -> str:
    reached = entry.get("reached")
    return "" if reached is None else "nått" if reached else "inte nått"
