"""Duties as somebody has put them right: the rows that views read, with what was read kept in the row.

What is put right of a duty holds for as long as its § says the same: it goes by the duty's key, made of its words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from ingest.corrections import Correction, in_force
from ingest.due_dates import Precision
from ingest.facts.duties import REPEATED, UNDATED, duties
from ingest.facts.words import folded
from ingest.rows import batches
from ingest.tables import witnesses
from ingest.text import Text

DUTIES = "duties."
DUE, RESPONSIBLE = "due", "responsible"
_KEPT = ("due", "precision", "year_inferred", "responsible", "assumed", "who", "words")


@dataclass(frozen=True, slots=True)
class StoredDuty:
    """A duty as it stands: see `ingest.facts.duties`."""

    key: str
    kind: str
    due: dt.date | None
    written: str
    responsible: str | None
    text: str


def duty_key(kind: str, written: str, text: str) -> str:
    """The same for as long as the § says the same."""
    return hashlib.sha256(f"{kind}|{written}|{text}".encode()).hexdigest()[:12]


def duty_field(field: str) -> tuple[str, str] | None:
    """The duty's key and its field: 'duties.0a1b2c3d4e5f.due' → ('0a1b2c3d4e5f', 'due'). None for what is no such field."""
    key, _, name = field.removeprefix(DUTIES).partition(".")
    return (key, name) if field.startswith(DUTIES) and name in (DUE, RESPONSIBLE) else None


def duties_of(connection: Connection, witness: int) -> list[StoredDuty]:
    """The duties of a witness, as put right."""
    query = select(duties).where(duties.c.witness == witness).order_by(duties.c.id)
    return [
        StoredDuty(_key(row), row.kind, row.due, row.written, row.responsible, row.text.value)
        for row in connection.execute(query)
    ]


def put_duties_right_again(connection: Connection, paragraphs: Collection[str]) -> None:
    """The same for paragraphs that were just read anew."""
    if righted := in_force(connection, paragraphs, field=DUTIES):
        put_duties_right(connection, righted)


def put_duties_right(connection: Connection, paragraphs: Collection[str]) -> None:
    """Bring the duties of the paragraphs to what is in force for them."""
    righted = in_force(connection, paragraphs, field=DUTIES)
    query = select(duties, witnesses.c.paragraph).join(witnesses, witnesses.c.id == duties.c.witness)
    for part in batches(list(paragraphs)):
        for row in connection.execute(query.where(witnesses.c.paragraph.in_(part))).all():
            _put_right(connection, row, righted.get(row.paragraph, ()))


def _put_right(connection: Connection, row: Any, found: Sequence[Correction]) -> None:
    own = {
        place[1]: each.value for each in found if (place := duty_field(each.field)) and place[0] == _key(row)
    }
    if not own and row.as_read is None:
        return
    read = _as_read(row)
    values = read | _changes(own, read) | {"as_read": _json(read) if own else None}
    connection.execute(update(duties).where(duties.c.id == row.id).values(**values))


def _as_read(row: Any) -> dict[str, Any]:
    if row.as_read is None:
        return {name: getattr(row, name) for name in _KEPT}
    kept: dict[str, Any] = json.loads(row.as_read)
    return kept | {"due": dt.date.fromisoformat(kept["due"]) if kept["due"] else None}


def _changes(own: dict[str, Any], read: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if DUE in own:
        day = dt.date.fromisoformat(own[DUE]) if own[DUE] else None
        changes = {"due": day, "year_inferred": False}
        if read["precision"] != REPEATED or day is None:
            changes["precision"] = str(Precision.DAY) if day else UNDATED
    if RESPONSIBLE in own:
        who = folded(own[RESPONSIBLE] or "")
        before, _, _ = read["words"].rpartition("\n")
        words = f"{before}\n{who}"
        changes |= {"responsible": own[RESPONSIBLE], "assumed": False, "who": who, "words": words}
    return changes


def _key(row: Any) -> str:
    text: Text = row.text
    return duty_key(row.kind, row.written, text.value)


def _json(read: dict[str, Any]) -> str:
    return json.dumps(read | {"due": read["due"].isoformat() if read["due"] else None}, ensure_ascii=False)
