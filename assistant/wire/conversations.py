"""Threads of questions on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter

from assistant.schema import Answer, Focus, Wire

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class ConversationIn(Wire):
    """A thread to begin. Without a title it gets that of its first question."""

    title: Title | None = Field(default=None, description="Samtalets namn; annars den första frågan")


class Renamed(Wire):
    """A thread's new title."""

    title: Title = Field(description="Samtalets nya namn")


class ConversationOut(Wire):
    """A thread. Times are ISO, UTC. `focus`: what a follow-up is about, null for nothing; `answers`: how many there are."""

    id: str
    title: str
    started_at: str
    changed_at: str
    answers: int
    focus: Focus | None = None


class ConversationWhole(ConversationOut):
    """A thread with its answers as they were given, each citation with its status as it is now. `hidden`: answers that
    rest on documents that may no longer be seen here."""

    history: list[Answer]
    hidden: int = 0


CONVERSATIONS = TypeAdapter(list[ConversationOut])
