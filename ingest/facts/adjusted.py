"""The §§ that say of themselves that they were adjusted at once: such a § often comes as minutes of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from ingest.adjusted import is_note_of_adjustment
from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.tables import metadata

_SAYS = re.compile(r"juster", re.IGNORECASE)
_PARTS = re.compile(r"\n|(?<=[.!?])\s+")

adjusted_at_once = Table("adjusted_at_once", metadata, *of_witness())


def read(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """One row where the § says so, else none."""
    texts = [
        text for s in paragraph.sections for text in (s.heading or "", s.body.value) if _SAYS.search(text)
    ]
    if any(is_note_of_adjustment(part) for text in texts for part in _PARTS.split(text)):
        yield {}


FACT = Fact(adjusted_at_once, read)
