"""Whose minutes a document is, and of which day; whether it is minutes at all."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.bodies import Bodies, Body
from ingest.dates import parse_dates
from ingest.text import Line

_WORD = re.compile(r"\b(?:sammanträdes|besluts|delegations)?protokoll(?:sutdrag)?\b", re.IGNORECASE)
_FORM = re.compile(
    r"\butdrag\s+ur\s+protokoll|utdragsbestyrk|justerandes?\s+sign|justering\s*\(sign|justerarsign|"
    r"^\W*paragrafer\b\W*§{0,2}\s*\d|^\W*utses att justera\b|^\W*(?:bevis om anslag|anslag/bevis)\b|^paragrafen är justerad",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:kallelse|föredragningslista|ärendelista|tjänsteskrivelse|tjänsteutlåtande|underrättelse|reglemente|arbetsordning|"
    r"delegationsordning|delegeringsordning|riktlinjer för|policy för|stadgar för)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"sammanträdes?(?:dag|datum|datumet)|mötesdatum|sammanträdet\s+den|datum för sammanträde", re.IGNORECASE
)
_OTHER_MEETING = re.compile(r"\b(?:till|inför|från)\s+\w*\s*$", re.IGNORECASE)
"""'bordläggs till sammanträdet den …': another meeting's day."""
_PLACE = re.compile(r"^\s*(?:plats|tid|datum|mötestid)\b.*\b(?:tid|plats)\b", re.IGNORECASE)
_SIGNED = re.compile(r"just(?:er)|anslag|uppsatt|uppsätt|nedtag|tas ned|expedier|överklag", re.IGNORECASE)
_UNIT = re.compile(r"[\wåäöÅÄÖ -]*utskott(?:et)?", re.IGNORECASE)
_UNDER = re.compile(
    r"^(?P<parent>[^,/]{5,45}?)[\s,/–-]+(?P<unit>arbetsutskott|personalutskott)(?:et)?\W*$", re.IGNORECASE
)
"""A body and its committee as headers set them: 'Kommunstyrelsen' above 'Arbetsutskottet'."""

_TOP = 9
_OPENING = 12
_SHORT = 90


