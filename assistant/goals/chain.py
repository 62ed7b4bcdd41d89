"""The whole chain of what somebody may see, made once for each change of what is held."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import cast
from weakref import WeakKeyDictionary

from assistant.goals.adoption import Adopted, adoptions
from assistant.goals.decided import decided
from assistant.goals.disagreements import disagreements
from assistant.goals.findings import findings
from assistant.goals.kolada import indicator, unused
from assistant.goals.links import Link, Linked, linked
from assistant.goals.loose_indicators import loose_indicators
from assistant.goals.orphans import orphans
from assistant.goals.owners import owned_numbers
from assistant.goals.period import valid
from assistant.goals.readings import readings
from assistant.goals.same import Node, nodes
from assistant.goals.standing import standing
from assistant.goals.status import statuses
from assistant.views.scope import Scope
from assistant.wire.goals import Disagreement, GoalLink, GoalNode, Orphan, TierName
from ingest.filters import Filters
from ingest.goal_parents import ORDER
from ingest.kolada import Figures, figures_of
from ingest.register import Register
from ingest.uncollected import uncollected

_KEPT = 8
"""Chains that are kept: of zones, kommuner and days."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The goals, parents before children, what hangs loose, and where documents disagree. Not to be changed: it is shared."""

    goals: Sequence[GoalNode]
    orphans: Sequence[Orphan]
    disagreements: Sequence[Disagreement]


_kept: WeakKeyDictionary[Register, dict[tuple[object, ...], Chain]] = WeakKeyDictionary()
_lock = Lock()


def chain_of(scope: Scope) -> Chain:
    """The chain of the kommun that `scope` is limited to, or of all."""
    key = (scope.generation, scope.filters.zones, scope.filters.kommun, scope.today)
    with _lock:
        kept = _kept.setdefault(scope.register, {})
        if key not in kept:
            while len(kept) >= _KEPT:
                kept.pop(next(iter(kept)))
            with uncollected():
                kept[key] = _made(scope)
        return kept[key]


def _made(scope: Scope) -> Chain:
    filters = Filters(zones=scope.filters.zones, kommun=scope.filters.kommun)
    stored = scope.catalogue.goals(filters)
    held = {goal.content for goal in stored}
    documents = scope.catalogue.sources_of(held, filters)
    chain = nodes([*readings(stored, documents), *decided(scope.register, scope.catalogue, filters)])
    above = linked(chain)
    adopted = adoptions(scope.register, held, scope.config.bodies, filters)
    owned = owned_numbers(scope.register, held, scope.config.goals)
    figures = figures_of(scope.register, {node.kommun for node in chain if node.kommun})
    goals = list(_ordered([_node(scope, node, above[node.id], adopted, owned, figures) for node in chain]))
    return Chain(
        goals,
        [
            *orphans(goals),
            *loose_indicators(scope.register, scope.catalogue, filters, goals),
            *unused(goals, figures),
        ],
        disagreements(scope.register, scope.catalogue, filters),
    )


def _node(
    scope: Scope,
    node: Node,
    above: Linked,
    adopted: Mapping[str, Adopted],
    owned: Collection[tuple[str, str | None]],
    figures: Figures,
) -> GoalNode:
    main, goal = node.main, node.main.goal
    decision, adoption = standing(node, adopted)
    found = statuses(node)
    return GoalNode(
        id=node.id,
        kommun=node.kommun,
        tier=cast(TierName, node.tier),
        number=goal.number,
        text=goal.text,
        unit=goal.unit,
        description=goal.description.value,
        indicators=[indicator(name, node.kommun, figures) for name in node.indicators],
        period=str(node.period) if node.period else None,
        valid=valid(node.period, scope.today),
        standing=decision,
        adopted=adoption,
        source=main.source(),
        also_in=[reading.source() for reading in node.readings[1:]],
        parent=_link(above.parent) if above.parent else None,
        doubtful=[_link(link) for link in above.doubtful],
        status=found[0] if found else None,
        earlier=found[1:],
        findings=findings(
            node.tier,
            goal.text,
            goal.description.value,
            node.indicators,
            style=scope.config.goals,
            owned=(goal.content, goal.number) in owned,
        ),
    )


def _link(above: Link) -> GoalLink:
    return GoalLink(
        goal_id=above.node.id,
        text=above.node.main.goal.text,
        reason=above.reason,
        certainty=above.certainty.value,
    )


def _ordered(found: Sequence[GoalNode]) -> Iterator[GoalNode]:
    """Each goal followed by those under it, tier by tier; the rest by tier."""
    below: dict[str | None, list[GoalNode]] = {}
    for node in sorted(found, key=lambda n: (n.kommun or "", ORDER[n.tier], n.tier)):
        below.setdefault(node.parent.goal_id if node.parent else None, []).append(node)

    def walk(of: str | None) -> Iterator[GoalNode]:
        for node in below.get(of, ()):
            yield node
            yield from walk(node.id)

    yield from walk(None)
