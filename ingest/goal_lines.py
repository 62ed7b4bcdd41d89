"""How a line shows that a goal begins: 'Mål 3: …', 'Delmål 2.1 …', 'Nora kommun ska …'."""

from __future__ import annotations

import re

NUMBERED_GOAL = re.compile(
    r"^(?P<tier>Övergripande mål|Inriktningsmål|Effektmål|Nämndmål|Verksamhetsmål|Delmål|Mål|Aktivitet)\s+"
    r"(?:nr\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*(?:\((?P<unit>[^)]{1,40})\))?\s*[.:–-]?\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
"""A goal that says its tier and number; the unit may stand in brackets, the colon may be missing."""


def opens_goal(text: str) -> bool:
    """Whether a line opens a numbered goal rather than a section."""
    return bool(NUMBERED_GOAL.match(text.strip()))
