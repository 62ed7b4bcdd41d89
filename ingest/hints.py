"""Words without which a pattern cannot match: they are looked for many times faster than the pattern."""

from __future__ import annotations

from collections.abc import Iterable


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds one of the words or parts of words, given in small letters, in whatever case."""
    folded = text.casefold()
    return any(word in folded for word in words)
