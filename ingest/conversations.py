"""Answers as given and the threads that they belong to. A thread is shown only in the zone that it was held in."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update

from ingest.model import Zone
from ingest.register import Register
from ingest.tables import answers
from ingest.tables import conversations as threads


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A thread. Times are ISO, UTC; `focus`: JSON of what a follow-up is about; `answers`: how many there are."""

    id: str
    title: str
    started_at: str
    changed_at: str
    focus: str | None
    answers: int


def start(register: Register, *, zone: str, title: str) -> str:
    """Begin a thread; its id, which cannot be guessed."""
    name, now = secrets.token_hex(16), _now()
    row = {"id": name, "zone": zone, "title": title, "started_at": now, "changed_at": now}
    with register.transaction() as connection:
        connection.execute(insert(threads).values(**row))
    return name


def conversations(register: Register, *, zone: str) -> list[StoredConversation]:
    """The threads of a zone, the one last changed first."""
    query = _threads().where(threads.c.zone == zone).order_by(threads.c.changed_at.desc(), threads.c.id)
    with register.connection() as connection:
        return [StoredConversation(*row) for row in connection.execute(query)]


def conversation(register: Register, name: str, *, zone: str) -> StoredConversation | None:
    """One thread; None where the zone has none of that id."""
    with register.connection() as connection:
        row = connection.execute(_threads().where(_own(name, zone))).first()
    return StoredConversation(*row) if row else None


def rename(register: Register, name: str, *, zone: str, title: str) -> bool:
    """Give a thread another title; whether there is one."""
    with register.transaction() as connection:
        return bool(connection.execute(update(threads).where(_own(name, zone)).values(title=title)).rowcount)


def set_focus(register: Register, name: str, *, zone: str, focus: str | None) -> bool:
    """Say what a follow-up in a thread is about; whether there is such a thread."""
    with register.transaction() as connection:
        return bool(connection.execute(update(threads).where(_own(name, zone)).values(focus=focus)).rowcount)


def remove(register: Register, name: str, *, zone: str) -> bool:
    """Delete a thread with its answers; whether there was one."""
    with register.transaction() as connection:
        if not connection.execute(delete(threads).where(_own(name, zone))).rowcount:
            return False
        connection.execute(delete(answers).where(answers.c.conversation == name))
        return True


def put_answer(register: Register, answer_id: str, answer: str) -> None:
    """Keep an answer (JSON) that belongs to no thread."""
    with register.transaction() as connection:
        connection.execute(insert(answers).values(id=answer_id, asked_at=_now(), answer=answer))


def put_answer_in(
    register: Register, name: str, answer_id: str, answer: str, *, zone: str, focus: str | None, title: str
) -> bool:
    """Keep an answer (JSON) in a thread with the focus that it leaves; `title` is the thread's where it has none yet.

    False, and nothing is kept, where the thread is gone.
    """
    now = _now()
    named = func.coalesce(func.nullif(threads.c.title, ""), title)
    with register.transaction() as connection:
        changed = update(threads).where(_own(name, zone)).values(changed_at=now, focus=focus, title=named)
        if not connection.execute(changed).rowcount:
            return False
        row = {"id": answer_id, "asked_at": now, "conversation": name, "answer": answer}
        connection.execute(insert(answers).values(**row))
        return True


def get_answer(register: Register, answer_id: str, *, zone: str) -> str | None:
    """A kept answer (JSON); None where there is none, or where it is of a thread of another zone."""
    query = select(answers.c.answer).outerjoin(threads, threads.c.id == answers.c.conversation)
    query = query.where(answers.c.id == answer_id, _readable(zone))
    with register.connection() as connection:
        value: str | None = connection.scalar(query)
    return value


def answers_of(register: Register, name: str, *, zone: str) -> list[str]:
    """The answers (JSON) of a thread, the oldest first."""
    query = select(answers.c.answer).join(threads, threads.c.id == answers.c.conversation)
    query = query.where(_own(name, zone)).order_by(answers.c.asked_at, answers.c.id)
    with register.connection() as connection:
        return list(connection.scalars(query))


def last_answer(register: Register, name: str, *, zone: str) -> str | None:
    """The latest answer (JSON) of a thread; None where there is none."""
    query = select(answers.c.answer).join(threads, threads.c.id == answers.c.conversation)
    query = query.where(_own(name, zone)).order_by(answers.c.asked_at.desc(), answers.c.id.desc()).limit(1)
    with register.connection() as connection:
        value: str | None = connection.scalar(query)
    return value


def _threads() -> Select[Any]:
    held = select(func.count()).where(answers.c.conversation == threads.c.id).scalar_subquery()
    own = threads.c
    return select(own.id, own.title, own.started_at, own.changed_at, own.focus, held)


def _own(name: str, zone: str) -> ColumnElement[bool]:
    return and_(threads.c.id == name, threads.c.zone == zone)


def _readable(zone: str) -> ColumnElement[bool]:
    """Answers of no thread, of the zone's own threads and, internally, of those that no row tells of any more."""
    loose: ColumnElement[bool] = answers.c.conversation.is_(None)
    if zone == Zone.INTERNAL:
        loose = or_(loose, threads.c.id.is_(None))
    return or_(loose, threads.c.zone == zone)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
