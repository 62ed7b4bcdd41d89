"""Outcomes → figures: shares with how many cases they stand on and their intervals, counts, times. All pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evals.answers.score import Outcome
from evals.bootstrap import intervals


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should reach: at least or at most so much."""

    bound: Literal["min", "max"]
    value: float

    def reached(self, value: float) -> bool:
        """Whether a figure does."""
        return value >= self.value if self.bound == "min" else value <= self.value


@dataclass(frozen=True, slots=True)
class Share:
    """A mean over `n` cases with its 95 % interval; None where no case has a say in it."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are in all of `n` things looked at."""

    value: int
    n: int


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of an answer over `n` of them: half took at most `p50`, 95 of 100 at most `p95`."""

    p50: float | None
    p95: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All there is to say of some outcomes, by the names of `SHARES` and `COUNTS`."""

    cases: int
    shares: Mapping[str, Share]
    counts: Mapping[str, Count]
    times: Times


def _answerable(value: Callable[[Outcome], float | None]) -> Callable[[Outcome], float | None]:
    """The same of answerable cases alone."""
    return lambda outcome: value(outcome) if outcome.case.answerable else None


SHARES: dict[str, Callable[[Outcome], float | None]] = {
    "right": lambda o: float(o.right),
    "answerable_right": _answerable(lambda o: float(o.right)),
    "traps_right": lambda o: None if o.case.answerable else float(o.right),
    "fact_recall": _answerable(lambda o: o.facts),
    "list_f1": _answerable(lambda o: o.list_f1),
    "citation_precision": _answerable(lambda o: o.precision),
    "citation_recall": _answerable(lambda o: o.recall),
    "level": lambda o: None if o.level_right is None else float(o.level_right),
    "abstention": lambda o: float(o.answer.refused) if o.case.abstain and not o.case.answerable else None,
    "over_refusal": _answerable(lambda o: float(o.answer.refused)),
    "quotes_hold": lambda o: float(not o.quotes.lost) if o.quotes.checked else None,
}
"""What each case adds to a mean; None: nothing."""

COUNTS: dict[str, Callable[[Outcome], int]] = {
    "unsupported_numbers": lambda o: len(o.unsupported.numbers),
    "unsupported_names": lambda o: len(o.unsupported.names),
    "unsupported_dates": lambda o: len(o.unsupported.dates),
    "unsupported_in_refusals": lambda o: o.unsupported.count if o.answer.refused else 0,
    "quotes_not_found": lambda o: len(o.quotes.lost),
    "forbidden": lambda o: len(o.forbidden),
    "unsupported_sentences": lambda o: len(o.unsupported_sentences),
    "too_long": lambda o: int(o.too_long),
}
"""What each case adds to a sum."""

TARGETS = {
    "fact_recall": Target("min", 0.95),
    "list_f1": Target("min", 0.95),
    "citation_precision": Target("min", 0.95),
    "citation_recall": Target("min", 0.95),
    "level": Target("min", 1.0),
    "abstention": Target("min", 0.94),
    "over_refusal": Target("max", 0.05),
    "unsupported_numbers": Target("max", 0),
    "unsupported_names": Target("max", 0),
    "unsupported_dates": Target("max", 0),
    "quotes_not_found": Target("max", 0),
}
"""What is to be reached; a miss is shown."""


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of some outcomes, none too."""
    shares = {name: _share([value(each) for each in outcomes]) for name, value in SHARES.items()}
    quotes = sum(each.quotes.checked for each in outcomes)
    counts = {
        name: Count(sum(map(value, outcomes)), quotes if name == "quotes_not_found" else len(outcomes))
        for name, value in COUNTS.items()
    }
    return Figures(len(outcomes), shares, counts, _times([each.ms for each in outcomes]))


def grouped(outcomes: Sequence[Outcome], named: Callable[[Outcome], str]) -> dict[str, Figures]:
    """The figures of each group, in the order of their names; those without a name left out."""
    names = sorted({named(each) for each in outcomes} - {""})
    return {name: figures([each for each in outcomes if named(each) == name]) for name in names}


def _share(values: Sequence[float | None]) -> Share:
    stated = np.array([value for value in values if value is not None], dtype=np.float64)
    if not len(stated):
        return Share(None, None, None, 0)
    ((low, high),) = intervals(stated[:, None])
    return Share(round(float(stated.mean()), 4), round(float(low), 4), round(float(high), 4), len(stated))


def _times(taken: Sequence[float | None]) -> Times:
    stated = [ms for ms in taken if ms is not None]
    if not stated:
        return Times(None, None, 0)
    p50, p95 = np.percentile(stated, [50, 95])
    return Times(round(float(p50), 1), round(float(p95), 1), len(stated))
