"""The page of goals: the chain as a tree and as a picture, what hangs loose, and what the texts lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

import streamlit as st

from assistant.errors import KommunminneError
from assistant.wire.goals import (
    GOALS,
    Colour,
    GoalNode,
    GoalsOut,
    GoalsQuery,
    Standing,
    TierName,
    Validity,
)
from ui import goal_tables, goal_tree, parts, render, state, strings
from ui.words import goals as words

_KEY = "goals"


def wanted() -> GoalsQuery:
    """The widgets to limit by, and what was chosen."""
    given: dict[str, Any] = parts.limits(_KEY, bodies=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for field, label, values in (
            ("tier", words.TIER, get_args(TierName)),
            ("status", words.STATUS, get_args(Colour)),
            ("valid", words.VALID, get_args(Validity)),
            ("standing", words.STANDING, get_args(Standing)),
        ):
            chosen = st.selectbox(label, values, index=None, placeholder=strings.ANY, key=f"{_KEY}-{field}")
            given |= {field: chosen} if chosen else {}
    return GoalsQuery(**given)


def show(found: GoalsOut, opened: str | None) -> None:
    """The chain of each kommun, then what hangs loose, what texts lack and where documents disagree."""
    st.text(counts(found.goals))
    kommuner = list(dict.fromkeys(goal.kommun for goal in found.goals))
    for kommun in kommuner:
        goals = [goal for goal in found.goals if goal.kommun == kommun]
        if len(kommuner) > 1:
            st.subheader(render.plain(kommun or words.OTHER_KOMMUN), anchor=False)
        st.html(goal_tree.tree_html(goals, opened))
        picture(goals)
    if found.orphans:
        with st.expander(words.LOOSE.format(count=len(found.orphans))):
            st.html(goal_tables.loose_html(found.orphans))
    lacking = [goal for goal in found.goals if goal.findings]
    if lacking:
        with st.expander(words.FINDINGS.format(count=sum(len(goal.findings) for goal in lacking))):
            st.html(goal_tables.findings_html(lacking))
    if found.disagreements:
        with st.expander(words.DISAGREE.format(count=len(found.disagreements)), expanded=True):
            for disagreement in found.disagreements:
                st.html(goal_tables.disagreement_html(disagreement))


def counts(goals: Sequence[GoalNode]) -> str:
    """'1 vision · 4 övergripande mål · 7 mål'."""
    number = Counter(goal.tier for goal in goals)
    return " · ".join(
        f"{number[tier]} {words.COUNTS[tier][number[tier] != 1]}"
        for tier in get_args(TierName)
        if number[tier]
    )


def picture(goals: Sequence[GoalNode]) -> None:
    """The chain drawn, where it is not too large to be read."""
    with st.expander(words.PICTURE):
        if len(goal_tree.drawn(goals)) > goal_tree.MOST_DRAWN:
            st.text(words.TOO_MANY.format(most=goal_tree.MOST_DRAWN))
            return
        st.caption(words.PICTURE_ALT)
        st.graphviz_chart(goal_tree.dot(goals))


def take_in() -> None:
    """A file of Kolada's values, handed in."""
    with st.expander(words.TAKE_IN):
        st.caption(words.TAKE_IN_ABOUT)
        with st.form(f"{_KEY}-kolada", clear_on_submit=True, border=False):
            given = st.file_uploader(words.FILE, type=["json"], key=f"{_KEY}-file")
            kommun = st.text_input(strings.KOMMUN, max_chars=100, help=strings.KOMMUN_HELP)
            sent = st.form_submit_button(strings.UPLOAD_BUTTON)
        if not sent:
            return
        if given is None:
            st.info(strings.NO_FILES)
            return
        try:
            found = state.client().import_kolada(
                given.getvalue(), name=given.name, kommun=kommun.strip() or None
            )
        except KommunminneError as error:
            st.error(render.plain(str(error)))
            return
        st.text(
            words.TAKEN_IN.format(
                values=found.values,
                kommun=found.kommun or words.OTHER_KOMMUN,
                first=found.first_year or "",
                last=found.last_year or "",
                kpis=", ".join(found.kpis),
            )
        )


def main() -> None:
    """The page."""
    st.html(goal_tree.STYLE)
    st.title(words.TITLE)
    st.caption(words.ABOUT)
    query = wanted()
    try:
        found = state.client().view(GOALS, query)
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    if not found.goals:
        limited = bool(query.model_dump(exclude_none=True))
        st.info(words.NOTHING if limited else words.NO_GOALS)
        return
    opened = st.query_params.get("id")
    show(found, opened)
    parts.downloads(GOALS, query, _KEY)
    take_in()
    if opened and any(goal.id == opened for goal in found.goals):
        st.html(render.scroll_html(f"mal-{opened}"), unsafe_allow_javascript=True)


main()
