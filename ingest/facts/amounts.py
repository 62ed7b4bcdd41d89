"""Amounts of money in each §, each with its sentence and the section that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Float, Index, Integer, String, Table

from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.money import money_in
from ingest.money_forms import Money
from ingest.sentences import sentence_texts
from ingest.tables import TextColumn, metadata
from ingest.text import Text, bullet

HEADING = "rubrik"
"""What stands for the section's kind of an amount in the §'s own heading."""

_NUMBER = re.compile(r"\d|tusen|miljon|miljard|hundra|\bkr|(?:mn|m|t)kr\b", re.IGNORECASE)
_SIGNED = re.compile(r"[-–−]\d")
_KEPT = 64
"""Passages whose amounts are kept: what they span is read off them right after."""

amounts = Table(
    "amounts",
    metadata,
    *of_witness(),
    Column("position", Integer, nullable=False),
    Column("printed", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("value", Float),
    Column("odd", String),
    Column("kind", String, nullable=False),
    Column("text", TextColumn, nullable=False),
    Column("sentence", TextColumn, nullable=False),
    Index("ix_amounts_value", "value", "witness"),
)
"""`position`: in the §, from 0. `printed`: as printed with its unit. `value`: in kronor, null where it cannot be told.
`odd`: what is odd about how it is written. `kind`: the section's."""


amount_spans = Table(
    "amount_spans",
    metadata,
    *of_witness(),
    Column("least", Float, nullable=False),
    Column("most", Float, nullable=False),
    Index("ix_amount_spans_most", "witness", "most", "least"),
)
"""The least and the greatest amount of a §, which most limits and the order by amount need no more than."""


def read(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """A row for each amount, in order."""
    found = (row for kind, text in _texts(paragraph) for row in _rows(kind, text))
    return [{"position": position, **row} for position, row in enumerate(found)]


def _texts(paragraph: Paragraph) -> Iterator[tuple[str, Text]]:
    yield HEADING, paragraph.heading
    for section in paragraph.sections:
        yield str(section.kind), section.body


def _rows(kind: str, text: Text) -> Iterator[dict[str, Any]]:
    for sentence, money in _amounts(text):
        printed = sentence.slice(money.start, money.end)
        yield {
            "printed": printed.value,
            "unit": money.unit,
            "value": _value(money),
            "odd": money.odd,
            "kind": kind,
            "text": printed,
            "sentence": sentence,
        }


@lru_cache(maxsize=_KEPT)
def _amounts(text: Text) -> tuple[tuple[Text, Money], ...]:
    """The amounts of a passage, each with its sentence, without the bullet of an item."""
    found: list[tuple[Text, Money]] = []
    for whole in sentence_texts(text):
        if _NUMBER.search(whole.value):
            lead = 0 if _SIGNED.match(whole.value) else len(bullet(whole.value))
            sentence = whole.slice(lead, len(whole.value)) if lead else whole
            found += ((sentence, money) for money in money_in(sentence.value))
    return tuple(found)


def _value(money: Money) -> float | None:
    return None if money.value is None else float(money.value)


def read_span(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """The least and the greatest of the values, where there are any."""
    found = (_value(money) for _, text in _texts(paragraph) for _, money in _amounts(text))
    values = [value for value in found if value is not None]
    if values:
        yield {"least": min(values), "most": max(values)}


FACTS = (Fact(amounts, read), Fact(amount_spans, read_span))
