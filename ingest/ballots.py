"""How each one voted: lists of names with their votes, in rows, in sentences, or with crosses whose columns are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ingest.model import SectionKind
from ingest.text import Text

CROSS = "kryss"
"""The vote of a row that is marked in a column: which one, the text does not keep."""

_MOST = 150
"""Names of one sentence that are read: no assembly is larger, and a made-up text stays quick to read."""

_HEADS = re.compile(
    r"^(?:(?:Ledamot|Ledamöter|Namn|Parti|Röst|Beslutande|Tjänstgörande|Ersättare|Ja|Nej|Avstår|Avstod)\s+)+"
)
"""What stands above the columns of a list, and before its first name."""

_WORD = r"[A-ZÅÄÖÉ][\wåäöéü-]+"
_NAME = rf"{_WORD}(?:\s+(?:(?:von|af|de|van)\s+)?{_WORD}){{1,4}}"
_WHO = rf"{_NAME}\s*\((?:[\wÅÄÖ-]{{1,4}})\)"
_WHOLE = rf"(?P<names>{_WHO}(?:(?:\s*,\s*|\s+och\s+|\s+samt\s+){_WHO}){{0,{_MOST}}})"
_ROW = re.compile(
    rf"(?P<name>{_NAME})\s*\((?P<party>[\wÅÄÖ-]{{1,4}})\)(?:,\s*[a-zåäö: ]+?)?\s+(?P<vote>[Jj]a|[Nn]ej|[Aa]vstår|[Aa]vstod|[Xx])\b"
)
_TOLD = re.compile(
    r"(?i:\b(?P<first>ja|nej)[\s-]*röst(?:ar|ade|er)\b(?:\s+(?:avges|avgavs|lämnas)\s+av)?|\bröst(?:ar|ade)\s+(?P<after>ja|nej)\b"
    rf"|\b(?P<abstained>avstår|avstod)(?:\s+från\s+att\s+rösta)?(?:\s+gör|\s+gjorde)?)\s*:?\s*{_WHOLE}"
)
_TOLD_BEFORE = re.compile(
    rf"{_WHOLE}\s+(?P<vote>avstår|avstod|röstar\s+ja|röstade\s+ja|röstar\s+nej|röstade\s+nej)\b"
)
_ONE = re.compile(rf"(?P<name>{_NAME})\s*\((?P<party>[\wÅÄÖ-]{{1,4}})\)")
_SAME = {"avstår": "avstod", "x": CROSS}


class _Section(Protocol):
    """A section of a §, stored or just read."""

    @property
    def kind(self) -> SectionKind:
        """What its heading announces."""

    @property
    def body(self) -> Text:
        """Its text."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row: who, of which party, voted how ('ja', 'nej', 'avstod', 'kryss'), and where it stands."""

    name: str
    party: str
    vote: str
    text: Text


def ballot_lists(sections: Iterable[_Section]) -> tuple[tuple[Ballot, ...], ...]:
    """The lists of votes of a §, in order, one for each section that holds names with their votes."""
    lists = (tuple(_of(section.body)) for section in sections if section.kind is SectionKind.VOTERING)
    return tuple(found for found in lists if found)


def _of(body: Text) -> list[Ballot]:
    """The votes of a section: its rows, or its sentences where they tell more."""
    return max(list(_rows(body)), list(_sentences(body)), key=len)


def _rows(body: Text) -> Iterator[Ballot]:
    for row in _ROW.finditer(body.value):
        yield Ballot(_folded(row["name"]), row["party"], _vote(row["vote"]), body.slice(*row.span()))


def _sentences(body: Text) -> Iterator[Ballot]:
    seen: set[str] = set()
    for rule in (_TOLD, _TOLD_BEFORE):
        for told in rule.finditer(body.value):
            vote = _vote(next(word for name, word in told.groupdict().items() if name != "names" and word))
            for one in _ONE.finditer(body.value, *told.span("names")):
                if (name := _folded(one["name"])) not in seen:
                    seen.add(name)
                    yield Ballot(name, one["party"], vote, body.slice(*one.span()))


def _vote(word: str) -> str:
    last = word.lower().split()[-1]
    return _SAME.get(last, last)


def _folded(name: str) -> str:
    return _HEADS.sub("", " ".join(name.split()))
