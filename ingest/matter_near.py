"""One §'s matter, without linking all there are: only the §§ are read that references, dnr and title lead to from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from ingest.bodies import Bodies
from ingest.facts.references import reference_table
from ingest.matter_places import Made, Stage
from ingest.matter_reading import Reading
from ingest.matters import Matter, matters
from ingest.register import Register
from ingest.rows import batches
from ingest.tables import witnesses

_ROUNDS = 5
"""Steps away from the § that are looked at."""

_MOST = 400
"""§§ in all that are looked at: a matter has a handful."""

_AT_ONCE = 100


def matter_near(register: Register, bodies: Bodies, zones: frozenset[str], paragraph: str) -> Matter | None:
    """The matter that a § is of, as far as a reader of `zones` may see; None for a routine item, and for a § that they may
    not see."""
    with register.connection() as connection:
        reading = Reading(connection, bodies, zones)
        stages: dict[str, Stage] = {}
        made: list[Made] = []
        wanted = {paragraph}
        for _ in range(_ROUNDS):
            new, told = reading.some(wanted)
            stages |= new
            made += told
            if not new or len(stages) > _MOST:
                break
            telling = {name: stage for name, stage in new.items() if not stage.routine}
            wanted = set(_beside(connection, telling, told)) - stages.keys()
    found = matters(stages.values(), sorted(made, key=lambda one: one.row))
    return next((each for each in found if any(stage.id == paragraph for stage in each.stages)), None)


def _beside(connection: Connection, stages: Mapping[str, Stage], made: Iterable[Made]) -> Iterator[str]:
    """The §§ that those refer to or that refer to them, and those of their dnr or title."""
    beside = [_of_stage(stage) for stage in stages.values()]
    beside += [_named(stages[one.source], one) for one in made if one.source in stages]
    for part in batches(beside, _AT_ONCE):
        yield from connection.scalars(select(witnesses.c.paragraph).where(or_(*part)))
    place = reference_table.c
    referring = [
        and_(place.number == stage.number, or_(place.date == stage.date, place.date.is_(None)))
        for stage in stages.values()
    ]
    for part in batches(referring, _AT_ONCE):
        source = select(place.witness).where(or_(*part))
        yield from connection.scalars(select(witnesses.c.paragraph).where(witnesses.c.id.in_(source)))


def _of_stage(stage: Stage) -> ColumnElement[bool]:
    """What is of the dnr or title of a §."""
    same = witnesses.c.title == stage.title
    if stage.dnr_key:
        same = or_(same, witnesses.c.dnr_key == stage.dnr_key)
    return and_(witnesses.c.kommun == stage.kommun, same)


def _named(stage: Stage, made: Made) -> ColumnElement[bool]:
    """What a § refers to."""
    if made.number is None:
        return and_(witnesses.c.kommun == stage.kommun, witnesses.c.dnr_key == made.dnr_key)
    if made.body is None:
        return and_(
            witnesses.c.kommun == stage.kommun,
            witnesses.c.date == made.date,
            witnesses.c.number == made.number,
        )
    key = f"{stage.body_key}AU" if made.bare else made.body_key
    day = [witnesses.c.date == made.date] if made.date else []
    return and_(
        witnesses.c.kommun == stage.kommun,
        witnesses.c.body_key == key,
        witnesses.c.number == made.number,
        *day,
    )
