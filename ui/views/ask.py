"""The view 'Fråga': a chat over the archive, every sentence with its sources."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from assistant.errors import KommunminneError
from assistant.labels import WORDS
from assistant.query import language_of
from assistant.schema import (
    Answer,
    Citation,
    DecisionRow,
    DocumentOut,
    FilterIn,
    Language,
    Question,
    Sentence,
)
from ui import render, state, strings, threads
from ui.words import conversations as thread_words

EXAMPLES = 3
NEAREST = 5
TITLE_SHOWN = 70
ASKER = ":material/person:"
ANSWERER = ":material/menu_book:"


def show_empty() -> None:
    """Before the first question: what to do."""
    if not state.client().ready().documents:
        st.info(strings.EMPTY_ARCHIVE)
        st.page_link("views/documents.py", label=strings.TO_DOCUMENTS, icon=":material/upload_file:")
        return
    examples = example_questions(state.service_url())
    if examples:
        st.markdown(f"**{strings.EXAMPLES}**")
    for number, example in enumerate(examples):
        if st.button(render.plain(example), key=f"example-{number}"):
            st.session_state["asked"] = example
            st.rerun()


@st.cache_data(ttl=300, show_spinner=False)
def example_questions(url: str) -> list[str]:
    """Questions that this very archive can answer: from matters of its latest minutes, one a body."""
    client = state.client_of(url)
    minutes = sorted((d for d in client.documents() if d.decisions and d.date), key=lambda d: d.date or "")
    found: dict[str, str] = {}
    bodies: set[str] = set()
    for document in reversed(minutes):
        if len(found) == EXAMPLES or document.body in bodies or not document.body:
            continue
        bodies.add(document.body)
        rows = client.decisions(filters=filters_of(document))
        row = next((each for each in rows if telling(each) and each.title not in found.values()), None)
        if row is not None:
            found[row.body_key] = row.title
    return [strings.EXAMPLE_DECISION.format(body=body, title=title) for body, title in found.items()]


def telling(row: DecisionRow) -> bool:
    """Whether a paragraph makes a good example: a matter with a number, about which something was settled."""
    return row.dnr is not None and row.level != "information" and len(row.title) <= TITLE_SHOWN


def filters_of(document: DocumentOut) -> FilterIn:
    """The meeting that a document's minutes are of."""
    day = dt.date.fromisoformat(document.date or "")
    return FilterIn(kommun=document.kommun, body=document.body, date_from=day, date_to=day)


def ask(question: str) -> state.Turn:
    """Ask, showing each sentence as it comes."""
    place = st.empty()
    place.html(f'<p class="km-notice">{strings.WORKING}</p>')
    sentences: dict[int, Sentence] = {}
    citations: dict[str, Citation] = {}
    try:
        asked = Question(question=question, conversation_id=threads.begun())
        for event in state.client().ask_stream(asked):
            if event.answer is not None:
                place.empty()
                return state.Turn(question, event.answer)
            if event.type == "error":
                return state.Turn(question, None, event.text)
            if event.sentence is not None and event.place is not None:
                sentences[event.place] = event.sentence
                citations |= {citation.id: citation for citation in event.citations}
            if sentences:
                place.html(drafted_html(sentences, citations, language_of(question)))
    except KommunminneError as error:
        return state.Turn(question, None, str(error))
    return state.Turn(question, None, strings.STOPPED)


def drafted_html(sentences: dict[int, Sentence], citations: dict[str, Citation], language: Language) -> str:
    """What has come of an answer so far: a sentence at a place that has one takes its stead."""
    told = [sentences[number] for number in sorted(sentences)]
    return render.sentences_html(told, list(citations.values()), "nu", language)


def show_turn(turn: state.Turn) -> None:
    """What came of a question."""
    if turn.answer is None:
        st.error(render.plain(strings.QUESTION_FAILED.format(error=turn.error)))
        return
    show_answer(turn.answer)


