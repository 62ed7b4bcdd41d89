"""Målkedjan: the goals of all documents put together, what stands above what, and how each is met."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.export.sheets import Cell, Link, Sheet
from assistant.goals.chain import chain_of
from assistant.goals.period import Period
from assistant.views.scope import Links, Scope
from assistant.wire.goals import GOALS, GoalIndicator, GoalNode, GoalSource, GoalsOut, GoalsQuery

__all__ = ["GOALS", "build", "sheets"]


def build(scope: Scope, query: GoalsQuery) -> GoalsOut:
    """The chain as far as `scope` may see. It is put together from all goals of the kommun, then limited to what fits: what
    belongs to no goal is shown with the whole of it only."""
    chain = chain_of(scope)
    shown = [node for node in chain.goals if fits(node, query, scope)]
    kept = {node.id for node in shown}
    whole = len(shown) == len(chain.goals)
    return GoalsOut(
        today=scope.today,
        goals=shown,
        orphans=[each for each in chain.orphans if each.goal_id in kept or (whole and each.goal_id is None)],
        disagreements=list(chain.disagreements) if whole else [],
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
