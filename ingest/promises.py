"""What a sentence of minutes promises for later: something to be reported, done, revised or answered by a day, or again and again.

Days of validity ('gäller från', 'träder i kraft') and days told as history are no promises.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ingest.dates import MONTHS
from ingest.due_dates import DueDate, Precision, due_dates
from ingest.hints import has_any
from ingest.promise_words import (
    AGENT,
    AIM,
    BEFORE,
    CLAUSE,
    DECISION,
    DONE,
    LATEST,
    NOT_AT,
    PAST,
    PRESENT,
    RANGE_GOES_ON,
    REPORT,
    REVISION,
    TASK,
    UP_TO,
    VALID,
    VERB,
    WILL,
    WOULD,
    governing,
    kind_named,
    kind_of,
    verbs,
)
from ingest.recurrence import Recurrence, recurrence_of
from ingest.subjects import subject_of

_NUMBER = re.compile(r"\d")
_TIME_WORDS = (
    *MONTHS,
    *("terminen", "våren", "sommaren", "hösten", "årlig", "varje", "vart", "vis", "gång", "månatlig"),
    *("efter", "respektive", "mandatperiod", "årsskiftet", "inom"),
)
"""A number or one of these is in every sentence that names a time; most have neither."""

_NEAR = 80
"""Characters before a time that what it follows stands in."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: a kind of `KINDS`, and when: one day, or again and again. `who`: whom the sentence itself names
    as the one who does it."""

    kind: str
    due: DueDate | None = None
    recurrence: Recurrence | None = None
    who: str | None = None


def promises(sentence: str, held: dt.date, *, decided: bool = False) -> tuple[Promise, ...]:
    """What the sentence promises, in its order. `held`: the meeting's day; `decided`: it is a point of a decision."""
    if not _NUMBER.search(sentence) and not has_any(sentence, _TIME_WORDS):
        return ()
    rhythm = recurrence_of(sentence, held)
    dated = (
        _dated(sentence, due, held, decided=decided)
        for due in due_dates(sentence, held)
        if not _is_of(rhythm, due)
    )
    found = tuple(promise for promise in dated if promise)
    kind = _repeated_kind(sentence, rhythm) if rhythm else None
    return (*found, Promise(kind, recurrence=rhythm, who=subject_of(sentence))) if kind else found


def task_times(sentence: str, held: dt.date) -> tuple[Promise, ...]:
    """The times of a task that the sentence gives, in its order: any time to come, save what something is valid from."""
    rhythm = recurrence_of(sentence, held)
    found = [
        Promise(TASK, due)
        for due in due_dates(sentence, held)
        if not _is_of(rhythm, due) and _is_to_come(_clause(sentence, due), due, held, decided=True)
    ]
    if rhythm and not VALID.search(_last_clause(sentence[: rhythm.start])):
        found.append(Promise(TASK, recurrence=rhythm))
    return tuple(found)


def _is_of(rhythm: Recurrence | None, due: DueDate) -> bool:
    """Whether a time is part of a rhythm: 'i mars varje år' is no March, '15 april året efter' no 15 April."""
    return rhythm is not None and due.start < rhythm.end and rhythm.start <= due.end + 1


def _is_to_come(clause: tuple[str, str], due: DueDate, held: dt.date, *, decided: bool) -> bool:
    """Whether a time lies ahead, is no end of a period and none that something is valid from."""
    before, after = clause
    if (
        NOT_AT.search(before, max(0, len(before) - _NEAR))
        or RANGE_GOES_ON.match(after)
        or WOULD.search(before)
    ):
        return False
    if due.date is not None and due.date <= held and not (decided and LATEST.search(before)):
        return False
    return governing(*clause) not in ("valid", "past")


def _dated(sentence: str, due: DueDate, held: dt.date, *, decided: bool) -> Promise | None:
    before, after = _clause(sentence, due)
    if AIM.search(sentence) or not _is_to_come((before, after), due, held, decided=decided):
        return None
    if due.counted and not decided:
        return None  # text around a decision tells what law and agreements count
    if not LATEST.search(before) and not _expected(before, after, due, decided=decided):
        return None
    agent = AGENT.search(before)
    return Promise(kind_of(before, after), due, who=agent["who"].strip() if agent else subject_of(sentence))


def _expected(before: str, after: str, due: DueDate, *, decided: bool) -> bool:
    """Whether a time that is not said to be the latest is one that something is promised for."""
    verb = governing(before, after)
    if due.counted or (decided and UP_TO.search(before)):
        return verb in ("will", "next", "present", "done")
    if BEFORE.search(before) and verb != "will":
        return bool(re.search(r"\bbordlägg|\bhänskjut", before, re.IGNORECASE))
    kind = kind_of(before, after)
    if due.precision is Precision.YEAR and not (kind in (REPORT, REVISION) or (decided and verbs(before))):
        return False
    if due.year_inferred and due.precision is Precision.MONTH and not decided and kind == DECISION:
        return verb in ("will", "next")  # 'beslutas i mars' also tells how it is every year
    return verb in ("will", "next", "present") or (decided and verb == "done")


def _clause(sentence: str, due: DueDate) -> tuple[str, str]:
    """What stands before and after a time within its clause."""
    starts = [match.end() for match in CLAUSE.finditer(sentence, 0, due.start)]
    following = CLAUSE.search(sentence, due.end)
    return (
        sentence[starts[-1] if starts else 0 : due.start],
        sentence[due.end : following.start() if following else len(sentence)],
    )


_REPEATED_NOUN = re.compile(
    r"\b(?:årlig|månatlig)\w*\s+(?:\w+\s+)?(?P<what>revidering|uppföljning|redovisning|återrapportering|utvärdering|översyn|rapportering)",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?<![\w-])(?:ta(?:s)?\s+fram|lämna[s]?|upprätta[s]?|fastställa[s]?|göra[s]?|genomföra[s]?|avge[s]?|besluta[s]?|pröva[s]?)(?![\w-])",
    re.IGNORECASE,
)


def _repeated_kind(sentence: str, rhythm: Recurrence) -> str | None:
    """The kind of what is done again and again, None where it is no duty."""
    if noun := _REPEATED_NOUN.search(sentence):
        return None if PAST.search(sentence) else kind_of(noun["what"], "")
    before, after = sentence[: rhythm.start], sentence[rhythm.end :]
    near = f"{_last_clause(before)} {_END_OF_CLAUSE.split(after)[0]}"
    if PAST.search(near) or VALID.search(near):
        return None
    kinds = [kind for match in VERB.finditer(near) if (kind := kind_named(match)) in (REPORT, REVISION)]
    if kinds and (WILL.search(near) or PRESENT.search(near)):
        return kinds[-1]
    return DONE if WILL.search(near) and _MADE.search(near) else None


_END_OF_CLAUSE = re.compile(r",|\s(?:och|samt|men)\s")


def _last_clause(text: str) -> str:
    return re.split(r"[;:]\s|,\s", text)[-1]
