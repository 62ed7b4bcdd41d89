"""What somebody puts right of a paragraph, on the wire."""

from __future__ import annotations

from pydantic import Field

from assistant.schema import Wire


class CorrectionIn(Wire):
    """A field's right value: words, a list of them, or null for none. `field`: 'level', 'amounts', 'points.2.outcome'."""

    field: str = Field(min_length=1, max_length=100, description="Fältet, som level eller points.1.outcome")
    value: str | list[str] | None = Field(description="Det rätta värdet; null om det inte ska finnas något")
    by: str = Field(min_length=1, max_length=100, description="Vem som rättar")
    why: str = Field(min_length=1, max_length=1000, description="Varför")
