"""What the register's pages share: what to limit to, downloads, a table whose rows lead to their paragraphs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from assistant.wire.view import MEDIA_TYPES, Q, R, Spec
from ui import state, strings


def limits(key: str, *, bodies: bool = True) -> dict[str, Any]:
    """Widgets for words, kommun, body and period; what was chosen, as fields of a `ViewQuery`."""
    known = choices(state.service_url())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(strings.LIMIT_TEXT, key=f"{key}-text", max_chars=200)
        kommun = (
            _chosen(strings.KOMMUN, known["kommun"], f"{key}-kommun") if len(known["kommun"]) > 1 else None
        )
        body = _chosen(strings.BODY, known["body"], f"{key}-body") if bodies else None
        first = st.date_input(strings.FROM, value=None, key=f"{key}-from", **DAYS)
        last = st.date_input(strings.TO, value=None, key=f"{key}-to", **DAYS)
    given = {"text": text.strip(), "kommun": kommun, "body": body, "date_from": first, "date_to": last}
    return {name: value for name, value in given.items() if value}


DAYS: Any = {"format": "YYYY-MM-DD", "min_value": dt.date(1950, 1, 1), "max_value": dt.date(2100, 1, 1)}


def _chosen(label: str, values: Sequence[str], key: str) -> str | None:
    return st.selectbox(label, values, index=None, placeholder=strings.ANY, key=key)


def parted_html(outcomes: Sequence[str]) -> str:
    """The outcomes of a decision that is parted, below its outcome, in a column as narrow as that; '' for any other."""
    lines = (f"{strings.PARTED}:", *(escape(each) for each in outcomes)) if outcomes else ()
    return f'<br><span class="km-file">{"<br>".join(lines)}</span>' if lines else ""


@st.cache_data(ttl=60, show_spinner=False)
def choices(url: str) -> dict[str, list[str]]:
    """The kommuner and the bodies that there is anything of."""
    documents = state.client_of(url).documents()
    return {
        "kommun": sorted({d.kommun for d in documents if d.kommun}),
        "body": sorted({d.body for d in documents if d.body and d.paragraphs}),
    }


def downloads(spec: Spec[Q, R], query: Q, key: str) -> None:
    """A button for each form that the view can be had in; the file is made when the button is pressed."""
    client = state.client()
    with st.container(horizontal=True):
        for ending in spec.formats:
            st.download_button(
                strings.DOWNLOAD.format(form=strings.FORMS.get(ending, ending.upper())),
                data=partial(client.export, spec, query, ending),
                file_name=f"{spec.name}.{ending}",
                mime=MEDIA_TYPES[ending],
                key=f"{key}-{ending}",
                on_click="ignore",
            )


def paragraph_url(paragraph_id: str) -> str:
    """The address of a paragraph's page, on this very service."""
    return f"/paragraf?id={paragraph_id}"


def paragraph_link(paragraph_id: str, label: str) -> str:
    """A link to a paragraph's page, as HTML; `label` is text."""
    return f'<a href="{escape(paragraph_url(paragraph_id))}" target="_self">{escape(label)}</a>'


def table(rows: Sequence[Mapping[str, Any]], links: Mapping[str, str], key: str) -> None:
    """A table that can be sorted; `links`: columns that hold addresses, and what stands there instead."""
    columns: dict[str, Any] = {
        name: st.column_config.LinkColumn(name, display_text=shown, width="small")
        for name, shown in links.items()
    }
    st.dataframe(rows, hide_index=True, column_config=columns, key=key)
