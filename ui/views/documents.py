"""The view 'Dokument': upload with progress and report, the list, deletion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from assistant.errors import KommunminneError
from assistant.schema import DocumentOut, FileReport, Job
from ui import render, state, strings

PER_PAGE = 20


class Upload(Protocol):
    """A file as Streamlit hands it over."""

    name: str

    def getvalue(self) -> bytes:
        """The bytes."""


def show_upload() -> None:
    """The form; the report of what was uploaded last stands below it."""
    st.subheader(strings.UPLOAD)
    version = st.session_state.setdefault("upload-version", 0)
    with st.form("upload", border=True):
        files = st.file_uploader(strings.UPLOAD_LABEL, accept_multiple_files=True, key=f"files-{version}")
        kommun = st.text_input(strings.KOMMUN, help=strings.KOMMUN_HELP, max_chars=100, key="kommun")
        zone = st.radio(strings.ZONE, list(strings.ZONES), format_func=strings.ZONES.__getitem__, key="zone")
        pressed = st.form_submit_button(strings.UPLOAD_BUTTON, type="primary")
    if pressed and not files:
        st.info(strings.NO_FILES)
    if pressed and files:
        st.session_state["reports"] = take_in(files, kommun.strip() or None, zone)
        # A new key empties the uploader, so that the same files are not sent once more.
        st.session_state["upload-version"] = version + 1
        st.rerun()
    show_report(state.reports())


def take_in(files: Sequence[Upload], kommun: str | None, zone: str) -> list[FileReport]:
    """Upload the files one by one, with a bar that tells how far each has come."""
    bar = st.progress(0.0)
    found = []
    for number, file in enumerate(files, start=1):
        head = strings.READING.format(number=number, total=len(files), file=file.name)

        def tell(job: Job, head: str = head, number: int = number) -> None:
            page = strings.PAGE_OF.format(page=job.page, pages=job.pages) if job.page else ""
            part = job.page / job.pages if job.page and job.pages else 0.0
            bar.progress((number - 1 + part) / len(files), text=render.plain(f"{head} {page}"))

        found.append(take_in_one(file, kommun, zone, tell))
    bar.empty()
    return found


def take_in_one(file: Upload, kommun: str | None, zone: str, tell: Callable[[Job], None]) -> FileReport:
    """The report of one file; what goes wrong on the way becomes its error."""
    client = state.client()
    try:
        job = client.follow(client.upload(file.name, file.getvalue(), kommun=kommun, access=zone), tell)
    except KommunminneError as error:
        return failed(file.name, str(error))
    if job.report is None or not job.report.documents:
        return failed(file.name, job.error or "")
    return job.report.documents[0]


def failed(name: str, error: str) -> FileReport:
    """The report of a file that never reached the reader."""
    return FileReport(
        file=name,
        status="fel",
        document_id=None,
        kommun=None,
        kind=None,
        title=None,
        pages=0,
        characters=0,
        unread_pages=[],
        blank_pages=[],
        ocr_pages=[],
        paragraphs=0,
        decisions=0,
        goals=0,
        chunks=0,
        warnings=[],
        error=error,
        seconds=0,
    )


def show_report(found: Sequence[FileReport]) -> None:
    """A table of the files, then what to know of each."""
    if not found:
        return
    errors = [each for each in found if each.status == "fel"]
    st.subheader(strings.REPORT)
    st.text(strings.REPORT_DONE.format(count=len(found) - len(errors), failed=len(errors)))
    st.html(render.table_html(strings.COLUMNS, [report_row(each) for each in found]))
    for each in errors:
        st.error(render.plain(each.error or each.file))
    for each in found:
        for remark in remarks(each):
            st.warning(render.plain(f"{each.file}: {remark}"))


def report_row(each: FileReport) -> tuple[str, ...]:
    """One file's row of the report."""
    counts = (each.pages, each.paragraphs, each.decisions, each.goals)
    return (each.file, each.status, each.kind or "", *map(str, counts))


