"""From a question to an answer: which kind of answer it gets, in which order they are tried, and when it is refused.

Nothing here words freely: sentences are frames of ours around the documents' own words, and whether there is an answer
at all is decided before anything is worded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.absent import absent_paragraph, missing_meeting, several_of_number, which_meeting
from assistant.answer.asking import AT_MEETING, Asking
from assistant.answer.attendance import attendance_answer
from assistant.answer.clauses import apart, complete
from assistant.answer.compared import by_bodies, by_kommuner, by_numbers, by_places
from assistant.answer.concerned import of_matter
from assistant.answer.decided import decided
from assistant.answer.decisions import decision_statements
from assistant.answer.details import DETAILS, detail_answer
from assistant.answer.facts import evidence, fact_statements
from assistant.answer.gaps import VAGUE, in_bilaga, not_here, refused
from assistant.answer.goals import goal_answer
from assistant.answer.list_items import counted_items
from assistant.answer.lists import list_answer, names_criterion, topic
from assistant.answer.lookup import Found, look_up
from assistant.answer.meeting_days import meeting_days
from assistant.answer.meetings import front_page_answer
from assistant.answer.opinions import opinion_answer
from assistant.answer.other_kommun import other_kommun
from assistant.answer.overall import overall_answer
from assistant.answer.stands_for import stands_for
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, readable
from assistant.answer.tables import table_answer
from assistant.answer.told import facts, with_more
from assistant.query import Query
from assistant.question_words import Want
from assistant.retrieve import Passage

_OF_A_PARAGRAPH = (
    *(Want.RECIPIENTS, Want.RESERVATION, Want.NOTE, Want.VOTE, Want.MOTIONED, Want.PREPARED, Want.CONFLICT),
)
"""What is asked of a § also where it names a goal: 'Vart expedieras beslutet om mål 4?'."""


_BY_SOMEBODY = (Want.RESERVATION, Want.NOTE, Want.MOTIONED)
"""What is asked of a § of somebody who need not be in it: 'Vad yrkade KD om badhuset?'."""


def compose(asking: Asking) -> Composed:
    """The answer to a question, or its refusal, no longer than people read."""
    found = _composed(asking)
    return found if asking.query.asks(Want.LIST, Want.COUNT, Want.MATTER) else readable(found)


def _composed(asking: Asking) -> Composed:
    query = asking.query
    early = _without_search(asking)
    if early:
        return early
    if query.asks(Want.NOTICE, Want.ADJUSTER, Want.MEMBERS, Want.SITTING):
        found = attendance_answer(asking) or front_page_answer(asking)
        if found:
            return found
    found = stands_for(asking)
    if found:
        return found
    if query.dates and query.bodies and not asking.named_meetings and _about_meeting(asking):
        return missing_meeting(asking)
    absent = absent_paragraph(asking)
    if absent:
        return absent
    if query.asks(Want.GOALS) and not query.asks(*_OF_A_PARAGRAPH):
        found = goal_answer(asking)
        if found:
            return found
    found = counted_items(asking) or meeting_days(asking)
    if found:
        return found
    if query.asks(Want.LIST, Want.COUNT) or _whole_meeting(asking):
        found = list_answer(asking)
        if found and (not found.refused or not topic(asking)):
            return found
    found = overall_answer(asking) or (opinion_answer(asking) if query.asks(Want.OPINION) else None)
    if found:
        return found
    if _decision_alone(query) and asking.held_bodies and not _narrowed(asking):
        return which_meeting(asking)
    if query.asks(Want.COMPARISON) and len(query.kommuner) > 1:
        return by_kommuner(asking)
    if len(asking.held_bodies) > 1 and query.asks(Want.COMPARISON, Want.CONFLICTING) and not query.dates:
        found = by_bodies(asking)
        if found:
            return found
    if len(query.numbers) > 1 and not query.dnr_key:
        found = by_numbers(asking)
        if found:
            return found
    return _from_passages(asking)


def _without_search(asking: Asking) -> Composed | None:
    """Refusals that need no look into the archive."""
    query = asking.query
    if query.asks(Want.SMALLTALK):
        return refused(
            "utanför",
            "Jag svarar på frågor om kommunens handlingar. Fråga till exempel vad ett organ beslutade i ett ärende.",
        )
    if query.asks(Want.OUTSIDE):
        return refused("utanför", "Frågan gäller inget som kommunens handlingar kan svara på.")
    if query.asks(Want.PERSONAL):
        return refused(
            "personuppgift", "Uppgifter om enskildas person lämnas inte ut här. Vänd dig till registrator."
        )
    kommuner = asking.known.kommuner(asking.base)
    other = other_kommun(query.text, kommuner) if kommuner else None
    if other:
        return refused("saknas", f"Underlaget innehåller inga handlingar från {other} kommun.")
    said = (
        query.terms
        or query.bodies
        or query.dates
        or query.dnr_key
        or query.numbers
        or query.names
        or query.kommuner
        or (query.asks(Want.LIST, Want.COUNT) and names_criterion(query))
    )
    if not said:
        return refused("oklar", VAGUE)
    return several_of_number(asking)


def _decision_alone(query: Query) -> bool:
    """Whether nothing but a decision is asked for; what a body said is what it decided."""
    return Want.DECISION in query.wants and set(query.wants) <= {Want.DECISION, Want.OPINION}


def _whole_meeting(asking: Asking) -> bool:
    """Whether the question is what a meeting decided, and of nothing in particular: 'Vad beslutade KS 2025-04-22?'."""
    query = asking.query
    narrower = topic(asking) or query.numbers or query.dnr_key or query.names
    named = asking.named_meetings or (query.period and asking.held_bodies)
    return bool(_decision_alone(query) and named and not narrower)


def _narrowed(asking: Asking) -> bool:
    query = asking.query
    return bool(query.terms or query.dates or query.numbers or query.dnr_key or query.names or query.newest)


def _about_meeting(asking: Asking) -> bool:
    return (
        asking.query.meeting_date
        or asking.query.asks(Want.DECISION, Want.LIST, Want.COUNT, Want.VOTE)
        or bool(AT_MEETING.search(asking.query.text))
    )


def _from_passages(asking: Asking) -> Composed:
    """An answer out of the passages that the question is about."""
    matter = of_matter(asking) if asking.query.asks(*_BY_SOMEBODY) else asking
    found = look_up(matter if matter.query.terms else asking)
    if not found.passages and matter is not asking:
        found = look_up(asking)
    if not found.passages:
        return apart(asking) or not_here(asking, asking.search(asking.kommun_filters, limit=3))
    answer = _about_other(asking, found) if found.other else complete(asking, _answer(asking, found))
    if answer.refused:  # no one passage holds both of two clauses; each may have its own
        answer = apart(asking) or answer
    return answer.with_warnings([found.remark] if found.remark else [])


def _about_other(asking: Asking, found: Found) -> Composed:
    """That the § named is about something else than the question says, and what was found on the matter."""
    named, best = found.other, found.passages[0]
    assert named is not None
    assert named.paragraph is not None
    quote = Quote(named, named.paragraph.heading)
    said = Statement(f"{place(named)} gäller {named.paragraph.title}, inte det som frågan nämner.", (quote,))
    if best.paragraph:
        told = decision_statements(best, asking.weighed, english=asking.query.english)
    else:
        told = fact_statements(evidence([best], asking.query, asking.weighed), english=asking.query.english)
    return Composed((said, *told), best.paragraph.level if best.paragraph else None)


def _answer(asking: Asking, found: Found) -> Composed:
    """The kind of answer that the question asks for, out of ranked passages."""
    query, passages = asking.query, found.passages
    best = passages[0]
    several = by_places(asking, passages) if query.asks(Want.CONFLICTING) else None
    if several:
        return several
    attached = in_bilaga(asking, best)
    if attached:
        return attached
    table = table_answer(asking, passages[:8]) if query.asks(Want.AMOUNT, Want.HOW_MANY) else None
    if table:
        return table
    details = _details(asking, passages)
    if details:
        return details
    if best.paragraph and (
        (query.asks(Want.DECISION, Want.MATTER) and (query.numbers or not query.asks(Want.DEFINITION)))
        or not query.terms
    ):
        return decided(asking, best, found.absent)
    deciding = [name for name in asking.missing_bodies if not name.endswith("utskottet")]
    if deciding and query.asks(Want.DECISION) and not best.paragraph:
        told = facts(asking, passages)
        said = f"{deciding[0]}s beslut finns inte i underlaget. Det som finns är {place(best)}."
        return replace(told, refused=told.refused or Refused("delvis", said, (best,)))
    return facts(asking, passages)


def _details(asking: Asking, passages: Sequence[Passage]) -> Composed | None:
    """Every detail of the paragraph that is asked for; None where none is."""
    found = [detail_answer(asking, detail, passages) for detail in DETAILS if asking.query.asks(detail.want)]
    held = [one for one in found if one and not one.refused]
    if not held:
        return next((one for one in found if one), None)
    statements = tuple(statement for one in held for statement in one.statements)
    return with_more(asking, replace(held[0], statements=statements))
