"""Putting right what was read of a paragraph: a form, and the log of what was put right."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import streamlit as st

from assistant.errors import KommunminneError
from assistant.schema import CorrectionOut, LevelName, ParagraphOut
from assistant.wire.corrections import DUTY_LABELS, LABELS, POINT_LABELS, CorrectionIn
from assistant.wire.decisions import OutcomeName
from ui import parts, render, state
from ui.words import decisions as words

LISTS = ("recipients", "prepared_by", "underlag", "amounts")
CHOICES = {"level": get_args(LevelName), "outcome": get_args(OutcomeName)}
_BY = "correct-by"


def show(paragraph: ParagraphOut) -> None:
    """The form and the log, for those who may put things right."""
    with st.expander(words.CORRECT):
        st.caption(words.CORRECT_ABOUT)
        fields = fields_of(paragraph)
        field = st.selectbox(words.FIELD, list(fields), format_func=fields.__getitem__, key="correct-field")
        with st.form("correct", border=False):
            value = value_widget(paragraph, field)
            by = st.text_input(words.BY, key=_BY, max_chars=100)
            why = st.text_input(words.WHY, key="correct-why", max_chars=1000)
            if st.form_submit_button(words.SAVE):
                save(paragraph, field, value, by, why)
    show_log(paragraph.corrections)


def fields_of(paragraph: ParagraphOut) -> dict[str, str]:
    """What can be put right, and what it is called."""
    points = {
        f"points.{number}.{name}": words.POINT.format(number=number, name=label)
        for number in range(1, len(paragraph.points) + 1)
        for name, label in POINT_LABELS.items()
    }
    duties = {
        f"duties.{duty.key}.{name}": words.DUTY.format(written=duty.written or duty.kind, name=label)
        for duty in paragraph.duties
        for name, label in DUTY_LABELS.items()
    }
    return LABELS | points | duties


def now_of(paragraph: ParagraphOut, field: str) -> Any:
    """What a field holds now: words, a list or nothing."""
    if field == "amounts":
        return [amount.printed for amount in paragraph.amounts]
    if field in LABELS:
        return getattr(paragraph, field)
    kind, number, name = field.split(".")
    if kind == "duties":
        return next(getattr(duty, name) for duty in paragraph.duties if duty.key == number)
    return getattr(paragraph.points[int(number) - 1], name)


def value_widget(paragraph: ParagraphOut, field: str) -> Any:
    """A widget for the right value, with what the field holds now."""
    now = now_of(paragraph, field)
    changes = len(paragraph.corrections) + sum(
        each.withdrawn_at is not None for each in paragraph.corrections
    )
    key = f"correct-{paragraph.paragraph_id}-{field}-{changes}"  # what was typed does not outlive a change
    name = field.rpartition(".")[2]
    if name == "due":
        now = dt.date.fromisoformat(now) if now else None
        day = st.date_input(words.VALUE, value=now, key=key, **parts.DAYS)
        return str(day) if day else None
    if name in CHOICES:
        values = CHOICES[name]
        return st.selectbox(words.VALUE, values, index=values.index(now) if now in values else 0, key=key)
    if name in LISTS:
        text = st.text_area(words.VALUE, value="\n".join(now), help=words.A_LINE_EACH, key=key)
        return [line for line in text.splitlines() if line.strip()]
    return st.text_input(words.VALUE, value=now or "", max_chars=500, key=key) or None


def save(paragraph: ParagraphOut, field: str, value: Any, by: str, why: str) -> None:
    """Send the correction and show the paragraph anew, or why it was refused."""
    try:
        given = CorrectionIn(field=field, value=value, by=by, why=why)
        state.client().correct(paragraph.paragraph_id, given)
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    st.toast(words.SAVED)
    st.rerun()


def show_log(log: list[CorrectionOut]) -> None:
    """All that was ever put right, the latest first."""
    if not log:
        return
    st.subheader(words.LOG, anchor=False)
    for each in log:
        told = [
            words.LOG_READ.format(value=shown(each.read)),
            words.LOG_RIGHT.format(value=shown(each.value)),
            words.LOG_BY.format(at=each.at[:16].replace("T", " "), by=each.by, why=each.why),
        ]
        if each.withdrawn_at:
            at = each.withdrawn_at[:16].replace("T", " ")
            told.append(words.LOG_WITHDRAWN.format(at=at, by=each.withdrawn_by))
        st.html(render.lines_html(each.label, *told))
        if not each.withdrawn_at and st.button(
            words.WITHDRAW, key=f"withdraw-{each.id}", help=words.WITHDRAW_NAMED.format(label=each.label)
        ):
            withdraw(each)


def withdraw(correction: CorrectionOut) -> None:
    """Take a correction back, in the name that was given."""
    by = str(st.session_state.get(_BY) or "").strip()
    if not by:
        st.error(words.NEEDS_NAME)
        return
    try:
        state.client().withdraw(st.query_params["id"], correction.id, by=by)
    except KommunminneError as error:
        st.error(render.plain(str(error)))
        return
    st.toast(words.WITHDRAWN)
    st.rerun()


def shown(value: Any) -> str:
    """A value in words."""
    return "; ".join(value) if isinstance(value, list) and value else str(value or words.NONE)
