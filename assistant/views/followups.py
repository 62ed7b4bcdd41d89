"""The view of follow-ups: what is to be done and when, motions without an answer, and laga kraft."""

from __future__ import annotations

from assistant.followups.duties import show_duties
from assistant.followups.initiatives import read_initiatives
from assistant.followups.legal_force import read_held, show_held
from assistant.followups.selection import select_duties
from assistant.followups.sheets import sheets
from assistant.views.scope import Links, Scope
from assistant.wire.followups import FOLLOWUPS, Followups, FollowupsQuery

__all__ = ["FOLLOWUPS", "build", "calendar", "sheets"]


def build(scope: Scope, query: FollowupsQuery) -> Followups:
    """What is to be followed up on `scope.today`."""
    chosen = select_duties(scope, query) if query.part in (None, "bevakning") else None
    found = read_initiatives(scope, query) if query.part in (None, "initiativ") else []
    held = read_held(scope) if query.part in (None, "laga kraft") else []
    return Followups(
        today=scope.today,
        total=chosen.total if chosen else 0,
        overdue=chosen.overdue if chosen else 0,
        counts=chosen.kinds if chosen else {},
        duties=show_duties(scope, chosen) if chosen else [],
        initiatives=found[: query.limit],
        legal_force=show_held(scope, held[: query.limit]),
    )


def calendar(result: Followups, links: Links) -> bytes:
    """What has a day as iCalendar; the library is loaded when somebody asks for it."""
    from assistant.followups.calendar import calendar as made

    return made(result, links)
