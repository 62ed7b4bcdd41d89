"""Indicators that documents list and that no goal uses."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from assistant.goals.same import key
from assistant.outward import spans
from assistant.wire.goals import GoalNode, GoalSource, Orphan
from ingest.catalogue import Catalogue
from ingest.facts.indicator_lists import indicator_lists
from ingest.filters import Filters
from ingest.register import Register
from ingest.stored import StoredDocument
from ingest.text import Text
from ingest.visible import contents_of


def loose_indicators(
    register: Register, catalogue: Catalogue, filters: Filters, goals: Sequence[GoalNode]
) -> list[Orphan]:
    """The listed indicators that no goal of their kommun is followed by, each once."""
    fact = indicator_lists.c
    query = select(fact.content, fact.section, fact.name).where(fact.content.in_(contents_of(filters)))
    with register.connection() as connection:
        rows = connection.execute(query.order_by(fact.id)).all()
    files = catalogue.sources_of({row.content for row in rows}, filters)
    used = {(goal.kommun, key(each.name)) for goal in goals for each in goal.indicators}
    found: dict[tuple[str | None, str], Orphan] = {}
    for row in rows:
        document = files[row.content][0]
        place = (document.kommun, key(row.name.value))
        if place not in used:
            found.setdefault(place, _orphan(document, row.section, row.name))
    return list(found.values())


def _orphan(document: StoredDocument, section: str, name: Text) -> Orphan:
    return Orphan(
        kind="indikator",
        name=name.value,
        kommun=document.kommun,
        why=f"Handlingen tar upp indikatorn under {section}, men inget mål följs med den.",
        source=GoalSource(
            document_id=document.id,
            file=document.file,
            title=document.title,
            kind=document.kind,
            date=document.date,
            page=name.pages[0] if document.paged and name.pages else None,
            quote=name.value,
            spans=spans(name),
            role="omnämnande",
            number=None,
            period=None,
            proposed=document.draft,
            section=section,
        ),
    )
