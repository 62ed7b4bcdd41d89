"""The amounts of money that were read of §§, as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ingest.facts.amounts import amounts
from ingest.rows import batches
from ingest.text import Text


@dataclass(frozen=True, slots=True)
class StoredAmount:
    """An amount as read: see `ingest.facts.amounts`."""

    printed: str
    unit: str
    value: float | None
    odd: str | None
    kind: str
    text: Text
    sentence: Text


def amounts_of(connection: Connection, witness_ids: Sequence[int]) -> dict[int, list[StoredAmount]]:
    """The amounts of each witness, in order."""
    table = amounts.c
    query = select(table.witness, *(table[name] for name in StoredAmount.__slots__))
    found: dict[int, list[StoredAmount]] = defaultdict(list)
    for part in batches(witness_ids):
        rows = query.where(table.witness.in_(part)).order_by(table.witness, table.position)
        for witness, *fields in connection.execute(rows):
            found[witness].append(StoredAmount(*fields))
    return found