def remarks(each: FileReport | DocumentOut) -> list[str]:
    """What a reader should know of how a file was read."""
    pages = (
        (strings.UNREAD_PAGES, each.unread_pages),
        (strings.BLANK_PAGES, each.blank_pages),
        (strings.OCR_PAGES, each.ocr_pages),
    )
    found = [text.format(pages=", ".join(map(str, listed))) for text, listed in pages if listed]
    return found + each.warnings


def show_list(*, editable: bool) -> None:
    """The archive's documents, filtered, a page at a time; `editable`: they may be deleted."""
    st.subheader(strings.LIST)
    found = state.client().documents()
    if not found:
        st.info(strings.NO_DOCUMENTS)
        return
    if editable:
        for each in found:
            if each.id == st.session_state.get("deleting"):
                confirm_delete(each)
    left, right = st.columns([2, 1])
    text = left.text_input(strings.FILTER, key="filter")
    kind = right.selectbox(
        strings.KIND, [strings.ALL_KINDS, *sorted({each.kind for each in found})], key="kind"
    )
    chosen = [each for each in found if matches(each, text, kind)]
    if not chosen:
        st.info(strings.NOTHING_MATCHES)
        return
    st.caption(strings.SHOWN.format(shown=len(chosen), total=len(found)))
    page_count = -(-len(chosen) // PER_PAGE)
    page = st.pagination(page_count, key="list-page") if page_count > 1 else 1
    for each in chosen[(page - 1) * PER_PAGE : page * PER_PAGE]:
        show_document(each, editable=editable)


def matches(document: DocumentOut, text: str, kind: str) -> bool:
    """Whether a document is of the kind and has every word of `text` in what is shown of it."""
    if kind not in {strings.ALL_KINDS, document.kind}:
        return False
    shown = " ".join(
        filter(None, (document.file, document.title, document.body, document.date, document.kommun))
    )
    return all(word in shown.casefold() for word in text.casefold().split())


def show_document(document: DocumentOut, *, editable: bool) -> None:
    """One document, with a button to delete it where that is allowed."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        about = (document.kind, document.kommun, document.body, document.date, strings.ZONES[document.zone])
        counts = strings.META.format(
            pages=document.pages, paragraphs=document.paragraphs, decisions=document.decisions
        )
        st.html(
            render.lines_html(
                document.title or document.file,
                document.file,
                " · ".join(part for part in about if part),
                counts,
                *remarks(document),
            )
        )
        if editable:
            st.button(
                strings.DELETE,
                key=f"delete-{document.id}",
                help=render.plain(strings.DELETE_NAMED.format(file=document.file)),
                on_click=mark_for_deletion,
                args=(document.id,),
            )


def mark_for_deletion(document_id: str | None = None) -> None:
    """Remember which document the reader is asked about; none when the question is closed."""
    st.session_state["deleting"] = document_id


@st.dialog(strings.DELETE_TITLE, on_dismiss=mark_for_deletion)
def confirm_delete(document: DocumentOut) -> None:
    """Ask once more, then delete."""
    st.text(document.title or document.file)
    st.text(document.file)
    st.write(strings.DELETE_TEXT)
    with st.container(horizontal=True):
        yes = st.button(strings.DELETE_CONFIRM, type="primary", key="delete-yes")
        no = st.button(strings.CANCEL, key="delete-no")
    if yes:
        try:
            state.client().delete_document(document.id)
        except KommunminneError as error:
            st.error(render.plain(str(error)))
            return
        st.toast(render.plain(strings.DELETED.format(file=document.file)))
    if yes or no:
        mark_for_deletion()
        st.rerun()


def main() -> None:
    """The whole view."""
    st.title(strings.DOCUMENTS_TITLE)
    editable = state.client().ready().editable
    if editable:
        show_upload()
    show_list(editable=editable)


main()
