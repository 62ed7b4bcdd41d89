"""Which facts are read off every §, and off every other document."""

from __future__ import annotations

from ingest.facts import (
    Fact,
    adjusted,
    amounts,
    appendices,
    decided_goals,
    duties,
    goal_claims,
    indicator_lists,
    initiatives,
    named_meetings,
    parted,
    references,
    remarks,
    votings,
    words,
)
from ingest.facts.documents import DocumentFact

FACTS: tuple[Fact, ...] = (
    *amounts.FACTS,
    references.FACT,
    named_meetings.FACT,
    words.FACT,
    parted.FACT,
    adjusted.FACT,
    appendices.FACT,
    remarks.FACT,
    votings.VOTINGS,
    votings.BALLOTS,
    duties.FACT,
    initiatives.FACT,
    initiatives.ARRIVALS,
    goal_claims.FACT,
    decided_goals.FACT,
)

DOCUMENT_FACTS: tuple[DocumentFact, ...] = (goal_claims.DOCUMENT_FACT, indicator_lists.FACT)
