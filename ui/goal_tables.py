"""What hangs loose in the chain of goals, what texts lack and where documents disagree, as tables. Text is always escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.wire.goals import Disagreement, GoalNode, Orphan
from ui import goal_tree, parts, render
from ui.words import goals as words

_LINKED = "km-table km-linked"


def loose_html(orphans: Sequence[Orphan]) -> str:
    """What hangs loose, as a table."""
    rows = [
        (
            escape(orphan.kind),
            (goal_tree.goal_link(orphan.goal_id, orphan.name) if orphan.goal_id else escape(orphan.name))
            + (f"<br><small>{goal_tree.page_html(orphan.source)}</small>" if orphan.source else ""),
            escape(orphan.why),
            goal_tree.list_html(
                f"{goal_tree.goal_link(link.goal_id, link.text)} {escape(link.reason)}"
                for link in orphan.possible
            ),
        )
        for orphan in orphans
    ]
    return render.cells_html(words.LOOSE_COLUMNS, rows, kind=_LINKED)


def findings_html(goals: Sequence[GoalNode]) -> str:
    """What the texts lack, goal by goal, as a table."""
    rows = [
        (
            goal_tree.goal_link(goal.id, f"{goal_tree.name(goal)}: {goal.text}"),
            goal_tree.list_html(escape(f"{each.why} {each.suggestion}") for each in goal.findings),
        )
        for goal in goals
    ]
    return render.cells_html(words.FINDING_COLUMNS, rows, kind=_LINKED)


def disagreement_html(disagreement: Disagreement) -> str:
    """What the documents say, side by side."""
    rows = []
    for side in disagreement.sides:
        linked = side.paragraph_id
        title = parts.paragraph_link(linked, side.title) if linked else escape(side.title)
        page = words.PAGE.format(page=side.page) if side.page else ""
        where = " · ".join(part for part in (str(side.date or ""), side.section, page, side.file) if part)
        rows.append((escape(side.value), escape(side.quote), f"{title}<br><small>{escape(where)}</small>"))
    return render.lines_html(disagreement.about) + render.cells_html(words.SIDE_COLUMNS, rows, kind=_LINKED)
