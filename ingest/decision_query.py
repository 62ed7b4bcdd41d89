"""The register of decisions in SQL: which §§ fit, how many of each kind there are, and in which order they come.

What somebody has put right counts instead of what was read, in every limit, count and order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, and_, cast, func, or_, select

from ingest.corrected import AMOUNTS, DNR, POINTS, point_field, still_of
from ingest.corrections import Correction, fields_in_force, in_force, put_right
from ingest.decision_facts import amounts_of
from ingest.dnr import typed_key
from ingest.facts.amounts import amount_spans, amounts
from ingest.facts.words import folded, row_words
from ingest.filters import Filters
from ingest.money import money_in
from ingest.tables import points, witnesses
from ingest.visible import stands_for, witness_where

MIXED = "blandat"
SORTS = (
    *("date", "kommun", "body", "section", "dnr", "title", "level", "outcome", "next_body", "final_body"),
    *("amount", "responsible", "recipient", "underlag"),
)
"""What the register can be sorted by."""

_WORDS = {"title": "title", "responsible": "prepared_by", "recipient": "recipients", "underlag": "underlag"}
_SEARCHED = ("title", "dnr", "points", "recipients", "prepared_by", "underlag")
_COLUMNS = {"kommun": "kommun", "body": "body_key", "section": "number", "date": "date"}
_RIGHTED = ("level", "outcome", "next_body", "final_body")
_ALPHABET = (("å", "{"), ("ä", "|"), ("ö", "}"))
"""The letters after z, and what stands after z in every computer's order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rows of the register are limited to beside `Filters`; None sets no limit. `words`: all of them somewhere in the
    row. `title`, `responsible`, `recipient`, `underlag`: part of it. `amount_from`, `amount_to`: in kronor, of one amount
    at least."""

    words: tuple[str, ...] = ()
    title: str | None = None
    level: str | None = None
    outcome: str | None = None
    next_body: str | None = None
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    responsible: str | None = None
    recipient: str | None = None
    underlag: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many §§ there are of a body, an outcome, a level and a month ('2025-02')."""

    body: str
    outcome: str
    level: str
    month: str
    count: int


