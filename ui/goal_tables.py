"""What hangs loose in the chain of goals, what texts lack and where documents disagree, as tables. Text is always escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.wire.goals import Disagreement, GoalNode, Orphan
from ui import goal_tree, parts, render
from ui.words import goals as words


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
    return linked_table(words.LOOSE_COLUMNS, rows)


def findings_html(goals: Sequence[GoalNode]) -> str:
    """What the texts lack, goal by goal, as a table."""
    rows = [
        (
            goal_tree.goal_link(goal.id, f"{goal_tree.name(goal)}: {goal.text}"),
            goal_tree.list_html(escape(f"{each.why} {each.suggestion}") for each in goal.findings),
        )
        for goal in goals
    ]
    return linked_table(words.FINDING_COLUMNS, rows)


def disagreement_html(disagreement: Disagreement) -> str:
    """What the documents say, side by side."""
    rows = []
    for side in disagreement.sides:
        title = escape(side.title)
        if side.paragraph_id:
            title = f'<a href="{escape(parts.paragraph_url(side.paragraph_id))}" target="_self">{title}</a>'
        page = words.PAGE.format(page=side.page) if side.page else ""
        where = " · ".join(part for part in (str(side.date or ""), side.section, page, side.file) if part)
        rows.append((escape(side.value), escape(side.quote), f"{title}<br><small>{escape(where)}</small>"))
    return render.lines_html(disagreement.about) + linked_table(words.SIDE_COLUMNS, rows)


def linked_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML already, every text in them escaped."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="km-table km-linked"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
