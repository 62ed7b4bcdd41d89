"""Which facts are read off every §."""

from __future__ import annotations

from ingest.facts import Fact

FACTS: tuple[Fact, ...] = ()
