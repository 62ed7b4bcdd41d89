"""Which facts are read off every §."""

from __future__ import annotations

from ingest.facts import Fact, adjusted, amounts, appendices, references, remarks, votings, words

FACTS: tuple[Fact, ...] = (
    amounts.FACT,
    references.FACT,
    words.FACT,
    adjusted.FACT,
    appendices.FACT,
    remarks.FACT,
    votings.VOTINGS,
    votings.BALLOTS,
)
