"""'Och biblioteket?', 'och 2024?': the question before over again, with what the new one names in its place."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation.following import acting
from assistant.query import Query, Term


def again(previous: Query, query: Query, topic: tuple[Term, ...]) -> Query:
    """`previous` with what `query` names in place of its own. `topic`: what `previous` was about, where it was itself a
    follow-up; () where its own words say that."""
    about = topic or previous.terms
    changed = replace(
        previous,
        language=query.language,
        kommuner=query.kommuner or previous.kommuner,
        wants=query.wants or previous.wants,
        dnr_key=None,
        numbers=(),
    )
    own = tuple(term for term in query.terms if not term.word.isdigit())
    if own:
        return replace(
            changed,
            text=query.text,
            terms=own,
            names=query.names,
            figures=query.figures,
            bodies=changed.bodies,
        )
    if acting(query):
        return replace(
            changed, terms=about, bodies=query.bodies, receivers=query.receivers, dates=(), period=None
        )
    if query.dates:
        return replace(
            changed, terms=about, dates=query.dates, meeting_date=previous.meeting_date, period=None
        )
    if not (query.years or query.period):
        return replace(changed, terms=about)
    words = tuple(term for term in about if not term.word.isdigit())
    years = tuple(term for term in query.terms if term.word.isdigit())
    return replace(
        changed,
        terms=(*words, *years),
        dates=(),
        years=query.years,
        period=query.period,
        figures=query.figures,
    )
