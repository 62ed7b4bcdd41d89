"""The numbers of a question: §§, dnr, years, months and other figures, each known from the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from ingest.bodies import Bodies
from ingest.dates import MONTHS, parse_dates
from ingest.dnr import FoundDnr, dnr_key, find_dnrs

_YEAR = re.compile(r"(?<![\d./:-])((?:19|20)\d\d)(?![\d/:]|-\d)")
_NUMBER = re.compile(r"(?<![\w./:-])\d{1,3}(?:[  ]\d{3})+(?:,\d+)?|(?<![\w./:§-])\d+(?:[.,]\d+)?(?![\w/:-])")
_MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)})(?:\s+(?:år\s+)?((?:19|20)\d\d))?\b", re.IGNORECASE)
_MEETING_MONTH = re.compile(
    rf"(?<=\w)\s+(?:i|från|under)\s+(?:{'|'.join(MONTHS)})(?:\s+(?:19|20)\d\d)?\b", re.IGNORECASE
)
_MEETING = re.compile(r"\b(?:möten?|mötet|sammanträdena?|sammanträdet|protokoll(?:et)?)$", re.IGNORECASE)
_LOOSE_DNR = re.compile(
    r"(?<!\w)([a-zåäöA-ZÅÄÖ]{1,5})[ ./-]{0,2}(\d{2}|(?:19|20)\d{2})[/:](\d{1,6})(?![\w/-])"
)
_BARE_DNR = re.compile(
    r"\b(?:ärende(?:t|nr)?|dnr|diarienummer)\s*:?\s*((?:19|20)\d\d)[/:-](\d{1,6})\b", re.IGNORECASE
)
_ORGANS = frozenset({"KS", "KF", "SN", "BN", "TN"})


def dnr(text: str, held: Collection[str]) -> str | None:
    """The key of the first dnr named; people also write 'ks 25/205'."""
    found = _firm_dnrs(text)
    if found:
        return found[0].key
    loose = _loose_dnr(text, held)
    return dnr_key(loose.group().upper()) if loose else None


def _loose_dnr(text: str, held: Collection[str]) -> re.Match[str] | None:
    """'ks 25/205': an organ of the archive, in whatever case, before year and number; 'TSFS 2024:57' is none, nor is
    the day in 'KF 22/4 2025'."""
    for match in _LOOSE_DNR.finditer(text):
        known = match[1].upper() in held or match[1].upper() in _ORGANS
        if known and not _is_day(text, match.start(2), match.end()):
            return match
    return None


def _firm_dnrs(text: str) -> list[FoundDnr]:
    return [dnr for dnr in find_dnrs(text) if not _is_day(text, dnr.start, dnr.end)]


def _is_day(text: str, start: int, end: int) -> bool:
    """Whether a stretch that reads as a dnr holds a whole date, or the part of one that has a year to it."""
    return any(day.start < end and start < day.end for day in parse_dates(text, default_year=None))


def without_dnr(text: str, held: Collection[str]) -> str:
    """The text with every dnr blanked out: its organ is no body that is asked about, its year no period."""
    places = [(dnr.start, dnr.end) for dnr in _firm_dnrs(text)]
    places += [match.span() for match in _BARE_DNR.finditer(text)]
    loose = _loose_dnr(text, held)
    if loose:
        places.append(loose.span())
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def dnr_tail(text: str) -> str | None:
    """'ärende 2021/345' → '2021-345'."""
    found = _BARE_DNR.search(text)
    return f"{found[1]}-{int(found[2])}" if found else None


def follows_a_body(text: str, bodies: Bodies) -> bool:
    """Whether a day stands right after a body: 'i kommunstyrelsen den 22 april 2025', 'KS 2025-04-22'."""
    ends = [mention.end for mention in bodies.find_all(text)]
    ends += [match.end() for match in re.finditer(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![\w-])", text)]
    starts = [date.start for date in parse_dates(text, default_year=None)]
    return any(0 <= start - end <= 8 for start in starts for end in ends)


def years(text: str, today: dt.date) -> tuple[int, ...]:
    found = [int(match[1]) for match in _YEAR.finditer(text)]
    folded = text.casefold()
    for phrase, shift in (
        ("förra året", -1),
        ("i fjol", -1),
        ("last year", -1),
        ("i år", 0),
        ("nästa år", 1),
    ):
        if re.search(rf"\b{phrase}\b", folded):
            found.append(today.year + shift)
    return tuple(dict.fromkeys(found))


def period(text: str, years: tuple[int, ...]) -> tuple[dt.date, dt.date] | None:
    month = _MONTH_YEAR.search(text)
    if month and (month[2] or len(years) == 1):
        year = int(month[2] or years[0])
        number = MONTHS.index(month[1].casefold()) + 1
        following = dt.date(year + number // 12, number % 12 + 1, 1)
        return dt.date(year, number, 1), following - dt.timedelta(days=1)
    if len(years) == 1:
        return dt.date(years[0], 1, 1), dt.date(years[0], 12, 31)
    return None


def without_dates(text: str) -> str:
    for date in reversed(parse_dates(text, default_year=2000)):
        text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text


_OWN_SUM = re.compile(
    r"(?<![\w-])\d[\d .\u00a0]*(?:,\d+)?\s?(?:kr|kronor|tkr|mnkr|miljoner|kvm|kvadratmeter)\b", re.IGNORECASE
)
_OWN_CASE = re.compile(
    r"\b(?:om (?:jag|vi|man|någon)|får (?:jag|vi|man)|kan (?:jag|vi|man|kommunen)|min|mitt|mina|vem (?:får|beslutar|bestämmer|har rätt)"
    r"|en (?:skuld|fordran|upphandling|faktura|kostnad)|ett (?:inköp|köp|bidrag|avtal|bostadsanpassningsbidrag))\b",
    re.IGNORECASE,
)


def figures(text: str, years: tuple[int, ...], numbers: tuple[int, ...]) -> tuple[str, ...]:
    """The other numbers of a question, as written; a sum of the asker's own ('om jag har en skuld på 3 000 kronor') is none:
    a rule is told by its limit."""
    text = _OWN_SUM.sub(" ", text) if _OWN_CASE.search(text) else text
    found = [re.sub(r"[  ]", "", match.group()) for match in _NUMBER.finditer(text)]
    known = {str(year) for year in years} | {str(number) for number in numbers}
    return tuple(dict.fromkeys(figure for figure in found if figure not in known))


def without_amounts(text: str) -> str:
    """The text without its figures; whole numbers of two digits or more stay, for they may name a road or a year."""
    return _NUMBER.sub(
        lambda match: match.group() if len(match.group()) > 1 and match.group().isdigit() else " ", text
    )


def without_meeting_month(text: str) -> str:
    """The text without the month of 'KS möte i mars 2026': it says which meeting, not what the question is about."""
    return _MEETING_MONTH.sub(
        lambda match: " " if _MEETING.search(text[: match.start()]) else match.group(), text
    )
