"""The register's pages over 50,000 §§: rows and counts, from the query to what is sent."""

from __future__ import annotations

import contextlib
import datetime as dt
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.filtering import filters_of
from assistant.views.registry import view_named
from assistant.views.scope import Scope
from assistant.wire.decisions import DECISION_PAGE, PageQuery
from assistant.wire.matters import MATTERS, MattersQuery
from evals.bench.archive import KOMMUNER, fill_minutes
from evals.bench.figures import Figure, seconds, spread
from ingest.catalogue import Catalogue
from ingest.kommunfile import load_kommun_config
from ingest.register import Register

PARAGRAPHS, ROUNDS, MOST_MS = 50_000, 9, 300
ZONES = frozenset({"publik", "intern"})
QUERIES: dict[str, dict[str, Any]] = {
    "all, newest first": {"descending": True},
    "words": {"text": "utredning"},
    "level, body and period": {"level": "förslag", "body": "KS", "date_from": "2015-01-01"},
    "amount, largest first": {"amount_from": 1_000_000, "sort": "amount", "descending": True},
    "all, by title": {"sort": "title"},
    "recipient": {"recipient": "berg"},
}


MATTER_QUERIES = {
    "matters": MattersQuery(limit=25),
    "matters, words": MattersQuery(limit=25, text="utredning"),
}


def register(folder: Path, *, paragraphs: int = PARAGRAPHS) -> Iterator[Figure]:
    """Pages of fifty rows with the counts of all that fit, in this process, JSON included; no cache but SQLite's.

    Making the minutes up takes minutes.
    """
    with contextlib.closing(Register(folder / "register.db")) as held:
        fill_minutes(held, paragraphs)
        for name, query in QUERIES.items():
            runs, total = measured(held, PageQuery.model_validate(query))
            detail = f"{total:,} of {paragraphs:,} §§; {spread([run * 1000 for run in runs])}"
            yield Figure(f"register, {name}", statistics.median(runs) * 1000, "ms", MOST_MS, detail=detail)
        yield from matters(held, paragraphs)


def matters(held: Register, paragraphs: int) -> Iterator[Figure]:
    """Pages of twenty-five matters: the first after a change, when all are linked, and the later ones."""
    view = view_named(MATTERS.name)
    config = load_kommun_config(None)

    def once(query: MattersQuery) -> None:
        filters = filters_of(query, ZONES, config.bodies, KOMMUNER)
        scope = Scope(held, Catalogue(held), config, filters, dt.date.today(), 0)
        MATTERS.plain(view.build(scope, query))

    first = seconds(once, MattersQuery(limit=25))
    yield Figure("register, matters, first", first, "s", detail=f"{paragraphs:,} §§ are linked")
    for name, query in MATTER_QUERIES.items():
        runs = [seconds(once, query) for _ in range(ROUNDS)]
        detail = spread([run * 1000 for run in runs])
        yield Figure(f"register, {name}", statistics.median(runs) * 1000, "ms", MOST_MS, detail=detail)


def measured(held: Register, query: PageQuery) -> tuple[list[float], int]:
    """Seconds of each round, and how many §§ fit."""
    config = load_kommun_config(None)
    filters = filters_of(query, ZONES, config.bodies, KOMMUNER)
    scope = Scope(held, Catalogue(held), config, filters, dt.date.today(), 0)
    view = view_named(DECISION_PAGE.name)

    def once() -> None:
        DECISION_PAGE.plain(view.build(scope, query))

    once()
    total: int = view.build(scope, query).total
    return [seconds(once) for _ in range(ROUNDS)], total
