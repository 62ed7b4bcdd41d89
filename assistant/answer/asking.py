"""What the kinds of answer share: the archive, the question taken apart, and what the asker may see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.finding import sought_of, topic_of
from assistant.known import Known
from assistant.matching import Weighed, weigh
from assistant.mending import mended
from assistant.query import Query
from assistant.question_words import Want
from assistant.retrieve import Passage, Retriever, of_paragraph
from assistant.sought import Sought
from ingest.analyse import stem
from ingest.archive import Archive
from ingest.bodies import Body
from ingest.filters import Filters
from ingest.stored import StoredMeeting, StoredParagraph

AT_MEETING = re.compile(r"\b(?:möte\w*|sammanträdet\w*|protokoll\w*|meeting|minutes)\b", re.IGNORECASE)

_NAMED_SOMEHOW, _NAMED_LATER = 0.4, 0.5
"""How surely a body decided that is named without a word of deciding, or after another."""


@dataclass(frozen=True)
class Asking:
    """A question under way. `base`: what the asker may see and has limited the question to, apart from its words.
    `parse` takes a part of the question apart as the whole was. `within`: the passages that alone are answered from, the
    best first, where the question follows up what its thread is about."""

    archive: Archive
    retriever: Retriever
    query: Query
    base: Filters
    today: dt.date
    parse: Callable[[str], Query]
    known: Known
    within: tuple[Passage, ...] = ()

    @cached_property
    def weighed(self) -> tuple[Weighed, ...]:
        """The question's terms, weighed by how rare they are here."""
        lexical = self.archive.lexical
        terms = self.query.terms
        if not self.query.english:
            terms = mended(terms, self.query.text, self.known.vocabulary())
        if not self.by_body:
            terms = (*terms, *self.query.body_terms)
        frequencies = [max(self._frequency(form) for form in term.forms) for term in terms]
        if self.query.english:  # an English word that is neither translated nor found here says nothing
            known = [(t, f) for t, f in zip(terms, frequencies, strict=True) if f or t.also or t.proper]
            terms, frequencies = tuple(t for t, _ in known), [f for _, f in known]
        own = [self._frequency(term.word) for term in terms]
        return weigh(terms, frequencies, len(lexical), own)

    def _frequency(self, form: str) -> int:
        """In how many chunks a word stands; for a phrase, the rarest of its words."""
        return min(self.archive.lexical.document_frequency(stem(word)) for word in form.split())

    @cached_property
    def by_body(self) -> bool:
        """Whether a body is named as the one that decided or met, rather than as what the question is about."""
        query = self.query
        told = query.asks(
            *(Want.DECISION, Want.LIST, Want.COUNT, Want.VOTE, Want.RESERVATION, Want.NOTE, Want.MOTIONED),
            *(Want.CONFLICT, Want.SITTING),
            *(Want.ADJUSTER, Want.NOTICE, Want.MEMBERS, Want.RECIPIENTS, Want.PREPARED, Want.UNDERLAG),
        )
        source = any(_according_to(query.text, body) for body in query.bodies)
        return bool(told or source or query.dates or query.numbers or AT_MEETING.search(query.text))

    @cached_property
    def kommun_filters(self) -> Filters:
        """`base` narrowed to the one kommun that the question names; what the asker has chosen stays chosen."""
        if len(self.query.kommuner) == 1 and self.base.kommun is None:
            return replace(self.base, kommun=self.query.kommuner[0])
        return self.base

    @cached_property
    def filters(self) -> Filters:
        """`base` narrowed by all that the question names: kommun, bodies with minutes here, meeting day, §, dnr."""
        query = self.query
        filters = self.kommun_filters
        if query.dnr_key:
            return replace(filters, dnr_key=query.dnr_key)
        if self.named_meetings:
            day = self.named_meetings[0].date
            keys = tuple(sorted({meeting.body_key for meeting in self.named_meetings}))
            filters = replace(filters, bodies=keys, date_from=day, date_to=day)
        elif self.held_bodies and self.by_body:
            filters = replace(filters, bodies=self.held_bodies)
            if query.period and (query.period[1] - query.period[0]).days < 32:
                filters = replace(filters, date_from=query.period[0], date_to=query.period[1])
        if len(query.numbers) == 1 and (filters.bodies or query.dates or self._held_number):
            filters = replace(filters, number=query.numbers[0])
        return filters

    @cached_property
    def _held_number(self) -> bool:
        """Whether minutes here have the § that the question names without a body or a day."""
        numbered = replace(self.kommun_filters, number=self.query.numbers[0])
        return bool(self.archive.catalogue.paragraphs(numbered, with_sections=False))

    @property
    def meetings(self) -> list[StoredMeeting]:
        """Every meeting that the asker may see in the named kommun, newest first, without the people."""
        return self.known.meetings(self.kommun_filters)

    @cached_property
    def held_bodies(self) -> tuple[str, ...]:
        """The named bodies, receivers left out, that the archive has minutes of; after 'enligt' that one alone."""
        held = {meeting.body_key for meeting in self.meetings}
        named = [
            body for body in self.query.bodies if body.key in held and body.key not in self.query.receivers
        ]
        source = [body for body in named if _according_to(self.query.text, body)]
        return tuple(body.key for body in (source or named))

    @cached_property
    def missing_bodies(self) -> tuple[str, ...]:
        """Full names of the named bodies that the archive has no minutes of."""
        held = {meeting.body_key for meeting in self.meetings}
        return tuple(
            body.name
            for body in self.query.bodies
            if body.key not in held and body.key not in self.query.receivers
        )

    @cached_property
    def named_meetings(self) -> list[StoredMeeting]:
        """The meetings held on a day that the question names, by a body that it names, if it names one.

        A body by a name that nothing here bears ('Vrångsjönämnden') is taken to be the only one that met that day.
        """
        days = set(self.query.dates) or self._only_day
        named = {body.key for body in self.query.bodies}
        on_day = [meeting for meeting in self.meetings if meeting.date in days]
        fitting = [meeting for meeting in on_day if meeting.body_key in named]
        held = {meeting.body_key for meeting in self.meetings}
        if fitting or named & held or len({meeting.body_key for meeting in on_day}) > 1:
            return fitting or ([] if named else on_day)
        return on_day

    @property
    def _only_day(self) -> set[dt.date]:
        """The day meant by 'KS möte i mars 2026', where the body met once that month."""
        period = self.query.period
        if not period or (period[1] - period[0]).days > 31 or not AT_MEETING.search(self.query.text):
            return set()
        days = {
            m.date
            for m in self.meetings
            if m.body_key in self.held_bodies and period[0] <= m.date <= period[1]
        }
        return days if len(days) == 1 else set()

    def search(self, filters: Filters, *, limit: int = 12) -> list[Passage]:
        """Passages for the question's topic, best first, whichever body and day it names: `filters` see to those."""
        return self.retriever.search(self._topic, filters, limit=limit, today=self.today)

    def hits(self, *, limit: int) -> list[Passage]:
        """What a search for the question shows, best first: what it names of bodies and days counts, and hides nothing."""
        filters = self.kommun_filters
        return self.retriever.search(self._sought, filters, limit=limit, today=self.today, whole=False)

    @cached_property
    def _sought(self) -> Sought:
        sure = 1.0 if self.by_body else _NAMED_SOMEHOW
        bodies = {
            key: sure * (1.0 if place == 0 else _NAMED_LATER) for place, key in enumerate(self.held_bodies)
        }
        return sought_of(self.query, self.weighed, self.known.vocabulary(), bodies)

    @cached_property
    def _topic(self) -> Sought:
        vocabulary = self.known.vocabulary()
        return topic_of(self._sought, self.weighed, vocabulary, english=self.query.english)

    def passages_of(self, paragraphs: Sequence[StoredParagraph]) -> list[Passage]:
        """The passages that paragraphs are."""
        documents = self.archive.catalogue.sources_of(
            {p.content for p in paragraphs}, Filters(zones=self.base.zones)
        )
        return [of_paragraph(p, documents[p.content][0]) for p in paragraphs if p.content in documents]


def _according_to(text: str, body: Body) -> bool:
    """Whether the question asks for what a body says: 'enligt kommunstyrelsen', 'enligt KS beslut'."""
    names = "|".join(re.escape(name) for name in (body.name, body.key))
    return bool(re.search(rf"\b(?:enligt|according to)\s+(?:the\s+)?(?:{names})", text, re.IGNORECASE))
