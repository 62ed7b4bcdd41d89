"""Values out of tables with a column a year. A row with fewer values than columns is not guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.asking import Asking
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted
from assistant.matching import coverage, likeness, met, vocabulary
from assistant.retrieve import Passage
from ingest.text import Text

_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_OTHER_NUMBER = re.compile(r"\d")
_ROW = re.compile(r"^(?P<name>[^\d\n]*[A-Za-zÅÄÖåäö][^\d\n]*?)\s+(?P<values>[-–−]?\d[\d\s.,–−-]*)$")
_GROUPED = re.compile(r"[-–−]?\d{1,3}(?:\s\d{3})+(?!\d)(?:,\d+)?|[-–−]?\d+(?:,\d+)?")
_PLAIN = re.compile(r"[-–−]?\d+(?:[.,]\d+)?")

_ALL_MET = 0.8
"""How much of a question a passage meets where a row may go by another name than the question's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table under a head of years, with its values as far as they can be told apart."""

    passage: Passage
    text: Text
    head: tuple[int, ...]
    head_text: Text
    name: str
    values: tuple[str, ...] | None


def table_answer(asking: Asking, passages: Sequence[Passage]) -> Composed | None:
    """The value of the named row in the named years; refused where the row's columns cannot be told."""
    years = asking.query.years
    if not years:
        return None
    for row in _rows(passages):
        if set(years) <= set(row.head) and _names(asking, row):
            return _told(row, years)
    return None


def _names(asking: Asking, row: Row) -> bool:
    """Whether the question names the row."""
    name = vocabulary(row.name)
    named = {word for word in name if not word.isdigit()}
    asked = [one.term for one in asking.weighed if not one.term.word.isdigit()]
    kommuner = {kommun.casefold() for kommun in asking.query.kommuner}
    if named & kommuner or any(term.proper and met(term, named) >= 0.9 for term in asked):
        return True
    told = f"{row.passage.text} {row.passage.document.title}"
    by_equals = coverage(asking.weighed, told) >= _ALL_MET
    wanted = {word for term in asked for word in (term.forms if by_equals else (term.word,))}
    return bool(named) and all(
        max((likeness(w, word) for w in wanted), default=0.0) >= 0.95 for word in named
    )


def _rows(passages: Sequence[Passage]) -> Iterator[Row]:
    for passage in passages:
        head: tuple[int, ...] = ()
        head_text = Text("")
        for part in passage.parts:
            at = 0
            for line in part.text.value.split("\n"):
                found = _ROW.match(line)
                years = tuple(int(year) for year in _YEAR.findall(line))
                if len(years) > 1 and not _OTHER_NUMBER.search(_YEAR.sub(" ", line)):
                    head = years
                    head_text = part.text.slice(at, at + len(line))
                elif head and found:
                    text = part.text.slice(at, at + len(line))
                    yield Row(
                        passage, text, head, head_text, found["name"], _values(found["values"], len(head))
                    )
                at += len(line) + 1


def _values(text: str, columns: int) -> tuple[str, ...] | None:
    """The row's values where one way of reading the blanks gives one a column, else None."""
    for pattern in (_GROUPED, _PLAIN):
        found = tuple(pattern.findall(text))
        if len(found) == columns:
            return found
    return None


def _told(row: Row, years: Sequence[int]) -> Composed:
    quotes = (Quote(row.passage, row.text), Quote(row.passage, row.head_text))
    if row.values is None:
        detail = (
            f"Raden {quoted(row.text.value)} i {place(row.passage)} har inte ett värde för vart och ett av åren "
            f"{', '.join(map(str, row.head))}. Det går därför inte att säga vilket värde som gäller {', '.join(map(str, years))}."
        )
        return Composed(refused=Refused("oklar", detail, (row.passage,), quotes=quotes))
    said = ", ".join(f"{year}: {row.values[row.head.index(year)]}" for year in years)
    head = " ".join(map(str, row.head))
    text = f"{row.name.strip()} enligt {place(row.passage)}: {said}. Raden lyder {quoted(row.text.value)} under åren {head}."
    return Composed((Statement(text, quotes),))
