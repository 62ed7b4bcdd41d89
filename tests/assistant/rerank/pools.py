"""Pools of passages written out in a test, against an archive whose frequencies are given."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.rerank.asked import Asked, taken_apart
from assistant.rerank.pool import Candidate, Pool

TOTAL = 100
"""Chunks of the archive that is made believe."""


def asked_of(text: str, question: str | None = None, held: Mapping[str, int] | None = None) -> Asked:
    """A question taken apart; `held`: in how many chunks a term stands, 1 where it is not said."""
    known = held or {}
    return taken_apart(
        text, text if question is None else question, lambda _, term: known.get(term, 1), TOTAL
    )


def pool_of(asked: Asked, *passages: tuple[str, ...]) -> Pool:
    """Passages, each its title and its pieces."""
    return Pool(asked, [Candidate(title, pieces) for title, *pieces in passages])  # type: ignore[arg-type]
