"""Decisions that make somebody act and are sent to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks import Remark, Severity
from ingest.model import Level, Meeting, Paragraph

RECEIVER = "mottagare"
_MAKES_ACT = re.compile(
    r"\b(?:uppdra(?:r|s|gs|ges)|uppdrag\s+att|ge(?:r|s)\b[^.]{0,80}\bi\s+uppdrag|får\s+(?:\w+\s+){0,3}i\s+uppdrag|åläggs?|uppmanas?"
    r"|delegera(?:r|s)|ska\s+(?:återkomma|återrapportera|redovisa))\b",
    re.IGNORECASE,
)
_MOST_WITHOUT = 0.5


def receiver_remarks(paragraph: Paragraph, meeting: Meeting) -> Iterator[Remark]:
    """The first own decision of a § that gives somebody a task while the § names no recipient.

    Untold where most of the meeting's §§ name none: then the minutes do not use such lists, or they were not read.
    """
    if paragraph.recipients:
        return
    points = [p for p in paragraph.points if p.level is Level.BESLUT and _MAKES_ACT.search(p.text.value)]
    if not points:
        return
    decided = [each for each in meeting.paragraphs if any(p.level is Level.BESLUT for p in each.points)]
    without = sum(not each.recipients for each in decided)
    if len(decided) > 1 and without > _MOST_WITHOUT * len(decided):
        severity, why = Severity.UNTOLD, "Beslutet ger någon en uppgift; protokollet anger sällan mottagare."
    else:
        severity, why = Severity.LOOK, "Beslutet ger någon en uppgift, men paragrafen anger ingen mottagare."
    yield Remark(RECEIVER, severity, why, points[0].text)
