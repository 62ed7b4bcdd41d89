"""What a list cannot know: which meetings it is taken from, and which numbers of the bodies' minutes are not here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.list_scope import ListScope
from ingest.filters import Filters
from ingest.model import Kind
from ingest.ranges import written
from ingest.stored import StoredParagraph

_MOST_DAYS = 8
_MOST_BODIES = 6


def taken_from(asking: Asking, scope: ListScope) -> tuple[str, ...]:
    """Remarks to a list over several meetings, or over one that is here in part; () for one that is here as a whole."""
    if scope.filters.dnr_key:
        return ()
    if scope.filters.bodies:
        lacking = [
            said for key in scope.filters.bodies[:_MOST_BODIES] for said in _lacking(asking, scope, key)
        ]
    else:
        lacking = []
    return tuple(filter(None, (_held(asking, scope), *lacking)))


def _held(asking: Asking, scope: ListScope) -> str:
    """Which minutes there are in the scope: each day of one body, or how many of each."""
    if scope.one_day:
        return ""
    days: dict[str, set[str]] = defaultdict(set)
    for meeting in asking.meetings:
        inside = not scope.filters.bodies or meeting.body_key in scope.filters.bodies
        if inside and scope.holds(meeting.date):
            days[meeting.body_key].add(str(meeting.date))
    if not days:
        return ""
    if len(days) == 1 and len(held := sorted(*days.values())) <= _MOST_DAYS:
        minutes = "protokollet" if len(held) == 1 else "protokollen"
        return f"Listan bygger på {minutes} från {next(iter(days))} {_listed(held)}."
    most = sorted(days, key=lambda key: -len(days[key]))
    parts = [f"{key} ({len(days[key])} möten)" if len(days[key]) > 1 else f"{key} (ett möte)" for key in most]
    more = f" och {len(parts) - _MOST_BODIES} organ till" if len(parts) > _MOST_BODIES else ""
    return f"Listan bygger på de protokoll som finns i underlaget: {', '.join(parts[:_MOST_BODIES])}{more}."


def _lacking(asking: Asking, scope: ListScope, key: str) -> list[str]:
    """The §§ of a body that the scope's years have used, as far as is known, and that are not here."""
    numbers: dict[int, dict[int, bool]] = defaultdict(dict)
    whole = replace(scope.filters, bodies=(key,), date_from=None, date_to=None, number=None)
    everyone = asking.archive.catalogue.paragraphs(whole, with_sections=False)
    if scope.one_day:
        return _of_extracts(asking, key, [p for p in everyone if scope.holds(p.date)])
    for paragraph in everyone:
        numbers[paragraph.date.year][paragraph.number] = scope.holds(paragraph.date)
    absent = [(year, missing) for year, held in sorted(numbers.items()) if (missing := _between(held))]
    if not absent:
        return []
    parts = [f"{written(missing)} ({year})" for year, missing in absent]
    return [f"Av {key} finns inte {_listed(parts)} i underlaget."]


def _of_extracts(asking: Asking, key: str, held: Sequence[StoredParagraph]) -> list[str]:
    """That only extracts of a meeting are here, and which §§ they hold."""
    shown = Filters(zones=asking.base.zones)
    documents = asking.archive.catalogue.sources_of({p.content for p in held}, shown)
    kinds = {document.kind for found in documents.values() for document in found}
    if kinds != {Kind.UTDRAG}:
        return []
    numbers = written(p.number for p in held)
    return [f"Från {key} {held[0].date} finns bara protokollsutdrag i underlaget: {numbers}."]


def _between(held: dict[int, bool]) -> list[int]:
    """The numbers that lie among the scope's own and next to them: from the last one before it to the first after it."""
    own = [number for number, inside in held.items() if inside]
    if not own:
        return []
    before = max((n for n, inside in held.items() if not inside and n < min(own)), default=0)
    after = min((n for n, inside in held.items() if not inside and n > max(own)), default=max(own))
    return [number for number in range(before + 1, after) if number not in held]


def _listed(parts: Sequence[str]) -> str:
    return " och ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
