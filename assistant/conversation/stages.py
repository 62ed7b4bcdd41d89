"""What a thread's matter holds for a follow-up: the stage that is asked about, those that came later, or that there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements
from assistant.answer.facts import score
from assistant.answer.gaps import lacking
from assistant.answer.statement import Composed, Refused, place
from assistant.answer.units import candidates
from assistant.conversation.following import acting, asks_later
from assistant.finding import outcomes_in
from assistant.query import Query
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import Level
from ingest.stored import StoredParagraph

_SHOWN = 6
_CLEARLY_MORE = 0.15
_OF_ITSELF = (Want.AMOUNT, Want.DATE, Want.PERSON, Want.WHY, Want.HOW_MANY)
"""What may be told anywhere in the matter, whatever stage the question speaks of."""

_KINDS = (
    (
        re.compile(r"\bmotion(?:en|ens|ären)?\b", re.IGNORECASE),
        re.compile(r"\bmotion", re.IGNORECASE),
        "en motion",
    ),
    (
        re.compile(r"\bmedborgarförslaget\b", re.IGNORECASE),
        re.compile(r"\bmedborgarförslag", re.IGNORECASE),
        "ett medborgarförslag",
    ),
)
"""Kinds of matter that people speak of by name, how, and what a matter of the kind is told by."""


def paragraph_of(passage: Passage) -> StoredParagraph:
    """The § that a stage is."""
    assert passage.paragraph is not None
    return passage.paragraph


def asked_for(query: Query, main: Passage, stages: Sequence[Passage]) -> list[Passage]:
    """The stages of the matter that the question is about, by date: `main` where it names none. [] where it names one
    that is not here."""
    keys = {body.key for body in acting(query)}
    found = [p for p in stages if paragraph_of(p).body_key in keys] if keys else list(stages)
    if wants_later(query) and (not keys or main in found):
        return [p for p in found if after(p, main)]
    come_to = outcomes_in(query.text)
    if come_to and not come_to & _outcomes(main):
        found = [p for p in found if come_to & _outcomes(p)] or found
        return found if keys or come_to & _outcomes(found[-1]) else [main]
    return [main] if not keys or main in found else found


def _outcomes(stage: Passage) -> frozenset[str]:
    paragraph = paragraph_of(stage)
    return frozenset({paragraph.outcome, *(point.outcome for point in paragraph.points)})


def other_kind(query: Query, stages: Sequence[Passage]) -> str | None:
    """What the question takes the matter for though no stage speaks of any: 'en motion'; None where it does not."""
    for asked, told, name in _KINDS:
        if asked.search(query.text) and not any(told.search(stage.text) for stage in stages):
            return name
    return None


def telling(asking: Asking, main: Passage, stages: Sequence[Passage]) -> Passage:
    """The stage that tells the fact asked for: `main` unless another clearly says more, as its background does of reasons."""
    if not asking.query.asks(*_OF_ITSELF):
        return main
    says = {p.key: _says(asking, p) for p in stages}
    best = max(stages, key=lambda p: says[p.key])
    return best if says[best.key] > says[main.key] + _CLEARLY_MORE else main


def _says(asking: Asking, stage: Passage) -> float:
    """How well its best sentence answers."""
    return max((score(unit, asking.query, asking.weighed) for unit in candidates(stage)), default=0.0)


def wants_later(query: Query) -> bool:
    """Whether what came after is asked for, and not a fact that may stand anywhere."""
    return asks_later(query) and not query.asks(*_OF_ITSELF)


def after(stage: Passage, main: Passage) -> bool:
    """Whether a stage came after another."""
    return paragraph_of(stage).date > paragraph_of(main).date


def told(asking: Asking, stages: Sequence[Passage]) -> Composed:
    """What each of the stages decided."""
    shown = stages[-_SHOWN:]
    statements = [s for p in shown for s in decision_statements(p, english=asking.query.english)]
    return Composed(tuple(statements), paragraph_of(shown[-1]).level)


def absent(asking: Asking, stages: Sequence[Passage]) -> Composed:
    """That the stage asked about is not here, and the furthest that the matter has come here."""
    last = stages[-1]
    bodies = acting(asking.query)
    names = tuple(body.name for body in bodies)
    asked = replace(asking, query=replace(asking.query, wants=(Want.DECISION,)))
    said = lacking(asked, last, names) if names else None
    known = told(asking, [last])
    return replace(known, refused=Refused("delvis", said or _nothing_later(last, names), (last,)))


def _nothing_later(last: Passage, names: Sequence[str]) -> str:
    whose = f" från {names[0]}" if names else ""
    paragraph = paragraph_of(last)
    onward = (
        paragraph.next_body if paragraph.level in (Level.FORSLAG, Level.OVERLAMNAT, Level.BLANDAT) else None
    )
    waits = f" Ärendet gick vidare till {onward}." if onward else ""
    return f"Något senare i ärendet{whose} finns inte i underlaget. Det senaste som finns är {place(last)}.{waits}"
