"""Meetings that a text names by body and day, or by body and month, without any §: 'kommunstyrelsens sammanträde i mars 2025',
'bordläggs till kommunstyrelsens sammanträde den 4 november'."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.bodies import Bodies, Body, Mention, same_body
from ingest.dates import MONTHS, FoundDate, parse_dates
from ingest.hints import has_any
from ingest.model import Section, SectionKind
from ingest.sentences import sentences
from ingest.text import Text

_MONTH = re.compile(
    rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?:månad\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_MEETING = r"(?:(?:ordinarie|extra|nästa|kommande)\s+)?(?:sammanträde|möte)(?:t|n)?"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\s+)?"
_AFTER = re.compile(
    rf"^\s*(?:{_MEETING}\s*,?\s*(?:i\s+|under\s+)?|(?:sammanträdde|behandlade|beredde|återremitterade|bordlade)\s+(?:ärendet\s+|frågan\s+)?(?:i\s+)?)"
    rf"{_WEEKDAY}(?:den\s+)?$",
    re.IGNORECASE,
)
"""What stands between a body and the day of its meeting."""

_BY = re.compile(
    r"\b(?:beslut(?:ade|ades|ad|ats|at)?|behandla(?:des|ts|d|t)|antag(?:en|its|et)|antogs|fastställ(?:d|ts|des)|godkän(?:d|ts|des)|återremittera(?:des|ts|d)"
    r"|bordla(?:des|gts))\s+(?:av|i|vid|hos)\s+$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(r"^\s*,?\s*(?:i\s+)?(?:den\s+)?$", re.IGNORECASE)
_MEETING_FIRST = re.compile(rf"\bvid\s+(?:sitt\s+|ett\s+)?{_MEETING}\s+(?:den\s+|i\s+)?$", re.IGNORECASE)
_ACTED = re.compile(
    r"^\s*,?\s*(?:beslutade|behandlade|antog|godkände|fastställde|beredde|återremitterade|bordlade|föreslog)\s+$",
    re.I,
)
_PUT_OFF = re.compile(r"\b(?:bordlägg|skjut[ae]?s?\s+upp|hänskjut)\w*[^.;]{0,40}\btill\b", re.IGNORECASE)
_SECTION_NEAR = re.compile(r"^.{0,40}?§", re.DOTALL)
_SILENT = (SectionKind.RECIPIENTS, SectionKind.VOTERING)
_WORDS = (
    "sammantr",
    "möte",
    "beslut",
    "behandla",
    "anta",
    "antog",
    "fastställ",
    "godkän",
    "återrem",
    "bordl",
    "bered",
)
_GENERIC = frozenset({"nämnden", "utskottet", "arbetsutskottet", "styrelsen", "presidiet", "beredningen", "fullmäktige", "direktionen"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedMeeting:
    """A meeting of a body between two days, the same where its day is named. `planned`: what is put off to it is to be taken
    up there. `quote`: the sentence."""

    body: str
    body_key: str
    first: dt.date
    last: dt.date
    planned: bool
    quote: Text


def named_meetings(
    sections: Iterable[Section], own: Body, held: dt.date, bodies: Bodies
) -> tuple[NamedMeeting, ...]:
    """The meetings that the sections of a § of the body `own` name, each once; its own, of the day `held`, is none."""
    found: dict[tuple[str, dt.date, dt.date], NamedMeeting] = {}
    for section in sections:
        if section.kind in _SILENT:
            continue
        text = section.body.value
        for start, end in sentences(text) if has_any(text, _WORDS) else ():
            for one in _of_sentence(section.body.slice(start, end), own, bodies):
                if one.body != own.name or not one.first <= held <= one.last:
                    found.setdefault((one.body_key, one.first, one.last), one)
    return tuple(found.values())


def _of_sentence(quote: Text, own: Body, bodies: Bodies) -> Iterator[NamedMeeting]:
    sentence = quote.value
    if not has_any(sentence, _WORDS):
        return
    mentions = bodies.find_all(sentence)
    for time in _times(sentence) if mentions else ():
        if _SECTION_NEAR.match(sentence[time.end :]):
            continue
        mention = next((each for each in mentions if _meets(sentence, each, time)), None)
        body = mention and _body(mention, own)
        if body:
            planned = bool(_PUT_OFF.search(sentence[: time.start]))
            yield NamedMeeting(body.name, body.key, time.first, time.last, planned, quote)


@dataclass(frozen=True, slots=True)
class _Time:
    start: int
    end: int
    first: dt.date
    last: dt.date


def _times(sentence: str) -> Iterator[_Time]:
    days: tuple[FoundDate, ...] = parse_dates(sentence)
    for day in days:
        yield _Time(day.start, day.end, day.date, day.date)
    for match in _MONTH.finditer(sentence):
        if not any(day.start <= match.start() < day.end for day in days):
            year, month = int(match["year"]), MONTHS.index(match["month"].casefold()) + 1
            last = calendar.monthrange(year, month)[1]
            yield _Time(match.start(), match.end(), dt.date(year, month, 1), dt.date(year, month, last))


def _meets(sentence: str, mention: Mention, time: _Time) -> bool:
    """Whether a sentence says that a body met at a time."""
    if mention.end <= time.start:
        between = sentence[mention.end : time.start]
        if _AFTER.match(between):
            return True
        return bool(_BY.search(sentence[: mention.start]) and _DAY_AFTER.match(between))
    return bool(
        time.end <= mention.start
        and _MEETING_FIRST.search(sentence[: time.start])
        and _ACTED.match(sentence[time.end : mention.start])
    )


def _body(mention: Mention, own: Body) -> Body | None:
    """The body that a mention means, None where it is named by its kind alone and is not the minutes' own."""
    if same_body(mention.body, own):
        return own
    return None if mention.body.name.casefold() in _GENERIC else mention.body
