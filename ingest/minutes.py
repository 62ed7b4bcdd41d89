"""Minutes and extracts → meetings with their §§."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from ingest.bodies import Body
from ingest.cleanup import Cleaned
from ingest.decisions import decide
from ingest.dnr import dnr_key
from ingest.frontpage import is_notice, read_front
from ingest.kommunfile import KommunConfig
from ingest.lines import ends_sentence, folded, part
from ingest.lists import prepared_by, recipients, underlag
from ingest.marks import Mark, own_marks, read_mark, stated_range
from ingest.meeting import is_minutes, read_body, read_date
from ingest.model import Meeting, Page, PageSource, Paragraph
from ingest.parts import cut, resolve
from ingest.text import Line, join
from ingest.titles import Head, read_head, title_above
from ingest.votes import find_votes

_CONTENTS = re.compile(
    r"^(?:innehåll\w*|ärendelista|ärenden|ärendeförteckning|dagordning|föredragningslista)\W*$", re.IGNORECASE
)
_VOTING_LIST = re.compile(
    r"^(?:voteringslist\w*|omröstningslist\w*|voteringsprotokoll|omröstningsprotokoll|röstlista)\b[^§]{0,20}§\s*(\d{1,4})",
    re.IGNORECASE,
)


def parse_minutes(
    cleaned: Cleaned,
    pages: tuple[Page, ...],
    *,
    config: KommunConfig,
    body_hint: str | None = None,
    date_hint: dt.date | None = None,
) -> tuple[Meeting, ...]:
    """The meetings that a document holds; () where it is neither minutes nor an extract of them.

    `body_hint` and `date_hint` serve where the text itself names no body or day.
    """
    lines = cleaned.lines
    if not is_minutes(lines, cleaned.furniture):
        return ()
    drawn = {page.number for page in pages if page.source is PageSource.OCR}
    marks = [
        mark
        for at, line in enumerate(lines)
        if (mark := read_mark(line, at, config.bodies, ocr=line.page in drawn)) is not None
    ]
    run = own_marks(marks, _has_body(lines, marks, config), stated_range(lines))
    body = read_body(lines, cleaned.furniture, config.bodies)
    body = body or (config.bodies.named(body_hint) if body_hint else None)
    date = read_date(lines, cleaned.furniture, _usual_year(run)) or date_hint
    if not run or body is None or date is None:
        return ()
    text, notice = _notice_apart(lines, run[-1].index)
    paragraphs = _paragraphs(text, marks, run, body, date, config)
    front = read_front([*_before(lines, marks, run), *notice], date.year)
    return (Meeting(body.name, body.key, date, paragraphs, front),)


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
    """The year that most diarienummer of a run bear, for dates without one."""
    years = Counter(key.split("-")[1] for mark in run if mark.dnr and (key := dnr_key(mark.dnr, "X")))
    return int(max(years)) if years else None


def _has_body(lines: Sequence[Line], marks: Sequence[Mark], config: KommunConfig) -> Callable[[Mark], bool]:
    """A test of whether text of its own follows a mark before the next one."""
    following = {mark.index: after.index for mark, after in pairwise(marks)}

    def test(mark: Mark) -> bool:
        rest = lines[mark.index + 1 : min(following.get(mark.index, len(lines)), mark.index + 40)]
        if any(config.headings.match(line.text, config.bodies) for line in rest):
            return True
        return any(ends_sentence(line.text) and len(line.text) > 20 for line in rest) or len(rest) > 5

    return test


def _known_titles(lines: Sequence[Line], marks: Sequence[Mark], run: Sequence[Mark]) -> Mapping[int, str]:
    """Titles by number from a contents list: marks before the first § of the run that bear a title."""
    first = run[0].index
    wanted = {mark.number for mark in run}
    titles: dict[int, str] = {}
    early = [mark for mark in marks if mark.index < first and mark.number in wanted and not mark.continued]
    for mark, after in zip(early, [*early[1:], run[0]], strict=False):
        if mark.title_at is None:
            continue
        entry = [
            part(lines[mark.index], mark.title_at),
            *lines[mark.index + 1 : min(after.index, mark.index + 4)],
        ]
        title = re.sub(
            r"[\s._…]*\d*$" if "…" in entry[-1].text or ".." in entry[-1].text else r"$",
            "",
            join(entry).value,
        )
        titles.setdefault(mark.number, title)
    return titles


def _paragraphs(
    lines: Sequence[Line],
    marks: Sequence[Mark],
    run: Sequence[Mark],
    body: Body,
    date: dt.date,
    config: KommunConfig,
) -> tuple[Paragraph, ...]:
    titles = _known_titles(lines, marks, run)
    stops = [*(mark.index for mark in run[1:]), len(lines)]
    heads = [read_head(lines, mark, stop, config, titles) for mark, stop in zip(run, stops, strict=True)]
    heads = _titled_above(lines, run, heads)
    ends = [*(head.start for head in heads[1:]), len(lines)]
    texts = [_body_lines(lines, marks, head, end) for head, end in zip(heads, ends, strict=True)]
    texts = _voting_lists_home(heads, texts)
    return tuple(_paragraph(head, text, body, date, config) for head, text in zip(heads, texts, strict=True))


def _titled_above(lines: Sequence[Line], run: Sequence[Mark], heads: list[Head]) -> list[Head]:
    """Where most §§ have no title below their number, it stands above it."""
    bare = [head for head in heads if not head.title]
    if len(bare) * 5 < len(heads) * 3:
        return heads
    result, floor = [], 0
    for mark, head in zip(run, heads, strict=True):
        start, end = title_above(lines, mark, floor)
        floor = head.end
        if head.title or start == end:
            result.append(head)
            continue
        title = join(lines[start:end]).value
        result.append(Head(head.number, title, join(lines[start : head.end]), head.dnr, start, head.end))
    return result


def _body_lines(lines: Sequence[Line], marks: Sequence[Mark], head: Head, end: int) -> list[Line]:
    """The text of a §, headings that repeat or continue it on later pages left out."""
    dropped: set[int] = set()
    for mark in marks:
        if head.end <= mark.index < end and mark.number == head.number:
            if mark.continued:
                dropped.add(mark.index)
            elif _repeats(lines, mark, head):
                dropped.update(range(mark.index, mark.index + head.end - head.start))
    return [line for at, line in enumerate(lines[head.end : end], head.end) if at not in dropped]


def _repeats(lines: Sequence[Line], mark: Mark, head: Head) -> bool:
    """Whether the whole heading of a § is printed again at `mark`, as it is at the top of a later page."""
    again = lines[mark.index : mark.index + head.end - head.start]
    return (
        folded(join(again).value) == folded(head.heading.value)
        and again[0].page != head.heading.pieces[0].page
    )


def _voting_lists_home(heads: Sequence[Head], texts: list[list[Line]]) -> list[list[Line]]:
    """Voting lists at the end of the minutes brought to the § that they name."""
    place = {head.number: at for at, head in enumerate(heads)}
    result: list[list[Line]] = [[] for _ in texts]
    for at, text in enumerate(texts):
        target = at
        for line in text:
            named = _VOTING_LIST.match(line.text)
            if named:
                target = place.get(int(named[1]), at)
            result[target].append(line)
    return result


def _paragraph(
    head: Head, text: Sequence[Line], body: Body, date: dt.date, config: KommunConfig
) -> Paragraph:
    parts = resolve(cut(text, config), body, date, config)
    sections = tuple(item.section() for item in parts)
    decided = decide(parts, body, config)
    return Paragraph(
        number=head.number,
        title=head.title,
        heading=head.heading,
        dnr=head.dnr,
        dnr_key=dnr_key("dnr " + head.dnr, body.key) if head.dnr else None,
        sections=sections,
        decision_heading=decided.heading,
        points=decided.points,
        level=decided.level,
        outcome=decided.outcome,
        next_body=decided.next_body,
        final_body=decided.final_body,
        recipients=recipients(parts),
        prepared_by=prepared_by(text),
        underlag=underlag(parts),
        votes=find_votes(sections),
        pages=_pages(head, text),
    )


def _pages(head: Head, text: Sequence[Line]) -> tuple[int, ...]:
    return tuple(sorted({*head.heading.pages, *(line.page for line in text)}))
