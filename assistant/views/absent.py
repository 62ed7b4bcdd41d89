"""What §§ refer to and the archive does not hold: meetings, and appendices."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, select

from assistant.views.kept import once
from assistant.views.scope import Scope
from assistant.wire.coverage import AbsentAppendix, MissingMeeting, Naming
from ingest.appendices import OF_ANOTHER, UNNAMED
from ingest.facts.appendices import appendices
from ingest.facts.references import reference_table
from ingest.facts.words import folded
from ingest.filters import Filters
from ingest.model import Kind
from ingest.register import LIVE
from ingest.rows import batches
from ingest.tables import contents, meetings, sources, witnesses
from ingest.visible import contents_of, stands_for, witness_where

_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONG = 12
"""Letters of a word that says enough alone ('investeringsblankett'); 'handlingsplan' names many documents."""

_MEETINGS = (Kind.PROTOKOLL, Kind.UTDRAG, Kind.KALLELSE)
_NOT_A_NAME = frozenset({"bilaga", "bilagor", "aktbilaga", "till", "forslag", "utkast", "reviderad"})
_PLAIN = str.maketrans("åäöéü", "aaoeu")
"""File names are often written without dots and rings."""


def missing_meetings(
    scope: Scope, filters: Filters, text: str | None, limit: int
) -> tuple[list[MissingMeeting], int]:
    """The §§ of other meetings that the §§ here refer to by body, day and number and that are not here, newest first: the
    first `limit`, and how many there are.

    A body named by its kind alone ('arbetsutskottet', 'direktionen') is passed by where some body's § of that day and number
    is here, and a bare one otherwise too: whose it is is not said. Here is what the reader may see, whatever else is asked.
    """
    r, w, here = reference_table.c, witnesses.c, witnesses.alias("here")
    seen = contents_of(Filters(zones=filters.zones, kommun=filters.kommun))
    same_day = select(here.c.id).where(
        here.c.date == r.date,
        here.c.number == r.number,
        here.c.kommun.is_not_distinct_from(w.kommun),
        here.c.content.in_(seen),
    )
    own = same_day.where(here.c.body_key == r.body_key).exists()
    of_another = and_(r.body.in_(_GENERIC), same_day.exists())
    query = (
        select(w.kommun, r.body, r.body_key, r.date, r.number, func.group_concat(r.id).label("ids"))
        .join(witnesses, w.id == r.witness)
        .where(r.date.is_not(None), r.number.is_not(None), r.bare.is_(False), r.year_given.is_(True))
        .where(stands_for(filters), *witness_where(filters), ~own, ~of_another)
        .group_by(w.kommun, r.body, r.body_key, r.date, r.number)
        .order_by(r.date.desc(), r.body_key, r.number)
    )

    def read() -> list[Any]:
        with scope.register.connection() as connection:
            return [(row, [int(one) for one in row.ids.split(",")]) for row in connection.execute(query)]

    rows: list[tuple[Any, list[int]]] = once(scope, "missing", filters, read)
    if text:
        said = once(scope, "missing in words", filters, lambda: _reference_words(scope, rows))
        rows = [(row, fitting) for row, ids in rows if (fitting := _holding(text, ids, said))]
    listed = rows[:limit]
    with scope.register.connection() as connection:
        namings = _namings(connection, [one for _, ids in listed for one in ids])
        days = _days(connection, filters)
    return [_missing(row, [namings[one] for one in ids], days) for row, ids in listed], len(rows)


_GENERIC = frozenset({"Direktionen", "Nämnden", "Utskottet", "Arbetsutskottet", "Styrelsen", "Fullmäktige"})
"""Names that several bodies of a kommun and its federations go by."""


def _reference_words(scope: Scope, rows: Sequence[tuple[Any, list[int]]]) -> dict[int, str]:
    """What can be looked for in each reference, folded: the body, the § as it is cited, and the words around it."""
    with scope.register.connection() as connection:
        namings = _namings(connection, [one for _, ids in rows for one in ids])
    return {
        one: folded(row.body, f"{row.body_key} {row.date} § {row.number}", namings[one].quote)
        for row, ids in rows
        for one in ids
    }


def _holding(text: str, ids: Iterable[int], words: Mapping[int, str]) -> list[int]:
    """Those of the ids whose folded words hold a text."""
    wanted = folded(text)
    return [one for one in ids if wanted in words[one]]


def _namings(connection: Any, ids: Sequence[int]) -> dict[int, Naming]:
    """Where each reference stands, and its words."""
    r, w = reference_table.c, witnesses.c
    query = select(r.id, r.quote, w.paragraph, w.body_key, w.date, w.number).join(
        witnesses, w.id == r.witness
    )
    found = {}
    for part in batches(ids):
        for row in connection.execute(query.where(r.id.in_(part))):
            place = f"{row.body_key} {row.date} § {row.number}"
            found[row.id] = Naming(paragraph_id=row.paragraph, place=place, quote=row.quote.value)
    return found


def _days(connection: Any, filters: Filters) -> set[tuple[str | None, str, dt.date]]:
    query = select(meetings.c.kommun, meetings.c.body_key, meetings.c.date).distinct()
    return {
        tuple(row) for row in connection.execute(query.where(meetings.c.content.in_(contents_of(filters))))
    }


def _missing(
    row: Any, namings: Sequence[Naming], days: set[tuple[str | None, str, dt.date]]
) -> MissingMeeting:
    return MissingMeeting(
        kommun=row.kommun,
        body=row.body,
        body_key=row.body_key,
        date=row.date,
        section=f"§ {row.number}",
        partly=(row.kommun, row.body_key, row.date) in days,
        named_in=sorted(namings, key=lambda naming: naming.place.split(" ", 1)[1]),
    )


def absent_appendices(
    scope: Scope, filters: Filters, text: str | None, limit: int
) -> tuple[list[AbsentAppendix], int, int]:
    """The appendices named that no document of the kommun bears the name of, newest first: the first `limit`, how many
    there are, and how many some document does bear the name of."""
    a, w = appendices.c, witnesses.c
    query = (
        select(a.id, a.name, w.kommun, w.title)
        .join(witnesses, w.id == a.witness)
        .where(stands_for(filters), *witness_where(filters))
        .order_by(w.date.desc(), w.body_key, w.number, a.id)
    )

    def read() -> tuple[list[int], list[int]]:
        with scope.register.connection() as connection:
            rows = connection.execute(query).all()
            names = _document_names(connection, filters) if rows else {}
        found: tuple[list[int], list[int]] = [], []
        for row in rows:
            found[_held(row.name, row.title, names.get(row.kommun))].append(row.id)
        return found

    absent, held = once(scope, "appendices", filters, read)
    if text:
        said = once(scope, "appendices in words", filters, lambda: _appendix_words(scope, (*absent, *held)))
        absent, held = _holding(text, absent, said), _holding(text, held, said)
    with scope.register.connection() as connection:
        return _appendices(connection, absent[:limit]), len(absent), len(held)


def _appendix_words(scope: Scope, ids: Sequence[int]) -> dict[int, str]:
    """The name of each appendix and the words that name it, folded."""
    a = appendices.c
    found = {}
    with scope.register.connection() as connection:
        for part in batches(ids):
            for row in connection.execute(select(a.id, a.name, a.text).where(a.id.in_(part))):
                found[row.id] = folded(row.name, row.text.value)
    return found


def _appendices(connection: Any, ids: Sequence[int]) -> list[AbsentAppendix]:
    a, w = appendices.c, witnesses.c
    query = select(a.id, a.name, a.text, w.kommun, w.paragraph, w.body_key, w.date, w.number)
    found = {}
    for part in batches(ids):
        for row in connection.execute(query.join(witnesses, w.id == a.witness).where(a.id.in_(part))):
            found[row.id] = _appendix(row)
    return [found[one] for one in ids]


class _Names:
    """The documents of a kommun by the words of their titles and file names."""

    def __init__(self) -> None:
        self._documents: list[tuple[set[str], set[str], bool]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)

    def add(self, name: str, *, attached: bool) -> None:
        """A document's title or file name; `attached`: it calls itself an appendix, or lies among such."""
        words = _words(name)
        for word in words:
            self._by_word[word].add(len(self._documents))
        self._documents.append((words, set(_YEAR.findall(name)), attached))

    def holds(self, name: str) -> bool:
        """Whether a document bears every word of the name, and no other years than it."""
        words = _words(name)
        if not words or (len(words) == 1 and len(max(words, key=len)) < _LONG):
            return False
        fitting = set.intersection(*(self._by_word.get(word, set()) for word in words))
        years = set(_YEAR.findall(name))
        return any(
            not years or not self._documents[one][1] or years & self._documents[one][1] for one in fitting
        )

    def holds_attached(self, title: str) -> bool:
        """Whether an appendix has the words of a matter's title for its own, or among them."""
        words = _words(title)
        near = set().union(*(self._by_word.get(word, set()) for word in words))
        return any(
            attached and len(words & own) > 1 and (words <= own or own <= words)
            for own, _, attached in (self._documents[one] for one in near)
        )


