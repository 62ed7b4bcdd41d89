"""The page of people and bodies, for those who see the internal zone: members, presence, votes."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from assistant.errors import KommunminneError
from assistant.wire.people import PEOPLE, Member, People, PeopleQuery, PresentMeeting, VoteOut
from ui import parts, render, state
from ui.words import people as words

SHOWN = 30


def show(found: People) -> None:
    """Members, names that may be one, meetings, votes."""
    st.subheader(words.MEMBERS.format(count=len(found.members)), anchor=False)
    parts.table([member_row(each) for each in found.members], {}, "people-members")
    show_same(found.members)
    st.subheader(words.MEETINGS.format(total=found.meetings_total), anchor=False)
    if found.meetings_total > len(found.meetings):
        st.caption(words.SHOWN.format(shown=len(found.meetings)))
    for meeting in found.meetings:
        show_meeting(meeting)
    if found.votes:
        st.subheader(words.VOTES.format(total=found.votes_total), anchor=False)
    for vote in found.votes:
        show_vote(vote)


def member_row(each: Member) -> dict[str, Any]:
    """Somebody as a row of the table."""
    shown = {name: getattr(each, name) for name in words.COLUMNS}
    shown |= {"parties": ", ".join(each.parties), "roles": ", ".join(each.roles)}
    return {words.COLUMNS[name]: value for name, value in shown.items()}


def show_same(members: list[Member]) -> None:
    """The spellings that may be one person's, each pair once."""
    pairs = {
        tuple(sorted((each.name, other.name))): other.why for each in members for other in each.maybe_same
    }
    if pairs:
        lines = [words.SAME_LINE.format(one=one, other=other, why=why) for (one, other), why in pairs.items()]
        st.html(render.lines_html(words.SAME, words.SAME_ABOUT, *lines))


def show_meeting(meeting: PresentMeeting) -> None:
    """Who was at a meeting."""
    label = f"{meeting.body} {meeting.date} ({len(meeting.present)})"
    with st.expander(render.plain(label)):
        rows = [
            (each.name, each.party or "", each.role or "", each.part, each.replaces or "", each.sections)
            for each in meeting.present
        ]
        st.html(render.table_html(words.PRESENT, rows))
        st.html(f'<span class="km-file">{escape(meeting.file)}</span>')


def show_vote(vote: VoteOut) -> None:
    """A votering: its result, whether the names give it, and who voted how."""
    result = words.RESULT.format(yes=vote.yes, no=vote.no)
    result += words.ABSTAINED.format(count=vote.abstained) if vote.abstained is not None else ""
    label = f"{vote.body_key} {vote.date} {vote.section} {vote.title}: {result}. {words.STATES[vote.state]}"
    with st.expander(render.plain(label)):
        st.html(render.lines_html(f"{words.STATES[vote.state]}: {vote.why}", vote.quote))
        if vote.ballots:
            st.html(
                render.table_html(words.CAST, [(each.name, each.party, each.vote) for each in vote.ballots])
            )
        st.html(parts.paragraph_link(vote.paragraph_id, words.TO_PARAGRAPH))


def main() -> None:
    """What the reader asked for, or why it is not shown."""
    st.title(words.TITLE, anchor=False)
    st.caption(words.ABOUT)
    if not state.sees_internal():
        st.error(words.ABOUT)
        return
    given = parts.limits("people")
    party = st.text_input(words.PARTY, key="people-party", max_chars=40, width=160).strip()
    given |= {"party": party} if party else {}
    try:
        found = state.client().view(PEOPLE, PeopleQuery(**given, limit=SHOWN))
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    if not found.members:
        st.info(words.NOTHING)
        return
    parts.downloads(PEOPLE, PeopleQuery(**given, limit=100_000), "people")
    show(found)


main()
