"""Minutes and extracts → meetings with their §§."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.bodies import Bodies, Body
from ingest.cleanup import Cleaned
from ingest.dates import impossible_dates
from ingest.dnr import dnr_key, find_dnrs
from ingest.frontpage import is_notice, read_front
from ingest.kommunfile import KommunConfig
from ingest.lines import ends_sentence
from ingest.marks import BODIED, Mark, own_marks, read_mark, stated_range, without_items
from ingest.meeting import is_minutes, is_other, read_body, read_date
from ingest.model import Meeting, Page, PageSource
from ingest.paragraphs import read_paragraphs
from ingest.text import Line
from ingest.titles import only_dnr

_CONTENTS = re.compile(
    r"^(?:innehåll\w*|ärendelista|ärenden|ärendeförteckning|dagordning|föredragningslista)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The lines and furniture of pages that belong to one meeting; `drawn`: pages read by OCR."""

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    drawn: frozenset[int]


def parse_minutes(
    cleaned: Cleaned,
    pages: tuple[Page, ...],
    *,
    config: KommunConfig,
    body_hint: str | None = None,
    date_hint: dt.date | None = None,
) -> tuple[Meeting, ...]:
    """The meetings that a document holds; () where it is neither minutes nor an extract of them.

    `body_hint` and `date_hint` serve where the text itself names no body or day. Extracts of several meetings bound
    together give a meeting each.
    """
    drawn = frozenset(page.number for page in pages if page.source is PageSource.OCR)
    whole = _Stretch(cleaned.lines, cleaned.furniture, drawn)
    hinted = config.bodies.named(body_hint) if body_hint else None
    if not is_minutes(whole.lines, whole.furniture):
        return _undeclared(whole, config, hinted, date_hint)
    stretches = _stretches(whole, config.bodies)
    if len(stretches) > 1:
        meetings = [_meeting(stretch, config, hinted, date_hint) for stretch in stretches]
        if all(meetings):
            return _merged(meeting for meeting in meetings if meeting)
    meeting = _meeting(whole, config, hinted, date_hint)
    return (meeting,) if meeting else ()


def undated(cleaned: Cleaned, pages: tuple[Page, ...], config: KommunConfig) -> str | None:
    """Why a document that calls itself minutes of a body, and has §§, gives no meeting: its day cannot be read. None where
    it is something else."""
    drawn = frozenset(page.number for page in pages if page.source is PageSource.OCR)
    whole = _Stretch(cleaned.lines, cleaned.furniture, drawn)
    if not is_minutes(whole.lines, whole.furniture) or is_other(whole.lines, whole.furniture):
        return None
    marks = _marks(whole, config.bodies)
    run = own_marks(marks, _weigher(whole.lines, marks, config), stated_range(whole.lines))
    if not run or read_body(whole.lines, whole.furniture, config.bodies) is None:
        return None
    if read_date(whole.lines, whole.furniture, _usual_year(run)) is not None:
        return None
    printed = [
        line.text[start:end]
        for line in (*whole.furniture, *whole.lines[: run[0].index])
        for start, end in impossible_dates(line.text)
    ]
    said = f" (”{printed[0]}” finns inte)" if printed else ""
    return f"Mötesdagen kunde inte läsas{said}, så paragraferna är inte i registret. Ge filen ett namn med datumet och läs in den igen."


def _undeclared(
    whole: _Stretch, config: KommunConfig, hinted: Body | None, date_hint: dt.date | None
) -> tuple[Meeting, ...]:
    """Minutes that nowhere call themselves so: at least two §§, most with a decision of the body, and no other kind of
    document by its head."""
    if is_other(whole.lines, whole.furniture):
        return ()
    meeting = _meeting(whole, config, hinted, date_hint)
    if meeting is None or len(meeting.paragraphs) < 2:
        return ()
    headings = [(paragraph.decision_heading or "").casefold() for paragraph in meeting.paragraphs]
    decided = sum("beslut" in heading and "förslag" not in heading for heading in headings)
    return (meeting,) if decided * 2 >= len(headings) else ()


def _stretches(whole: _Stretch, bodies: Bodies) -> list[_Stretch]:
    """The document cut where the headers of its pages go over to another body or day."""
    headers: dict[int, list[Line]] = {line.page: [] for line in (*whole.lines, *whole.furniture)}
    for line in whole.furniture:
        headers[line.page].append(line)
    owners: list[tuple[int, tuple[str, dt.date] | None]] = []
    for page, header in sorted(headers.items()):
        body, date = read_body((), header, bodies), read_date((), header)
        owner = (body.name, date) if body and date else None
        owners.append((page, owner or (owners[-1][1] if owners else None)))
    if len({owner for _, owner in owners if owner}) < 2:
        return [whole]
    result = []
    for _, group in groupby(owners, key=lambda item: item[1]):
        inside = {page for page, _ in group}
        lines = tuple(line for line in whole.lines if line.page in inside)
        furniture = tuple(line for line in whole.furniture if line.page in inside)
        result.append(_Stretch(lines, furniture, whole.drawn))
    return result


