"""The bullets and numbers of Word lists, which a .docx does not hold as text but as numbering rules."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: 'bullet', 'decimal' …; its pattern such as '%1.%2.'; its first number."""

    form: str
    pattern: str
    start: int


class ListMarks:
    """Gives each list item of a document its mark, in document order: the counters move with every call."""

    def __init__(self, numbering: Any | None) -> None:
        """`numbering`: the root element of word/numbering.xml, None where the document has no lists."""
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._source: dict[str, str] = {}
        if numbering is not None:
            self._load(numbering)

    def mark(self, list_id: str, level: int) -> str:
        """'• ', '1. ', 'a) ' … for the next item of list `list_id` at `level` (0 is the outermost); '' if unmarked."""
        rule = self._levels.get((list_id, level))
        if rule is None or rule.form == "none":
            return ""
        if rule.form == "bullet":
            return "• "
        counters = self._counters[self._source[list_id]]
        counters[level] = counters.get(level, rule.start - 1) + 1
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        text = _PLACE.sub(
            lambda place: self._number(list_id, int(place.group(1)) - 1, counters), rule.pattern
        )
        return f"{text.strip()} " if text.strip() else ""

    def _number(self, list_id: str, level: int, counters: dict[int, int]) -> str:
        rule = self._levels.get((list_id, level))
        number = counters.get(level, rule.start if rule else 1)
        return _written(number, rule.form if rule else "decimal")

    def _load(self, numbering: Any) -> None:
        """Numbers point at abstract lists, whose levels hold the rules; numbers of one abstract list count together."""
        abstract = {
            element.get(qn("w:abstractNumId")): element for element in numbering.findall(qn("w:abstractNum"))
        }
        for number in numbering.findall(qn("w:num")):
            list_id = number.get(qn("w:numId"))
            source = number.find(qn("w:abstractNumId"))
            target = None if source is None else source.get(qn("w:val"))
            restarted = number.find(qn("w:lvlOverride")) is not None
            self._source[list_id] = f"num {list_id}" if restarted else f"abstract {target}"
            for level in abstract[target].findall(qn("w:lvl")) if target in abstract else ():
                self._levels[list_id, int(level.get(qn("w:ilvl")) or 0)] = _level(level)


def _level(element: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        child = element.find(qn(tag))
        return default if child is None else (child.get(qn("w:val")) or default)

    start = value("w:start", "1")
    return _Level(
        value("w:numFmt", "decimal"), value("w:lvlText", "%1."), int(start) if start.isdigit() else 1
    )


def _written(number: int, form: str) -> str:
    """`number` as 'decimal', 'lowerLetter', 'upperLetter', 'lowerRoman' or 'upperRoman'."""
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26)
    elif form.endswith("Roman"):
        text, rest = "", number
        for value, sign in _ROMAN:
            while rest >= value:
                text, rest = text + sign, rest - value
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text
