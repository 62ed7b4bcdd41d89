"""The page of the checks of minutes: how each rule is kept, and each meeting with what was found."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from assistant.errors import KommunminneError
from assistant.wire.checks import CHECKS, RULES, CheckedMeeting, CheckFinding, Checks, ChecksQuery
from ui import parts, render, state, strings
from ui.words import checks as words

SHOWN = 100
STYLE = """<style>
.km-finding { margin: 0 0 .7rem; max-width: 46rem; padding-left: .8rem; border-left: 4px solid #8a3b00 }
.km-finding.km-look { border-left-style: double; border-left-color: #7a6a00 }
.km-counts th { white-space: nowrap }
.km-finding blockquote { margin: .3rem 0 .3rem .8rem }
.km-finding a { color: #0b5c8a }
</style>"""


def limited() -> dict[str, Any]:
    """Widgets to limit by, and what was chosen."""
    given = parts.limits("checks")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rule = st.selectbox(
            words.RULE,
            list(RULES),
            index=None,
            format_func=lambda name: RULES[name],
            placeholder=strings.ANY,
            key="checks-rule",
        )
        severity = st.selectbox(
            words.SEVERITY,
            list(words.SEVERITIES),
            index=None,
            format_func=words.SEVERITIES.__getitem__,
            placeholder=strings.ANY,
            key="checks-severity",
            width=180,
        )
    flawed = st.toggle(words.FLAWED, value=True, key="checks-flawed")
    chosen = {"rule": rule, "severity": severity, "flawed": flawed}
    return given | {name: value for name, value in chosen.items() if value}


def show(found: Checks, *, only_flawed: bool) -> None:
    """The rules with their counts, then the meetings, newest first."""
    flawed = sum(bool(meeting.findings) for meeting in found.meetings)
    every = words.COUNT.format(meetings=found.meetings_total, flawed=flawed)
    st.text(words.COUNT_FLAWED.format(flawed=found.meetings_total) if only_flawed else every)
    rows = [(each.title, str(each.wrong), str(each.look), str(each.untold)) for each in found.counts]
    st.html(f'<div class="km-counts">{render.table_html(words.COLUMNS, rows)}</div>')
    if found.meetings_total > SHOWN:
        st.caption(words.SHOWING.format(shown=SHOWN, total=found.meetings_total))
    for meeting in found.meetings[:SHOWN]:
        show_meeting(meeting)


def show_meeting(meeting: CheckedMeeting) -> None:
    """A meeting's findings, open where there are any, and what could not be told."""
    count = len(meeting.findings)
    said = words.NONE if not count else words.ONE if count == 1 else words.MANY.format(count=count)
    label = words.MEETING.format(body=meeting.body, date=meeting.date, sections=meeting.sections, count=said)
    with st.expander(render.plain(label), expanded=bool(count)):
        about = f"{meeting.file} ({words.DRAFT if meeting.draft else meeting.witness})"
        st.html(f'<span class="km-file">{escape(about)}</span>')
        st.html("".join(finding_html(each) for each in meeting.findings))
        if meeting.untold:
            lines = [f"{each.place}, {RULES[each.rule].lower()}: {each.why}" for each in meeting.untold]
            st.html(render.lines_html(words.UNTOLD, *dict.fromkeys(lines)))


def finding_html(found: CheckFinding) -> str:
    """A finding: how much it weighs in words, where, which rule, why, the words themselves, and the way there."""
    page = f", {words.PAGE.format(page=found.page)}" if found.page else ""
    quote = f"<blockquote>{escape(found.quote)}</blockquote>" if found.quote else ""
    link = ""
    if found.paragraph_id:
        link = f"<br>{parts.paragraph_link(found.paragraph_id, words.TO_PARAGRAPH)}"
    kind = "km-wrong" if found.severity == "fel" else "km-look"
    head = f"{words.SEVERITIES[found.severity]} · {found.place}{page} · {RULES[found.rule]}"
    return (
        f'<div class="km-finding {kind}"><span class="km-where">{escape(head)}</span><br>{escape(found.why)}'
        f"{quote}{link}</div>"
    )


def main() -> None:
    """What the reader asked for, or why it cannot be shown."""
    st.html(STYLE)
    st.title(words.TITLE, anchor=False)
    st.caption(words.ABOUT)
    given = limited()
    try:
        found = state.client().view(CHECKS, ChecksQuery(**given))
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    parts.downloads(CHECKS, ChecksQuery(**given, limit=100_000), "checks")
    if not found.meetings and not given.get("flawed"):
        st.info(words.NOTHING)
        return
    show(found, only_flawed=bool(given.get("flawed")))


main()