def _merged(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings of one body and day made one, their §§ in order."""
    found: dict[tuple[str, dt.date], Meeting] = {}
    for meeting in meetings:
        key = (meeting.body, meeting.date)
        if key in found:
            known = {paragraph.number for paragraph in found[key].paragraphs}
            more = [paragraph for paragraph in meeting.paragraphs if paragraph.number not in known]
            both = sorted((*found[key].paragraphs, *more), key=lambda paragraph: paragraph.number)
            found[key] = replace(found[key], paragraphs=tuple(both))
        else:
            found[key] = meeting
    return tuple(found.values())


def _meeting(
    stretch: _Stretch, config: KommunConfig, hinted: Body | None, date_hint: dt.date | None
) -> Meeting | None:
    """The one meeting of a stretch; None where it holds no §, or nothing tells body and day."""
    lines = stretch.lines
    marks = _marks(stretch, config.bodies)
    run = own_marks(marks, _weigher(lines, marks, config), stated_range(lines))
    body = read_body(lines, stretch.furniture, config.bodies) or hinted
    given = read_date(lines, stretch.furniture)
    date = given or read_date(lines, stretch.furniture, _usual_year(run)) or date_hint
    if not run or body is None or date is None:
        return None
    text, notice = _notice_apart(lines, run[-1].index)
    paragraphs = read_paragraphs(text, marks, run, body, date, config)
    front = read_front([*_before(lines, marks, run), *notice], date.year)
    return Meeting(body.name, body.key, date, paragraphs, front, given is not None or date == date_hint)


def _marks(stretch: _Stretch, bodies: Bodies) -> list[Mark]:
    found = (
        read_mark(line, at, bodies, ocr=line.page in stretch.drawn) for at, line in enumerate(stretch.lines)
    )
    return without_items([mark for mark in found if mark is not None])


def _notice_apart(lines: Sequence[Line], last: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines up to a notice of adjustment below the last §, and the notice."""
    at = next((at for at in range(last + 1, len(lines)) if is_notice(lines[at].text)), len(lines))
    return lines[:at], lines[at:]


def _before(lines: Sequence[Line], marks: Sequence[Mark], run: Sequence[Mark]) -> Sequence[Line]:
    """The lines before the first §, a contents list left out."""
    first, numbers = run[0].index, {mark.number for mark in run}
    listed = [
        mark.index
        for mark in marks
        if mark.index < first and mark.number in numbers and mark.title_at is not None
    ]
    if not listed:
        return lines[:first]
    if listed[0] <= 5:
        return lines[listed[-1] + 1 : first]
    headed = _CONTENTS.match(lines[listed[0] - 1].text)
    return lines[: listed[0] - 1] if headed else lines[: listed[0]]


def _usual_year(run: Sequence[Mark]) -> int | None:
    """The latest year that the diarienummer of a run bear, for dates without one."""
    years = [int(key.split("-")[1]) for mark in run if mark.dnr and (key := dnr_key(mark.dnr, "X"))]
    return max(years, default=None)


def _weigher(lines: Sequence[Line], marks: Sequence[Mark], config: KommunConfig) -> Callable[[Mark], int]:
    """How much each mark looks like the heading of a §: text of its own below it counts most, then a diarienummer
    beside it and a place set apart."""
    following = {mark.index: after.index for mark, after in pairwise(marks)}

    def weigh(mark: Mark) -> int:
        rest = lines[mark.index + 1 : min(following.get(mark.index, len(lines)), mark.index + 40)]
        if not _is_text(rest, config):
            return 2
        numbered = any(find_dnrs(line.text) or only_dnr(line.text) for line in (lines[mark.index], *rest[:2]))
        line = lines[mark.index]
        apart = line.gap > 0 or mark.index == 0 or lines[mark.index - 1].page != line.page
        return BODIED + 2 * (numbered or mark.dnr is not None) + apart

    return weigh


def _is_text(lines: Sequence[Line], config: KommunConfig) -> bool:
    """Whether lines are the text of a § rather than the end of an entry in a list."""
    if any(config.headings.match(line.text, config.bodies) for line in lines):
        return True
    return any(ends_sentence(line.text) and len(line.text) > 20 for line in lines) or len(lines) > 5
