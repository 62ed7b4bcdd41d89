"""Which kommun a document belongs to, under one name: 'Norsjö', not 'Norsjö kommun' here and 'NORSJÖ KOMMUN' there."""

from __future__ import annotations

import re

from ingest.cleanup import Cleaned
from ingest.model import Reading
from ingest.references import find_kommun, kommun_in

_SORT = re.compile(r"\s+(?:kommun|stad)\s*$", re.IGNORECASE)
_OWN_S = ("ås", "äs", "fors", "rums")
"""Endings of names whose s is no genitive: Alingsås, Höganäs, Robertsfors, Grums."""

CLEARLY_MORE = 3
"""A kommun named this many times as often as the one found is the sender; the other is a guest or a neighbour."""


def bare_name(kommun: str) -> str:
    """The name alone: 'Norsjö kommun' → 'Norsjö', 'Göteborgs stad' → 'Göteborg'; a bare name stays as it is."""
    name = _SORT.sub("", kommun.strip())
    if name == kommun.strip() or not name.endswith("s") or name.casefold().endswith(_OWN_S):
        return name
    return name[:-1]


def kommun_of(reading: Reading, cleaned: Cleaned, name: str) -> str | None:
    """The kommun that a document comes from, None where none is named.

    A deck held for another kommun names the guest in full and its own all through: then the one named far more counts.
    """
    found = find_kommun(reading, cleaned, name)
    if found is None:
        return None
    text = "\n".join(page.text for page in reading.pages)
    own = bare_name(found)
    others = {bare_name(other) for other in kommun_in(text)} - {own}
    mentions = {other: _mentions(other, text) for other in others}
    best = max(sorted(mentions), key=lambda other: mentions[other], default=own)
    return best if mentions.get(best, 0) >= CLEARLY_MORE * max(1, _mentions(own, text)) else own


def _mentions(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text, re.IGNORECASE))
