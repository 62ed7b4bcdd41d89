"""The voteringar of the register, with who voted how, and whether the names give the totals."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from assistant.views.scope import Scope
from assistant.views.spelt import named_so
from assistant.wire.people import Cast, PeopleQuery, VoteOut
from ingest.facts.votings import ballots, votings
from ingest.filters import Filters
from ingest.rows import batches
from ingest.tables import witnesses
from ingest.visible import stands_for, witness_where


def votes(scope: Scope, filters: Filters, query: PeopleQuery) -> tuple[list[VoteOut], int]:
    """The newest voteringar that fit, and how many there are. Words and party of the query fit those who voted."""
    w, v = witnesses.c, votings.c
    chosen = (
        select(votings, w.paragraph, w.kommun, w.body, w.body_key, w.date, w.number, w.title)
        .join(witnesses, w.id == v.witness)
        .where(stands_for(filters), *witness_where(filters))
        .order_by(w.date.desc(), w.body_key, w.number, v.position)
    )
    with scope.register.connection() as connection:
        if wanted := named_so(connection, ballots.c.name, ballots.c.party, query):
            chosen = chosen.where(v.witness.in_(select(ballots.c.witness).where(*wanted)))
        rows = connection.execute(chosen).all()
        listed = rows[: query.limit]
        cast = _ballots(connection, sorted({row.witness for row in listed}))
    return [_vote(row, cast.get((row.witness, row.position), [])) for row in listed], len(rows)


def _ballots(connection: Any, ids: list[int]) -> dict[tuple[int, int], list[Cast]]:
    found: dict[tuple[int, int], list[Cast]] = defaultdict(list)
    for part in batches(ids):
        query = select(ballots).where(ballots.c.witness.in_(part)).order_by(ballots.c.id)
        for row in connection.execute(query):
            found[row.witness, row.position].append(Cast(name=row.name, party=row.party, vote=row.vote))
    return found


def _vote(row: Any, cast: list[Cast]) -> VoteOut:
    return VoteOut(
        paragraph_id=row.paragraph,
        kommun=row.kommun,
        body=row.body,
        body_key=row.body_key,
        date=row.date,
        section=f"§ {row.number}",
        title=row.title,
        yes=row.yes,
        no=row.no,
        abstained=row.abstained,
        state=row.state,
        why=row.why,
        quote=row.text.value,
        ballots=cast,
    )
