"""What answers are made of before they are sent: statements, each with the quotes that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.retrieve import Passage
from ingest.text import Text

_LONGEST = 1_450
"""Characters of an answer that is no list."""

_LEAST_QUOTED = 60
_BULLET = re.compile(r"^\s*[•▪◦–−-]\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage, word for word."""

    passage: Passage
    text: Text

    @property
    def key(self) -> tuple[str, str]:
        """The same for the same words of the same passage."""
        return (self.passage.key, self.text.value)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer (or a row of a list) and the quotes it rests on; none for a remark about the archive."""

    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the asked fact is not given: reason (wire contract), explanation, and passages that come nearest.

    `named`: the paragraphs that the explanation names, each cited by its heading; `quotes`: what it quotes."""

    reason: str
    detail: str
    nearest: tuple[Passage, ...] = ()
    named: tuple[Passage, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before citation ids and verification."""

    statements: tuple[Statement, ...] = ()
    level: str | None = None
    refused: Refused | None = None
    warnings: tuple[str, ...] = field(default=())

    def with_warnings(self, more: Iterable[str]) -> Composed:
        """The same with further warnings."""
        return Composed(self.statements, self.level, self.refused, (*self.warnings, *more))


def readable(composed: Composed) -> Composed:
    """The same within `_LONGEST` characters: the quotations shown of the longest statements are cut, their citations are
    not."""
    detail = len(composed.refused.detail) if composed.refused else 0
    lengths = sorted(len(statement.text) + 1 for statement in composed.statements)
    left = _LONGEST - detail
    most = left
    for position, length in enumerate(lengths):
        most = left // (len(lengths) - position)
        if length > most:
            break
        left -= length
    if not lengths or lengths[-1] <= most:
        return composed
    return replace(composed, statements=tuple(_cut(statement, most - 1) for statement in composed.statements))


def _cut(statement: Statement, longest: int) -> Statement:
    """A statement of at most `longest` characters, by less of its last quotation; as it was where that is too short."""
    over = len(statement.text) - longest
    end = statement.text.rfind("”")
    start = statement.text.rfind("”", 0, end) + 1
    if over <= 0 or end - start - over < _LEAST_QUOTED:
        return statement
    kept = statement.text[start : end - over - len(" …")]
    text = f"{statement.text[:start]}{kept[: kept.rfind(' ')]} …{statement.text[end:]}"
    return replace(statement, text=text)


def quoted(text: str) -> str:
    """Words of a document inside Swedish quotation marks, those within made single, a bullet in front left out."""
    inner = _BULLET.sub("", text).replace("”", "’").replace('"', "’").replace("“", "’")
    return f"”{' '.join(inner.split())}”"


def place(passage: Passage, *, full: bool = False) -> str:
    """Where a passage stands, as a person says it: 'AU 2025-02-25 § 19' or 'Taxa 2025, Avgifter'."""
    paragraph = passage.paragraph
    if paragraph is None:
        title = passage.document.title
        return title if passage.section in ("", title) else f"{title}, ”{passage.section}”"
    body = paragraph.body if full else paragraph.body_key
    return f"{body} {paragraph.date} § {paragraph.number}"


def whereabouts(passage: Passage) -> str:
    """Where a paragraph stands, with its dnr and title: 'AU 2025-02-25 § 19 (KS-25/00205, VA-redovisning år 2024)'."""
    paragraph = passage.paragraph
    if paragraph is None:
        return place(passage)
    dnr = f"{paragraph.dnr}, " if paragraph.dnr else ""
    return f"{place(passage)} ({dnr}{paragraph.title})"
