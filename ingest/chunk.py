"""Documents cut into the pieces that are indexed: sections, long ones at sentence ends, each with its context line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.blocks import concatenated
from ingest.goal_lines import opens_goal
from ingest.model import Chunk, Meeting, Paragraph, Section, SectionKind, Structured
from ingest.sentences import sentences
from ingest.table_heads import table_head
from ingest.text import Text

RECIPE = "avsnitt-6"
"""Version of the rules below. The index records it and is rebuilt when it changes."""

LONGEST = 900
"""Characters of a chunk; only a single sentence longer than this makes a longer one."""

SHORT = 160
"""Sections of a § shorter than this are indexed together with their short neighbours."""

FEW_WORDS = 40
"""Characters of a section that says too little to stand alone in the index."""

_ALONE = (SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.VOTERING, SectionKind.RESERVATION)


def chunks(document: Structured) -> tuple[Chunk, ...]:
    """All chunks of a document, in order: §§ of its meetings first, then its other sections."""
    found: list[Chunk] = []
    for number, meeting in enumerate(document.meetings):
        for index, paragraph in enumerate(meeting.paragraphs):
            found.extend(_of_paragraph(meeting, paragraph, (number, index)))
    above: list[Section] = []
    groups = _grouped(document.sections)
    for group, following in zip_longest(groups, groups[1:]):
        above = [section for section in above if section.level < group[0].level]
        if group[0].body or not following or following[0].level <= group[0].level:
            found.extend(_of_sections(document, above, group))
        above.append(group[0])
    return tuple(found)


def paragraph_line(meeting: Meeting, paragraph: Paragraph) -> str:
    """The line that names a §: 'AU 2025-02-25 § 19 KS-25/00205 VA-redovisning år 2024'."""
    parts = (
        meeting.body_key,
        meeting.date.isoformat(),
        f"§ {paragraph.number}",
        paragraph.dnr,
        paragraph.title,
    )
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Part:
    """One or more neighbouring sections of a § that are indexed together."""

    names: tuple[str, ...]
    text: Text
    kind: SectionKind
    merged: bool = False


def _of_paragraph(meeting: Meeting, paragraph: Paragraph, place: tuple[int, int]) -> Iterator[Chunk]:
    line = paragraph_line(meeting, paragraph)
    parts = _parts(paragraph.sections) or [_Part((), paragraph.heading, SectionKind.TEXT)]
    for part in parts:
        context = " · ".join((line, *part.names)) if part.names else line
        for head, piece in _headed(part.text):
            yield Chunk(context + head, f"§ {paragraph.number}", piece, part.kind, place, paragraph.title)


def _parts(sections: Sequence[Section]) -> list[_Part]:
    parts: list[_Part] = []
    for section in sections:
        if not section.body:
            continue
        small = len(section.body.value) < SHORT and section.kind not in _ALONE
        if small and parts and parts[-1].merged and len(parts[-1].text.value) < LONGEST / 2:
            last = parts.pop()
            text = concatenated([last.text, section.heading_text, section.body])
            parts.append(_Part((*last.names, *_names(section)), text, SectionKind.TEXT, merged=True))
        elif small:
            parts.append(_Part(_names(section), section.body, section.kind, merged=True))
        else:
            parts.append(_Part(_names(section), section.body, section.kind))
    return parts


def _names(section: Section) -> tuple[str, ...]:
    return (section.heading,) if section.heading else ()


def _grouped(sections: Sequence[Section]) -> list[list[Section]]:
    """Sections with those of a few words below them ('Anslaget uppsatt' 2025-02-27): what is dated or named there only
    makes sense beside its neighbours. Rows of dots to sign on are left out."""
    groups: list[list[Section]] = []
    for section in sections:
        if section.body and not any(map(str.isalnum, section.body.value)):
            continue
        few = 0 < len(section.body.value) < FEW_WORDS and section.heading
        if few and groups and groups[-1][-1].body and _length(groups[-1]) < SHORT:
            groups[-1].append(section)
        else:
            groups.append([section])
    return groups


def _length(group: Sequence[Section]) -> int:
    return sum(len(section.body.value) for section in group)


def _of_sections(document: Structured, above: Sequence[Section], group: Sequence[Section]) -> Iterator[Chunk]:
    """Neighbouring sections with the headings `above` them. A bare heading is indexed by its own words, so that it can
    be found and cited; that of a chapter is found in the context of what stands below it."""
    first, *rest = group
    headings = (name for section in (*above, *group) for name in _names(section))
    names = dict.fromkeys([_document_line(document), *headings])
    if first.heading == document.title:
        names.pop(_document_line(document), None)
    more = [text for section in rest for text in (section.heading_text, section.body)]
    for head, piece in _headed(concatenated([first.body or first.heading_text, *more])):
        label = first.heading or document.title
        yield Chunk(" · ".join(names) + head, label, piece, first.kind, None, document.title)


def _document_line(document: Structured) -> str:
    """'Norsjö · Delårsrapport 2025', the kommun left out where the title names it; of minutes with the short key:
    'Norsjö · AU 2025-02-25 Allmänna utskottet'."""
    title = document.title
    if document.meetings:
        meeting = document.meetings[0]
        title = f"{meeting.body_key} {meeting.date.isoformat()} {meeting.body}"
    if document.kommun and document.kommun.lower() not in title.lower():
        return f"{document.kommun} · {title}"
    return title


def _headed(text: Text) -> Iterator[tuple[str, Text]]:
    """The pieces of a passage, each with what its context says besides: the head of the table that it goes on with."""
    for start, end in _bounds(text.value):
        head = table_head(text.value, start) if start else ""
        yield f" · {head}" if head else "", text.slice(start, end)


def pieces(text: Text) -> Iterator[Text]:
    """A passage in pieces of at most `LONGEST` characters, cut at sentence ends and before goals; a piece left over that is very short
    goes with the one before it."""
    return (text.slice(start, end) for start, end in _bounds(text.value))


def _bounds(value: str) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    for start, end in sentences(value):
        if bounds and end - bounds[-1][0] <= LONGEST and not opens_goal(value[start:end]):
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
    rest = value[slice(*bounds[-1])] if bounds else ""
    if len(bounds) > 1 and len(rest) < SHORT / 2 and not opens_goal(rest):
        bounds[-2:] = [(bounds[-2][0], bounds[-1][1])]
    return bounds
