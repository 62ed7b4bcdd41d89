"""What refusals say of minutes that are not here: who refers to them, which numbers lack, what is the latest that is here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ingest.ranges import written
from ingest.referred import numbers_around, referring

if TYPE_CHECKING:
    from assistant.answer.asking import Asking

_MOST = 4


def known_of(asking: Asking, day: dt.date) -> list[str]:
    """Of the named bodies' meeting on a day that is not here: the §§ that refer to it and the numbers that lack, a sentence
    each; [] where nothing is known of it."""
    keys = [body.key for body in asking.query.bodies]
    if not keys:
        return []
    register, filters = asking.archive.register, asking.kommun_filters
    places: dict[str, list[int]] = {}
    for number, key, date, by in referring(register, filters, keys, day):
        places.setdefault(f"{key} {date} § {by}", []).append(number)
    said = []
    if places:
        named = [f"{place} ({written(numbers)})" for place, numbers in places.items()]
        more = f" och {len(named) - _MOST} paragrafer till" if len(named) > _MOST else ""
        said.append(f"Mötet nämns i {', '.join(named[:_MOST])}{more}.")
    before, after = numbers_around(register, filters, keys[0], day)
    if after is not None and after - (before or 0) > 1:
        lacking = written(range((before or 0) + 1, after))
        said.append(f"Av {keys[0]} {day.year} finns inte {lacking}.")
    return said


def latest_of(asking: Asking, body: str) -> str:
    """The latest minutes of a body that are here, as a sentence with a blank before it."""
    days = [meeting.date for meeting in asking.meetings if meeting.body == body]
    if not days:
        return f" Underlaget innehåller inga protokoll från {body}."
    return f" Det senaste som finns från {body} är från {max(days)}."
