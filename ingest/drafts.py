"""Whether a document is not adopted yet: a steering document whose date or number is still to be filled in or that says so
itself, and minutes that say they are not adjusted."""

from __future__ import annotations

import re

from ingest.model import Kind, Reading

_LOOKED_AT = 2_500
"""Characters at the start that carry a document's own description."""

_STEERING = frozenset({Kind.STYRDOKUMENT, Kind.TAXA, Kind.VISION, Kind.VERKSAMHETSPLAN, Kind.OVRIGT})
_TO_BE_FILLED_IN = re.compile(
    r"\b(?:19|20)\d\d-(?:XX|xx|__)|\b(?:19|20)\d\d[.:/-](?:X{2,}|x{3,}|_{2,})|§\s*(?:XX+|xx+|__+)|\b20XX\b"
)
_SAYS_SO = re.compile(
    r"^\s*(?:utkast|arbetsmaterial|remissversion|samrådshandling|granskningshandling|samrådsförslag)\b|\bUTKAST\b",
    re.IGNORECASE | re.MULTILINE,
)
_MINUTES = frozenset({Kind.PROTOKOLL, Kind.UTDRAG})
_STATE = (
    r"(?:utkast|ojustera[td]\w*|(?:ännu\s+)?(?:ej|inte|icke)\s+justera[td]\w*|preliminär\w*|arbetsmaterial)"
)
_UNADJUSTED = re.compile(
    rf"^[\s(*–-]*(?:{_STATE}(?:\s+(?:till\s+)?(?:sammanträdes)?protokoll\w*)?|(?:sammanträdes)?protokoll\w*[\s,(–-]+{_STATE}|"
    r"(?:sammanträdes)?protokollsutkast)[\s).:!*–-]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of its own: in running text minutes speak of other drafts."""


def is_draft(reading: Reading, kind: Kind) -> bool:
    """Whether the document is not adopted or adjusted yet. Letters and reports are never drafts in this sense."""
    opening = "\n".join(page.text for page in reading.pages[:2])[:_LOOKED_AT]
    if kind in _MINUTES:
        return bool(_UNADJUSTED.search(opening))
    if kind not in _STEERING:
        return False
    return bool(_TO_BE_FILLED_IN.search(opening) or _SAYS_SO.search(opening))
