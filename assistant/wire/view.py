"""What a view of the register is on the wire: its name, what it is asked with and what it gives.

The same `Spec` names the route `GET /api/v1/<name>` with its exports `<name>.csv`, `<name>.xlsx` and so on, and what
`Client.view` and `Kommunminne.view` take; how a view is built is said in `assistant.views`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import Field, TypeAdapter

from assistant.schema import FilterIn

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}
"""What can be exported, by the ending of a file's name."""


class ViewQuery(FilterIn):
    """What every view may be limited to."""

    text: str | None = Field(default=None, max_length=200, description="Ord som ska finnas med")
    today: dt.date | None = Field(default=None, description="Dagens datum, om ett annat än systemets")


Q = TypeVar("Q", bound=ViewQuery)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Spec(Generic[Q, R]):
    """A view. `title`: in Swedish, for people. `formats`: what it can be exported as, beside JSON. `internal`: only for
    those who see the internal zone."""

    name: str
    title: str
    query: type[Q]
    result: type[R]
    formats: tuple[str, ...] = ("csv", "xlsx")
    internal: bool = False

    def read(self, body: bytes) -> R:
        """A result from JSON."""
        result: R = self._adapter().validate_json(body)
        return result

    def plain(self, result: R) -> Any:
        """A result as plain data, ready for JSON."""
        return self._adapter().dump_python(result, mode="json")

    def _adapter(self) -> TypeAdapter[Any]:
        wanted: Any = self.result
        return _adapter_of(wanted)


@cache
def _adapter_of(result: Any) -> TypeAdapter[Any]:
    return TypeAdapter(result)
