"""Short words for the §§ of a matter: what kind of body, and what was done."""

from __future__ import annotations

import re

from assistant.wire.matters import Certainty, Place
from ingest.matter_places import Stage, Sure
from ingest.matter_standing import PUT_OFF, RETURNED
from ingest.model import Level
from ingest.parted import OTHER, in_words

CERTAINTIES: dict[Sure, Certainty] = {
    Sure.CERTAIN: "säker",
    Sure.LIKELY: "trolig",
    Sure.DOUBTFUL: "tveksam",
}
_COMMITTEE = re.compile(r"utskott|presidi", re.IGNORECASE)
_PREPARING = re.compile(r"beredning", re.IGNORECASE)


def place_of(stage: Stage) -> Place:
    """What kind of body a § is of."""
    if stage.body_key == "KF":
        return "kommunfullmäktige"
    if stage.body_key == "KS":
        return "kommunstyrelse"
    if _COMMITTEE.search(stage.body):
        return "utskott"
    return "beredning" if _PREPARING.search(stage.body) else "nämnd"


def event_of(stage: Stage) -> str:
    """What was done: 'Föreslår KF: antas', 'Återremitterar', 'Beslutar: bifalls'."""
    if stage.outcome == RETURNED:
        return "Återremitterar"
    if stage.outcome == PUT_OFF:
        return "Bordlägger"
    outcome = "" if stage.outcome == OTHER else f": {in_words(stage.outcome, stage.parts)}"
    to = stage.next_key or stage.final_key
    if stage.level == Level.FORSLAG:
        return f"Föreslår {to}{outcome}" if to else f"Föreslår{outcome}"
    if stage.level == Level.OVERLAMNAT:
        return f"Överlämnar till {to}" if to else "Överlämnar"
    if stage.level == Level.BLANDAT:
        return (
            f"Beslutar i en del, föreslår {to} i en annan" if to else "Beslutar i en del, föreslår i en annan"
        )
    return "Tar del av information" if stage.level == Level.INFORMATION else f"Beslutar{outcome}"
