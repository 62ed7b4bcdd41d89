"""From filters as somebody gave them to what the register is asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import outward
from assistant.errors import BadRequest
from assistant.schema import FilterIn
from ingest.bodies import Bodies
from ingest.filters import Filters


def filters_of(given: FilterIn, zones: frozenset[str], bodies: Bodies, kommuner: Sequence[str]) -> Filters:
    """The filters of a reader who sees `zones`; `kommuner`: as the archive writes them. Raises BadRequest."""
    try:
        return Filters(
            zones=zones,
            kommun=_known_kommun(given.kommun, kommuner) if given.kommun else None,
            bodies=(bodies.named(given.body).key,) if given.body else (),
            date_from=given.date_from,
            date_to=given.date_to,
            kinds=(given.kind,) if given.kind else (),
            number=given.section,
            dnr_key=outward.dnr(given.dnr) if given.dnr else None,
        )
    except ValueError as exc:
        raise BadRequest("Datumen ligger i fel ordning: från-datum är senare än till-datum.") from exc


def _known_kommun(name: str, kommuner: Sequence[str]) -> str:
    """The kommun as the archive writes it: 'norsjö kommun' → 'Norsjö'."""
    folded = name.casefold().removesuffix(" kommun").strip()
    return next((kommun for kommun in kommuner if kommun.casefold() == folded), name)
