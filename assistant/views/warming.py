"""What views keep for as long as nothing changes, worked out before anybody asks: over 50,000 §§ it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.wire.checks import CHECKS, ChecksQuery
from assistant.wire.coverage import COVERAGE, CoverageQuery
from assistant.wire.goals import GOALS, GoalsQuery
from assistant.wire.matters import MATTERS, MattersQuery
from assistant.wire.people import PEOPLE, PeopleQuery
from assistant.wire.view import Spec, ViewQuery
from ingest.model import Zone

_FIRST: tuple[tuple[Spec[Any, Any], ViewQuery], ...] = (
    (MATTERS, MattersQuery(limit=1)),
    (COVERAGE, CoverageQuery(limit=1)),
    (CHECKS, ChecksQuery(limit=1)),
    (PEOPLE, PeopleQuery()),
    (GOALS, GoalsQuery()),
)
"""The views that keep something, and a question that makes them do so."""


def first_views(zones: frozenset[str]) -> Iterator[tuple[Spec[Any, Any], ViewQuery]]:
    """What to ask for, for somebody who may see `zones`."""
    for spec, query in _FIRST:
        if not spec.internal or Zone.INTERNAL in zones:
            yield spec, query
