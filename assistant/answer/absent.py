"""What a question names and the archive has not, or has more than once: a meeting, a §; with what there is instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.held_meetings import lacking_around, named_in
from assistant.answer.statement import Composed, Refused
from assistant.retrieve import Passage
from ingest.dates import MONTHS
from ingest.stored import StoredMeeting, StoredParagraph

_SHOWN = 6
"""Meetings that are named where many fit."""


def missing_meeting(asking: Asking) -> Composed:
    """That a meeting asked about is not in the archive, and which ones of its body are."""
    query = asking.query
    who = ", ".join(body.name for body in query.bodies) or "något organ"
    when = f" {as_asked(asking, query.dates[0])}" if query.dates else ""
    written = len(query.years) == 1 and str(query.years[0]) in query.text
    when = when or (f" {query.years[0]}" if written else "")
    keys = {body.key for body in query.bodies}
    held = [m for m in reversed(asking.meetings) if not keys or m.body_key in keys]
    shown = list({(m.body_key, m.date): m for m in held}.values())[-_SHOWN:]
    listed = ", ".join(f"{m.body_key} {m.date}" for m in shown)
    known = f" Det som finns: {listed}." if listed else " Inga protokoll från organet finns i underlaget."
    day = query.dates[0] if query.dates else None
    told, quotes = named_in(asking, day) if day else ("", ())
    detail = f"Protokoll från {who}{when} finns inte i underlaget.{known}{told}"
    named = first_paragraphs(asking, shown)
    found = Composed(refused=Refused("saknas", detail, named=named, quotes=quotes))
    return found.with_warnings(lacking_around(asking, day) if day else [])


def absent_paragraph(asking: Asking) -> Composed | None:
    """That the meeting named, or all that is here of the body named, has no § of that number, and which there are."""
    query = asking.query
    if len(query.numbers) != 1 or query.dnr_key:
        return None
    if not asking.named_meetings and (query.terms or query.dates or not asking.held_bodies):
        return None
    held = asking.archive.catalogue.paragraphs(replace(asking.filters, number=None), with_sections=False)
    if not held or query.numbers[0] in {paragraph.number for paragraph in held}:
        return None
    meetings: dict[tuple[str, dt.date], list[StoredParagraph]] = {}
    for paragraph in held:
        meetings.setdefault((paragraph.body, paragraph.date), []).append(paragraph)
    listed = [f"{body} {date} {stretch(p.number for p in own)}" for (body, date), own in meetings.items()]
    ends = [
        end
        for own in list(meetings.values())[-_SHOWN:]
        for end in {own[0].id: own[0], own[-1].id: own[-1]}.values()
    ]
    more = f", och {len(listed) - _SHOWN} möten till" if len(listed) > _SHOWN else ""
    detail = (
        f"§ {query.numbers[0]} finns inte i underlaget. Det som finns: {', '.join(listed[-_SHOWN:])}{more}."
    )
    return Composed(refused=Refused("saknas", detail, named=tuple(asking.passages_of(ends))))


def several_of_number(asking: Asking) -> Composed | None:
    """That several minutes hold the § that the question names without more, and which matters they are."""
    query = asking.query
    if not query.numbers or query.terms or query.bodies or query.dates or query.dnr_key:
        return None
    number = query.numbers[0]
    held = asking.archive.catalogue.paragraphs(
        replace(asking.kommun_filters, number=number), with_sections=False
    )
    if len(held) < 2:
        return None
    shown = held[-_SHOWN:]
    choices = "; ".join(f"{p.body_key} {p.date} § {p.number} {p.title}" for p in shown)
    detail = f"§ {number} finns i flera protokoll. Vilken menar du? {choices}"
    return Composed(refused=Refused("oklar", detail, named=tuple(asking.passages_of(shown))))


def which_meeting(asking: Asking) -> Composed:
    """That a body decides much, and which meetings of it there are."""
    own = [m for m in asking.meetings if m.body_key in asking.held_bodies]
    shown = list({(m.body_key, m.date): m for m in own}.values())[:_SHOWN]
    listed = ", ".join(f"{m.body_key} {m.date}" for m in shown)
    detail = (
        f"Frågan säger inte vilket möte eller ärende den gäller. De senaste mötena i underlaget: {listed}."
    )
    return Composed(refused=Refused("oklar", detail, named=first_paragraphs(asking, shown)))


def first_paragraphs(asking: Asking, meetings: Sequence[StoredMeeting]) -> tuple[Passage, ...]:
    """The first § of each meeting, to cite the meeting by."""
    found = []
    for meeting in meetings:
        own = replace(
            asking.kommun_filters, bodies=(meeting.body_key,), date_from=meeting.date, date_to=meeting.date
        )
        found += asking.passages_of(asking.archive.catalogue.paragraphs(own, with_sections=False)[:1])
    return tuple(found)


def newest_of(asking: Asking, keys: Collection[str]) -> list[StoredMeeting]:
    """The latest meeting of the bodies with `keys` that is here, in a list; [] where there is none."""
    return [meeting for meeting in asking.meetings if meeting.body_key in keys][:1]


def stretch(numbers: Iterable[int]) -> str:
    """'§ 16', '§§ 16 till 47': the first and last of §§."""
    held = sorted(numbers)
    return f"§§ {held[0]} till {held[-1]}" if held[-1] > held[0] else f"§ {held[0]}"


def as_asked(asking: Asking, day: dt.date) -> str:
    """A day as the question writes it, where it is written out there: 'den 22 april 2025'."""
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"den {written}" if written in asking.query.text.casefold() else str(day)
