"""The §§ that several documents hold: which one is shown, and whether the others say the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import func, select

from assistant.views.scope import Scope
from assistant.wire.coverage import DoubledSection
from ingest.filters import Filters
from ingest.tables import witnesses
from ingest.visible import contents_of, witness_where

Meeting = tuple[str | None, str, dt.date]

_WORDS = {"title": "titel", "dnr": "diarienummer", "level": "beslutsnivå", "points": "beslutspunkter"}


def doubled_sections(scope: Scope, filters: Filters) -> dict[Meeting, list[DoubledSection]]:
    """The §§ of each meeting that more than one document holds, as the register shows them."""
    query = (
        select(witnesses.c.paragraph)
        .where(*witness_where(filters), witnesses.c.content.in_(contents_of(filters)))
        .group_by(witnesses.c.paragraph)
        .having(func.count() > 1)
    )
    with scope.register.connection() as connection:
        several = list(connection.scalars(query))
    found: dict[Meeting, list[DoubledSection]] = defaultdict(list)
    for each in scope.catalogue.paragraphs(filters, ids=several, with_sections=False) if several else ():
        fields = {field for conflict in each.conflicts for field in conflict.fields}
        found[each.kommun, each.body_key, each.date].append(
            DoubledSection(
                paragraph_id=each.id,
                section=f"§ {each.number}",
                shown=each.file,
                also_in=list(each.also_in),
                differs=[word for field, word in _WORDS.items() if field in fields],
            )
        )
    return found
