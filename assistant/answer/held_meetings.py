"""What refusals say of minutes that are not here: who refers to them, which numbers lack, what is the latest that is here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer.statement import Quote
from assistant.answer.units import candidates
from ingest.ranges import written
from ingest.referred import numbers_around, referring

if TYPE_CHECKING:
    from assistant.answer.asking import Asking

_MOST = 4


def named_in(asking: Asking, day: dt.date) -> tuple[str, tuple[Quote, ...]]:
    """That §§ here refer to the named bodies' meeting on a day that is not here, with the sentences that do; ('', ()) where
    none does."""
    keys = [body.key for body in asking.query.bodies]
    places: dict[tuple[str, dt.date, int], list[int]] = {}
    for number, key, date, by in referring(asking.archive.register, asking.kommun_filters, keys, day):
        places.setdefault((key, date, by), []).append(number)
    if not places:
        return "", ()
    named = [f"{key} {date} § {by} ({written(numbers)})" for (key, date, by), numbers in places.items()]
    more = f" och {len(named) - _MOST} paragrafer till" if len(named) > _MOST else ""
    quotes = [_quote(asking, place, numbers) for place, numbers in list(places.items())[:_MOST]]
    return f" Mötet nämns i {', '.join(named[:_MOST])}{more}.", tuple(filter(None, quotes))


def _quote(asking: Asking, place: tuple[str, dt.date, int], numbers: list[int]) -> Quote | None:
    """The sentence of a § that names the first of the §§ that it refers to."""
    key, date, by = place
    own = replace(asking.kommun_filters, bodies=(key,), date_from=date, date_to=date, number=by)
    for passage in asking.passages_of(asking.archive.catalogue.paragraphs(own)):
        for unit in candidates(passage):
            if re.search(rf"§+\s*{numbers[0]}\b", unit.text.value):
                return Quote(passage, unit.text)
    return None


def lacking_around(asking: Asking, day: dt.date) -> list[str]:
    """Which §§ of the body's year are not here around a day, as a sentence in a list; [] where none is known to lack."""
    keys = [body.key for body in asking.query.bodies]
    if not keys:
        return []
    before, after = numbers_around(asking.archive.register, asking.kommun_filters, keys[0], day)
    if after is None or after - (before or 0) <= 1:
        return []
    return [f"Av {keys[0]} {day.year} finns inte {written(range((before or 0) + 1, after))}."]


def latest_of(asking: Asking, body: str) -> str:
    """The latest minutes of a body that are here, as a sentence with a blank before it."""
    days = [meeting.date for meeting in asking.meetings if meeting.body == body]
    if not days:
        return f" Underlaget innehåller inga protokoll från {body}."
    return f" Det senaste som finns från {body} är från {max(days)}."
