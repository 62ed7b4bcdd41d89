"""The front pages of minutes: which meeting is meant, and the blocks that an answer about it quotes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.statement import Composed, Quote, Statement
from assistant.retrieve import Part, Passage
from ingest.dates import parse_dates
from ingest.filters import Filters
from ingest.stored import StoredMeeting, StoredSection

NEWEST = 40
"""Front pages looked through where no day is named."""


def meant(asking: Asking) -> list[StoredMeeting]:
    """The named meetings with their people, those with a front page first; without a day, the newest of the named body
    that has one."""
    meetings = asking.named_meetings
    if not meetings and not asking.query.dates and asking.held_bodies:
        meetings = [m for m in asking.meetings if m.body_key in asking.held_bodies and _in_period(asking, m)]
        return _newest(asking, meetings)
    return _fullest_first([with_people(asking, meeting) for meeting in meetings])


def _newest(asking: Asking, meetings: Sequence[StoredMeeting]) -> list[StoredMeeting]:
    """The newest meeting whose front page names people, else the newest one."""
    for meeting in meetings[:NEWEST]:
        same = [m for m in meetings if (m.body_key, m.date) == (meeting.body_key, meeting.date)]
        whole = _fullest_first([with_people(asking, each) for each in same])
        if whole[0].people:
            return whole
    return _fullest_first([with_people(asking, m) for m in meetings if m.date == meetings[0].date])


def _fullest_first(meetings: Sequence[StoredMeeting]) -> list[StoredMeeting]:
    return sorted(meetings, key=lambda m: (-len(m.people), m.posted is None))


def with_people(asking: Asking, meeting: StoredMeeting) -> StoredMeeting:
    """The meeting with the people of its front page."""
    filters = replace(
        asking.kommun_filters, bodies=(meeting.body_key,), date_from=meeting.date, date_to=meeting.date
    )
    same = [m for m in asking.archive.catalogue.meetings(filters) if m.content == meeting.content]
    return same[0] if same else meeting


def _in_period(asking: Asking, meeting: StoredMeeting) -> bool:
    period = asking.query.period
    return period is None or period[0] <= meeting.date <= period[1]


def from_block(
    asking: Asking,
    meeting: StoredMeeting,
    text: str,
    headings: Sequence[str],
    *,
    days: Sequence[dt.date] = (),
    words: Sequence[str] = (),
) -> Composed | None:
    """The statement with the block under the first fitting heading, and further blocks for `days` and `words`."""
    quote = front_quote(asking, meeting, headings)
    if quote is None:
        return None
    quotes = [quote]
    sections = [s for s in asking.archive.catalogue.sections(meeting.content) if s.body]
    for fits in (*(_with_day(day) for day in days), *(_with_words(one) for one in words)):
        if not any(fits(held.text.value) for held in quotes):
            found = next((s for s in sections if fits(s.body.value)), None)
            quotes += [block(asking, meeting, found)] if found else []
    return Composed((Statement(text, tuple(quotes)),))


def _with_day(day: dt.date) -> Callable[[str], bool]:
    return lambda text: any(found.date == day for found in parse_dates(text, default_year=day.year))


def _with_words(words: str) -> Callable[[str], bool]:
    return lambda text: " ".join(words.split()) in " ".join(text.split())


def front_quote(
    asking: Asking, meeting: StoredMeeting, headings: Sequence[str], *, only: bool = False
) -> Quote | None:
    """The block of the front page whose heading fits the first of `headings` that one does; where none does, the first
    block, or None if `only` a fitting one will do."""
    sources = asking.archive.catalogue.sources_of([meeting.content], Filters(zones=asking.base.zones))
    if meeting.content not in sources:
        return None
    sections = [s for s in asking.archive.catalogue.sections(meeting.content) if s.body]
    for wanted in headings:
        for section in sections:
            if wanted in (section.heading or "").casefold():
                return block(asking, meeting, section)
    return block(asking, meeting, sections[0]) if sections and not only else None


def block(asking: Asking, meeting: StoredMeeting, section: StoredSection) -> Quote:
    """A block of a front page as a quote."""
    sources = asking.archive.catalogue.sources_of([meeting.content], Filters(zones=asking.base.zones))
    part = Part(section.heading, section.kind, section.body)
    passage = Passage(sources[meeting.content][0], section.heading or "", None, (part,), 1.0)
    return Quote(passage, section.body)
