"""Indicators that a document lists under a heading of their own, apart from any goal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, String, Table

from ingest.facts.documents import DocumentFact, of_content
from ingest.model import Structured
from ingest.tables import TextColumn, metadata
from ingest.text import Text, bullet

indicator_lists = Table(
    "indicator_lists",
    metadata,
    *of_content(),
    Column("section", String, nullable=False),
    Column("name", TextColumn, nullable=False),
)

_HEADING = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:kommunfullmäktiges|fullmäktiges|kf:s|kf|nämndens|gemensamma|övergripande)[\s-]+)?"
    r"(?:indikatorer|nyckeltal|nyckelresultat)\b.{0,60}$",
    re.IGNORECASE,
)
_LONGEST = 160


def read(document: Structured) -> Iterable[Mapping[str, Any]]:
    """A row for each indicator; of minutes none."""
    return [
        {"section": section.heading, "name": name}
        for section in ([] if document.meetings else document.sections)
        if section.heading and _HEADING.match(section.heading)
        for name in _items(section.body)
    ]


def _items(text: Text) -> Iterator[Text]:
    start = 0
    for line in text.value.split("\n"):
        lead = len(bullet(line))
        if lead and 0 < len(line) - lead <= _LONGEST:
            yield text.slice(start + lead, start + len(line))
        start += len(line) + 1


FACT = DocumentFact(indicator_lists, read)
