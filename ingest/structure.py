"""Readings → documents taken apart: the one door to cleaning, minutes, goals and sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cleanup import Cleaned, clean
from ingest.cover import body_of, date_of, minutes_title, summons_title, title_of
from ingest.dates import date_in_name
from ingest.goals import goals
from ingest.kinds import is_summons, kind_of
from ingest.kommun_name import bare_name, kommun_of
from ingest.kommunfile import KommunConfig, default_config
from ingest.meeting import read_body
from ingest.minutes import parse_minutes, undated
from ingest.model import Goal, Kind, Meeting, Reading, Structured
from ingest.outline import Found
from ingest.sections import outline, sections
from ingest.text import Line

_MINUTES = (Kind.PROTOKOLL, Kind.UTDRAG)
_WITH_GOALS = (Kind.VERKSAMHETSPLAN, Kind.VISION, Kind.STYRDOKUMENT, Kind.RAPPORT, Kind.BILDSPEL, Kind.OVRIGT)
_PROPOSED = re.compile(
    r"\b(?:förslag|utkast|remissversion|samrådshandling|granskningshandling)\b", re.IGNORECASE
)


def structure(
    reading: Reading,
    *,
    name: str,
    kommun: str | None = None,
    kind: Kind | None = None,
    config: KommunConfig | None = None,
) -> Structured:
    """Take a reading apart.

    `name`: path of the file as ingested; it can hint at kind, body and date. What is given wins over what is recognised.
    """
    config = config or default_config()
    cleaned = clean(reading)
    given = kommun or config.name
    where = bare_name(given) if given else kommun_of(reading, cleaned, name)
    meetings = _meetings(reading, cleaned, name, kind, config)
    if meetings:
        return _minutes(reading, cleaned, meetings, where, name, kind)
    return _other(reading, cleaned, where, name, kind, config)


def _meetings(
    reading: Reading, cleaned: Cleaned, name: str, kind: Kind | None, config: KommunConfig
) -> tuple[Meeting, ...]:
    """The meetings of minutes; none where the document is given as, or shows itself to be, something else."""
    if kind not in (None, *_MINUTES) or (kind is None and is_summons(cleaned.lines)):
        return ()
    own_name = re.sub(r"[_]+", " ", name.rsplit("/", 1)[-1])
    body = config.bodies.find(own_name)
    return parse_minutes(
        cleaned,
        reading.pages,
        config=config,
        body_hint=body.name if body else None,
        date_hint=date_in_name(name),
    )


def _minutes(
    reading: Reading,
    cleaned: Cleaned,
    meetings: tuple[Meeting, ...],
    kommun: str | None,
    name: str,
    kind: Kind | None,
) -> Structured:
    found = kind or kind_of(reading, cleaned.lines, meetings, name=name)
    return Structured(
        kommun=kommun,
        kind=found,
        title=minutes_title(meetings, extract=found is Kind.UTDRAG),
        date=meetings[0].date,
        body=meetings[0].body,
        meetings=meetings,
        sections=tuple(section for meeting in meetings for section in meeting.front.sections),
        warnings=tuple(
            f"Mötesdatumet saknar årtal; {meeting.date.year} togs från diarienumren. Kontrollera att det stämmer."
            for meeting in meetings
            if not meeting.year_given
        ),
    )


def _other(
    reading: Reading, cleaned: Cleaned, kommun: str | None, name: str, kind: Kind | None, config: KommunConfig
) -> Structured:
    lines = cleaned.lines
    by_form = outline(reading, lines)
    title = title_of(reading, lines, by_form, name=name, kind=kind, kommun=kommun)
    missing_day = undated(cleaned, reading.pages, config) if kind in (None, *_MINUTES) else None
    if missing_day:
        kind = kind or Kind.PROTOKOLL
    found = kind or kind_of(reading, lines, (), name=name, title=title)
    if not kind:
        title = title_of(reading, lines, by_form, name=name, kind=found, kommun=kommun)
    if found is Kind.KALLELSE and len(title.split()) == 1:
        body = read_body(lines, cleaned.furniture, config.bodies)
        title = summons_title(body.name if body else None, lines) or title
    cut_at = outline(reading, lines, slides=True) if found is Kind.BILDSPEL else by_form
    return Structured(
        kommun=kommun,
        kind=found,
        title=title,
        date=date_of(lines, found, name, cleaned.furniture),
        body=body_of(lines, config.bodies),
        goals=_goals(lines, cut_at, found, title, kommun),
        sections=sections(lines, cut_at),
        warnings=(missing_day,) if missing_day else _warnings(found, lines),
    )


def _goals(
    lines: Sequence[Line], cut_at: Sequence[Found], kind: Kind, title: str, kommun: str | None
) -> tuple[Goal, ...]:
    if kind not in _WITH_GOALS:
        return ()
    return goals(lines, cut_at, title=title, kommun=kommun, proposed=bool(_PROPOSED.search(title)))


def _warnings(kind: Kind, lines: Sequence[Line]) -> tuple[str, ...]:
    if kind in _MINUTES and lines:
        return ("Inga paragrafer hittades i protokollet; texten är indelad efter sina rubriker.",)
    return ()
