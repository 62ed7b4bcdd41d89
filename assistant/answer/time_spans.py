"""Which stretches of time a question names: months, seasons, halves and quarters of a year, years, and from one to another."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.dates import MONTHS, FoundDate, parse_dates

Span = tuple[dt.date, dt.date]
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)

_MONTH = "|".join(MONTHS)
_SEASONS = {"vår": (1, 6), "sommar": (6, 8), "höst": (8, 12)}
_ORDER = {"första": 1, "1": 1, "andra": 2, "2": 2, "tredje": 3, "3": 3, "fjärde": 4, "4": 4}
_YEAR = r"(?:\s+(?:år\s+)?(?P<{0}>(?:19|20)\d\d))?"
_PART = re.compile(
    rf"\b(?:(?P<month>{_MONTH})(?:s|\s+månad)?{_YEAR.format('y1')}"
    rf"|(?P<season>vår|sommar|höst)(?:en|ens|as)?\b{_YEAR.format('y2')}"
    rf"|(?P<half>första|andra)\s+(?:halvåret|halvan\s+av){_YEAR.format('y3')}"
    rf"|(?:(?P<quarter>första|andra|tredje|fjärde)\s+kvartalet|(?:kvartal\s+|q)(?P<q>[1-4])){_YEAR.format('y4')}"
    rf"|(?<![\d./:-])(?P<year>(?:19|20)\d\d)(?![\d/:]|-\d))(?!\w)",
    re.IGNORECASE,
)
_TITLED_YEAR = re.compile(
    r"\b\w*(?:budget|ramar|taxa|taxan|taxor|avgift|avgifter|plan|planen|redovisning|redovisningen|rapport|rapporten|bokslut"
    r"|bokslutet|vision|visionen|strategi|strategin|program|programmet|agenda|räkenskaper|mål|målen|stöd|bidrag)\s+(?:år\s+|för\s+(?:år\s+)?)?$",
    re.IGNORECASE,
)
_RANGE_START = re.compile(
    r"\b(?:mellan|från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|between|from)\s+(?:den\s+)?$", re.I
)
_RANGE_LINK = re.compile(
    r"\s*(?:och|till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|fram\s+till|and|to|[–-])\s+(?:den\s+)?|\s*[–-]\s*",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:sedan|efter|från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|since|after)\s+(?:den\s+)?$", re.I
)
_UNTIL = re.compile(
    r"\b(?:före|innan|fram\s+till|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|before|until)\s+(?:den\s+)?$", re.I
)
_THIS_YEAR = ((r"\bi år\b|\bthis year\b", 0), (r"\bförra året\b|\bi fjol\b|\blast year\b", -1))


def spans_of(text: str, today: dt.date) -> tuple[Span, ...]:
    """The stretches of time that are named, in order; () for none. Whole days count only from one to another, since a day
    alone is a meeting's. A year that belongs to a thing ('budget 2026') is none."""
    days = parse_dates(text)
    ranged = _between_days(text, days)
    if ranged:
        return (ranged,)
    if days:
        return ()
    parts = [match for match in _PART.finditer(text) if not _of_title(text, match)]
    year = _year_for_all(parts)
    joined = _joined(text, [(match, _span(match, year, today)) for match in parts])
    for pattern, shift in _THIS_YEAR:
        if re.search(pattern, text, re.IGNORECASE) and not parts:
            joined.append(_months(today.year + shift, 1, 12))
    return tuple(dict.fromkeys(joined))


def _between_days(text: str, days: Sequence[FoundDate]) -> Span | None:
    """'mellan 2025-01-01 och 2025-06-30', 'sedan den 1 mars 2025', 'före 2025-04-01'."""
    for first, last in pairwise(days):
        linked = _RANGE_LINK.fullmatch(text[first.end : last.start])
        if linked and (_RANGE_START.search(text[: first.start]) or "och" not in linked.group()):
            return (first.date, last.date) if first.date <= last.date else (last.date, first.date)
    if len(days) == 1:
        before = text[: days[0].start]
        if _SINCE.search(before):
            return (days[0].date, LAST)
        if _UNTIL.search(before):
            return (FIRST, days[0].date)
    return None


