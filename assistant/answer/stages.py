"""A matter's way through the bodies, told stage by stage: each decision in short, with its vote, in order of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements
from assistant.answer.details import vote_quote
from assistant.answer.facts import DATE, fact_statements
from assistant.answer.statement import Composed, Quote, Statement
from assistant.answer.units import Candidate, candidates
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import SectionKind
from ingest.stored import StoredParagraph

_STAGES = 8
"""The latest stages shown of a long matter."""

_EVENTS = 6
_STAGE_LENGTH = 260
_WAY = re.compile(
    r"\b(?:gått|vandrat|hanterats|behandlats|steg|turen|resan|gången|historik\w*|historien|händelseförlopp\w*|kedjan|instans\w*|ärendets väg|vilken väg"
    r"|move[ds]?|pass(?:ed)?|went|step|route|way)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:beslut\w*|beslöt|antog\w*|anta|antagits|upphäv\w*|överklag\w*|föreslog|föreslagit|återremit\w*|bordla\w*|remitter\w*|gav|gett|"
    r"uppdrag\w*|samråd\w*|granskning\w*|planbesked|godkän\w*|avslog\w*|biföll\w*|inkom\w*|lämna[dt]\w*|behandla[dt]\w*|fastställ\w*)\b",
    re.IGNORECASE,
)
_EXACT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\b\d{1,2}\s+[a-zåäö]{3,9}\s+(?:19|20)\d\d\b", re.IGNORECASE)
_TOLD = frozenset(
    {
        SectionKind.BAKGRUND,
        SectionKind.BEREDNING,
        SectionKind.YTTRANDE,
        SectionKind.EARLIER,
        SectionKind.TEXT,
    }
)


def asks_for_way(asking: Asking, stages: Sequence[Passage]) -> bool:
    """Whether the question names several of the bodies that the matter passed, or asks how it went through all of them.

    'Vad blev det av … när KS tog upp det?' names one body: it asks of that one's stage alone.
    """
    query = asking.query
    passed = {p.paragraph.body_key for p in stages if p.paragraph}
    named = ({body.key for body in query.bodies} - set(query.receivers)) & passed
    if len(stages) < 2:
        return False
    return len(named) > 1 or (query.asks(Want.MATTER) and (len(named) != 1 or bool(_WAY.search(query.text))))


def staged(asking: Asking, stages: Sequence[Passage]) -> Composed:
    """Each stage of the matter with its decision and how it was voted on; those asked about, where several are."""
    named = {body.key for body in asking.query.bodies}
    wanted = [
        p for p in stages if p.paragraph and (p.paragraph.body_key in named or in_period(asking, p.paragraph))
    ]
    whole = bool(_WAY.search(asking.query.text)) and asking.query.asks(Want.MATTER)
    shown = stages if whole or len(wanted) < 2 else wanted
    statements: list[Statement] = []
    for stage in shown[-_STAGES:]:
        statements += decision_statements(
            stage, asking.weighed, english=asking.query.english, longest=_STAGE_LENGTH
        )
        statements += _voted(stage, english=asking.query.english)
    last = shown[-1].paragraph
    assert last is not None
    return Composed(tuple(statements), last.level)


def in_period(asking: Asking, paragraph: StoredParagraph) -> bool:
    """Whether the paragraph is of a day or month that the question names."""
    period = asking.query.period
    if paragraph.date in asking.query.dates:
        return True
    return (
        period is not None and (period[1] - period[0]).days < 32 and period[0] <= paragraph.date <= period[1]
    )


def _voted(stage: Passage, *, english: bool) -> list[Statement]:
    """The votes of a stage, in numbers."""
    paragraph = stage.paragraph
    assert paragraph is not None
    said = []
    for vote in [v for v in paragraph.votes if v.yes is not None and v.no is not None][:1]:
        text = (
            f"Vote: {vote.yes} yes (ja) and {vote.no} no (nej)."
            if english
            else f"Votering: {vote.yes} ja-röster och {vote.no} nej-röster."
        )
        said.append(Statement(text, (Quote(stage, vote_quote(paragraph, vote.text)),)))
    return said


def history(asking: Asking, best: Passage) -> Composed | None:
    """What a paragraph that stands alone tells of its matter's way: the sentences of its background that tell of a
    decision or a step with its day, and what it came to. None where it tells of fewer than two."""
    paragraph = best.paragraph
    if paragraph is None:
        return None
    events = [unit for unit in candidates(best) if _is_event(unit)]
    if len(events) < 2:
        return None
    exact = [unit for unit in events if _EXACT.search(unit.text.value)]
    chosen = sorted(
        [*exact, *(unit for unit in events if unit not in exact)][:_EVENTS], key=lambda u: u.order
    )
    told = fact_statements(chosen, english=asking.query.english)
    decision = decision_statements(best, asking.weighed, english=asking.query.english, brief=True)
    return Composed((*told, *decision), paragraph.level)


def _is_event(unit: Candidate) -> bool:
    text = unit.text.value
    return unit.kind in _TOLD and bool(DATE.search(text)) and bool(_EVENT.search(text))
