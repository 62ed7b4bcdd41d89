"""What facts say of §§ in the register of decisions: their amounts of money, and numbers used twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ingest.checks.doubled import TWICE
from ingest.facts.amounts import amounts
from ingest.facts.remarks import remarks
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


def doubled_numbers(connection: Connection, witness_ids: Sequence[int]) -> dict[int, str]:
    """Why a witness may hold the text of two §§: its number stands twice in its document."""
    table = remarks.c
    query = select(table.witness, table.why).where(table.rule == TWICE, table.front.is_(False))
    found: dict[int, str] = {}
    for part in batches(witness_ids):
        found |= {row.witness: row.why for row in connection.execute(query.where(table.witness.in_(part)))}
    return found