def show_answer(answer: Answer) -> None:
    """Refusal, text, level, sources and warnings."""
    language = answer.language
    if answer.followed is not None:
        st.html(render.followed_html(answer))
    changed = render.changed_html(answer)
    if changed:
        st.html(changed)
    beside = [one for one in answer.sentences if not answer.refusal or one.text != answer.refusal.detail]
    if answer.refusal is not None:
        st.html(render.refusal_html(answer.refusal, language))
        if beside:
            st.html(render.heading_html(strings.told(strings.INSTEAD, language), language))
    if answer.level is not None and not answer.refused:
        st.html(render.level_html(answer.level, language))
    if beside:
        st.html(render.sentences_html(beside, answer.citations, answer.id, language))
    for warning in answer.warnings:
        st.warning(render.plain(f"{WORDS[language].note}: {warning}"))
    if answer.citations:
        heading = strings.told(strings.SOURCE_COUNT, language).format(count=len(answer.citations))
        st.html(render.heading_html(heading, language))
    for number, citation in enumerate(answer.citations, start=1):
        show_source(citation, number, answer)
    if answer.refusal is not None and answer.refusal.nearest:
        st.html(render.nearest_html(answer.refusal.nearest[:NEAREST], language))
    if answer.worded_by:
        st.html(render.notice_html(answer))


def show_source(citation: Citation, number: int, answer: Answer) -> None:
    """A source's card and, on demand, the page it stands on."""
    st.html(render.card_html(citation, number, answer.id, answer.language))
    if citation.page is None or citation.status == "borttagen":
        return
    key = render.anchor(answer.id, citation.id)
    label = strings.SHOW_PAGE.format(number=number)
    folded = st.expander(label, key=key, on_change=remember_opened, args=(key,), type="compact")
    if folded.open:
        with folded:
            show_page(citation, citation.page)
        if st.session_state.pop("opened", None) == key:
            st.html(render.scroll_html(key), unsafe_allow_javascript=True)


def remember_opened(key: str) -> None:
    """Note which page was just unfolded, so that it is scrolled to once."""
    st.session_state["opened"] = key


def show_page(citation: Citation, page: int) -> None:
    """The page with the quote marked; the pages after it where the quote goes on there."""
    pages = sorted({page} | {span.page for span in citation.spans})
    for each in pages:
        try:
            picture = page_picture(state.service_url(), citation, each)
        except KommunminneError as error:
            st.info(render.plain(strings.NO_PICTURE.format(error=error)))
            return
        st.image(picture, width="stretch", alt=strings.PAGE_ALT.format(page=each, file=citation.file))


@st.cache_data(ttl=300, max_entries=50, show_spinner=False, hash_funcs={Citation: Citation.model_dump_json})
def page_picture(url: str, citation: Citation, page: int) -> bytes:
    """A page as a PNG. Kept a while, for every click runs the whole view again."""
    return state.client_of(url).page_png(citation.document_id, page, mark=citation.spans)


def show_exchange(turn: state.Turn) -> None:
    """A question and what came of it."""
    with st.chat_message("user", avatar=ASKER):
        st.text(turn.question)
    with st.chat_message("assistant", avatar=ANSWERER):
        show_turn(turn)


def ask_now(question: str) -> None:
    """Ask in the thread at hand; what got no answer is kept for as long as the thread is open."""
    st.html(render.question_anchor_html(), unsafe_allow_javascript=True)
    with st.chat_message("user", avatar=ASKER):
        st.text(question)
    with st.chat_message("assistant", avatar=ANSWERER):
        turn = ask(question)
        show_turn(turn)
    if turn.answer is None:
        state.failures().append(turn)


def main() -> None:
    """The whole view."""
    st.title(strings.ASK_TITLE)
    st.html(render.notice_html())
    thread = threads.opened()
    asked = st.chat_input(strings.ASK_PLACEHOLDER, max_chars=4000, submit_mode="stop")
    question = asked or st.session_state.pop("asked", None)
    history = thread.history if thread else []
    if not history and not state.failures() and not question:
        show_empty()
    if thread and thread.hidden:
        st.info(thread_words.HIDDEN.format(count=thread.hidden))
    for answer in history:
        show_exchange(state.Turn(answer.question, answer))
    for failure in state.failures():
        show_exchange(failure)
    if question:
        ask_now(question)
        thread = threads.opened()
    if thread:
        threads.show_focus(thread)
    threads.show_sidebar()


main()
