"""Values of Kolada's indicators as the register keeps them, by kommun. They are public statistics and in no zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Float, Integer, String, Table, insert, select

from ingest.kolada_file import KoladaFile, Observation
from ingest.register import Register
from ingest.tables import metadata

kolada_values = Table(
    "kolada_values",
    metadata,
    Column("kommun", String, primary_key=True),
    Column("kpi", String, primary_key=True),
    Column("municipality", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("gender", String, primary_key=True),
    Column("value", Float),
)

kolada_titles = Table(
    "kolada_titles",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
)
"""What Kolada calls its indicators and kommuner."""


def put_kolada(connection: Connection, given: KoladaFile, kommun: str) -> int:
    """Keep a file's values for a kommun; newer ones take the place of those held. Returns how many values there were."""
    rows = {
        (o.kpi, o.municipality, o.year, o.gender): {
            "kommun": kommun,
            "kpi": o.kpi,
            "municipality": o.municipality,
            "year": o.year,
            "gender": o.gender,
            "value": o.value,
        }
        for o in given.observations
    }
    if rows:
        connection.execute(insert(kolada_values).prefix_with("OR REPLACE"), list(rows.values()))
    titles = [{"id": each, "title": title} for each, title in given.titles.items()]
    if titles:
        connection.execute(insert(kolada_titles).prefix_with("OR REPLACE"), titles)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Figures:
    """The values held, by kommun, indicator and year, and what Kolada calls what it has ids for, as far as files said."""

    values: Mapping[str, Sequence[Observation]]
    titles: Mapping[str, str]


def figures_of(register: Register, kommuner: Collection[str]) -> Figures:
    """The values held for the kommuner."""
    table = kolada_values.c
    query = select(kolada_values).where(table.kommun.in_(kommuner))
    ordered = query.order_by(table.kpi, table.municipality, table.year, table.gender)
    found: dict[str, list[Observation]] = defaultdict(list)
    with register.connection() as connection:
        for row in connection.execute(ordered):
            value = Observation(row.kpi, row.municipality, row.year, row.gender, row.value)
            found[row.kommun].append(value)
        titles = {row.id: row.title for row in connection.execute(select(kolada_titles))}
    return Figures(dict(found), titles)