def page_tops(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The first few lines of each page, where headers stand."""
    counted: Counter[int] = Counter()
    kept = []
    for line in lines:
        counted[line.page] += 1
        if counted[line.page] <= _TOP:
            kept.append(line)
    return tuple(kept)


def is_minutes(lines: Sequence[Line], furniture: Sequence[Line]) -> bool:
    """Whether header, footer or front page say that the document is minutes or an extract of them."""
    if any(_WORD.search(line.text) for line in furniture if len(line.text) < _SHORT):
        return True
    if is_other(lines, furniture):
        return False
    if any(_WORD.search(text) for text in _opening(lines, furniture)):
        return True
    return any(_FORM.search(line.text) for line in (*furniture, *lines[:150]) if len(line.text) < _SHORT)


def is_other(lines: Sequence[Line], furniture: Sequence[Line]) -> bool:
    """Whether the head of the document says that it is a summons, a letter or a set of rules."""
    return any(_OTHER.search(text) and "§" not in text for text in _opening(lines, furniture))


def _opening(lines: Sequence[Line], furniture: Sequence[Line]) -> list[str]:
    """The short lines that the document opens with."""
    first = min((line.page for line in (*lines, *furniture)), default=1)
    return [line.text for line in lines[:_OPENING] if line.page == first and len(line.text) < _SHORT]


def read_body(lines: Sequence[Line], furniture: Sequence[Line], bodies: Bodies) -> Body | None:
    """The deciding body: the one that most headers name, else the one whose decisions the text holds."""
    votes: Counter[str] = Counter()
    found: dict[str, Body] = {}
    header = sorted((*furniture, *page_tops(lines)), key=lambda line: (line.page, line.start))
    printed = frozenset(furniture)
    for at, line in enumerate(header):
        following = header[at + 1] if at + 1 < len(header) else None
        for body, weight in _header_bodies(line, following, bodies):
            votes[body.name] += weight * (3 if line in printed else 1)
            found[body.name] = body
    if not votes:
        for line in lines:
            match = re.match(r"^(.{3,60}?)s\s+beslut\W*$", line.text, re.IGNORECASE)
            named = bodies.find(match[1]) if match else None
            if named:
                votes[named.name] += 1
                found[named.name] = named
    return found[votes.most_common(1)[0][0]] if votes else _unknown_body(header, bodies)


def _header_bodies(line: Line, following: Line | None, bodies: Bodies) -> Iterable[tuple[Body, int]]:
    """The body that a header line names, alone or beside date, page mark and 'protokoll'; two lines read as one."""
    if "§" in line.text or len(line.text) > 90:
        return
    organ = re.match(
        r"^(?:organ|nämnd(?:/styrelse)?|beslutsinstans|instans)\b[\s:]*(.+)$", line.text, re.IGNORECASE
    )
    text = organ[1] if organ else line.text
    below = following.text if following is not None and following.page == line.page else ""
    if pair := _UNDER.match(f"{text} {below}" if _UNIT.fullmatch(below) else text):
        parents = bodies.find_all(pair["parent"])
        if parents and not parents[0].genitive and parents[0].end == len(pair["parent"]):
            yield bodies.named(f"{parents[0].body.name}s {pair['unit']}"), 4
            return
    if re.search(r"s$", text) and following is not None and following.page == line.page:
        both = f"{text} {following.text}"
        mentions = bodies.find_all(both)
        if mentions and mentions[0].end > len(text) + 1 and _mostly(both, mentions[0].start, mentions[0].end):
            yield mentions[0].body, 4
            return
    for mention in bodies.find_all(text)[:1]:
        if _mostly(text, mention.start, mention.end):
            yield mention.body, 5 if organ else 2 + (mention.start == 0)


def _mostly(text: str, start: int, end: int) -> bool:
    """Whether a line holds little beside what stands from `start` to `end`: dates, page marks, form words."""
    rest = text[:start] + " " + text[end:]
    rest = re.sub(
        r"\d[\d.:/()\s-]*|\b(?:sammanträdes)?protokoll(?:sutdrag)?\b|\bsida?n?\b|\bkommun\b|\bjustera\w*",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    rest = re.sub(
        r"\b(?:datum|sammanträdesdatum|blad|nr|av|för|organ|ur|utdrag|den|\w*dagen|januari|februari|mars|april|maj|juni|juli|"
        r"augusti|september|oktober|november|december)\b",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def _unknown_body(header: Sequence[Line], bodies: Bodies) -> Body | None:
    """A body that no form tells: the lines above 'Protokoll' in the header ('Vik och Lunds' / 'Räddningstjänstförbund')."""
    for at, line in enumerate(header):
        if re.fullmatch(r"(?:sammanträdes)?protokoll(?:sutdrag)?", line.text.strip(), re.IGNORECASE):
            above = [
                other.text
                for other in header[max(0, at - 2) : at]
                if other.page == line.page and len(other.text) < 60
            ]
            name = " ".join(above).strip()
            if name and name[0].isupper() and not re.search(r"\d|kommun$", name, re.IGNORECASE):
                return bodies.named(name)
    return None


def read_date(lines: Sequence[Line], furniture: Sequence[Line], year: int | None = None) -> dt.date | None:
    """The day of the meeting: the one given as such, else the one that headers bear, else that of place and time."""
    for pool in (lines[:200], furniture):
        stated = next((date for at in range(len(pool)) if (date := _stated(pool, at))), None)
        if stated:
            return stated
    counted: Counter[dt.date] = Counter()
    for line in (*furniture, *page_tops(lines)):
        if len(line.text) < 70 and not _SIGNED.search(line.text) and "§" not in line.text:
            dates = parse_dates(line.text)
            if len(dates) == 1 and len(re.findall(r"[^\W\d_]{3,}", line.text)) <= 6:
                counted[dates[0].date] += 1
    return counted.most_common(1)[0][0] if counted else _place_date(lines, year)


def _stated(pool: Sequence[Line], at: int) -> dt.date | None:
    """The date that a line such as 'Sammanträdesdatum' gives, on itself or one of the two lines below."""
    label = _HELD.search(pool[at].text)
    before = pool[at].text[: label.start()] if label else ""
    if label is None or _SIGNED.search(before) or _OTHER_MEETING.search(before):
        return None
    near = [pool[at].text[label.end() :], *(line.text for line in pool[at + 1 : at + 3])]
    return next((dates[0].date for text in near if (dates := parse_dates(text))), None)


def _place_date(lines: Sequence[Line], year: int | None) -> dt.date | None:
    for at, line in enumerate(lines[:120]):
        if _PLACE.match(line.text):
            for other in lines[at : at + 4]:
                if dates := parse_dates(other.text, year):
                    return dates[0].date
    return None
