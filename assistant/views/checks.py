"""Checks of minutes (Protokollskontroll): per meeting what is not kept, where, why, and what cannot be told."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import or_, select

from assistant.export.sheets import Cell, Link, Sheet
from assistant.views.check_numbers import Numbers
from assistant.views.doubled import Meeting, doubled_sections
from assistant.views.held import Held, files, held, meetings_only
from assistant.views.kept import once
from assistant.views.scope import Links, Scope
from assistant.wire.checks import (
    RULES,
    CheckedMeeting,
    CheckFinding,
    Checks,
    ChecksQuery,
    RuleCount,
    RuleName,
    SeverityName,
    Untold,
)
from assistant.wire.coverage import DoubledSection
from ingest.checks import Remark, Severity
from ingest.checks.times import ADJUSTED, POSTED, REMOVED, time_remarks
from ingest.facts.remarks import remarks
from ingest.filters import Filters
from ingest.ranges import written
from ingest.tables import contents, meetings, witnesses
from ingest.visible import contents_of, stands_for, witness_where

FRONT = "Försättsblad"
_TIMES = (ADJUSTED, POSTED, REMOVED)
Key = tuple[str, str, dt.date]
"""A document's meeting: content, body key, day."""


def build(scope: Scope, query: ChecksQuery) -> Checks:
    """The meetings that the reader may see, each held against every rule."""
    asked = meetings_only(scope.filters)
    checked = once(scope, "checks", asked, lambda: _all(scope, asked))
    checked = [_narrowed(each, query) for each in checked]
    counts = _counts(checked)
    if query.flawed or query.severity or query.text:
        checked = [each for each in checked if each.findings]
    return Checks(meetings=checked[: query.limit], meetings_total=len(checked), counts=counts)


def _all(scope: Scope, asked: Filters) -> list[CheckedMeeting]:
    """Every meeting with all that is to be said of it, newest first."""
    found = held(scope, asked, files(scope, asked))
    noted, times = _noted(scope, asked), _times(scope, asked)
    numbers, doubled = Numbers(found), doubled_sections(scope, asked)
    checked = [_checked(one, noted, times, numbers, doubled) for one in found]
    return sorted(checked, key=lambda each: (each.date, each.body_key), reverse=True)


def _key(one: Held) -> Key:
    return (one.document.content, one.body_key, one.date)


def _noted(scope: Scope, filters: Filters) -> dict[Key, list[Any]]:
    """What was remarked as the documents were read: of the front pages, and of the §§ by the document that stands for each."""
    w = witnesses.c
    query = (
        select(remarks, w.content, w.body_key, w.date, w.number, w.paragraph, contents.c.paged)
        .join(witnesses, w.id == remarks.c.witness)
        .join(contents, contents.c.hash == w.content)
        .where(*witness_where(filters), w.content.in_(contents_of(filters)))
        .where(or_(remarks.c.front, stands_for(filters)))
        .order_by(remarks.c.front.desc(), w.number, remarks.c.id)
    )
    found: dict[Key, list[Any]] = defaultdict(list)
    with scope.register.connection() as connection:
        for row in connection.execute(query):
            found[row.content, row.body_key, row.date].append(row)
    return found


def _times(scope: Scope, filters: Filters) -> dict[Key, Any]:
    m = meetings.c
    query = select(m.content, m.body_key, m.date, m.adjusted_at, m.posted, m.removed).where(
        m.content.in_(contents_of(filters))
    )
    with scope.register.connection() as connection:
        return {(row.content, row.body_key, row.date): row for row in connection.execute(query)}


def _checked(
    one: Held,
    noted: dict[Key, list[Any]],
    times: dict[Key, Any],
    numbers: Numbers,
    doubled: dict[Meeting, list[DoubledSection]],
) -> CheckedMeeting:
    meeting = CheckedMeeting(
        kommun=one.kommun,
        body=one.body,
        body_key=one.body_key,
        date=one.date,
        document_id=one.document.document_id,
        file=one.document.file,
        witness=one.witness,
        draft=one.document.draft,
        sections=written(one.numbers),
        findings=[],
        untold=[],
    )
    for remark in (*_of_times(one, times[_key(one)]), *numbers.remarks(one)):
        _add(meeting, remark, FRONT if remark.rule in (*_TIMES, "paragrafer") else "Paragraferna")
    for row in noted.get(_key(one), ()):
        place = FRONT if row.front else f"§ {row.number}"
        remark = Remark(row.rule, Severity(row.severity), row.why, row.quote)
        _add(meeting, remark, place, paragraph_id=None if row.front else row.paragraph, paged=row.paged)
    for each in doubled.get((one.kommun, one.body_key, one.date), ()):
        if each.differs and each.shown == one.document.file:
            why = f"Handlingarna skiljer sig i {', '.join(each.differs)}: {each.shown} visas, {', '.join(each.also_in)} säger annat."
            _add(
                meeting,
                Remark("skilda handlingar", Severity.LOOK, why),
                each.section,
                paragraph_id=each.paragraph_id,
            )
    return meeting


