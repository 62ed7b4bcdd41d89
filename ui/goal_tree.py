"""The chain of goals as a tree that opens and closes, by mouse or keyboard, and as a picture. Text is always escaped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from assistant.wire.goals import GoalIndicator, GoalLink, GoalNode, GoalSource, GoalStatus, IndicatorValue
from ui import parts
from ui.words import goals as words

STYLE = """<style>
.km-chain, .km-chain ul { list-style: none; padding-left: 1.1rem; margin: 0; border-left: 1px solid #c9d3db }
.km-chain { padding-left: 0 !important; border-left: none !important } .km-chain li { margin: .2rem 0 .2rem .2rem; scroll-margin-top: 5rem }
.km-chain summary { cursor: pointer; padding: .2rem .3rem; border-radius: 4px; line-height: 1.5 }
.km-chain summary:focus-visible { outline: 3px solid #f2b705 }
.km-chain details[open] > summary { background: #eef2f5 }
.km-chain dl { margin: .2rem 0 .6rem 1.2rem; display: grid; grid-template-columns: 9rem 1fr; gap: .2rem .8rem;
  font-size: .93rem }
.km-chain dt { font-weight: 600; color: #33475b } .km-chain dd { margin: 0; white-space: pre-line }
.km-chain dd ul { border: none; list-style: disc; padding-left: 1.1rem }
.km-tier { font-weight: 600; color: #33475b; margin-right: .3rem }
.km-colour { display: inline-block; border-radius: 1rem; padding: 0 .6rem; font-size: .82rem; font-weight: 600;
  border: 1px solid currentColor; margin-left: .4rem; white-space: nowrap }
.km-röd { color: #8a1010; background: #fdeaea } .km-gul { color: #6b4e00; background: #fff6d6 }
.km-grön { color: #14532d; background: #e7f5ec } .km-plain { color: #33475b; background: #fff }
.km-chain a, .km-linked a { color: #0b5c8a }
.km-linked th, .km-linked td { overflow-wrap: anywhere; vertical-align: top; min-width: 5.5rem }
.km-linked td ul { margin: 0; padding-left: 1.1rem } .km-linked li { font-size: inherit !important } .km-linked td small { color: #4a5b6a; overflow-wrap: anywhere }
@media (max-width: 40rem) { .km-chain dl { grid-template-columns: 1fr } }
</style>"""

MOST_DRAWN = 60
"""Goals of the largest picture: more cannot be read."""

_FILL = {"röd": "#fdeaea", "gul": "#fff6d6", "grön": "#e7f5ec", None: "#ffffff"}
_LINE = {"röd": "#8a1010", "gul": "#6b4e00", "grön": "#14532d", None: "#4a5b6a"}
_WRAP = 26
_LONGEST = 90
_LONGEST_LINE = 180


def children(goals: Sequence[GoalNode]) -> dict[str | None, list[GoalNode]]:
    """The goals under each, by its id; under None those whose goal above is not shown."""
    shown = {goal.id for goal in goals}
    below: dict[str | None, list[GoalNode]] = {}
    for goal in goals:
        above = goal.parent.goal_id if goal.parent and goal.parent.goal_id in shown else None
        below.setdefault(above, []).append(goal)
    return below


def tree_html(goals: Sequence[GoalNode], opened: str | None = None) -> str:
    """The goals as a tree; `opened`: the id of the one to show opened."""
    below = children(goals)
    return (
        f'<ul class="km-chain">{"".join(_branch(goal, below, opened) for goal in below.get(None, []))}</ul>'
    )


def _branch(goal: GoalNode, below: dict[str | None, list[GoalNode]], opened: str | None) -> str:
    under = "".join(_branch(child, below, opened) for child in below.get(goal.id, []))
    nested = f"<ul>{under}</ul>" if under else ""
    state = " open" if goal.id == opened else ""
    return (
        f'<li id="mal-{escape(goal.id)}"><details{state}><summary>{summary_html(goal)}</summary>'
        f"{facts_html(goal)}</details>{nested}</li>"
    )


def name(goal: GoalNode) -> str:
    """'Mål 7', or 'Vision' where it has no number."""
    tier = goal.tier[:1].upper() + goal.tier[1:]
    return f"{tier} {goal.number}" if goal.number else tier


def summary_html(goal: GoalNode) -> str:
    """A goal on one line: what it is, its words, and its status in words."""
    badges = []
    if goal.status and goal.status.colour:
        badges.append(_badge(words.STATUS_IS.format(colour=goal.status.colour), goal.status.colour))
    if goal.standing == words.PROPOSED:
        badges.append(_badge(words.PROPOSED, "plain"))
    if goal.valid in ("gäller inte längre", "gäller inte än"):
        badges.append(_badge(goal.valid, "plain"))
    return f'<span class="km-tier">{escape(name(goal))}</span>{escape(_short(goal.text))}{"".join(badges)}'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LINE else textwrap.shorten(text, _LONGEST_LINE, placeholder=" …")


def _badge(text: str, style: str) -> str:
    return f'<span class="km-colour km-{style}">{escape(text)}</span>'


def facts_html(goal: GoalNode) -> str:
    """All that is known of a goal, each place with a link to its page."""
    rows = [(words.WHAT[key], html) for key, html in _facts(goal) if html]
    return "<dl>" + "".join(f"<dt>{escape(head)}</dt><dd>{html}</dd>" for head, html in rows) + "</dl>"


def _facts(goal: GoalNode) -> Iterator[tuple[str, str]]:
    yield "text", escape(goal.source.quote)
    yield "description", escape(goal.description)
    if goal.tier not in ("vision", "aktivitet"):
        yield "indicators", list_html(_indicator(each) for each in goal.indicators) or words.NO_INDICATOR
    yield "period", escape(f"{goal.period}, {goal.valid}" if goal.period else goal.valid)
    yield "standing", _decided(goal)
    if goal.tier != "vision":
        yield "parent", _above(goal.parent) if goal.parent else words.NO_PARENT
    yield "doubtful", list_html(_above(link) for link in goal.doubtful)
    if goal.tier not in ("vision", "aktivitet"):
        yield "status", _status(goal.status) if goal.status else words.NO_STATUS
    yield "earlier", list_html(_status(each) for each in goal.earlier)
    yield "findings", list_html(escape(f"{each.why} {each.suggestion}") for each in goal.findings)
    yield "sources", list_html(source_html(each) for each in (goal.source, *goal.also_in))


def list_html(items: Iterator[str]) -> str:
    """A list of items that are HTML already; nothing where there are none."""
    found = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{found}</ul>" if found else ""


def _indicator(indicator: GoalIndicator) -> str:
    if indicator.kpi is None:
        return escape(indicator.name)
    title = f", {indicator.title}" if indicator.title else ""
    lines = [f"{indicator.name} ({words.KOLADA.format(kpi=indicator.kpi)}{title})"]
    lines += [_of_year(year, indicator.values) for year in sorted({each.year for each in indicator.values})]
    return "<br>".join(escape(line) for line in lines)


def _of_year(year: int, values: Sequence[IndicatorValue]) -> str:
    """'2024: 81,5 (kvinnor 82, män 80,1; riket 71,5)'."""
    of_year = [each for each in values if each.year == year]
    own = {each.gender: figure(each.value) for each in of_year if each.municipality != words.COUNTRY}
    country = [
        figure(each.value) for each in of_year if each.municipality == words.COUNTRY and each.gender == "T"
    ]
    parted = ", ".join(f"{words.GENDERS[gender]} {own[gender]}" for gender in ("K", "M") if gender in own)
    rest = "; ".join(part for part in (parted, *(f"riket {each}" for each in country)) if part)
    return f"{year}: {own.get('T', words.MISSING)}" + (f" ({rest})" if rest else "")


def figure(value: float | None) -> str:
    """A figure as Swedish writes it; a missing one in words."""
    if value is None:
        return words.MISSING
    return f"{value:,.10g}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def _decided(goal: GoalNode) -> str:
    if goal.adopted is None:
        return escape(goal.standing)
    linked, label = goal.adopted.paragraph_id, goal.adopted.label
    return f"{escape(goal.standing)}: {parts.paragraph_link(linked, label) if linked is not None else escape(label)}"


def _above(link: GoalLink) -> str:
    sure = words.UNSURE.format(certainty=link.certainty)
    return f"{goal_link(link.goal_id, link.text)}<br>{escape(link.reason)} ({escape(sure)})"


def goal_link(goal_id: str, text: str) -> str:
    """A link to a goal on this page."""
    return f'<a href="{escape(goal_url(goal_id))}" target="_self">{escape(text)}</a>'


def goal_url(goal_id: str) -> str:
    """The address of this page with a goal opened."""
    return f"/mal?id={quote(goal_id)}"


def _status(status: GoalStatus) -> str:
    colour = _badge(status.colour, status.colour) + " " if status.colour else ""
    return f"{colour}{escape(status.words)}<br>{source_html(status.source)}"


def source_html(source: GoalSource) -> str:
    """A place where a goal stands, with a link to its page where that can be shown, and to its § in minutes."""
    if source.paragraph_id:
        title = parts.paragraph_link(source.paragraph_id, source.title)
    else:
        title = escape(f"{source.title} {source.date}" if source.date else source.title)
    return f"{title} ({escape(words.ROLES[source.role])}): {page_html(source)}"


def page_html(source: GoalSource) -> str:
    """The file and the page, as a link to the page's picture with the words marked where there is one."""
    if source.page is None:
        return f"{escape(source.file)}, {words.NO_PAGE}"
    label = escape(f"{source.file}, {words.PAGE.format(page=source.page)}")
    if not source.file.casefold().endswith(".pdf"):
        return label
    marks = ",".join(f"{span.start}-{span.end}" for span in source.spans if span.page == source.page)
    url = f"/api/v1/documents/{quote(source.document_id)}/pages/{source.page}.png?mark={marks}"
    return f'<a href="{escape(url)}" target="_blank">{label}</a>'


def drawn(goals: Sequence[GoalNode]) -> list[GoalNode]:
    """The goals that a picture shows: those that hang together, all of them where none do."""
    shown = {goal.id for goal in goals}
    above = {goal.id: goal.parent.goal_id for goal in goals if goal.parent and goal.parent.goal_id in shown}
    together = {*above, *above.values()}
    return [goal for goal in goals if goal.id in together] or list(goals)


def dot(goals: Sequence[GoalNode]) -> str:
    """The goals as a picture in Graphviz' language, from left to right; a status by colour and in words."""
    shown = {goal.id for goal in goals}
    lines = [_box(goal) for goal in drawn(goals)]
    for goal in goals:
        if goal.parent and goal.parent.goal_id in shown:
            style = "solid" if goal.parent.certainty == "säker" else "dashed"
            lines.append(f'"{goal.parent.goal_id}" -> "{goal.id}" [style={style}];')
    head = (
        'digraph { rankdir=LR; bgcolor="transparent"; node [shape=box style="filled,rounded" fontname="sans-serif" '
        'fontsize=11 margin="0.25,0.1"]; edge [color="#4a5b6a" arrowsize=0.7];'
    )
    return "\n".join([head, *lines, "}"])


def _box(goal: GoalNode) -> str:
    text = textwrap.shorten(goal.text, _LONGEST, placeholder=" …")
    colour = goal.status.colour if goal.status else None
    status = [words.STATUS_IS.format(colour=colour)] if colour else []
    label = "\n".join([name(goal), *textwrap.wrap(text, _WRAP), *status])
    url = _quoted(goal_url(goal.id))
    return (
        f'"{goal.id}" [label={_quoted(label)} fillcolor="{_FILL[colour]}" color="{_LINE[colour]}" '
        f'URL={url} target="_self" tooltip={_quoted(goal.text)}];'
    )


def _quoted(text: str) -> str:
    """A string of Graphviz': quotes and backslashes of documents stay signs."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
