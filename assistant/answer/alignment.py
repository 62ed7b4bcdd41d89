"""Where words that somebody quotes stand in a source: found by their letters, never by a model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_QUOTED = re.compile(r"”([^”]*)”")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_SHORTEST = 4
"""Letters and digits of a quotation that can be placed."""


def placed(words: str, source: str) -> tuple[int, int] | None:
    """Start and end in `source` of the quoted words; None where they do not stand there.

    The same letters and digits in the same order, whole words; case, white space, hyphens and typography do not count.
    """
    letters = "".join(letter for letter, _ in _letters(words))
    held = _letters(source)
    text = "".join(letter for letter, _ in held)
    at = text.find(letters) if len(letters) >= _SHORTEST else -1
    while at >= 0:
        start, end = held[at][1], held[at + len(letters) - 1][1] + 1
        if not _within_word(source, start) and not _within_word(source, end):
            return start, end
        at = text.find(letters, at + 1)
    return None


def as_printed(text: str, sources: Sequence[str]) -> str:
    """The text with each ”…” that stands in a source written as that source prints it; the others as they are."""

    def printed(found: re.Match[str]) -> str:
        words = _CUT.sub("", found[1])
        for source in sources:
            place = placed(words, source)
            if place:
                return f"”{_whole_end(source, *place, words)}{found[1][len(words) :]}”"
        return found[0]

    return _QUOTED.sub(printed, text)


def _whole_end(source: str, start: int, end: int, words: str) -> str:
    """The source's words from `start`, with the full stop after `end` where nothing else follows or `words` has one."""
    rest = source[end:].rstrip()
    stop = rest[:1] if rest[:1] in ".!?" and (len(rest) == 1 or words[-1:] in ".!?") else ""
    return " ".join(re.sub(r"[”“\"]", "’", source[start:end]).split()) + stop


def _letters(text: str) -> list[tuple[str, int]]:
    """Letters and digits in lower case, each with its place in the text."""
    return [
        (letter, at)
        for at, character in enumerate(text)
        for letter in unicodedata.normalize("NFKC", character).casefold()
        if letter.isalnum()
    ]


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
