"""How a goal is met, as the follow-ups say it."""

from __future__ import annotations

import datetime as dt
from typing import cast

from assistant.goals.readings import Reading
from assistant.goals.same import Node
from assistant.wire.goals import Colour, GoalStatus

_LONGEST = 600


def statuses(node: Node) -> list[GoalStatus]:
    """What each follow-up says of a goal, the newest first; one that says nothing of it is left out."""
    found = [reading for reading in node.readings if reading.role == "uppföljning" and _says(reading)]
    found.sort(key=lambda reading: reading.document.date or dt.date.min, reverse=True)
    return [
        GoalStatus(
            colour=cast("Colour | None", reading.goal.status),
            words=_words(reading),
            source=reading.source(),
        )
        for reading in found
    ]


def _says(reading: Reading) -> bool:
    return bool(reading.goal.status or reading.goal.description)


def _words(reading: Reading) -> str:
    """What stands about the goal; of a row in a table the row."""
    words = " ".join((reading.goal.description or reading.goal.source).value.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
