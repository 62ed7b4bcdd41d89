"""Which views there are: for each how it is built, and how it is written as a spreadsheet and otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from assistant.errors import NotFound
from assistant.export import oparl
from assistant.export.sheets import Sheet, csv_bytes, xlsx_bytes
from assistant.views import checks, coverage, decision_sheets, decisions, followups, goals, matters, people
from assistant.views.scope import Links, Scope
from assistant.wire.checks import CHECKS
from assistant.wire.coverage import COVERAGE
from assistant.wire.decisions import DECISION_PAGE, DECISIONS
from assistant.wire.people import PEOPLE
from assistant.wire.view import Q, R, Spec

__all__ = ["VIEWS", "View", "view_named"]


@dataclass(frozen=True, slots=True)
class View(Generic[Q, R]):
    """A view. `sheets`: its result as sheets; the first is what CSV has. `files`: further formats by ending."""

    spec: Spec[Q, R]
    build: Callable[[Scope, Q], R]
    sheets: Callable[[R, Links], Sequence[Sheet]]
    files: Mapping[str, Callable[[R, Links], bytes]] = field(default_factory=dict)

    def export(self, result: R, ending: str, links: Links) -> bytes:
        """The result as a file. Raises NotFound where it has no such format."""
        if ending in self.files:
            return self.files[ending](result, links)
        if ending not in self.spec.formats:
            raise NotFound(f"{self.spec.title} kan inte hämtas som {ending}.")
        sheets = self.sheets(result, links)
        return csv_bytes(sheets[0]) if ending == "csv" else xlsx_bytes(sheets)


VIEWS: tuple[View[Any, Any], ...] = (
    View(DECISIONS, decisions.build, decision_sheets.sheets, {"json": decision_sheets.json_file}),
    View(DECISION_PAGE, decisions.build_page, decision_sheets.page_sheets),
    View(goals.GOALS, goals.build, goals.sheets),
    View(COVERAGE, coverage.build, coverage.sheets),
    View(followups.FOLLOWUPS, followups.build, followups.sheets, {"ics": followups.calendar}),
    View(matters.MATTERS, matters.build, matters.sheets, {"json": oparl.oparl_bytes}),
    View(CHECKS, checks.build, checks.sheets),
    View(PEOPLE, people.build, people.sheets),
)


def view_named(name: str) -> View[Any, Any]:
    """The view of that name. Raises NotFound."""
    for view in VIEWS:
        if view.spec.name == name:
            return view
    raise NotFound(f"Det finns ingen vy med namnet {name}.")
