"""The page of coverage: a calendar per body and year, then what is missing."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from assistant.errors import KommunminneError
from assistant.wire.coverage import COVERAGE, MOST, Coverage, CoverageQuery
from ui import coverage_grid, parts, render, state
from ui.words import coverage as words

LISTED = 100


def show(found: Coverage) -> None:
    """The calendars, and below them what is missing."""
    counts = words.COUNTS.format(
        meetings=found.meetings_total, sections=found.sections_total, missing=found.missing_total
    )
    st.text(counts)
    st.html(coverage_grid.legend_html())
    missing = coverage_grid.by_year(found.missing)
    several = len({year.kommun for year in found.years}) > 1
    for _, group in groupby(found.years, key=lambda year: (year.kommun, year.body_key)):
        st.html(coverage_grid.body_html(list(group), missing, kommun=several))
    show_lists(found)


def show_lists(found: Coverage) -> None:
    """Meetings named but missing, files to look over, appendices."""
    if found.missing:
        st.subheader(words.MISSING_MEETINGS.format(total=found.missing_total), anchor=False)
        st.caption(words.MISSING_ABOUT)
        st.html(coverage_grid.missing_html(found.missing[:LISTED], found.missing_total))
    if found.named:
        st.subheader(words.NAMED_MEETINGS.format(total=found.named_total), anchor=False)
        st.caption(words.NAMED_ABOUT)
        st.html(coverage_grid.named_html(found.named[:LISTED], found.named_total))
    if found.files:
        st.subheader(words.FILES.format(total=found.files_total), anchor=False)
        st.html(coverage_grid.files_html(found.files[:LISTED], found.files_total))
    if found.appendices:
        st.subheader(words.APPENDICES.format(total=found.appendices_total), anchor=False)
        st.caption(words.APPENDICES_ABOUT.format(held=found.appendices_held))
        st.html(coverage_grid.appendices_html(found.appendices[:LISTED], found.appendices_total))


def main() -> None:
    """What the reader asked for, or why it cannot be shown."""
    st.html(coverage_grid.STYLE)
    st.title(words.TITLE, anchor=False)
    st.caption(words.ABOUT)
    given = parts.limits("coverage")
    try:
        found = state.client().view(COVERAGE, CoverageQuery(**given))
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    if not found.years:
        st.info(words.NOTHING)
        return
    parts.downloads(COVERAGE, CoverageQuery(**given, limit=MOST), "coverage")
    show(found)


main()
