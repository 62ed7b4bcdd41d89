"""What somebody puts right of a paragraph, on the wire."""

from __future__ import annotations

from pydantic import Field

from assistant.schema import Wire

LABELS = {
    "title": "Rubrik",
    "dnr": "Diarienummer",
    "level": "Nivå",
    "outcome": "Utfall",
    "next_body": "Nästa organ",
    "final_body": "Slutligt organ",
    "recipients": "Mottagare",
    "prepared_by": "Beredande",
    "underlag": "Beslutsunderlag",
    "amounts": "Belopp",
}
"""The fields of a paragraph that can be put right, and what they are called."""

POINT_LABELS = {"level": "nivå", "outcome": "utfall", "next_body": "nästa organ"}
"""Those of each of its points: 'points.2.outcome'."""

DUTY_LABELS = {"due": "dag", "responsible": "ansvarig"}
"""Those of each thing that it says is to be done: 'duties.<key>.due'."""


class CorrectionIn(Wire):
    """A field's right value: words, a list of them, or null for none. `field`: 'level', 'amounts', 'points.2.outcome'."""

    field: str = Field(min_length=1, max_length=100, description="Fältet, som level eller points.1.outcome")
    value: str | list[str] | None = Field(description="Det rätta värdet; null om det inte ska finnas något")
    by: str = Field(max_length=100, description="Vem som rättar")
    why: str = Field(max_length=1000, description="Varför")
