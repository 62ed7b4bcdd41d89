"""What was found as JSON: figures, groups, what fell short and why, and what is needed to read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from evals.answers.cases import Case
from evals.answers.figures import TARGETS, Figures, figures, grouped
from evals.answers.score import Asked, Outcome, score
from evals.results import ANSWERS, Moment, Result, circumstances

Fault = tuple[str, tuple[str, ...]]
"""What is wrong, by a name of `evals.answers.words`, and with what."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of every case. `source`: 'documents', 'archive' or 'answers', as what was asked."""

    asked: Sequence[Asked]
    source: str
    model: str | None = None


def result(answered: Answered, moment: Moment, *, texts: bool = True) -> Result:
    """Everything there is to say. `texts`: what fell short with its words, not by its id alone, for what may not be
    passed on."""
    outcomes = [score(each) for each in answered.asked if each.answer is not None]
    short = sorted(filter(faults, outcomes), key=lambda outcome: outcome.right)
    return {
        "result": ANSWERS,
        "asked": answered.source,
        "sets": list(dict.fromkeys(each.case.set for each in answered.asked)),
        **_figures(figures(outcomes)),
        "kinds": _groups(grouped(outcomes, lambda outcome: outcome.case.kind)),
        "roles": _groups(grouped(outcomes, lambda outcome: outcome.case.role)),
        "files": _groups(grouped(outcomes, lambda outcome: outcome.case.set)),
        "failures": [_failure(outcome, texts) for outcome in short],
        "errors": [_error(each, texts) for each in answered.asked if each.answer is None],
        **circumstances(moment, answered.model),
        "language_models": sorted({o.answer.worded_by for o in outcomes if o.answer.worded_by}),
    }


def faults(outcome: Outcome) -> list[Fault]:
    """All that an answer falls short of, the gravest first."""
    return [*_wrong_whole(outcome), *((name, what) for name, what in _wrong_parts(outcome) if what)]


def _wrong_whole(outcome: Outcome) -> Iterator[Fault]:
    """What is wrong with the answer as a whole."""
    case, answer = outcome.case, outcome.answer
    if case.answerable and answer.refused:
        yield "refused", (answer.refusal.reason,) if answer.refusal else ()
    if case.abstain and not case.answerable and not answer.refused:
        yield "not_refused", ()
    if outcome.level_right is False:
        yield "level", (answer.level or "–", case.level or "–")
    if outcome.too_long:
        yield "too_long", (str(len(answer.text)),)


def _wrong_parts(outcome: Outcome) -> Iterator[Fault]:
    """What is missing, beside the point or without support; a trap that was refused lacks nothing."""
    case = outcome.case
    if case.answerable or not (outcome.answer.refused or case.abstain):
        yield "missing", outcome.missing
    if case.answerable:
        yield "uncited", outcome.uncited
        yield "beside", outcome.beside
    yield "forbidden", outcome.forbidden
    yield "unsupported_numbers", outcome.unsupported.numbers
    yield "unsupported_names", outcome.unsupported.names
    yield "unsupported_dates", outcome.unsupported.dates
    yield "quotes_not_found", outcome.quotes.lost
    yield "unsupported_sentences", outcome.unsupported_sentences


def _groups(found: Mapping[str, Figures]) -> list[Result]:
    return [{"name": name, **_figures(each)} for name, each in found.items()]


def _figures(found: Figures) -> Result:
    """Shares and counts by name, each with its target where it has one."""
    return {
        "questions": found.cases,
        "figures": {
            name: {**asdict(share), **_target(name, share.value, share.n)}
            for name, share in found.shares.items()
        },
        "counts": {
            name: {**asdict(count), **_target(name, count.value, count.n)}
            for name, count in found.counts.items()
        },
        "latency_ms": asdict(found.times),
    }


def _target(name: str, value: float | None, n: int) -> Result:
    """A figure's target and whether it is reached, which nobody can say where nothing was looked at."""
    target = TARGETS.get(name)
    if target is None:
        return {}
    reached = target.reached(value) if n and value is not None else None
    return {"target": {target.bound: target.value}, "reached": reached}


def _failure(outcome: Outcome, texts: bool) -> Result:
    answer = outcome.answer
    return {
        **_named(outcome.case, texts),
        "right": outcome.right,
        "why": [
            *(_why(fault, texts=True) for fault in _wrong_whole(outcome)),
            *(_why(fault, texts=texts) for fault in _wrong_parts(outcome) if fault[1]),
        ],
        "said": answer.text if texts else None,
        "wanted": list(outcome.case.facts) if texts else [],
        "sources": [f"{source.file} {source.section}" for source in outcome.case.sources] if texts else [],
    }


def _why(fault: Fault, *, texts: bool) -> Result:
    name, what = fault
    return {"fault": name, "count": len(what), "what": list(what) if texts else []}


def _error(asked: Asked, texts: bool) -> Result:
    return {**_named(asked.case, texts), "error": asked.error}


def _named(case: Case, texts: bool) -> Result:
    return {
        "id": case.id,
        "file": case.set,
        "kind": case.kind,
        "role": case.role,
        "question": case.question if texts else None,
    }
