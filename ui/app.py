"""The web page: its views and what they share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import KommunminneError
from ui import render, state, strings
from ui.words import checks as check_words
from ui.words import coverage as coverage_words
from ui.words import decisions as decision_words
from ui.words import followups as followup_words
from ui.words import goals as goal_words
from ui.words import matters as matter_words
from ui.words import people as people_words

# Pictures of our own: a named icon would be fetched from elsewhere for the tab.
ASSETS = Path(__file__).parent / "assets"

st.set_page_config(page_title=strings.APP, page_icon=ASSETS / "icon.png", layout="centered")
st.logo(ASSETS / "logo.svg", size="large")
st.html(render.STYLE)
REGISTER = [
    st.Page("views/decisions.py", title=decision_words.TITLE, icon=":material/gavel:", url_path="beslut"),
    st.Page("views/matters.py", title=matter_words.TITLE, icon=":material/timeline:", url_path="arenden"),
    st.Page("views/goals.py", title=goal_words.TITLE, icon=":material/flag:", url_path="mal"),
    st.Page(
        "views/followups.py",
        title=followup_words.TITLE,
        icon=":material/event_upcoming:",
        url_path="bevakning",
    ),
    st.Page(
        "views/coverage.py", title=coverage_words.TITLE, icon=":material/calendar_month:", url_path="tackning"
    ),
    st.Page(
        "views/checks.py",
        title=check_words.TITLE,
        icon=":material/fact_check:",
        url_path="protokollskontroll",
    ),
    st.Page(
        "views/people.py",
        title=people_words.TITLE,
        icon=":material/groups:",
        url_path="personer",
        visibility="visible" if state.sees_internal() else "hidden",
    ),
]
page = st.navigation(
    {
        "": [
            st.Page("views/ask.py", title=strings.ASK, icon=":material/forum:", default=True),
            st.Page(
                "views/documents.py",
                title=strings.DOCUMENTS,
                icon=":material/folder_open:",
                url_path="dokument",
            ),
            st.Page("views/paragraph.py", title=strings.PARAGRAPH, url_path="paragraf", visibility="hidden"),
        ],
        strings.REGISTER: REGISTER,
    },
    position="top",
)
try:
    state.client().health()
except KommunminneError:
    st.error(strings.NO_SERVICE)
    st.stop()
page.run()
