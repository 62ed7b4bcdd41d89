"""The page of decisions: the register to limit, sort, count, take home and go on from."""

from __future__ import annotations

from typing import Any, get_args

import altair as alt
import streamlit as st

from assistant.errors import KommunminneError
from assistant.schema import LevelName
from assistant.wire.decisions import (
    DECISION_PAGE,
    DECISIONS,
    CountOut,
    DecisionPage,
    DecisionsQuery,
    OutcomeName,
    PageQuery,
)
from ui import decision_table, parts, render, state, strings
from ui.words import decisions as words

PER_PAGE = 50
_KEY = "decisions"
_PAGE = f"{_KEY}-page"


def limited() -> dict[str, Any]:
    """Widgets to limit the register by, and what was chosen."""
    given = parts.limits(_KEY)
    with st.expander(words.MORE):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given |= chosen("level", words.LEVEL, get_args(LevelName))
            given |= chosen("outcome", words.OUTCOME, get_args(OutcomeName))
            given |= chosen("next_body", words.NEXT_BODY, parts.choices(state.service_url())["body"])
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given |= typed("title", words.ROW_TITLE)
            given |= typed("dnr", words.DNR)
            given |= number("section", words.SECTION, whole=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given |= number("amount_from", words.AMOUNT_FROM)
            given |= number("amount_to", words.AMOUNT_TO)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given |= typed("responsible", words.RESPONSIBLE)
            given |= typed("recipient", words.RECIPIENT)
            given |= typed("underlag", words.UNDERLAG)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sort = st.selectbox(
            words.SORT, list(words.SORTS), format_func=words.SORTS.__getitem__, key=f"{_KEY}-sort", width=220
        )
        turned = st.toggle(words.DESCENDING, value=True, key=f"{_KEY}-desc")
    return given | {"sort": sort, "descending": turned}


def chosen(field: str, label: str, values: Any) -> dict[str, Any]:
    """A choice among values, as a field of the query; nothing where none is made."""
    value = st.selectbox(label, values, index=None, placeholder=strings.ANY, key=f"{_KEY}-{field}")
    return {field: value} if value else {}


def typed(field: str, label: str) -> dict[str, Any]:
    """Words, as a field of the query."""
    value = st.text_input(label, key=f"{_KEY}-{field}", max_chars=200).strip()
    return {field: value} if value else {}


def number(field: str, label: str, *, whole: bool = False) -> dict[str, Any]:
    """A number, as a field of the query."""
    least: Any = 1 if whole else None
    step: Any = 1 if whole else 1000.0
    value = st.number_input(
        label, min_value=least, value=None, step=step, format=None if whole else "%.0f", key=f"{_KEY}-{field}"
    )
    return {} if value is None else {field: value}


def asked(given: dict[str, Any], page: int) -> DecisionPage | None:
    """A page of the register; None where what was asked for makes no sense, which is then said."""
    try:
        return state.client().view(
            DECISION_PAGE, PageQuery(**given, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
        )
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return None


def show_chart(found: DecisionPage) -> None:
    """How many there are per body, outcome, level or month, of all that fit."""
    by = st.segmented_control(
        words.CHART,
        list(words.CHARTS),
        format_func=words.CHARTS.__getitem__,
        default="bodies",
        required=True,
        key=f"{_KEY}-chart",
    )
    counts: list[CountOut] = getattr(found, by or "bodies")
    label = words.CHARTS[by or "bodies"].capitalize()
    data = alt.Data(values=[{"name": each.name, "count": each.count} for each in counts])  # type: ignore[no-untyped-call]
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=6)
    tooltip = [alt.Tooltip("name:N", title=label), alt.Tooltip("count:Q", title=words.PARAGRAPHS)]
    chart = alt.Chart(data).mark_bar(color="#0b5c8a")
    if by == "months":  # time goes to the right
        chart = chart.encode(
            alt.X("name:N", title=label), alt.Y("count:Q", title=words.PARAGRAPHS, axis=axis), tooltip=tooltip
        )
        chart = chart.properties(height=220)
    else:
        name = alt.Y("name:N", title=None, sort="-x", axis=alt.Axis(labelOverlap=False, labelLimit=200))
        chart = chart.encode(
            name, alt.X("count:Q", title=words.PARAGRAPHS, axis=axis), tooltip=tooltip
        ).properties(height=alt.Step(24))
    st.altair_chart(chart, key=f"{_KEY}-bars")


def show_pages(found: DecisionPage, page: int) -> None:
    """Which rows are shown, and a way to the others."""
    if found.total <= PER_PAGE:
        return
    first = (page - 1) * PER_PAGE + 1
    st.caption(words.SHOWING.format(first=first, last=first + len(found.rows) - 1, total=found.total))
    st.number_input(words.PAGE, min_value=1, max_value=-(-found.total // PER_PAGE), key=_PAGE, width=160)


def main() -> None:
    """The page."""
    st.set_page_config(layout="wide")
    st.html(decision_table.STYLE)
    st.title(words.TITLE, anchor=False)
    st.caption(words.ABOUT)
    given = limited()
    page = st.session_state.get(_PAGE, 1)
    found = asked(given, page)
    if found is None:
        return
    if not found.rows and page > 1:
        st.session_state[_PAGE] = page = 1
        found = asked(given, page) or found
    if not found.rows:
        st.info(words.NOTHING)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(words.COUNT.format(total=found.total))
        parts.downloads(DECISIONS, DecisionsQuery(**given), _KEY)
    show_chart(found)
    st.html(decision_table.table_html(found.rows))
    show_pages(found, page)


main()
