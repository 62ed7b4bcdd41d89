"""Threads on the page: which one is at hand, all of them in the side bar, renamed and deleted."""

from __future__ import annotations

import streamlit as st

from assistant.errors import KommunminneError, NotFound
from assistant.wire.conversations import ConversationOut, ConversationWhole
from ui import render, state
from ui import strings as common
from ui.words import conversations as words

AT_ONCE = 12
PARAMETER = "samtal"


def current() -> str | None:
    """The id of the thread at hand, which the page's address carries; None before its first question."""
    return st.query_params.get(PARAMETER)


def choose(name: str | None) -> None:
    """Turn to a thread, or to a new one."""
    if name is None:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = name
    state.failures().clear()


def begun() -> str:
    """The thread at hand, begun where there is none."""
    name = current()
    if name is None:
        name = state.client().start_conversation().id
        own().append(name)
        choose(name)
    return name


def opened() -> ConversationWhole | None:
    """The thread at hand with its answers; None before its first question, and where it is gone, which is said."""
    name = current()
    if name is None:
        return None
    try:
        return state.client().conversation(name)
    except NotFound as error:
        choose(None)
        st.error(render.plain(str(error)))
        return None


def own() -> list[str]:
    """The threads begun in this session: all that a reader of a public service is shown."""
    found: list[str] = st.session_state.setdefault("own-threads", [])
    return found


def listed() -> list[ConversationOut]:
    """The threads to show, the one last changed first."""
    client = state.client()
    if state.sees_internal():
        return client.conversations()
    found: list[ConversationOut] = []
    for name in list(own()):
        try:
            found.append(client.conversation(name))
        except NotFound:
            own().remove(name)
    return sorted(found, key=lambda each: each.changed_at, reverse=True)


def show_sidebar() -> None:
    """All threads, and what can be done with the one at hand."""
    with st.sidebar:
        st.subheader(words.TITLE)
        st.button(words.NEW, icon=":material/add:", key="thread-new", on_click=choose, args=(None,))
        if not state.sees_internal():
            st.caption(words.PRIVATE)
        found = listed()
        if not found:
            st.caption(words.NONE_YET)
        for each in found[:AT_ONCE]:
            show_one(each)
        if len(found) > AT_ONCE:
            with st.expander(words.OLDER.format(count=len(found) - AT_ONCE)):
                for each in found[AT_ONCE:]:
                    show_one(each)
    ending = next((each for each in found if each.id == st.session_state.get("ending")), None)
    if ending is not None:
        confirm_delete(ending)


def show_one(thread: ConversationOut) -> None:
    """A button that turns to a thread. The one at hand is marked by its sign, not by colour alone, and can be managed."""
    at_hand = thread.id == current()
    st.button(
        render.plain(thread.title or words.UNNAMED),
        key=f"thread-{thread.id}",
        icon=":material/chevron_right:" if at_hand else ":material/chat_bubble:",
        type="secondary" if at_hand else "tertiary",
        width="stretch",
        on_click=choose,
        args=(thread.id,),
    )
    if at_hand:
        show_managing(thread)


def show_managing(thread: ConversationOut) -> None:
    """Another name for the thread at hand, or its end."""
    with st.popover(words.MANAGE, icon=":material/edit:", width="stretch"):
        title = st.text_input(words.NAME, value=thread.title, max_chars=120, key=f"title-{thread.id}")
        if st.button(words.RENAME, key="thread-rename"):
            rename(thread.id, title)
        st.button(
            words.DELETE, icon=":material/delete:", key="thread-delete", on_click=mark, args=(thread.id,)
        )


def rename(name: str, title: str) -> None:
    """Give a thread another name and draw the list anew."""
    if not title.strip():
        st.info(words.EMPTY_NAME)
        return
    try:
        state.client().rename_conversation(name, title)
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    st.rerun()


def mark(name: str | None = None) -> None:
    """Remember which thread the reader is asked about; none when the question is closed."""
    st.session_state["ending"] = name


@st.dialog(words.DELETE_TITLE, on_dismiss=mark)
def confirm_delete(thread: ConversationOut) -> None:
    """Ask once more, then delete."""
    st.text(thread.title or words.UNNAMED)
    st.write(words.DELETE_TEXT)
    with st.container(horizontal=True):
        yes = st.button(common.DELETE_CONFIRM, type="primary", key="thread-delete-yes")
        no = st.button(common.CANCEL, key="thread-delete-no")
    if yes:
        try:
            state.client().delete_conversation(thread.id)
        except KommunminneError as error:
            st.error(render.plain(str(error)))
            return
        choose(None)
        st.toast(words.DELETED)
    if yes or no:
        mark()
        st.rerun()


def show_focus(thread: ConversationOut) -> None:
    """What the next question is read by, and the way out of it."""
    if thread.focus is None:
        return
    with st.container(border=True):
        about, way_out = st.columns([3, 1], vertical_alignment="center")
        about.html(render.focus_html(thread.focus.label, words.ABOUT))
        way_out.button(
            words.CLEAR,
            key="focus-clear",
            icon=":material/close:",
            help=words.CLEAR_HELP,
            width="stretch",
            on_click=clear_focus,
            args=(thread.id,),
        )


def clear_focus(name: str) -> None:
    """Let the next question stand on its own; a thread that is gone has nothing to clear."""
    try:
        state.client().clear_focus(name)
    except KommunminneError as error:
        st.toast(render.plain(str(error)))
