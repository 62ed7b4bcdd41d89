"""Whether a text says something, whatever its typography: what `score_answers.py` of the case format compares by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BLANKS = re.compile(r"[\u00a0\u202f\u2009\u00ad]")
_DASHES = re.compile(r"[‐‑‒–—−]")
_RUN_OF_SECTIONS = re.compile(r"§§?\s*\d+(?:\s*(?:,|och|and|samt|-)\s*(?:§§?\s*)?\d+)*")
_SECTION_OR_RANGE = re.compile(r"(\d+)\s*(?:-\s*(?:§\s*)?(\d+))?")
_FIGURE = re.compile(r"\d[\d ]*(?:[.,:/-]\d+)*")
_WIDEST_RANGE = 200
"""A range of §§ as wide as this is no range but two numbers that a dash stands between."""


def folded(text: str) -> str:
    """Case, spaces and dashes folded, and the blanks in '450 000' left out."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _DASHES.sub("-", _BLANKS.sub(" ", plain))
    plain = re.sub(r"(?<=\d) (?=\d{3}\b)", "", plain)
    return re.sub(r"\s+", " ", plain).strip()


def letters(text: str) -> str:
    """Letters and digits alone, lower case: what is left of a quote when layout is folded."""
    return re.sub(r"[\W_]+", "", folded(text))


def words(text: str) -> str:
    """The words of a text, lower case and without a genitive's s, with blanks around each: to look whole names up in."""
    found = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    return f" {' '.join(word[:-1] if len(word) > 3 and word.endswith('s') else word for word in found)} "


def sections(text: str) -> set[int]:
    """Every § number that a text names: '§ 19', '§§ 19, 20 och 25', '§§ 23–25'."""
    numbers: set[int] = set()
    for run in _RUN_OF_SECTIONS.findall(folded(text)):
        for first, last in _SECTION_OR_RANGE.findall(run):
            low, high = int(first), int(last or first)
            numbers |= set(range(low, high + 1)) if high - low < _WIDEST_RANGE else {low}
    return numbers


def says(text: str, fact: str, variants: Iterable[str] = ()) -> bool:
    """Whether a text holds a fact or another wording of it; '§ 19' is also held by '§§ 18–20'."""
    for wording in (fact, *variants):
        number = re.fullmatch(r"§ ?(\d+)", folded(wording))
        if (int(number[1]) in sections(text)) if number else (folded(wording) in folded(text)):
            return True
    return False


def section_of(value: str | None) -> str | None:
    """'§ 19' of what names a paragraph, None of a heading."""
    number = re.search(r"§\s*(\d+)", value or "")
    return f"§ {number[1]}" if number else None


def figures(text: str) -> set[str]:
    """The numbers of a text as their digits, those of one digit left out."""
    return {digits for each in _FIGURE.findall(folded(text)) if len(digits := only_digits(each)) > 1}


def only_digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", text)
