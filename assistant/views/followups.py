"""The view of follow-ups: what is to be done and when, motions without an answer, and laga kraft."""

from __future__ import annotations

from collections import Counter

from assistant.followups.duties import read_duties, show_duties
from assistant.followups.initiatives import read_initiatives
from assistant.followups.legal_force import read_held, show_held
from assistant.followups.sheets import sheets
from assistant.views.scope import Links, Scope
from assistant.wire.followups import FOLLOWUPS, Followups, FollowupsQuery

__all__ = ["FOLLOWUPS", "build", "calendar", "sheets"]


def build(scope: Scope, query: FollowupsQuery) -> Followups:
    """What is to be followed up on `scope.today`."""
    rows = read_duties(scope, query) if query.part in (None, "bevakning") else []
    found = read_initiatives(scope, query) if query.part in (None, "initiativ") else []
    held = read_held(scope) if query.part in (None, "laga kraft") else []
    return Followups(
        today=scope.today,
        total=len(rows),
        overdue=sum(row.overdue for row in rows),
        counts=dict(Counter(row.kind for row in rows)),
        duties=show_duties(scope, rows[: query.limit]),
        initiatives=found[: query.limit],
        legal_force=show_held(scope, held[: query.limit]),
    )


def calendar(result: Followups, links: Links) -> bytes:
    """What has a day as iCalendar; the library is loaded when somebody asks for it."""
    from assistant.followups.calendar import calendar as made

    return made(result, links)
