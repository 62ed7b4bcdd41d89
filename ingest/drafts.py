"""Whether a document is not adopted yet: a steering document whose date or number is still to be filled in or that says so
itself, and minutes that say they are not adjusted."""

from __future__ import annotations

import re

from ingest.dates import parse_dates
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
_LINE = 100
"""The most characters of a line that describes the document."""

_FIRST_SECTION = re.compile(
    r"^[ \t]*(?:[\w./-]{1,24}[ \t]+){0,3}§[ \t]*\d+(?![ \t]*[–-][ \t]*\d|\d)", re.MULTILINE
)
_STATE = re.compile(
    r"\b(?:(?:sammanträdes)?protokollsutkast|utkast(?:\s+till\s+(?:sammanträdes)?protokoll\w*)?|ojustera[td]\w*|"
    r"(?:ej|inte|icke)\s+(?:ännu\s+)?justera[td]\w*|preliminär\w*|arbetsmaterial)\b",
    re.IGNORECASE,
)
_KOMMUN = re.compile(
    r"\b(?:[A-ZÅÄÖ][\w-]*[ \t]+){1,3}(?i:kommun|stad)\b|\bRegion[ \t]+[A-ZÅÄÖ]\w+|\bREGION[ \t]+\w+"
)
_AROUND = re.compile(
    r"\b(?:(?:sammanträdes)?protokoll(?:et)?|protokollsutdrag|sammanträde(?:sdatum)?|obs|detta|är|ett|ännu|version|"
    r"kommun(?:styrelsen?|fullmäktige)|fullmäktige|\w+(?:nämnd|utskott|styrelse|beredning)(?:en|et|n)?|nämnden|"
    r"publicera[td]|för\s+(?:information|kännedom)|den|sida?|av)\b|\d{1,4}\s*(?:\(\s*\d+\s*\)|/\s*\d+)|\b\d{1,3}\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s().:,;!*|/–—-]+")


def is_draft(reading: Reading, kind: Kind) -> bool:
    """Whether the document is not adopted or adjusted yet. Letters and reports are never drafts in this sense."""
    opening = "\n".join(page.text for page in reading.pages[:2])[:_LOOKED_AT]
    if kind in _MINUTES:
        described = _FIRST_SECTION.split(opening, maxsplit=1)[0]
        return any(_says_unadjusted(line) for line in described.splitlines())
    if kind not in _STEERING:
        return False
    return bool(_TO_BE_FILLED_IN.search(opening) or _SAYS_SO.search(opening))


def _says_unadjusted(line: str) -> bool:
    """Whether a line holds that state and, beside it, only what a header holds: kommun, body, date, page. In running text
    minutes speak of other drafts."""
    if len(line) > _LINE or not _STATE.search(line):
        return False
    rest = _STATE.sub(" | ", line)
    for found in reversed(parse_dates(rest, 2000)):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    return not _MARKS.sub("", _AROUND.sub(" ", _KOMMUN.sub(" ", rest)))
