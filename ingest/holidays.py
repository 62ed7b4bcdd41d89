"""The days on which a term set by law does not run out: Saturdays, Sundays and public holidays (lag 1930:173)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
_FROM_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday, Ascension Day, in days from Easter Day."""

_DAY = dt.timedelta(days=1)
_FRIDAY, _SATURDAY = 4, 5


def last_day(start: dt.date, days: int) -> dt.date:
    """The last day of a term of `days` from `start`: where it ends on a day off, the next working day."""
    end = start + days * _DAY
    while is_day_off(end):
        end += _DAY
    return end


def is_day_off(day: dt.date) -> bool:
    """Whether a day is a Saturday, a Sunday, a public holiday or one of the eves that count as one."""
    return day.weekday() >= _SATURDAY or day in _holidays(day.year)


@lru_cache(maxsize=128)
def _holidays(year: int) -> frozenset[dt.date]:
    easter = _easter(year)
    midsummer = next(day for n in range(19, 26) if (day := dt.date(year, 6, n)).weekday() == _FRIDAY)
    fixed = (dt.date(year, month, day) for month, day in _FIXED)
    return frozenset((*fixed, midsummer, *(easter + days * _DAY for days in _FROM_EASTER)))


def _easter(year: int) -> dt.date:
    """Easter Day by the Gregorian computus of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    epact = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
