"""Which facts are read off every §."""

from __future__ import annotations

from ingest.facts import Fact, amounts, words

FACTS: tuple[Fact, ...] = (amounts.FACT, words.FACT)
