"""A file of values from Kolada, as its API v3 gives it: JSON with a list `values`.

The list holds values (`kpi`, `municipality`, `period`, `values` by gender), or describes indicators or kommuner (`id`,
`title`). Nothing is fetched: somebody downloads the file and hands it in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.errors import UnreadableFile

COUNTRY = "0000"
"""The code that Kolada gives all of Sweden."""

KPI = re.compile(r"(?<![A-Za-zÅÄÖåäö\d])[NU]\d{5}(?!\d)")
"""An indicator's id: N or U and five digits."""

_MUNICIPALITY = re.compile(r"(?:\d{4}|G\d{4,6})")
_GENDERS = ("T", "K", "M")
_YEARS = range(1900, 2101)


_ADVICE = "Hämta filen som JSON från api.kolada.se/v3/data och lämna in den som den är."


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of an indicator: of a kommun and a year, for all (T), women (K) or men (M). None where it is missing."""

    kpi: str
    municipality: str
    year: int
    gender: str
    value: float | None


@dataclass(frozen=True, slots=True)
class KoladaFile:
    """What a file holds. `titles`: what indicators and kommuner are called, by id."""

    observations: tuple[Observation, ...]
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The kommuner and groups that there are values for, in order; all of Sweden left out."""
        return tuple(sorted({o.municipality for o in self.observations} - {COUNTRY}))


def read_kolada(content: bytes, *, name: str) -> KoladaFile:
    """A file's bytes, read. Raises UnreadableFile, with `name`, where it is no file of Kolada's."""
    try:
        return _read(json.loads(content.decode("utf-8-sig")))
    except _Wrong as exc:
        raise UnreadableFile(name, f"{exc}.", _ADVICE) from exc
    except (UnicodeDecodeError, ValueError, RecursionError) as exc:
        raise UnreadableFile(name, "filen är inte JSON.", _ADVICE) from exc


class _Wrong(Exception):
    """Raised within this module for what is wrong with a file."""


def _read(plain: Any) -> KoladaFile:
    rows = plain.get("values") if isinstance(plain, dict) else None
    if not isinstance(rows, list):
        raise _Wrong("filen saknar listan ”values”")
    if not rows:
        raise _Wrong("listan ”values” är tom")
    if not all(isinstance(row, dict) for row in rows):
        raise _Wrong("listan ”values” innehåller annat än värden")
    observations = tuple(each for row in rows if "kpi" in row for each in _observations(row))
    titles = {str(row["id"]): str(row["title"]) for row in rows if "id" in row and "title" in row}
    if not observations and not titles:
        raise _Wrong("filen har inga värden med nyckeltal, kommun och år")
    return KoladaFile(observations, titles)


def _observations(row: Mapping[str, Any]) -> Iterator[Observation]:
    kpi, municipality, year = str(row["kpi"]), str(row.get("municipality", "")), row.get("period")
    if not KPI.fullmatch(kpi):
        raise _Wrong(f"{_cut(kpi)} är inget nyckeltal (N eller U och fem siffror)")
    if not _MUNICIPALITY.fullmatch(municipality):
        raise _Wrong(f"{_cut(municipality) or 'ett tomt fält'} är ingen kommunkod (fyra siffror)")
    if isinstance(year, bool) or not str(year).isdecimal() or int(str(year)) not in _YEARS:
        raise _Wrong(f"{_cut(str(year))} är inget år")
    values = row.get("values")
    if not isinstance(values, list):
        raise _Wrong(f"värdena för {kpi} är ingen lista")
    for each in values:
        if not isinstance(each, dict) or each.get("gender") not in _GENDERS:
            raise _Wrong(f"ett värde för {kpi} saknar kön (T, K eller M)")
        yield Observation(kpi, municipality, int(str(year)), each["gender"], _value(kpi, each))


def _value(kpi: str, given: Mapping[str, Any]) -> float | None:
    value = given.get("value")
    if value is None or given.get("isdeleted"):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < float("inf"):
        raise _Wrong(f"värdet {_cut(str(value))} för {kpi} är inget tal")
    return float(value)


def _cut(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
