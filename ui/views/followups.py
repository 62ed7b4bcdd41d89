"""The page of follow-ups: what is late first, then what is coming; unanswered motions; laga kraft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, get_args

import streamlit as st

from assistant.errors import KommunminneError
from assistant.wire.followups import FOLLOWUPS, Duty, DutyKind, DutyState, Followups, FollowupsQuery
from ui import duty_list, parts, render, state, strings
from ui.words import followups as words

_KEY = "followups"
MOST = 200  # rows that the page shows; files have all (a string here would be shown)

_FOLDED = (words.PROPOSED, words.DONE)


def wanted() -> FollowupsQuery:
    """The widgets to limit by, and what was chosen."""
    part = st.segmented_control(
        words.PART,
        list(words.PARTS),
        format_func=words.PARTS.__getitem__,
        default="bevakning",
        required=True,
        key=f"{_KEY}-part",
    )
    given: dict[str, Any] = parts.limits(_KEY) | {"part": part or "bevakning"}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if given["part"] == "bevakning":
            given |= chosen("duty", words.DUTY, get_args(DutyKind))
            given |= chosen("state", words.STATE, get_args(DutyState))
            who = st.text_input(words.RESPONSIBLE, key=f"{_KEY}-who", max_chars=200).strip()
            given |= {"responsible": who} if who else {}
        given["today"] = st.date_input(
            words.TODAY, value=dt.date.today(), key=f"{_KEY}-today", format="YYYY-MM-DD", width=170
        )
    return FollowupsQuery(**given)


def chosen(field: str, label: str, values: Sequence[str]) -> dict[str, str]:
    """A choice among values, as a field of the query; nothing where none is made."""
    value = st.selectbox(label, values, index=None, placeholder=strings.ANY, key=f"{_KEY}-{field}")
    return {field: value} if value else {}


def show(found: Followups) -> None:
    """What was asked for; each part that has rows."""
    if found.duties:
        st.text(words.COUNTS.format(total=found.total, overdue=found.overdue))
        show_duties(found.duties)
        if found.total > len(found.duties):
            st.caption(words.SHOWN.format(shown=len(found.duties), total=found.total))
    if found.initiatives:
        st.html(duty_list.initiatives_html(found.initiatives))
        st.caption(words.YEAR_RULE)
    if found.legal_force:
        st.html(duty_list.force_html(found.legal_force))
        st.caption(words.FORCE_RULE)


def show_duties(duties: Sequence[Duty]) -> None:
    """The duties under their headings, in the order they come; what needs nobody's work is folded away."""
    if not any(duty.overdue for duty in duties):
        st.success(words.NOTHING_LATE)
    for heading, under in groupby(duties, key=duty_list.group):
        rows = list(under)
        if heading in _FOLDED:
            with st.expander(f"{heading} ({len(rows)})"):
                st.html(duty_list.duties_html(rows))
        else:
            st.subheader(f"{heading} ({len(rows)})", anchor=False)
            st.html(duty_list.duties_html(rows))


def main() -> None:
    """The page."""
    st.html(duty_list.STYLE)
    st.title(words.TITLE, anchor=False)
    st.caption(words.ABOUT)
    query = wanted()
    try:
        found = state.client().view(FOLLOWUPS, query.model_copy(update={"limit": MOST}))
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    if not (found.duties or found.initiatives or found.legal_force):
        st.info(words.NOTHING)
        return
    dated = query.part != "initiativ"  # a motion has no day for a calendar
    parts.downloads(FOLLOWUPS if dated else replace(FOLLOWUPS, formats=("csv", "xlsx")), query, _KEY)
    show(found)


main()
