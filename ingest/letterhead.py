"""Who sends a document, as it stands above the title: the kommun, a body, an office."""

from __future__ import annotations

import re

_KOMMUN = re.compile(
    r"[A-ZÅÄÖ][\w-]+ (?:kommun|stad)(?:,.*)?|[A-ZÅÄÖ][\w-]+ kommuns? författningssamling.*", re.IGNORECASE
)
_OF_KOMMUN = re.compile(r"^[A-ZÅÄÖ][\w-]+ (?:kommun|stad)\s*[–-]\s+(?=\S+ \S)", re.IGNORECASE)
_COLLECTION = re.compile(
    r"(?:[\w-]+ )*(?:författningssamling|styrdokument|diarium)(?:\s+nr\b.*)?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:(?!(?:för|om|av|till|från|angående)\b)[\w-]+,? )*[\w-]*(?:nämnden|styrelsen|kontoret|förvaltningen|fullmäktige|utskottet|avdelningen|enheten|kansliet)"
)


def is_letterhead(text: str) -> bool:
    """Whether a line only names who sends the document: it stands above the title and is none."""
    bare = text.strip()
    if not bare[:1].isupper():
        return False
    return bool(_KOMMUN.fullmatch(bare) or _OFFICE.fullmatch(bare) or _COLLECTION.fullmatch(bare))


def without_kommun(text: str) -> str:
    """'Budget 2026' of 'Solviks kommun – Budget 2026', as headers have it; another text as it is."""
    return _OF_KOMMUN.sub("", text)


def is_kommun(text: str) -> bool:
    """Whether a line holds the kommun's name and nothing else."""
    return (
        bool(re.fullmatch(r"[A-ZÅÄÖ][\w-]+ (?:kommun|stad)", text.strip(), re.IGNORECASE))
        and text.strip()[:1].isupper()
    )
