"""Whether a steering document is only proposed: its date or number is still to be filled in, or it says so itself."""

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


def is_draft(reading: Reading, kind: Kind) -> bool:
    """Whether the document is not adopted yet. Minutes, letters and reports are never drafts in this sense."""
    if kind not in _STEERING:
        return False
    opening = "\n".join(page.text for page in reading.pages[:2])[:_LOOKED_AT]
    return bool(_TO_BE_FILLED_IN.search(opening) or _SAYS_SO.search(opening))
