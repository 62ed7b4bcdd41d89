"""Duties of each §: tasks that its decision gives, and what its text promises to be done by a day or again and again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, UnicodeText

from ingest.due_dates import DueDate
from ingest.facts import Fact, of_witness
from ingest.facts.words import folded
from ingest.model import DecisionPoint, Level, Meeting, Paragraph, Section, SectionKind
from ingest.promise_words import DECISION, REPLY, TASK
from ingest.promises import Promise, promises, task_times
from ingest.recurrence import Recurrence
from ingest.sentences import sentence_texts
from ingest.tables import TextColumn, metadata
from ingest.tasks import loose_time, tasked
from ingest.text import Text, bullet

DECIDED, PROPOSED, TOLD = "beslut", "förslag", "text"
"""Where a duty stands: in a decision, in what is only proposed, or in the text around it."""

REPEATED, UNDATED = "upprepat", "utan datum"
"""What stands for `Precision` where there is no single day."""

duties = Table(
    "duties",
    metadata,
    *of_witness(),
    Column("kind", String, nullable=False),
    Column("due", Date),
    Column("precision", String, nullable=False),
    Column("written", String, nullable=False),
    Column("year_inferred", Boolean, nullable=False),
    Column("months", Integer),
    Column("said_in", String, nullable=False),
    Column("responsible", String),
    Column("assumed", Boolean, nullable=False),
    Column("held", Date, nullable=False),
    Column("page", Integer),
    Column("who", UnicodeText, nullable=False),
    Column("words", UnicodeText, nullable=False),
    Column("text", TextColumn, nullable=False),
    Column("as_read", UnicodeText),
    Index("ix_duties_listed", "witness", "due", "precision", "said_in", "kind", "months", "held"),
)
"""`held`: the meeting's day; `who` and `words`: the responsible, and what the row says, folded to be looked in. `ix_duties_listed` holds
what duties are counted and ordered by: the rows themselves are far wider. `as_read`: what was read, as JSON, where somebody has put it right: see `ingest.duty_corrections`. `due`: the last day of the time named, of something repeated the first time's; `written`: the time as printed; `months`: between
the times of something repeated; `assumed`: nobody is named, and whoever prepared the § is taken for responsible."""

_NOT_OWN = frozenset(
    {
        *(SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.UNDERLAG, SectionKind.RECIPIENTS),
        *(
            SectionKind.VERKSAMHETENS_FORSLAG,
            SectionKind.YRKANDE,
            SectionKind.PROPOSITION,
            SectionKind.VOTERING,
        ),
        *(SectionKind.RESERVATION, SectionKind.ANTECKNING, SectionKind.EARLIER, SectionKind.JAV),
    }
)
"""Sections that are read as points, or that say what others want or once decided."""

_UNDECIDED = frozenset({"återremitteras", "bordläggs", "utgår"})
"""Outcomes after which nothing that a § tells of is decided."""

_NOT_DECIDING = frozenset({Level.FORSLAG, Level.OVERLAMNAT})
_RANKS = {DECIDED: 0, PROPOSED: 1, TOLD: 2}
_REFERS_BACK = re.compile(
    r"^(?:uppdraget|utredningen|resultatet|redovisning(?:en)?|(?:åter|av)rapportering(?:en)?|förslaget|planen)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\b(?:beslutar|beslutade|beslutas)\b", re.IGNORECASE)
_LEAD = re.compile(r"[\w ]{4,40}:")


@dataclass(frozen=True, slots=True)
class Duty:
    """A promise with its sentence, and who is to keep it. `in_time`: told under a heading about time."""

    promise: Promise
    text: Text
    said_in: str
    responsible: str | None = None
    in_time: bool = False


def read_duties(paragraph: Paragraph, meeting: Meeting) -> list[dict[str, Any]]:
    """The duties of a §, as rows of `duties`, in the order of how firmly they are said."""
    found = [
        *(duty for duty in _of_points(paragraph, meeting.date)),
        *(duty for section in paragraph.sections for duty in _of_section(section, paragraph, meeting.date)),
    ]
    found.sort(key=lambda duty: (_RANKS[duty.said_in], not duty.in_time))
    kept: list[Duty] = []
    for duty in found:
        if not any(_same(duty, other) for other in kept):
            kept.append(duty)
    if paragraph.level in _NOT_DECIDING or paragraph.outcome in _UNDECIDED:
        kept = [_only_proposed(duty) for duty in kept]
    prepared_by = ", ".join(paragraph.prepared_by) or None
    return [_row(duty, prepared_by, paragraph.title, meeting.date) for duty in kept]


FACT = Fact(duties, read_duties)


def _only_proposed(duty: Duty) -> Duty:
    """What a § tells of a matter that it does not decide, as proposed; an answer that somebody waits for and a
    decision that is to come elsewhere stay as told."""
    told_of = duty.said_in == TOLD and duty.promise.kind not in (REPLY, DECISION)
    return replace(duty, said_in=PROPOSED) if told_of else duty


def _of_points(paragraph: Paragraph, held: dt.date) -> Iterator[Duty]:
    given: str | None = None
    for point in paragraph.points:
        said_in = PROPOSED if point.level is Level.FORSLAG else DECIDED
        for at, sentence in enumerate(sentence_texts(point.text)):
            if who := tasked(sentence.value, point.outcome):
                given = who
                for promise in _tasks(sentence.value, held, who):
                    yield Duty(promise, sentence, said_in, who)
                continue
            inherited = given if at or _REFERS_BACK.search(sentence.value) else None
            for promise in _promised(sentence.value, held, point):
                yield Duty(promise, sentence, said_in, promise.who or inherited)


def _promised(sentence: str, held: dt.date, point: DecisionPoint) -> tuple[Promise, ...]:
    return () if point.outcome == "avslås" else promises(sentence, held, decided=True)


def _of_section(section: Section, paragraph: Paragraph, held: dt.date) -> Iterator[Duty]:
    if section.kind in _NOT_OWN:
        return
    running = not paragraph.points and section.kind is SectionKind.TEXT
    for sentence in _sentences(section.body, paragraph.prepared_by):
        if running and _DECIDES.search(sentence.value) and (who := tasked(sentence.value, paragraph.outcome)):
            yield from (
                Duty(promise, sentence, DECIDED, who) for promise in _tasks(sentence.value, held, who)
            )
            continue
        for promise in promises(sentence.value, held):
            yield Duty(promise, sentence, TOLD, promise.who, section.kind is SectionKind.TID)


def _sentences(body: Text, prepared_by: tuple[str, ...]) -> Iterator[Text]:
    """The sentences of a passage, without bullets and without the line that says who prepared it."""
    for sentence in sentence_texts(body):
        value = sentence.value
        start = len(bullet(value))
        if lead := _LEAD.match(value):
            for name in prepared_by:
                if named := re.compile(rf"\s*{re.escape(name)}\s+").match(value, lead.end()):
                    start = named.end()
        yield sentence.slice(start, len(value)) if start else sentence


def _tasks(sentence: str, held: dt.date, who: str) -> tuple[Promise, ...]:
    """A task with each of its times, or with none."""
    return task_times(sentence, held) or (Promise(TASK, who=who),)


def _same(duty: Duty, other: Duty) -> bool:
    """Whether a duty only says once more what `other`, said more firmly, does."""
    one, two = duty.promise, other.promise
    if duty.text.value == other.text.value and one == two:
        return True
    if duty.said_in != TOLD or _time(one) is None or _time(one) != _time(two):
        return False
    return one.kind == two.kind or other.said_in != TOLD


def _time(promise: Promise) -> object:
    if promise.recurrence:
        return promise.recurrence.months
    return promise.due.date if promise.due else None


def _row(duty: Duty, prepared_by: str | None, title: str, held: dt.date) -> dict[str, Any]:
    due, rhythm = duty.promise.due, duty.promise.recurrence
    responsible = duty.responsible or prepared_by
    return {
        "kind": duty.promise.kind,
        "due": due.date if due else rhythm.first if rhythm else None,
        "precision": _precision(due, rhythm),
        "written": _written(duty.text.value, due or rhythm),
        "year_inferred": bool(due and due.year_inferred),
        "months": rhythm.months if rhythm else None,
        "said_in": duty.said_in,
        "responsible": responsible,
        "assumed": duty.responsible is None and prepared_by is not None,
        "held": held,
        "page": duty.text.pages[0] if duty.text.pages else None,
        "who": folded(responsible or ""),
        "words": folded(title, duty.text.value, responsible or ""),
        "text": duty.text,
    }


def _precision(due: DueDate | None, rhythm: Recurrence | None) -> str:
    if due:
        return str(due.precision)
    return REPEATED if rhythm else UNDATED


def _written(sentence: str, time: DueDate | Recurrence | None) -> str:
    return sentence[time.start : time.end] if time else loose_time(sentence)
