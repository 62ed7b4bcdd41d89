"""The lines of a meeting → its §§: heading, text, and what the text holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.bodies import Body
from ingest.decisions import decide
from ingest.dnr import dnr_key
from ingest.initiatives import is_motion
from ingest.kommunfile import KommunConfig
from ingest.lines import folded, part
from ingest.lists import prepared_by, recipients, underlag
from ingest.marks import Mark, item_length
from ingest.model import Paragraph
from ingest.parts import cut, resolve
from ingest.text import Line, join
from ingest.titles import Head, read_head, title_above
from ingest.votes import find_votes

_HEADER = 5
_VOTING_LIST = re.compile(
    r"^(?:voteringslist\w*|omröstningslist\w*|voteringsprotokoll|omröstningsprotokoll|röstlista)\b[^§]{0,20}§\s*(\d{1,4})",
    re.IGNORECASE,
)


def read_paragraphs(
    lines: Sequence[Line],
    marks: Sequence[Mark],
    run: Sequence[Mark],
    body: Body,
    date: dt.date,
    config: KommunConfig,
) -> tuple[Paragraph, ...]:
    """The §§ whose headings stand at the marks of `run`; the other marks are contents lists and repetitions."""
    titles = _known_titles(lines, marks, run)
    stops = [*(mark.index for mark in run[1:]), len(lines)]
    heads = [read_head(lines, mark, stop, config, titles) for mark, stop in zip(run, stops, strict=True)]
    heads = _titled_above(lines, run, heads)
    ends = [*(head.start for head in heads[1:]), len(lines)]
    texts = [_body_lines(lines, marks, head, end) for head, end in zip(heads, ends, strict=True)]
    texts = _voting_lists_home(heads, texts)
    return tuple(_paragraph(head, text, body, date, config) for head, text in zip(heads, texts, strict=True))


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
        dotted = "…" in entry[-1].text or ".." in entry[-1].text
        title = join(entry).value
        titles.setdefault(mark.number, re.sub(r"[\s._…]*\d*$", "", title) if dotted else title)
    return titles


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
        title = join(lines[start:end]).value.replace("\n", " ")
        result.append(Head(head.number, title, join(lines[start : head.end]), head.dnr, start, head.end))
    return result


def _body_lines(lines: Sequence[Line], marks: Sequence[Mark], head: Head, end: int) -> list[Line]:
    """The text of a §, headings that repeat or continue it on later pages left out."""
    dropped: set[int] = set()
    for mark in marks:
        if head.end <= mark.index < end and mark.number == head.number:
            if mark.continued:
                dropped.add(mark.index)
                dropped.update(_repeated(lines, replace(mark, title_at=None), head))
            elif _repeats(lines, mark, head):
                dropped.update(_repeated(lines, mark, head))
    return [line for at, line in enumerate(lines[head.end : end], head.end) if at not in dropped]


def _repeats(lines: Sequence[Line], mark: Mark, head: Head) -> bool:
    """Whether a § is named again at the top of a later page, as some headers do, and not in a list."""
    page = lines[mark.index].page
    first = next(at for at in range(mark.index, -1, -1) if at == 0 or lines[at - 1].page != page)
    return (
        page != head.heading.pieces[0].page and mark.index - first < _HEADER and mark.dnr in (None, head.dnr)
    )


def _repeated(lines: Sequence[Line], mark: Mark, head: Head) -> Iterable[int]:
    """The lines that a repeated heading takes: its mark, and its title as far as that is printed again."""
    title, read = folded(head.title), ""
    if mark.title_at is not None:
        read = folded(lines[mark.index].text[mark.title_at :])
        if not title.startswith(read):
            return
    yield mark.index
    for at in range(mark.index + 1, min(mark.index + 6, len(lines))):
        text = lines[at].text
        read += folded(text[item_length(text) :])
        if not title.startswith(read):
            return
        yield at


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
    parts = resolve(cut(text, body, config), body, date, config)
    sections = tuple(item.section() for item in parts)
    decided = decide(parts, body, config, motion=is_motion(head.title))
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
        prepared_by=prepared_by(text, parts),
        underlag=underlag(parts),
        votes=find_votes(sections),
        pages=tuple(sorted({*head.heading.pages, *(line.page for line in text)})),
    )
