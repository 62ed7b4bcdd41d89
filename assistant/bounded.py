"""A question of any kind made safe to work on: so long and no longer, and no letter with marks without end."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 4_000
"""What of a question is read; the rest is not looked at."""

_MOST_MARKS = 3
_BEYOND_LATIN = re.compile("[^\u0000-\u02ff]")


def bounded(text: str) -> str:
    """The beginning of a text with its letters composed. What is written in Latin letters and short stays as it is.

    Composing takes the square of a run of marks, so that no more than three are left on a letter.
    """
    text = text[:MOST_CHARACTERS]
    if not _BEYOND_LATIN.search(text):
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS and not "\ud800" <= letter <= "\udfff":
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))