def _words(name: str) -> set[str]:
    return {word.translate(_PLAIN) for word in _WORD.findall(name.casefold())} - _NOT_A_NAME


def _document_names(connection: Any, filters: Filters) -> dict[str | None, _Names]:
    """The names of the documents other than those of meetings, by kommun."""
    query = (
        select(contents.c.kommun, contents.c.kind, contents.c.title, sources.c.file)
        .join(sources, sources.c.content == contents.c.hash)
        .where(sources.c.status == LIVE, sources.c.zone.in_(filters.zones))
        .where(contents.c.kind.not_in([str(kind) for kind in _MEETINGS]))
    )
    names: dict[str | None, _Names] = defaultdict(_Names)
    for row in connection.execute(query):
        attached = "bilag" in f"{row.file} {row.title}".casefold() and row.kind != Kind.TJANSTESKRIVELSE
        stem = re.sub(r"[-_.]", " ", row.file.rpartition("/")[2].rpartition(".")[0])
        names[row.kommun].add(row.title, attached=attached)
        names[row.kommun].add(stem, attached=attached)
    return names


def _held(name: str, title: str, names: _Names | None) -> bool:
    if names is None:
        return False
    if name == UNNAMED or name.startswith(OF_ANOTHER):
        return names.holds_attached(title)
    return names.holds(name)


def _appendix(row: Any) -> AbsentAppendix:
    place = f"{row.body_key} {row.date} § {row.number}"
    return AbsentAppendix(
        kommun=row.kommun,
        body_key=row.body_key,
        date=row.date,
        section=f"§ {row.number}",
        name=row.name,
        sure=row.name != UNNAMED,
        named_in=Naming(paragraph_id=row.paragraph, place=place, quote=row.text.value),
    )
