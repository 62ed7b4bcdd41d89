"""Visions and goals that §§ of minutes decide or propose in so many words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select

from assistant.goals.readings import Deciding, Reading
from ingest.catalogue import Catalogue
from ingest.facts.decided_goals import decided_goals
from ingest.filters import Filters
from ingest.model import Level
from ingest.register import Register
from ingest.stored import StoredGoal
from ingest.tables import witnesses
from ingest.text import Text
from ingest.visible import best_witnesses


def decided(register: Register, catalogue: Catalogue, filters: Filters) -> Iterator[Reading]:
    """The goals in the decisions of the §§ that `filters` let through, § by §."""
    fact, paragraph = decided_goals.c, witnesses.c
    query = (
        select(fact.witness, fact.tier, fact.text, fact.period, fact.level)
        .add_columns(paragraph.paragraph, paragraph.content, paragraph.body_key, paragraph.date)
        .add_columns(paragraph.number, paragraph.title, paragraph.next_body)
        .join(witnesses, paragraph.id == fact.witness)
        .where(fact.witness.in_(best_witnesses(filters)))
        .order_by(fact.witness, fact.id)
    )
    with register.connection() as connection:
        rows = connection.execute(query).all()
    files = catalogue.sources_of({row.content for row in rows}, filters)
    for _, group in groupby(rows, key=lambda row: row.witness):
        found = list(group)
        goals = [_goal(row) for row in found]
        first = found[0]
        where = Deciding(
            first.paragraph, first.body_key, first.date, first.number, first.title, first.next_body
        )
        for place, goal in enumerate(goals):
            yield Reading(goal, files[first.content][0], place, goals, where)


def _goal(row: Any) -> StoredGoal:
    return StoredGoal(
        content=row.content,
        tier=row.tier,
        number=None,
        text=" ".join(row.text.value.split()),
        source=row.text,
        indicators=(),
        description=Text(""),
        unit=None,
        parent=None,
        proposed=row.level != Level.BESLUT,
        period=row.period,
        status=None,
    )
