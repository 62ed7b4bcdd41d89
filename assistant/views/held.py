"""Which §§ each document holds, of which meeting: what coverage and the checks of minutes begin with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Integer, cast, func, select, true

from assistant.views.scope import Scope
from ingest.facts.adjusted import adjusted_at_once
from ingest.filters import Filters
from ingest.register import LIVE
from ingest.tables import contents, meetings, sources, witnesses
from ingest.visible import contents_of, witness_where


@dataclass(frozen=True, slots=True)
class File:
    """The document that a content is shown as: the shortest path among those somebody may see."""

    document_id: str
    file: str
    content: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What one document holds of a meeting. `stated`: the §§ that its front page gives; `at_once`: how many of its §§ say that
    they were adjusted at once; `whole`: the document is minutes, not an extract."""

    document: File
    kommun: str | None
    body: str
    body_key: str
    date: dt.date
    numbers: tuple[int, ...]
    whole: bool
    at_once: int
    stated: tuple[int, int] | None

    @property
    def witness(self) -> str:
        """How the document bears witness: 'protokoll', 'omedelbart justerad', 'enstaka paragraf' or 'utdrag'."""
        if not self.whole:
            return "utdrag"
        if self.at_once == len(self.numbers):
            return "omedelbart justerad"
        return "protokoll" if len(self.numbers) > 1 else "enstaka paragraf"


def meetings_only(filters: Filters) -> Filters:
    """The filters without what narrows to single §§: a meeting is looked at whole."""
    return replace(filters, number=None, dnr_key=None, kinds=())


def files(scope: Scope, filters: Filters) -> dict[str, File]:
    """The document that each content is shown as, by the content's hash."""
    query = (
        select(sources.c.id, sources.c.file, sources.c.content, contents.c.draft)
        .join(contents, contents.c.hash == sources.c.content)
        .where(sources.c.status == LIVE, sources.c.zone.in_(filters.zones))
        .where(contents.c.kommun == filters.kommun if filters.kommun is not None else true())
    )
    found: dict[str, File] = {}
    with scope.register.connection() as connection:
        for row in connection.execute(query):
            known = found.get(row.content)
            if known is None or (len(row.file), row.file) < (len(known.file), known.file):
                found[row.content] = File(row.id, row.file, row.content, bool(row.draft))
    return found


def held(scope: Scope, filters: Filters, shown: dict[str, File]) -> list[Held]:
    """What each document holds of each meeting, by kommun, body, day and file; `shown` as `files` gives it."""
    noted = func.count(adjusted_at_once.c.id)
    query = (
        select(
            *(
                witnesses.c.content,
                witnesses.c.kommun,
                witnesses.c.body_key,
                witnesses.c.date,
                witnesses.c.rank,
            ),
            func.group_concat(witnesses.c.number).label("numbers"),
            cast(noted, Integer).label("noted"),
        )
        .outerjoin(adjusted_at_once, adjusted_at_once.c.witness == witnesses.c.id)
        .where(*witness_where(filters), witnesses.c.content.in_(contents_of(filters)))
        .group_by(witnesses.c.content, witnesses.c.body_key, witnesses.c.date)
    )
    fronts = select(
        *(meetings.c.content, meetings.c.body_key, meetings.c.date, meetings.c.body),
        *(meetings.c.first_paragraph, meetings.c.last_paragraph),
    )
    with scope.register.connection() as connection:
        about = {(r.content, r.body_key, r.date): r for r in connection.execute(fronts)}
        found = [
            _held(row, about[row.content, row.body_key, row.date], shown[row.content])
            for row in connection.execute(query)
            if row.content in shown
        ]
    return sorted(found, key=lambda h: (h.kommun or "", h.body, h.date, not h.whole, h.document.file))


def _held(row: Any, front: Any, document: File) -> Held:
    first, last = front.first_paragraph, front.last_paragraph
    return Held(
        document=document,
        kommun=row.kommun,
        body=front.body,
        body_key=row.body_key,
        date=row.date,
        numbers=tuple(sorted(map(int, row.numbers.split(",")))),
        whole=row.rank == 0,
        at_once=row.noted,
        stated=None if first is None else (first, last),
    )
