"""How far an ingest has come, for whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come. `stage`: 'läser', 'indexerar' or 'klar'; `page` of `pages` while reading."""

    file: str
    done: int
    total: int
    stage: str
    page: int | None = None
    pages: int | None = None
