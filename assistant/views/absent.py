"""What §§ refer to and the archive does not hold: meetings, and appendices."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import Any

from sqlalchemy import Select, select

from assistant.views.scope import Scope
from assistant.wire.coverage import AbsentAppendix, MissingMeeting, Naming
from ingest.appendices import OF_ANOTHER, UNNAMED
from ingest.facts.appendices import appendices
from ingest.facts.references import reference_table
from ingest.filters import Filters
from ingest.model import Kind
from ingest.register import LIVE
from ingest.tables import contents, sources, witnesses
from ingest.visible import best_witnesses, contents_of

_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONG = 12
"""Letters of a word that says enough alone ('investeringsblankett'); 'handlingsplan' names many documents."""

_MEETINGS = (Kind.PROTOKOLL, Kind.UTDRAG, Kind.KALLELSE)
_NOT_A_NAME = frozenset({"bilaga", "bilagor", "aktbilaga", "till", "forslag", "utkast", "reviderad"})
_PLAIN = str.maketrans("åäöéü", "aaoeu")
"""File names are often written without dots and rings."""


def missing_meetings(scope: Scope, filters: Filters, text: str | None) -> list[MissingMeeting]:
    """The §§ of other meetings that the §§ here refer to by body, day and number and that are not here, newest first.

    A body named by its kind alone ('arbetsutskottet', 'direktionen') is passed by where some body's § of that day and number
    is here, and otherwise too: whose it is is not said.
    """
    r, w = reference_table.c, witnesses.c
    here = _own(witnesses.alias("here"))
    query = (
        select(
            *(w.kommun, r.body, r.body_key, r.date, r.number, r.quote),
            *(w.paragraph, w.body_key.label("by"), w.date.label("on"), w.number.label("at")),
        )
        .join(witnesses, w.id == r.witness)
        .where(r.date.is_not(None), r.number.is_not(None), r.bare.is_(False), r.year_given.is_(True))
        .where(w.id.in_(best_witnesses(filters)), ~here.exists())
        .order_by(r.date.desc(), r.body_key, r.number, w.date, w.number)
    )
    grouped: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    with scope.register.connection() as connection:
        for row in connection.execute(query):
            grouped[row.kommun, row.body, row.body_key, row.date, row.number].append(row)
        days = _days(connection, filters)
    found = [_missing(key, rows, days) for key, rows in grouped.items()]
    return [each for each in found if not text or _speaks_of(each, text.casefold())]


def _own(here: Any) -> Select[Any]:
    """The witness that a reference is to, in the same kommun."""
    r = reference_table.c
    same = (
        here.c.date == r.date,
        here.c.number == r.number,
        here.c.kommun.is_not_distinct_from(witnesses.c.kommun),
    )
    return select(here.c.id).where(*same, (here.c.body_key == r.body_key) | r.body.in_(_GENERIC))


_GENERIC = ("Direktionen", "Nämnden", "Utskottet", "Arbetsutskottet", "Styrelsen", "Fullmäktige")
"""Names that several bodies of a kommun and its federations go by."""


def _days(connection: Any, filters: Filters) -> set[tuple[str | None, str, dt.date]]:
    query = select(witnesses.c.kommun, witnesses.c.body_key, witnesses.c.date).distinct()
    return {
        tuple(row) for row in connection.execute(query.where(witnesses.c.content.in_(contents_of(filters))))
    }


def _missing(
    key: tuple[Any, ...], rows: list[Any], days: set[tuple[str | None, str, dt.date]]
) -> MissingMeeting:
    kommun, body, body_key, date, number = key
    return MissingMeeting(
        kommun=kommun,
        body=body,
        body_key=body_key,
        date=date,
        section=f"§ {number}",
        partly=(kommun, body_key, date) in days,
        named_in=[
            Naming(paragraph_id=row.paragraph, place=f"{row.by} {row.on} § {row.at}", quote=row.quote.value)
            for row in rows
        ],
    )


def _speaks_of(each: MissingMeeting, text: str) -> bool:
    said = [each.body, f"{each.body_key} {each.date} {each.section}", *(n.quote for n in each.named_in)]
    return any(text in part.casefold() for part in said)


def absent_appendices(scope: Scope, filters: Filters, text: str | None) -> tuple[list[AbsentAppendix], int]:
    """The appendices named that no document of the kommun bears the name of, newest first; and how many one does."""
    a, w = appendices.c, witnesses.c
    query = (
        select(a.name, a.text, w.kommun, w.title, w.paragraph, w.body_key, w.date, w.number)
        .join(witnesses, w.id == a.witness)
        .where(w.id.in_(best_witnesses(filters)))
        .order_by(w.date.desc(), w.body_key, w.number, a.id)
    )
    with scope.register.connection() as connection:
        rows = connection.execute(query).all()
        names = _document_names(connection, filters) if rows else {}
    absent, held = [], 0
    for row in rows:
        if _held(row.name, row.title, names.get(row.kommun)):
            held += 1
        elif not text or text.casefold() in f"{row.name}\n{row.text.value}".casefold():
            absent.append(_appendix(row))
    return absent, held


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
