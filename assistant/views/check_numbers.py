"""A meeting's § numbers held against its front page, against themselves, and against the body's other meetings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.views.held import Held
from ingest.checks import Remark, Severity
from ingest.ranges import written

_JUMPS, _STATED, _TWICE = "numrering", "paragrafer", "dubbelt nummer"


class Numbers:
    """The numbers of all that is held, for judging each document's own. `found`: as `held` gives it."""

    def __init__(self, found: Sequence[Held]) -> None:
        self._of_meeting: dict[tuple[str | None, str, dt.date], set[int]] = defaultdict(set)
        for one in found:
            self._of_meeting[one.kommun, one.body_key, one.date].update(one.numbers)
        self._days: dict[tuple[str | None, str, int], list[dt.date]] = defaultdict(list)
        for kommun, key, day in sorted(self._of_meeting, key=lambda each: each[2]):
            self._days[kommun, key, day.year].append(day)

    def remarks(self, one: Held) -> Iterator[Remark]:
        """What is to be said of the numbers of a document."""
        if one.whole:
            known = self._of_year(one)
            yield from _jumps(one, known)
            yield from _against_front(one, known)
        yield from self._twice(one)

    def _of_year(self, one: Held) -> set[int]:
        """Every number of the body's year that some document holds: a § adjusted at once has minutes of its own."""
        days = self._days[one.kommun, one.body_key, one.date.year]
        return set().union(*(self._of_meeting[one.kommun, one.body_key, day] for day in days))

    def _twice(self, one: Held) -> Iterator[Remark]:
        """Numbers that an earlier meeting of the year has too; a body that begins anew at each meeting cannot be judged."""
        days = self._days[one.kommun, one.body_key, one.date.year]
        numbers = {day: self._of_meeting[one.kommun, one.body_key, day] for day in days}
        again = [(day, both) for day in days if day < one.date and (both := numbers[day] & set(one.numbers))]
        if not again:
            return
        if sum(1 in held for held in numbers.values()) > 1:
            yield Remark(
                _TWICE, Severity.UNTOLD, "Organet börjar om från § 1, så numren säger inget om ordningen."
            )
            return
        for day, both in again:
            why = f"{written(both)} används också vid mötet {day} samma år."
            yield Remark(_TWICE, Severity.WRONG, why)


def _jumps(one: Held, known: set[int]) -> Iterator[Remark]:
    missing = set(range(min(one.numbers), max(one.numbers))) - known
    if missing:
        said = "finns inte i protokollet, och inte i någon annan handling här"
        yield Remark(_JUMPS, Severity.LOOK, f"Numreringen hoppar: {written(missing)} {said}.")


def _against_front(one: Held, known: set[int]) -> Iterator[Remark]:
    """The range of the front page against the §§ found; what lies inside a jump is said there."""
    if one.stated is None:
        yield Remark(
            _STATED, Severity.UNTOLD, "Försättsbladet anger inte vilka paragrafer protokollet omfattar."
        )
        return
    first, last = one.stated
    stated = set(range(first, last + 1))
    missing = {n for n in stated - known if not min(one.numbers) < n < max(one.numbers)}
    surplus = set(one.numbers) - stated
    if missing:
        why = f"Försättsbladet anger {written(stated)}, men {written(missing)} hittades inte."
        yield Remark(_STATED, Severity.LOOK, why)
    if surplus:
        why = f"Försättsbladet anger {written(stated)}, men protokollet har också {written(surplus)}."
        yield Remark(_STATED, Severity.LOOK, why)