def _of_title(text: str, match: re.Match[str]) -> bool:
    """Whether a year belongs to what stands before it, or is half of such a pair: 'plan för 2027–2028'."""
    if not match["year"]:
        return False
    before = text[: match.start()]
    pair = re.search(r"(?:19|20)\d\d\s*[–-]\s*$", before)
    return bool(_TITLED_YEAR.search(before[: pair.start()] if pair else before))


def _year_for_all(parts: Sequence[re.Match[str]]) -> int | None:
    """The year of those that name none: the last one named."""
    years = [year for match in parts if (year := _own_year(match))]
    return int(years[-1]) if years else None


def _own_year(match: re.Match[str]) -> str | None:
    return next((match[name] for name in ("y1", "y2", "y3", "y4", "year") if match[name]), None)


def _span(match: re.Match[str], year: int | None, today: dt.date) -> Span:
    """The days of a part; one without a year is the latest that has begun."""
    own = _own_year(match)
    if own or year:
        return _of_year(match, int(own or year or 0))
    this = _of_year(match, today.year)
    return this if this[0] <= today else _of_year(match, today.year - 1)


def _of_year(match: re.Match[str], year: int) -> Span:
    if match["month"]:
        number = MONTHS.index(match["month"].casefold()) + 1
        return _months(year, number, number)
    if match["season"]:
        return _months(year, *_SEASONS[match["season"].casefold()])
    if match["half"]:
        first = 6 * _ORDER[match["half"].casefold()] - 5
        return _months(year, first, first + 5)
    quarter = match["quarter"] or match["q"]
    if quarter:
        first = 3 * _ORDER[quarter.casefold()] - 2
        return _months(year, first, first + 2)
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> Span:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _joined(text: str, spans: Sequence[tuple[re.Match[str], Span]]) -> list[Span]:
    """The spans, one made of two where the words go from one to the other; a lone year that a month stands for is left out."""
    named = [entry for entry in spans if not entry[0]["year"]]
    kept = named or list(spans)
    found: list[Span] = []
    at = 0
    while at < len(kept):
        match, span = kept[at]
        before = text[: match.start()]
        after = kept[at + 1] if at + 1 < len(kept) else None
        linked = _RANGE_LINK.fullmatch(text[match.end() : after[0].start()]) if after else None
        if after and linked and (_RANGE_START.search(before) or "och" not in linked.group()):
            found.append((span[0], max(after[1][1], span[0])))
            at += 2
            continue
        if _SINCE.search(before):
            span = (span[1] + dt.timedelta(days=1) if "efter" in before[-12:] else span[0], LAST)
        elif _UNTIL.search(before):
            span = (FIRST, span[1] if "med" in before[-12:] else span[0] - dt.timedelta(days=1))
        found.append(span)
        at += 1
    return found


def told(spans: Sequence[Span]) -> str:
    """The spans as people say them: 'under 2025', 'i maj 2025 och i december 2025', 'från mars till juni 2025'."""
    return " och ".join(_said(*span) for span in spans)


def _said(first: dt.date, last: dt.date) -> str:
    if last == LAST:
        return f"från och med {_begun(first)}"
    if first == FIRST:
        return f"till och med {_ended(last)}"
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"under {first.year}" if first.year == last.year else f"under {first.year}–{last.year}"
    if _begun(first) == _ended(last):
        return f"i {_begun(first)}"
    if _begun(first) != str(first) and _ended(last) != str(last) and first.year == last.year:
        return f"från {MONTHS[first.month - 1]} till {_ended(last)}"
    return f"från {_begun(first)} till {_ended(last)}"


def _begun(day: dt.date) -> str:
    """A month where the day is its first: the question named the month."""
    return f"{MONTHS[day.month - 1]} {day.year}" if day.day == 1 else str(day)


def _ended(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if (day + dt.timedelta(days=1)).day == 1 else str(day)
