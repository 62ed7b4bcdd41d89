"""The threads of an archive, as the readers of a zone have them: begun, listed, read, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversation.focus import focus_of
from assistant.errors import Forbidden, NotFound
from assistant.schema import Answer, Focus
from assistant.wire.conversations import ConversationOut, ConversationWhole
from ingest import conversations as stored
from ingest.bodies import Bodies
from ingest.catalogue import Catalogue
from ingest.model import Zone
from ingest.register import Register

_TITLE_LENGTH = 80

Now = Callable[[Answer], Answer | None]
"""An answer with the status of its sources as it is now; None where it may not be seen."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread that a question is asked in: what it is about, and the last answer given in it."""

    id: str
    focus: Focus | None
    last: Answer | None


@dataclass(frozen=True, slots=True)
class Threads:
    """The threads of a register. One that was held in another zone is none: it is neither shown nor said to exist."""

    register: Register
    catalogue: Catalogue
    bodies: Bodies

    def start(self, title: str | None, *, zones: frozenset[str]) -> ConversationOut:
        """Begin a thread."""
        name = stored.start(self.register, zone=zone_of(zones), title=title or "")
        return self.one(name, zones=zones)

    def all(self, *, zones: frozenset[str]) -> list[ConversationOut]:
        """The threads, the one last changed first. Raises Forbidden for the public: they are many people's."""
        if zone_of(zones) == Zone.PUBLIC:
            raise Forbidden(
                "Samtal listas inte i en tjänst som är öppen för allmänheten, där det inte är känt vem som frågar. "
                "Ett samtal öppnas med sitt id."
            )
        return [self._out(each, zones) for each in stored.conversations(self.register, zone=zone_of(zones))]

    def one(self, name: str, *, zones: frozenset[str]) -> ConversationOut:
        """One thread without its answers. Raises NotFound."""
        found = stored.conversation(self.register, name, zone=zone_of(zones))
        if found is None:
            raise _missing()
        return self._out(found, zones)

    def read(self, name: str, now: Now, *, zones: frozenset[str]) -> ConversationWhole:
        """One thread with its answers, the oldest first. Raises NotFound."""
        found = self.one(name, zones=zones)
        kept = [_answer(each) for each in stored.answers_of(self.register, name, zone=zone_of(zones))]
        shown = [answer for answer in map(now, kept) if answer is not None]
        return ConversationWhole(**dict(found), history=shown, hidden=len(kept) - len(shown))

    def rename(self, name: str, title: str, *, zones: frozenset[str]) -> ConversationOut:
        """Give a thread another title. Raises NotFound."""
        if not stored.rename(self.register, name, zone=zone_of(zones), title=title):
            raise _missing()
        return self.one(name, zones=zones)

    def clear_focus(self, name: str, *, zones: frozenset[str]) -> ConversationOut:
        """Let the next question stand on its own. Raises NotFound."""
        if not stored.set_focus(self.register, name, zone=zone_of(zones), focus=None):
            raise _missing()
        return self.one(name, zones=zones)

    def delete(self, name: str, *, zones: frozenset[str]) -> None:
        """Delete a thread and its answers. Raises NotFound."""
        if not stored.remove(self.register, name, zone=zone_of(zones)):
            raise _missing()

    def thread(self, name: str, *, zones: frozenset[str]) -> Thread:
        """What a question in the thread is read by. Raises NotFound."""
        focus = self.one(name, zones=zones).focus
        last = stored.last_answer(self.register, name, zone=zone_of(zones))
        return Thread(name, focus, _answer(last) if last else None)

    def keep(self, answer: Answer, thread: Thread | None, *, zones: frozenset[str]) -> bool:
        """Keep an answer, in its thread where it has one, with what that is about now; False where the thread is gone."""
        answer.focus = focus_of(answer, thread.focus if thread else None, self.bodies)
        whole = answer.model_dump_json()
        if thread is None:
            stored.put_answer(self.register, answer.id, whole)
            return True
        return stored.put_answer_in(
            self.register,
            thread.id,
            answer.id,
            whole,
            zone=zone_of(zones),
            focus=answer.focus.model_dump_json() if answer.focus else None,
            title=_shortened(answer.question),
        )

    def _out(self, found: stored.StoredConversation, zones: frozenset[str]) -> ConversationOut:
        """A thread on the wire; what it is about is nothing where that may not be seen any longer."""
        focus = Focus.model_validate_json(found.focus) if found.focus else None
        if focus and self.catalogue.zone(focus.document_id) not in zones:
            focus = None
        return ConversationOut(
            id=found.id,
            title=found.title,
            started_at=found.started_at,
            changed_at=found.changed_at,
            answers=found.answers,
            focus=focus,
        )


def zone_of(zones: frozenset[str]) -> str:
    """The zone that a reader's threads are held in: the innermost that they see."""
    return Zone.INTERNAL if Zone.INTERNAL in zones else Zone.PUBLIC


def _answer(kept: str) -> Answer:
    return Answer.model_validate_json(kept)


def _shortened(question: str) -> str:
    """The first words of a question, as the title of its thread."""
    text = " ".join(question.split())
    if len(text) <= _TITLE_LENGTH:
        return text
    cut = text.rfind(" ", 0, _TITLE_LENGTH)
    return text[: cut if cut > 0 else _TITLE_LENGTH] + " …"


def _missing() -> NotFound:
    return NotFound("Samtalet finns inte, eller så hölls det i en annan tjänst. Börja ett nytt samtal.")
