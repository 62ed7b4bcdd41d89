"""The page of matters: a list to search and limit, and one matter as a timeline."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assistant.errors import KommunminneError, NotFound
from assistant.wire.matters import MATTERS, MatterOut, MattersOut, MattersQuery
from ui import parts, render, state, strings, timeline
from ui.words import matters as words

PER_PAGE = 25


def limited() -> dict[str, Any]:
    """Widgets to limit the list by, and what was chosen."""
    given = parts.limits("matters")
    chosen = st.selectbox(
        words.STATE, words.STATES, index=None, placeholder=strings.ANY, key="matters-state", width=220
    )
    return given | ({"state": chosen} if chosen else {})


def show_list() -> None:
    """The matters that fit, a page at a time."""
    st.title(words.TITLE, anchor=False)
    st.caption(words.ABOUT)
    given = limited()
    page = st.session_state.get("matters-page", 1)
    found = asked(given, page)
    if found is None:
        return
    if not found.matters and page > 1:
        st.session_state["matters-page"] = page = 1
        found = asked(given, page) or found
    if not found.matters:
        st.info(words.NOTHING)
        return
    st.text(words.COUNT.format(total=found.total, open=found.open))
    parts.downloads(MATTERS, MattersQuery(**given), "matters")
    st.html("".join(timeline.card_html(matter) for matter in found.matters))
    show_pages(found, page)


def asked(given: dict[str, Any], page: int) -> MattersOut | None:
    """A page of the list; None where what was asked for makes no sense, which is then said."""
    query = MattersQuery(**given, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    try:
        return state.client().view(MATTERS, query)
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return None


def show_pages(found: MattersOut, page: int) -> None:
    """Which matters are shown, and a way to the others."""
    if found.total <= PER_PAGE:
        return
    first = (page - 1) * PER_PAGE + 1
    last = first + len(found.matters) - 1
    st.caption(words.SHOWING.format(first=first, last=last, total=found.total))
    pages = -(-found.total // PER_PAGE)
    st.number_input(words.PAGE, min_value=1, max_value=pages, key="matters-page", width=160)


def show_one(matter: MatterOut) -> None:
    """One matter: how it stands, its way, each §, what is missing and what is doubtful."""
    st.page_link("views/matters.py", label=words.ALL, icon=":material/arrow_back:")
    st.title(render.plain(matter.title), anchor=False)
    st.html(timeline.about_html(matter) + timeline.way_html(matter))
    st.html(timeline.timeline_html(matter))
    missing = timeline.other_missing(matter)
    if missing:
        st.subheader(words.MISSING, anchor=False)
        st.html(timeline.missing_html(missing))
    if matter.doubtful:
        st.subheader(words.DOUBTFUL, anchor=False)
        st.caption(words.DOUBTFUL_ABOUT)
        st.html(timeline.doubtful_html(matter.doubtful))
    parts.downloads(MATTERS, MattersQuery(id=matter.id), "matter")


def main() -> None:
    """The list, or the one matter that the address names."""
    st.html(timeline.STYLE)
    wanted = st.query_params.get("id", "")
    if not wanted:
        show_list()
        return
    try:
        found = state.client().view(MATTERS, MattersQuery(id=wanted[:64]))
    except NotFound as error:
        st.title(words.TITLE, anchor=False)
        st.error(render.plain(str(error)))
        st.page_link("views/matters.py", label=words.ALL)
        return
    show_one(found.matters[0])


main()