def _of_times(one: Held, row: Any) -> tuple[Remark, ...]:
    """The rules of time; an extract or a draft has nothing that they can be tried on."""
    if one.whole and not one.document.draft:
        return time_remarks(one.date, row.adjusted_at, row.posted, row.removed)
    what = "Ett utdrag har inga uppgifter om det." if not one.whole else "Ett utkast är inte justerat än."
    return tuple(Remark(rule, Severity.UNTOLD, what) for rule in _TIMES)


def _add(
    meeting: CheckedMeeting,
    remark: Remark,
    place: str,
    *,
    paragraph_id: str | None = None,
    paged: bool = True,
) -> None:
    rule = cast(RuleName, remark.rule)
    if remark.severity is Severity.UNTOLD:
        meeting.untold.append(Untold(rule=rule, place=place, why=remark.why))
        return
    page = next(iter(remark.quote.pages), None) if paged else None
    meeting.findings.append(
        CheckFinding(
            rule=rule,
            severity=cast(SeverityName, str(remark.severity)),
            place=place,
            why=remark.why,
            quote=remark.quote.value,
            paragraph_id=paragraph_id,
            page=page,
        )
    )


def _narrowed(meeting: CheckedMeeting, query: ChecksQuery) -> CheckedMeeting:
    """The meeting with only what was asked for of rules, severities and words."""
    if not (query.rule or query.severity or query.text):
        return meeting
    words = query.text.casefold() if query.text else None
    findings = [
        each
        for each in meeting.findings
        if (not query.rule or each.rule == query.rule)
        and (not query.severity or each.severity == query.severity)
        and (not words or words in f"{each.why}\n{each.quote}".casefold())
    ]
    untold = [each for each in meeting.untold if not query.rule or each.rule == query.rule]
    return meeting.model_copy(update={"findings": findings, "untold": untold})


def _counts(checked: Sequence[CheckedMeeting]) -> list[RuleCount]:
    found = Counter((each.rule, each.severity) for meeting in checked for each in meeting.findings)
    untold = Counter(each.rule for meeting in checked for each in meeting.untold)
    return [
        RuleCount(
            rule=rule,
            title=title,
            wrong=found[rule, "fel"],
            look=found[rule, "varning"],
            untold=untold[rule],
        )
        for rule, title in RULES.items()
    ]


def sheets(result: Checks, links: Links) -> Sequence[Sheet]:
    """A row a finding, a row for what could not be told, and the counts."""
    head = ("Kommun", "Organ", "Datum", "Fil", "Plats", "Regel")
    findings: list[tuple[Cell, ...]] = []
    untold: list[tuple[Cell, ...]] = []
    for meeting in result.meetings:
        about = (meeting.kommun, meeting.body, meeting.date, meeting.file)
        for each in meeting.findings:
            url = (
                links.paragraph(each.paragraph_id)
                if each.paragraph_id
                else links.page(meeting.document_id, each.page or 1)
            )
            said = (each.severity, each.why, each.quote, each.page, Link("Visa", url))
            findings.append((*about, each.place, RULES[each.rule], *said))
        untold += [(*about, one.place, RULES[one.rule], one.why) for one in meeting.untold]
    counts = [(each.title, each.wrong, each.look, each.untold) for each in result.counts]
    return (
        Sheet("Anmärkningar", (*head, "Allvar", "Varför", "Ordagrant", "Sida", "Länk"), findings),
        Sheet("Går inte att avgöra", (*head, "Varför"), untold),
        Sheet("Antal", ("Regel", "Fel", "Varning", "Går inte att avgöra"), counts),
    )