class DecisionRows:
    """The §§ that fit, as far as `filters` lets the asker see."""

    def __init__(self, connection: Connection, filters: Filters, wanted: Wanted) -> None:
        self._connection = connection
        self._fields = fields_in_force(connection)
        self._where = [*self._limits(filters), *self._wanted(wanted)]

    def counts(self) -> list[Counted]:
        """All of them by body, outcome, level and month. Content and day come first, in the order of their index: what
        comes sorted is counted twice as fast."""
        by = (
            *(witnesses.c.content, self._right("level"), self._right("outcome")),
            *(witnesses.c.body_key, witnesses.c.date),
        )
        month = func.substr(cast(witnesses.c.date, String), 1, 7)
        query = select(by[3], by[2], by[1], month, func.count()).where(*self._where).group_by(*by)
        return [Counted(*row) for row in self._connection.execute(query)]

    def ids(
        self, *, sort: str = "date", descending: bool = False, limit: int | None = None, offset: int = 0
    ) -> list[str]:
        """The paragraphs' ids in order; those that lack what is sorted by come last."""
        column = self._sorted_by(sort)
        place = (witnesses.c.date, witnesses.c.body_key, witnesses.c.number, witnesses.c.paragraph)
        own = column.desc() if descending else column.asc()
        then = (place[0].desc(), *place[1:]) if descending and sort != "date" else place
        query: Select[Any] = select(witnesses.c.paragraph).where(*self._where)
        query = query.order_by(column.is_(None), own, *then).limit(limit).offset(offset)
        return list(self._connection.scalars(query))

    def _right(self, name: str) -> ColumnElement[Any]:
        return put_right(name, witnesses.c[name], self._fields)

    def _dnr(self) -> ColumnElement[Any]:
        return put_right(DNR, witnesses.c.dnr_key, self._fields)

    def _words(self, name: str) -> ColumnElement[Any]:
        """The row's words of one kind, folded."""
        read = select(row_words.c[name]).where(row_words.c.witness == witnesses.c.id).scalar_subquery()
        return put_right(name, read, self._fields)

    def _limits(self, filters: Filters) -> Iterator[ColumnElement[bool]]:
        yield stands_for(filters)
        yield from witness_where(replace(filters, dnr_key=None))
        if filters.dnr_key is not None:
            yield self._dnr() == filters.dnr_key

    def _wanted(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        yield from self._said(wanted)
        if wanted.level:
            own = self._right("level")
            mixed = and_(own == MIXED, self._point_is("level", wanted.level))
            yield own == wanted.level if wanted.level == MIXED else or_(own == wanted.level, mixed)
        for name in ("outcome", "next_body"):
            if value := getattr(wanted, name):
                yield or_(self._right(name) == value, self._point_is(name, value))
        if wanted.amount_from is not None or wanted.amount_to is not None:
            yield self._has_amount(wanted.amount_from, wanted.amount_to)

    def _said(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        """That the rows' words are those wanted. They are read once, in one go, for counts and page alike; only the §§ of which
        somebody has put words right are looked up one by one."""
        parts = {column: value for name, column in _WORDS.items() if (value := getattr(wanted, name))}
        if not parts and not wanted.words:
            return
        read = [row_words.c[name].contains(folded(part), autoescape=True) for name, part in parts.items()]
        read += _holds(_joined([row_words.c[name] for name in _SEARCHED]), wanted.words)
        found = self._connection.scalars(select(row_words.c.witness).where(*read))
        held = _among(witnesses.c.id, found)
        names = [*parts, *(_SEARCHED if wanted.words else ())]
        righted = {each for name in self._fields.intersection(names) for each in self._righted(name)}
        if not righted:
            yield held
            return
        now = [self._words(name).contains(folded(part), autoescape=True) for name, part in parts.items()]
        told = _joined([func.coalesce(func.lower(self._words(name)), "") for name in _SEARCHED])
        now += _holds(told, wanted.words)
        among = _among(witnesses.c.paragraph, righted)
        yield or_(and_(among, *now), and_(~among, held))

    def _righted(self, field: str) -> Iterable[str]:
        return in_force(self._connection, field=field)

    def _point_is(self, name: str, value: str) -> ColumnElement[bool]:
        """That one of the §'s points has that value."""
        righted = in_force(self._connection, field=POINTS)
        read = witnesses.c.id.in_(select(points.c.witness).where(points.c[name] == value))
        if not righted:
            return read
        fitting = _witnesses_with_point(self._connection, righted, name, value)
        return or_(witnesses.c.id.in_(fitting), and_(witnesses.c.paragraph.not_in(righted), read))

    def _has_amount(self, least: Decimal | None, most: Decimal | None) -> ColumnElement[bool]:
        if least is not None and most is not None:
            found = select(amounts.c.witness).where(amounts.c.value.between(float(least), float(most)))
        elif least is not None:
            found = select(amount_spans.c.witness).where(amount_spans.c.most >= float(least))
        else:
            found = select(amount_spans.c.witness).where(amount_spans.c.least <= float(most or 0))
        read = witnesses.c.id.in_(found)
        righted = in_force(self._connection, field=AMOUNTS)
        if not righted:
            return read
        holding = _witnesses_put_right(self._connection, righted)
        fitting = [one for one, typed in holding.items() if _is_between(typed, least, most)]
        return or_(witnesses.c.id.in_(fitting), and_(witnesses.c.id.not_in(holding), read))

    def _sorted_by(self, sort: str) -> ColumnElement[Any]:
        if sort in _WORDS:
            return _swedish(func.nullif(self._words(_WORDS[sort]), ""))
        if sort in _RIGHTED:
            return self._right(sort)
        if sort == "dnr":
            return self._dnr()
        if sort == "amount":
            most = select(amount_spans.c.most).where(amount_spans.c.witness == witnesses.c.id)
            return most.scalar_subquery()
        return witnesses.c[_COLUMNS[sort]]


def _among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """That a column holds one of the values; as one of SQL's, for there may be more than a statement takes."""
    held = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(held.c.value))


def _holds(told: ColumnElement[Any], words: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """That a text holds each of the words; a dnr in whichever form."""
    for word in words:
        yield told.contains(folded(typed_key(word) or word), autoescape=True)


def _joined(columns: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    whole = columns[0]
    for column in columns[1:]:
        whole = whole + "\n" + column
    return whole


def _swedish(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Folded words in the order of the Swedish alphabet."""
    for letter, after in _ALPHABET:
        column = func.replace(column, letter, after)
    return column


def _witnesses_put_right(
    connection: Connection, righted: dict[str, tuple[Correction, ...]]
) -> dict[int, tuple[Correction, ...]]:
    """What holds of the amounts of each witness that still says what was put right."""
    query = select(witnesses.c.id, witnesses.c.paragraph).where(witnesses.c.paragraph.in_(righted))
    found = {row.id: righted[row.paragraph] for row in connection.execute(query)}
    read = amounts_of(connection, list(found))
    return {
        witness: own
        for witness, own in found.items()
        if [each.printed for each in read.get(witness, ())] == own[0].read
    }


def _is_between(found: Sequence[Correction], least: Decimal | None, most: Decimal | None) -> bool:
    typed = [text for correction in found for text in correction.value or ()]
    values = [money.value for text in typed for money in money_in(text) if money.value is not None]
    return any((least is None or value >= least) and (most is None or value <= most) for value in values)


def _witnesses_with_point(
    connection: Connection, righted: dict[str, tuple[Correction, ...]], name: str, value: str
) -> list[int]:
    """The witnesses of the paragraphs with points put right, of which one point has that value now."""
    query = (
        select(witnesses.c.paragraph, points.c.witness, points.c.text, points.c[name])
        .join(witnesses, witnesses.c.id == points.c.witness)
        .where(witnesses.c.paragraph.in_(righted))
        .order_by(points.c.witness, points.c.id)
    )
    values: dict[int, list[Any]] = {}
    words: dict[int, list[str]] = {}
    paragraph_of: dict[int, str] = {}
    for paragraph, witness, text, read in connection.execute(query):
        values.setdefault(witness, []).append(read)
        words.setdefault(witness, []).append(text.value)
        paragraph_of[witness] = paragraph
    for witness, held in values.items():
        for correction in righted[paragraph_of[witness]]:
            place = point_field(correction.field)
            if not place or place[1] != name or not 0 <= place[0] < len(held):
                continue
            if still_of(correction, held[place[0]], words[witness][place[0]]):
                held[place[0]] = correction.value
    return [witness for witness, held in values.items() if value in held]
