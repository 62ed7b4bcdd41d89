"""What hangs loose in the chain, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from assistant.wire.goals import GoalNode, Orphan
from ingest.goal_parents import ORDER

_ABOVE = {0: "någon vision", 1: "något övergripande mål", 2: "något mål"}
_WHICH = {0: "vilken vision", 1: "vilket övergripande mål", 2: "vilket mål"}


def orphans(found: Sequence[GoalNode]) -> list[Orphan]:
    """Goals and activities with nothing above them, in the order of `found`: all goals that may be read."""
    held = {(node.kommun, ORDER[node.tier]) for node in found}
    return [_orphan(node, held) for node in found if node.parent is None and node.tier != "vision"]


def _orphan(node: GoalNode, held: Set[tuple[str | None, int]]) -> Orphan:
    return Orphan(
        kind="aktivitet" if node.tier == "aktivitet" else "mål",
        name=node.text,
        kommun=node.kommun,
        why=" ".join(_why(node, held)),
        goal_id=node.id,
        possible=node.doubtful,
        source=node.source,
    )


def _why(node: GoalNode, held: Set[tuple[str | None, int]]) -> Iterator[str]:
    above = ORDER[node.tier] - 1
    if (node.kommun, above) not in held:
        yield f"Underlaget innehåller inte {_ABOVE[above]} för kommunen."
        return
    yield f"Handlingen säger inte {_WHICH[above]} det hör till."
    if node.doubtful:
        yield "Det finns möjliga, att bedöma."
