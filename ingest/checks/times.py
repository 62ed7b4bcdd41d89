"""The times that kommunallagen sets for minutes: adjusted, made known, and left on the notice board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ingest.checks import Remark, Severity
from ingest.dates import parse_dates
from ingest.holidays import last_day

ADJUSTED, POSTED, REMOVED = "justering", "anslag", "nedtagning"
ADJUST_WITHIN, POST_WITHIN, POSTED_FOR = 14, 2, 21
"""Days: kommunallagen 5 kap. 69 §, 8 kap. 12 § and 13 kap. 5 §."""

_TURN_OF_YEAR = dt.timedelta(days=60)


def adjusted_day(text: str | None, held: dt.date) -> dt.date | None:
    """The day of adjustment out of 'Kommunkontoret torsdag den 27 februari'; a day without a year is the next such day
    after the meeting, save where it lies shortly before it. None where the text names none, or several."""
    days = {found.date: found.year_given for found in parse_dates(text or "", held.year)}
    if len(days) != 1:
        return None
    ((day, year_given),) = days.items()
    if year_given or day >= held - _TURN_OF_YEAR:
        return day
    return next((other.date for other in parse_dates(text or "", held.year + 1)), None)


def time_remarks(
    held: dt.date, adjusted_at: str | None, posted: dt.date | None, removed: dt.date | None
) -> tuple[Remark, ...]:
    """What the three rules say of a meeting held on `held`; nothing where they are kept."""
    adjusted = adjusted_day(adjusted_at, held)
    return (*_adjusted(held, adjusted_at, adjusted), *_posted(adjusted, posted), *_removed(posted, removed))


def _adjusted(held: dt.date, printed: str | None, day: dt.date | None) -> Iterator[Remark]:
    if day is None:
        said = f"anger ingen entydig dag (”{printed}”)" if printed else "har ingen uppgift om justering"
        yield _untold(ADJUSTED, f"Försättsbladet {said}.")
    elif day < held:
        yield _wrong(ADJUSTED, f"Justeringen ({day}) är daterad före sammanträdet ({held}).")
    elif day > last_day(held, ADJUST_WITHIN):
        days = (day - held).days
        yield _wrong(
            ADJUSTED,
            f"Protokollet justerades {day}, {days} dagar efter sammanträdet {held}; senast {ADJUST_WITHIN} dagar gäller.",
        )


def _posted(adjusted: dt.date | None, posted: dt.date | None) -> Iterator[Remark]:
    if adjusted is None or posted is None:
        missing = "anslagsdag" if posted is None else "justeringsdag"
        yield _untold(POSTED, f"Protokollet har ingen läsbar {missing}.")
    elif posted < adjusted:
        yield _wrong(POSTED, f"Anslaget sattes upp {posted}, före justeringen {adjusted}.")
    elif posted > last_day(adjusted, POST_WITHIN):
        days = (posted - adjusted).days
        yield _wrong(
            POSTED,
            f"Anslaget sattes upp {posted}, {days} dagar efter justeringen {adjusted}; senast andra dagen efter gäller.",
        )


def _removed(posted: dt.date | None, removed: dt.date | None) -> Iterator[Remark]:
    if posted is None or removed is None:
        missing = "anslagsdag" if posted is None else "dag då anslaget tas ned"
        yield _untold(REMOVED, f"Protokollet har ingen läsbar {missing}.")
        return
    days, last = (removed - posted).days, last_day(posted, POSTED_FOR)
    if removed < last:
        why = f"Anslaget togs ned {removed}, {days} dagar efter att det sattes upp {posted}; överklagandetiden löper ut {last}."
        yield _wrong(REMOVED, why)
    elif removed == last:
        why = f"Anslaget togs ned {removed}, överklagandetidens sista dag; om det satt uppe hela dagen framgår inte."
        yield _untold(REMOVED, why)


def _wrong(rule: str, why: str) -> Remark:
    return Remark(rule, Severity.WRONG, why)


def _untold(rule: str, why: str) -> Remark:
    return Remark(rule, Severity.UNTOLD, why)
