"""Målkedjan: the goals of all documents put together, what stands above what, and how each is met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from assistant.export.sheets import Cell, Link, Sheet
from assistant.goals.adoption import Adopted, adoptions
from assistant.goals.decided import decided
from assistant.goals.disagreements import disagreements
from assistant.goals.findings import findings
from assistant.goals.kolada import indicator, unused
from assistant.goals.links import Link as GoalAbove
from assistant.goals.links import Linked, linked
from assistant.goals.orphans import orphans
from assistant.goals.owners import owned_numbers
from assistant.goals.period import Period, valid
from assistant.goals.readings import Deciding, readings
from assistant.goals.same import Node, nodes
from assistant.goals.status import statuses
from assistant.views.scope import Links, Scope
from assistant.wire.goals import (
    GOALS,
    Adoption,
    GoalIndicator,
    GoalLink,
    GoalNode,
    GoalSource,
    GoalsOut,
    GoalsQuery,
    Standing,
    TierName,
)
from ingest.filters import Filters
from ingest.goal_parents import ORDER
from ingest.kolada import kolada_names, kolada_of

__all__ = ["GOALS", "build", "sheets"]


def build(scope: Scope, query: GoalsQuery) -> GoalsOut:
    """The chain as far as `scope` may see. It is put together from all goals of the kommun, then limited to what fits."""
    filters = Filters(zones=scope.filters.zones, kommun=scope.filters.kommun)
    stored = scope.catalogue.goals(filters)
    held = {goal.content for goal in stored}
    documents = scope.catalogue.sources_of(held, filters)
    chain = nodes([*readings(stored, documents), *decided(scope.register, scope.catalogue, filters)])
    above = linked(chain)
    adopted = adoptions(scope.register, held, scope.config.bodies, filters)
    owned = owned_numbers(scope.register, held, scope.config.goals)
    figures = kolada_of(scope.register, {node.kommun for node in chain if node.kommun})
    titles = kolada_names(scope.register)
    made = [_node(scope, node, above[node.id], adopted, owned) for node in chain]
    for node in made:
        node.indicators = [
            indicator(each.name, figures.get(node.kommun or "", ()), titles) for each in node.indicators
        ]
    shown = [node for node in _ordered(made) if fits(node, query, scope)]
    kept = {node.id for node in shown}
    return GoalsOut(
        today=scope.today,
        goals=shown,
        orphans=[
            *(orphan for orphan in orphans(made) if orphan.goal_id in kept),
            *(unused(made, figures, titles) if len(shown) == len(made) else ()),
        ],
        disagreements=disagreements(scope.register, scope.catalogue, filters)
        if len(shown) == len(made)
        else [],
    )


def _node(
    scope: Scope,
    node: Node,
    above: Linked,
    adopted: Mapping[str, Adopted],
    owned: Collection[tuple[str, str | None]],
) -> GoalNode:
    main, goal = node.main, node.main.goal
    standing, adoption = _standing(node, adopted)
    found = statuses(node)
    return GoalNode(
        id=node.id,
        kommun=node.kommun,
        tier=cast(TierName, node.tier),
        number=goal.number,
        text=goal.text,
        unit=goal.unit,
        description=goal.description.value,
        indicators=[GoalIndicator(name=name) for name in node.indicators],
        period=str(node.period) if node.period else None,
        valid=valid(node.period, scope.today),
        standing=standing,
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


def _standing(node: Node, adopted: Mapping[str, Adopted]) -> tuple[Standing, Adoption | None]:
    """Whether a goal is decided, and by whom: as a document says, or as minutes show. What one body only proposed, and
    another document names as what holds, may since have been decided."""
    for reading in node.readings:
        said = adopted.get(reading.goal.content) if reading.role == "mål" and not reading.proposed else None
        if said:
            return "beslutat", Adoption(label=said.label, paragraph_id=said.paragraph_id)
    decisions = [reading for reading in node.readings if reading.decided]
    decisions.sort(key=lambda reading: reading.proposed)
    for reading in decisions:
        assert reading.decided is not None
        adoption = Adoption(label=reading.decided.label, paragraph_id=reading.decided.paragraph_id)
        if not reading.proposed:
            return "beslutat", adoption
        adoption.label = _proposal(reading.decided)
        held = any(other.role == "omnämnande" and not other.proposed for other in node.readings)
        return ("framgår inte" if held else "föreslaget"), adoption
    return ("föreslaget" if node.main.proposed else "framgår inte"), None


def _proposal(by: Deciding) -> str:
    """'Föreslaget av KS 2019-02-04 § 15; KF:s beslut saknas i underlaget'."""
    awaited = f"; {by.next_body}s beslut framgår inte av underlaget" if by.next_body else ""
    return f"Föreslaget av {by.label}{awaited}"


def _link(above: GoalAbove) -> GoalLink:
    return GoalLink(
        goal_id=above.node.id,
        text=above.node.main.goal.text,
        reason=above.reason,
        certainty=above.certainty.value,
    )


def fits(node: GoalNode, query: GoalsQuery, scope: Scope) -> bool:
    """Whether a goal is what the view was limited to."""
    wanted = (query.text or "").casefold().split()
    said = f"{node.text} {node.description} {' '.join(i.name for i in node.indicators)}".casefold()
    kinds = {source.kind for source in (node.source, *node.also_in)}
    return (
        all(word in said for word in wanted)
        and (query.tier is None or node.tier == query.tier)
        and (query.status is None or (node.status is not None and node.status.colour == query.status))
        and (query.valid is None or node.valid == query.valid)
        and (query.standing is None or node.standing == query.standing)
        and (not scope.filters.kinds or bool(kinds & set(scope.filters.kinds)))
        and _in_time(node, query)
    )


def _in_time(node: GoalNode, query: GoalsQuery) -> bool:
    """A goal without a period falls out where one is asked for."""
    if query.date_from is None and query.date_to is None:
        return True
    period = Period.read(node.period)
    return period is not None and period.touches(query.date_from, query.date_to)


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


def sheets(result: GoalsOut, links: Links) -> Sequence[Sheet]:
    """Goals, findings, what hangs loose, and where documents disagree."""
    rows = [_row(node, links) for node in result.goals]
    lacking = [
        (node.kommun, node.tier, node.text, finding.rule, finding.why, finding.suggestion)
        for node in result.goals
        for finding in node.findings
    ]
    loose = [
        (o.kommun, o.kind, o.name, o.why, "; ".join(link.text for link in o.possible)) for o in result.orphans
    ]
    sides = [
        (d.kommun, d.about, side.value, side.quote, side.title, side.section, side.date, side.page, side.file)
        for d in result.disagreements
        for side in d.sides
    ]
    return (
        Sheet(GOALS.title, _COLUMNS, rows),
        Sheet("Brister", ("Kommun", "Nivå", "Mål", "Regel", "Brist", "Förslag"), lacking),
        Sheet("Lösa delar", ("Kommun", "Slag", "Namn", "Varför", "Kan höra till"), loose),
        Sheet("Olika uppgifter", _SIDE_COLUMNS, sides),
    )


_COLUMNS = (
    *("Kommun", "Nivå", "Nr", "Mål", "Överordnat mål", "Länkens skäl", "Hur säker", "Indikatorer", "Period"),
    *("Giltighet", "Beslutat eller föreslaget", "Beslut", "Status", "Statusens ord", "Uppföljning"),
    *("Brister", "Handling", "Fil", "Datum", "Sida", "Länk"),
)
_SIDE_COLUMNS = ("Kommun", "Om", "Uppgift", "Citat", "Handling", "Avsnitt", "Datum", "Sida", "Fil")


def _row(node: GoalNode, links: Links) -> tuple[Cell, ...]:
    parent, status, source = node.parent, node.status, node.source
    return (
        *(node.kommun, node.tier, node.number, node.text),
        *((parent.text, parent.reason, parent.certainty) if parent else (None, None, None)),
        *(
            "; ".join(_named(indicator) for indicator in node.indicators),
            node.period,
            node.valid,
            node.standing,
        ),
        *(node.adopted.label if node.adopted else None, status.colour if status else None),
        *((status.words, status.source.title) if status else (None, None)),
        *("; ".join(finding.rule for finding in node.findings), source.title, source.file, source.date),
        *(source.page, _page_link(source, links)),
    )


def _named(indicator: GoalIndicator) -> str:
    return f"{indicator.name} ({indicator.kpi})" if indicator.kpi else indicator.name


def _page_link(source: GoalSource, links: Links) -> Link | None:
    """The page's picture, which only PDF files have."""
    if source.page is None or not source.file.casefold().endswith(".pdf"):
        return None
    return Link(f"sida {source.page}", links.page(source.document_id, source.page))
