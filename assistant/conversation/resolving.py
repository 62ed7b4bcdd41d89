"""A follow-up made whole: what its thread is about is put into the question, which is then answered as any other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.gaps import VAGUE, refused
from assistant.answer.matter import way
from assistant.answer.statement import Composed
from assistant.conversation.again import again
from assistant.conversation.following import How, acting, goes_on, how_asked, opens, refers
from assistant.conversation.stages import (
    absent,
    asked_for,
    other_kind,
    paragraph_of,
    telling,
    told,
    wants_later,
)
from assistant.conversation.threads import Thread
from assistant.query import Query, Term
from assistant.question_words import ENGLISH_WORDS, Want
from assistant.retrieve import Passage
from assistant.schema import Answer, Focus
from ingest.analyse import STOP_WORDS, words
from ingest.bodies import Body
from ingest.filters import Filters
from ingest.model import Kind

_CHOICES = 8
_OF_MANY = (Want.MEMBERS, Want.ADJUSTER, Want.NOTICE, Want.LIST, Want.COUNT, Want.DECISION, Want.MATTER)
"""What can be asked of all of a meeting."""

_OF_ITS_OWN = (Want.RECIPIENTS, Want.VOTE, Want.RESERVATION, Want.MOTIONED, Want.CONFLICT)
"""What is told of the § asked about and of no other stage of its matter."""

_OF_SEVERAL = (Want.LIST, Want.COUNT)
_STAGE = (Want.DECISION, Want.MATTER, Want.YES_NO)


@dataclass(frozen=True, slots=True)
class Read:
    """A question as read in its thread. `answer`: where it is answered at once. `followed`: what it was read by."""

    asking: Asking
    answer: Composed | None = None
    followed: str | None = None


def in_thread(asking: Asking, thread: Thread | None) -> Read:
    """The question made whole by what its thread is about, or as it is where it stands on its own."""
    last = thread.last if thread else None
    if last is not None:
        asking = replace(asking, query=_in_language(asking.query, last))
    if thread and last and thread.focus:
        return _Reading(asking, thread.focus, last).read()
    if last and last.focus is None and goes_on(asking.query):
        return asked_again(asking, last)
    return Read(asking, refused("oklar", VAGUE) if refers(asking.query) else None)


def asked_again(asking: Asking, last: Answer, topic: tuple[Term, ...] = ()) -> Read:
    """The question before over again, with what this one names in its place."""
    changed = again(asking.parse(last.question), asking.query, topic)
    return Read(replace(asking, query=changed), followed=f"”{last.question}”")


def _in_language(query: Query, last: Answer) -> Query:
    """A few words that could be of either language are of the one spoken: 'why?' after a question in English."""
    found = set(words(query.text))
    english = bool(found & ENGLISH_WORDS) and not found & STOP_WORDS
    return replace(query, language="en") if last.language == "en" and english else query


@dataclass(frozen=True, slots=True)
class _Reading:
    asking: Asking
    focus: Focus
    last: Answer

    def read(self) -> Read:
        query, focus = self.asking.query, self.focus
        how = how_asked(query, focus)
        if how is How.ALONE:
            return Read(self.asking)
        if how is How.AGAIN:
            return self._again()
        if focus.kind == "paragraf":
            return self._of_meeting() if how is How.MEETING else self._of_paragraph()
        if focus.kind == "möte":
            return self._of_meeting() if how is How.MEETING else self._in_meeting()
        return self._of_document(how)

    def _again(self) -> Read:
        return asked_again(self.asking, self.last, self._topic() if self.last.followed else ())

    # A §

    def _of_paragraph(self) -> Read:
        """Answered within the matter: from the § that the thread is about, or the stage that the question names."""
        query = self.asking.query
        main = self._main()
        if main is None:
            return self._gone()
        stages = way(self.asking, main) or [main]
        main = next((p for p in stages if p.key == main.key), main)
        other = other_kind(query, stages)
        if other:
            detail = f"Samtalet gäller {self.focus.label}, som inte är {other}. Nämn vilken du menar."
            return Read(self.asking, refused("oklar", detail), self.focus.label)
        chosen = asked_for(query, main, stages)
        if not chosen:
            return Read(self.asking, absent(self.asking, stages), self.focus.label)
        if wants_later(query) and set(query.wants) <= set(_STAGE):
            return Read(self.asking, told(self.asking, chosen), self.focus.label)
        best = chosen[-1]
        asking = self._whole(best, stages)
        if not acting(query):
            asking = self._whole(telling(asking, best, stages), stages)
        return Read(asking, followed=self.focus.label)

    def _main(self) -> Passage | None:
        held = self.asking.archive.catalogue.paragraphs(self.asking.base, ids=[self.focus.paragraph_id or ""])
        found = self.asking.passages_of(held)
        return found[0] if found else None

    def _whole(self, best: Passage, stages: list[Passage]) -> Asking:
        """The question as one about the stage `best`, with the others of the matter behind it, the latest first."""
        others = () if self.asking.query.asks(*_OF_ITS_OWN) else tuple(reversed(stages))
        within = (best, *(p for p in others if p is not best))
        paragraph = paragraph_of(best)
        body = Body(paragraph.body, paragraph.body_key)
        receivers = tuple(b for b in self.asking.query.bodies if b.key in self.asking.query.receivers)
        topic = self._topic_of(paragraph.title)

        def whole(query: Query) -> Query:
            return replace(
                query,
                terms=_joined(query, topic),
                wants=self._wants(query),
                bodies=(body, *receivers),
                dates=(paragraph.date,),
                numbers=(paragraph.number,),
                kommuner=self._kommuner(query),
            )

        asking, parse = self.asking, self.asking.parse
        return replace(
            asking,
            query=whole(asking.query),
            parse=lambda text: whole(parse(text)),
            within=tuple(replace(p, score=1.0) for p in within),
        )

    def _gone(self) -> Read:
        zones = Filters(zones=self.asking.base.zones)
        there = self.asking.archive.catalogue.paragraphs(zones, ids=[self.focus.paragraph_id or ""])
        why = "som valda filter utesluter" if there else "som inte längre finns i arkivet"
        detail = f"Frågan följer upp {self.focus.label}, {why}. Rensa fokus eller skriv vad frågan gäller."
        return Read(self.asking, refused("oklar", detail), self.focus.label)

    # A meeting

    def _of_meeting(self) -> Read:
        """All of the meeting that the thread is about, or one § of it."""
        query, focus = self.asking.query, self.focus
        if focus.body is None or focus.date is None:
            return Read(self.asking)
        keys = {meeting.body: meeting.body_key for meeting in self.asking.meetings}
        body = Body(focus.body, keys.get(focus.body, focus.body))
        changed = replace(
            query,
            terms=(),
            wants=query.wants if query.wants or query.numbers else (Want.LIST,),
            bodies=(body,),
            dates=(dt.date.fromisoformat(focus.date),),
            kommuner=self._kommuner(query),
        )
        return Read(replace(self.asking, query=changed), followed=focus.label)

    def _in_meeting(self) -> Read:
        """A question about one of the several §§ that the last answer told of: which one, has to be asked."""
        query = self.asking.query
        if acting(query):
            return self._again()
        if not query.wants or query.asks(*_OF_MANY):
            return self._of_meeting()
        held = self.asking.archive.catalogue.paragraphs(
            self.asking.base, ids=self.focus.also, with_sections=False
        )
        if not held:
            return self._of_meeting()
        choices = ", ".join(f"§ {p.number} {p.title}" for p in held[:_CHOICES])
        more = f" och {len(held) - _CHOICES} till" if len(held) > _CHOICES else ""
        detail = f"Vilket ärende från {self.focus.label} menar du? {choices}{more}."
        return Read(self.asking, refused("oklar", detail), self.focus.label)

    # Another document

    def _of_document(self, how: How) -> Read:
        """Within the document that was cited; minutes are cited so by their front page."""
        zones = Filters(zones=self.asking.base.zones)
        document = self.asking.archive.catalogue.document(self.focus.document_id, zones)
        if document is None:
            return self._gone()
        if document.kind == Kind.PROTOKOLL:
            meeting = how is How.MEETING or not acting(self.asking.query)
            return self._of_meeting() if meeting else self._again()
        if how is How.MEETING:
            return Read(self.asking)
        asking, parse, topic = self.asking, self.asking.parse, self._topic()

        def whole(query: Query) -> Query:
            return replace(
                query, terms=_joined(query, topic), wants=self._wants(query), kommuner=self._kommuner(query)
            )

        base = (
            asking.base
            if acting(asking.query)
            else replace(asking.base, contents=frozenset({document.content}))
        )
        changed = replace(asking, query=whole(asking.query), base=base, parse=lambda text: whole(parse(text)))
        return Read(changed, followed=self.focus.label)

    # What a follow-up leaves unsaid

    def _wants(self, query: Query) -> tuple[Want, ...]:
        """What is asked for of one matter; what was decided where nothing is said, and where it goes on from the question
        before also what that asked for."""
        if query.wants:
            return tuple(want for want in query.wants if want not in _OF_SEVERAL) or (Want.DECISION,)
        before = self.asking.parse(self.last.question).wants if opens(query) else ()
        skipped = (*_OF_SEVERAL, Want.DECISION)
        return (Want.DECISION, *(want for want in before if want not in skipped))

    def _kommuner(self, query: Query) -> tuple[str, ...]:
        return (self.focus.kommun,) if self.focus.kommun else query.kommuner

    def _topic(self) -> tuple[Term, ...]:
        return self._topic_of(f"{self.focus.title} {self.focus.section.removeprefix('§')}")

    def _topic_of(self, title: str) -> tuple[Term, ...]:
        return self.asking.parse(title).terms


def _joined(query: Query, topic: tuple[Term, ...]) -> tuple[Term, ...]:
    """The question's own words and those of what it is about."""
    own = [term for term in query.terms if not (query.english and term.word in ENGLISH_WORDS)]
    return (*own, *(term for term in topic if term.word not in {each.word for each in own}))
