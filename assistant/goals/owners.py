"""Goals whose owner a document names apart from them: 'Mål 1 och 2 ägs av ledningsgruppen'."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import UnicodeText, cast, or_, select

from ingest.goal_style import GoalStyle
from ingest.register import Register
from ingest.sentences import sentences
from ingest.tables import sections

_NUMBERS = re.compile(
    r"\bmål(?:en)?\s+((?:\d{1,2}(?:\.\d{1,2})*(?:\s*(?:,|och|samt|[-–])\s*)?)+)", re.IGNORECASE
)
_ONE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?:\s*[-–]\s*(\d{1,2})(?![\d.]))?")


def numbers_with_owner(text: str, style: GoalStyle) -> set[str]:
    """The numbers of the goals that a sentence of the text names together with who answers for them."""
    found: set[str] = set()
    for start, end in sentences(text):
        sentence = text[start:end]
        if any(word in sentence.casefold() for word in style.owner):
            found.update(number for match in _NUMBERS.finditer(sentence) for number in _counted(match[1]))
    return found


def _counted(text: str) -> list[str]:
    """'1 och 2' → 1, 2; '3–5' → 3, 4, 5."""
    found = []
    for match in _ONE.finditer(text):
        first, last = match[1], match[2]
        span = range(int(first), int(last) + 1) if last and first.isdigit() else ()
        found.extend([str(number) for number in span] or [first])
    return found


def owned_numbers(register: Register, contents: Collection[str], style: GoalStyle) -> set[tuple[str, str]]:
    """(content, number) of the goals whose owner stands in another part of their document."""
    body = cast(sections.c.body, UnicodeText)
    query = select(sections.c.content, sections.c.body).where(
        sections.c.content.in_(contents), or_(*(body.contains(word, autoescape=True) for word in style.owner))
    )
    with register.connection() as connection:
        return {
            (row.content, number)
            for row in connection.execute(query)
            for number in numbers_with_owner(row.body.value, style)
        }
