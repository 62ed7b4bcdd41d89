"""Who decided a document, as its first pages say: 'Antagen av kommunfullmäktige 2023-06-19 § 44'."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ingest.bodies import Bodies
from ingest.dates import parse_dates
from ingest.filters import Filters
from ingest.paragraph_numbers import section_numbers
from ingest.register import Register
from ingest.tables import contents, pages, witnesses
from ingest.visible import contents_of

_LOOKED_AT = 2
"""Pages at the start that say it."""

_SECTION = re.compile(r"§\s*\d{1,3}(?![\d/:])")
_SAID = re.compile(
    r"^[^\S\n]*(?:(?:vision|strategi|målbild|styrkort|verksamhetsplan)\w*(?![^\n]{0,60}\b(?:är|blev)\b)[^\n.]{0,60}?[,(–-]\s*)?"
    r"(?P<label>(?:fastställ[dt]|antag(?:en|et|na)|beslutad|godkän[dt])(?:\s+(?:av|i)\s+|\s*:\s*)(?P<who>.{2,140}))",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""At the beginning of a line, or after the name of the document itself: in running text it may be another document that somebody adopted."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A decision that a document names. `label`: as printed; `paragraph_id` where the § is in the archive."""

    label: str
    paragraph_id: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A decision as read: the body's key, the day and the §, each where it is told."""

    label: str
    body_key: str
    date: dt.date | None
    number: int | None


def named_decision(text: str, bodies: Bodies) -> Named | None:
    """The first decision that a text says it was adopted by; None where there is none by a known body."""
    for match in _SAID.finditer(text):
        who = match["who"]
        mentions = bodies.find_all(who)
        if not mentions:
            continue
        date = next((found for found in parse_dates(who) if found.year_given), None)
        section = _SECTION.search(who)
        end = max(mentions[0].end, date.end if date else 0, section.end() if section else 0)
        label = " ".join(match["label"][: len(match["label"]) - len(who) + end].split())
        return Named(
            label[:1].upper() + label[1:],
            mentions[0].body.key,
            date.date if date else None,
            section_numbers(section.group())[0] if section else None,
        )
    return None


def adoptions(
    register: Register, held: Collection[str], bodies: Bodies, filters: Filters
) -> dict[str, Adopted]:
    """The decision that each of the contents `held` names; the § is looked up among those that `filters` let through."""
    query = (
        select(pages.c.content, pages.c.text, contents.c.kommun)
        .join(contents, contents.c.hash == pages.c.content)
        .where(pages.c.content.in_(held), pages.c.number <= _LOOKED_AT)
        .order_by(pages.c.content, pages.c.number)
    )
    named: dict[str, tuple[str | None, Named]] = {}
    with register.connection() as connection:
        for row in connection.execute(query):
            said = named_decision(row.text, bodies)
            if said and row.content not in named:
                named[row.content] = (row.kommun, said)
    known = _paragraphs(register, [said for _, said in named.values()], filters)
    return {
        content: Adopted(said.label, known.get((kommun, said.body_key, said.date, said.number)))
        for content, (kommun, said) in named.items()
    }


def _paragraphs(
    register: Register, named: Sequence[Named], filters: Filters
) -> dict[tuple[str | None, str | None, dt.date | None, int | None], str]:
    """The ids of the §§ of the days named, by kommun, body, date and number."""
    columns = (witnesses.c.kommun, witnesses.c.body_key, witnesses.c.date, witnesses.c.number)
    query = select(witnesses.c.paragraph, *columns).where(
        witnesses.c.body_key.in_({said.body_key for said in named}),
        witnesses.c.date.in_({said.date for said in named if said.date and said.number}),
        witnesses.c.content.in_(contents_of(filters)),
    )
    with register.connection() as connection:
        return {
            (row.kommun, row.body_key, row.date, row.number): row.paragraph
            for row in connection.execute(query)
        }
