"""Coverage (Täckning): which meetings and §§ are here and through which documents, what is missing, what was not read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from assistant.export.sheets import Cell, Link, Sheet
from assistant.views.absent import absent_appendices, missing_meetings
from assistant.views.doubled import doubled_sections
from assistant.views.held import Held, files, held, meetings_only
from assistant.views.kept import once
from assistant.views.named import named_meetings
from assistant.views.numbering import Numbered, gaps, repeated, runs_on
from assistant.views.scope import Links, Scope
from assistant.views.unread import partly_read
from assistant.wire.coverage import (
    Coverage,
    CoverageQuery,
    CoveredMeeting,
    CoveredYear,
    DoubledSection,
    HeldDocument,
    PartlyRead,
    WitnessName,
)
from ingest.contents import paragraph_id
from ingest.filters import Filters
from ingest.ranges import written

_ORDER: tuple[WitnessName, ...] = ("protokoll", "omedelbart justerad", "enstaka paragraf", "utdrag")
Series = dict[tuple[str | None, str], dict[int, list[Held]]]


def build(scope: Scope, query: CoverageQuery) -> Coverage:
    """Coverage as far as the reader may see. Words limit what is listed, not what is counted of a year."""
    asked = meetings_only(scope.filters)
    years, unread = once(scope, "coverage", asked, lambda: _held(scope, asked))
    if query.text:
        unread = [each for each in unread if query.text.casefold() in each.file.casefold()]
    missing, missing_total = missing_meetings(scope, asked, query.text, query.limit)
    named, named_total = named_meetings(scope, asked, query.text, query.limit)
    appendices, absent, present = absent_appendices(scope, asked, query.text, query.limit)
    return Coverage(
        years=years,
        meetings_total=sum(len(year.meetings) for year in years),
        sections_total=sum(meeting.count for year in years for meeting in year.meetings),
        missing=missing,
        missing_total=missing_total,
        named=named,
        named_total=named_total,
        files=unread[: query.limit],
        files_total=len(unread),
        appendices=appendices,
        appendices_total=absent,
        appendices_held=present,
    )


def _held(scope: Scope, asked: Filters) -> tuple[list[CoveredYear], list[PartlyRead]]:
    """The years with their meetings and gaps, and the files that were not read whole."""
    shown = files(scope, asked)
    whole_years = _whole_years(asked)
    doubled = doubled_sections(scope, whole_years)
    years = list(_years(_series(held(scope, whole_years, shown)), doubled, asked))
    return years, partly_read(scope, asked, shown)


def _whole_years(filters: Filters) -> Filters:
    """The filters with the period made whole years: numbers are judged over a year."""
    first, last = filters.date_from, filters.date_to
    return replace(
        filters,
        date_from=first and dt.date(first.year, 1, 1),
        date_to=last and dt.date(last.year, 12, 31),
    )


def _series(found: Sequence[Held]) -> Series:
    """What is held of each body, year by year."""
    series: Series = {}
    for one in found:
        years = series.setdefault((one.kommun, one.body_key), defaultdict(list))
        years[one.date.year].append(one)
    return series


def _years(
    series: Series, doubled: dict[tuple[str | None, str, dt.date], list[DoubledSection]], asked: Filters
) -> Iterator[CoveredYear]:
    """A row for each body and year from the first that something is held of to the last, those without anything too."""
    for (kommun, key), years in series.items():
        body = next(iter(years.values()))[0].body
        for year in range(max(years), min(years) - 1, -1):
            meetings = _by_day(years.get(year, []))
            numbered = [_numbered(day, group) for day, group in meetings]
            rows = [
                _meeting(day, group, doubled.get((kommun, key, day), [])) for day, group in reversed(meetings)
            ]
            yield CoveredYear(
                kommun=kommun,
                body=body,
                body_key=key,
                year=year,
                count=sum(row.count for row in rows),
                running=runs_on(numbered),
                meetings=[row for row in rows if _within(row.date, asked)],
                gaps=gaps(numbered),
                repeated=repeated(numbered),
            )


def _within(day: dt.date, asked: Filters) -> bool:
    return (asked.date_from is None or day >= asked.date_from) and (
        asked.date_to is None or day <= asked.date_to
    )


def _by_day(found: Sequence[Held]) -> list[tuple[dt.date, list[Held]]]:
    days: dict[dt.date, list[Held]] = defaultdict(list)
    for one in found:
        days[one.date].append(one)
    return sorted(days.items())


def _numbered(day: dt.date, group: Sequence[Held]) -> Numbered:
    ranges = [one.stated for one in group if one.witness == "protokoll" and one.stated]
    stated = (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None
    numbers = frozenset(number for one in group for number in one.numbers)
    return Numbered(day, numbers, any(one.witness == "protokoll" for one in group), stated)


def _meeting(day: dt.date, group: Sequence[Held], doubled: list[DoubledSection]) -> CoveredMeeting:
    numbered = _numbered(day, group)
    names = {one.witness for one in group}
    about = group[0]
    return CoveredMeeting(
        date=day,
        paragraph_id=paragraph_id(about.kommun, about.body_key, day, min(numbered.numbers)),
        witness=next(name for name in _ORDER if name in names),
        sections=written(numbered.numbers),
        count=len(numbered.numbers),
        missing=written(numbered.missing),
        documents=[
            HeldDocument(
                document_id=one.document.document_id,
                file=one.document.file,
                witness=cast(WitnessName, one.witness),
                sections=written(one.numbers),
                draft=one.document.draft,
            )
            for one in group
        ],
        doubled=doubled,
    )


def sheets(result: Coverage, links: Links) -> Sequence[Sheet]:
    """Meetings, gaps, meetings named but missing, files partly read, appendices absent."""
    return (
        _meeting_sheet(result),
        _gap_sheet(result),
        Sheet(
            "Saknade möten",
            ("Kommun", "Organ", "Datum", "Paragraf", "Något av mötet finns", "Nämns i", "Ordagrant", "Länk"),
            [
                (
                    *(each.kommun, each.body, each.date, each.section, each.partly),
                    *(naming.place, naming.quote, Link("Paragrafen", links.paragraph(naming.paragraph_id))),
                )
                for each in result.missing
                for naming in each.named_in
            ],
        ),
        Sheet(
            "Möten utan paragraf",
            ("Kommun", "Organ", "Från", "Till", "Hur det syns", "Nämns i", "Ordagrant", "Länk"),
            [
                (
                    *(each.kommun, each.body, each.first, each.last, each.basis),
                    *(naming.place, naming.quote, Link("Paragrafen", links.paragraph(naming.paragraph_id))),
                )
                for each in result.named
                for naming in each.named_in
            ]
            + [
                (each.kommun, each.body, each.first, each.last, each.basis, each.file, "", None)
                for each in result.named
                if each.file
            ],
        ),
        Sheet(
            "Filer",
            ("Kommun", "Fil", "Olästa sidor", "OCR-lästa sidor", "Tomma sidor", "Vad det innebär"),
            [
                (each.kommun, each.file, _pages(each.unread), _pages(each.ocr), _pages(each.blank), each.why)
                for each in result.files
            ],
        ),
        Sheet(
            "Bilagor",
            ("Kommun", "Organ", "Datum", "Paragraf", "Bilaga", "Säkert", "Ordagrant", "Länk"),
            [
                (
                    *(each.kommun, each.body_key, each.date, each.section, each.name, each.sure),
                    *(each.named_in.quote, Link("Paragrafen", links.paragraph(each.named_in.paragraph_id))),
                )
                for each in result.appendices
            ],
        ),
    )


def _pages(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _meeting_sheet(result: Coverage) -> Sheet:
    columns = ("Kommun", "Organ", "År", "Datum", "Finns som", "Paragrafer", "Antal", "Saknas", "Filer")
    rows: list[tuple[Cell, ...]] = []
    for year in result.years:
        about = (year.kommun, year.body, year.year)
        if not year.meetings:
            rows.append((*about, None, "inget", "", 0, "", ""))
        rows += [
            (
                *(*about, meeting.date, meeting.witness, meeting.sections, meeting.count, meeting.missing),
                "; ".join(f"{each.file} ({each.witness})" for each in meeting.documents),
            )
            for meeting in year.meetings
        ]
    return Sheet("Möten", columns, rows)


def _gap_sheet(result: Coverage) -> Sheet:
    columns = ("Kommun", "Organ", "År", "Från §", "Till §", "Antal", "Slag", "Varför")
    rows = [
        (year.kommun, year.body, year.year, gap.first, gap.last, gap.count, gap.kind, gap.why)
        for year in result.years
        for gap in year.gaps
    ]
    return Sheet("Luckor", columns, rows)
