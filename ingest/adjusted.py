"""Notes that a § is adjusted at once: they stand among the points of a decision, or below them, and decide nothing."""

from __future__ import annotations

import re

from ingest.lines import sign

_NOUN = (
    r"(?:(?:denna|denna\s+punkt|detta)\s+)?(?:paragraf(?:en)?|protokollet|§\s*\d+|punkten|ärendet|beslutet)"
)
_STATED = re.compile(
    rf"^(?:{_NOUN}\s+(?:är|förklaras|justeras|justerades|har|ska)\b[^.]*\bjustera\w*\b[^.]*\.?"
    r"|omedelbart? juster\w+\.?)$",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    rf"^(?:samt\s+|[\wåäöÅÄÖ-]+\s+beslutar\s+)?(?:att\s+)?(?:förklara\s+|justera\s+)?{_NOUN}\b(?=[^.]*\b(?:omedelbart?|direkt)\b)"
    r"[^.]{0,70}\.?$",
    re.IGNORECASE,
)
_ADJUSTS = re.compile(r"\bjustera(?:s|d|t|de|des|ts)?\b", re.IGNORECASE)


def is_note_of_adjustment(text: str) -> bool:
    """Whether a line or point only says that the § is adjusted, 'Paragrafen förklaras omedelbart justerad'."""
    bare = " ".join(text[len(sign(text)) :].split())
    return bool(_STATED.match(bare) or (_AT_ONCE.match(bare) and _ADJUSTS.search(bare)))
