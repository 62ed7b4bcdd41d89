"""The page of one paragraph: where it stands, what it decides, its sections, and its pages as they look."""

from __future__ import annotations

import streamlit as st

from assistant.errors import KommunminneError, NotFound
from assistant.schema import ParagraphOut
from ui import correcting, decision_table, render, state, strings
from ui.words import decisions as words


def show(paragraph: ParagraphOut) -> None:
    """The paragraph from head to pages."""
    st.title(render.plain(f"{paragraph.body_key} {paragraph.date} {paragraph.section}"))
    about = (paragraph.kommun, paragraph.body, paragraph.dnr, paragraph.file, *paragraph.also_in)
    st.html(render.lines_html(paragraph.title, " · ".join(part for part in about if part)))
    st.html(render.level_html(paragraph.level))
    show_decision(paragraph)
    for section in paragraph.sections:
        st.html(render.section_html(section.heading, section.text))
    show_amounts(paragraph)
    if state.client().ready().editable:
        correcting.show(paragraph)
    for page in paragraph.pages:
        with st.expander(strings.PAGE_NUMBER.format(page=page)):
            show_page(paragraph, page)


def show_decision(paragraph: ParagraphOut) -> None:
    """What the paragraph decides, as read or put right; and what speaks against it."""
    if paragraph.corrected:
        names = correcting.fields_of(paragraph)
        fields = ", ".join(names.get(field, field) for field in paragraph.corrected)
        st.caption(render.plain(words.CORRECTED_FIELDS.format(fields=fields)))
    if paragraph.draft:
        st.warning(words.DRAFT_NOTE)
    for told in paragraph.conflict:
        st.warning(render.plain(told))
    st.html(
        decision_table.STYLE + decision_table.points_html(paragraph) + decision_table.facts_html(paragraph)
    )


def show_amounts(paragraph: ParagraphOut) -> None:
    """The amounts of money, folded."""
    if paragraph.amounts:
        with st.expander(words.AMOUNTS.format(count=len(paragraph.amounts))):
            st.html(decision_table.amounts_html(paragraph.amounts))


def show_page(paragraph: ParagraphOut, page: int) -> None:
    """One page with the paragraph's text marked; where it has no picture, that is said."""
    spans = [span for section in paragraph.sections for span in section.spans]
    try:
        picture = state.client().page_png(paragraph.document_id, page, mark=spans)
    except KommunminneError as error:
        st.caption(render.plain(strings.NO_PICTURE.format(error=error)))
        return
    st.image(picture, caption=strings.PAGE_ALT.format(page=page, file=paragraph.file))


def main() -> None:
    """The paragraph that the address names."""
    wanted = st.query_params.get("id", "")
    if not wanted:
        st.title(strings.PARAGRAPH)
        st.info(strings.NO_PARAGRAPH)
        return
    try:
        show(state.client().paragraph(wanted))
    except NotFound as error:
        st.title(strings.PARAGRAPH)
        st.error(render.plain(str(error)))


main()
