"""Which paragraphs a list is taken from: the bodies, meetings and stretches of time that the question names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.time_spans import Span, spans_of, told
from ingest.filters import Filters
from ingest.stored import StoredParagraph


@dataclass(frozen=True, slots=True)
class ListScope:
    """`filters` for the register, and the days that count; no `spans`: all. `named`: the question limits it at all."""

    filters: Filters
    spans: tuple[Span, ...] = ()
    named: bool = False

    def holds(self, day: dt.date) -> bool:
        """Whether a meeting of that day is in the scope."""
        return not self.spans or any(first <= day <= last for first, last in self.spans)

    @property
    def said(self) -> str:
        """Where, as the middle of a sentence: 'från BMN i maj 2025 och i december 2025'; '' for everywhere."""
        parts = [f"från {'/'.join(self.filters.bodies)}"] if self.filters.bodies else []
        if self.spans:
            parts.append(told(self.spans))
        if self.filters.dnr_key:
            parts.append(f"med dnr {self.filters.dnr_key}")
        return " ".join(parts)

    @property
    def one_day(self) -> bool:
        """Whether it is what one day's meetings hold."""
        return len(self.spans) == 1 and self.spans[0][0] == self.spans[0][1]


def scope_of(asking: Asking) -> ListScope:
    """The scope that the question names, within what the asker may see."""
    query, filters = asking.query, asking.kommun_filters
    if query.dnr_key:
        return ListScope(replace(filters, dnr_key=query.dnr_key), named=True)
    spans = spans_of(query.text, asking.today)
    bodies: Sequence[str] = asking.held_bodies if asking.by_body else ()
    if asking.named_meetings and not spans:
        spans = tuple(sorted({(m.date, m.date) for m in asking.named_meetings}))
        bodies = sorted({m.body_key for m in asking.named_meetings})
    elif query.newest and bodies and not spans:
        day = max(m.date for m in asking.meetings if m.body_key in bodies)
        spans = ((day, day),)
    filters = replace(filters, bodies=tuple(bodies))
    if spans:
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        filters = replace(filters, date_from=first, date_to=last)
    if len(query.numbers) == 1 and (bodies or query.dates):
        filters = replace(filters, number=query.numbers[0])
    return ListScope(filters, spans, bool(filters.bodies or spans))


def paragraphs_in(
    asking: Asking, scope: ListScope, ids: Sequence[str] | None = None
) -> list[StoredParagraph]:
    """The paragraphs in the scope, in order of day and number; those of `ids` with their sections."""
    found = asking.archive.catalogue.paragraphs(scope.filters, ids=ids, with_sections=ids is not None)
    return [p for p in found if scope.holds(p.date)]
