"""Numbers written in words: 'två', 'tjugofem tusen', 'en halv miljon'."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18,
    "nitton": 19, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80,
    "nittio": 90,
}  # fmt: skip
SCALES = {"tusen": 1_000, "miljoner": 1_000_000, "miljon": 1_000_000, "miljarder": 10**9, "miljard": 10**9}
"""What a number is a count of."""

_PIECE = "|".join(sorted([*_SMALL, *SCALES, "hundra"], key=len, reverse=True))
NUMBER_WORDS = (
    rf"(?:(?:en|ett)\s+halv(?:t)?|halvannan|(?:{_PIECE})+)(?:\s+(?:och\s+(?:en\s+)?halv|(?:{_PIECE})+))*"
)
"""The form of a number in words, for a pattern that ignores case."""

_TOKEN = re.compile(rf"(?:en|ett)\s+halvt?|halvannan|och\s+(?:en\s+)?halv|{_PIECE}", re.IGNORECASE)


def number_of(words: str) -> Decimal:
    """The number that words of the form `NUMBER_WORDS` say: 'tjugofem tusen' → 25000, 'en halv miljon' → 500000."""
    total, below = Decimal(0), Decimal(0)
    for token in _TOKEN.findall(words):
        word = " ".join(token.casefold().split())
        if word in SCALES:
            total, below = total + (below or Decimal(1)) * SCALES[word], Decimal(0)
        elif word == "hundra":
            below = (below or Decimal(1)) * 100
        elif word.endswith(("halv", "halvt")):
            below += Decimal("0.5")
        else:
            below += Decimal("1.5") if word == "halvannan" else Decimal(_SMALL[word])
    return total + below


COUNT = rf"(?:{'|'.join(_SMALL)}|\d{{1,3}})"
"""The form of a small count, in words or figures."""


def count_of(printed: str) -> int:
    """'tre' → 3, '30' → 30."""
    return int(printed) if printed.isdigit() else _SMALL[printed.casefold()]
