"""Whose reservation, jäv or motion a list is about: parties by letters or name, and people."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answer.criterion import Criterion
from ingest.model import SectionKind
from ingest.sentences import sentence_texts
from ingest.stored import StoredParagraph

_PARTIES = {
    "S": "socialdemokrat",
    "M": "moderat",
    "SD": "sverigedemokrat",
    "C": "centerpart",
    "V": "vänsterpart",
    "KD": "kristdemokrat",
    "L": "liberalerna",
    "MP": "miljöpart",
}
_LETTERS = re.compile(r"(?<![\w/§-])(?P<party>[A-ZÅÄÖ]{1,5})(?=:?s?\b)(?!:?\s*\d|[/-])")
_LOCAL = re.compile(r"^(?::?s)?\s*(?:ledam|ledamöter|ersättar|grupp|\))", re.IGNORECASE)
_TOLD_IN = (SectionKind.BAKGRUND, SectionKind.TEXT)


@dataclass(frozen=True, slots=True)
class Who:
    """Parties and people: how they are said and how their names are found in minutes."""

    said: str
    pattern: re.Pattern[str]

    def in_criterion(self, paragraph: StoredParagraph, criterion: Criterion) -> bool:
        """Whether the criterion's section, or of a kind of matter the title and what is told first, names one of them."""
        texts = [text.value for text in criterion.told_in(paragraph)]
        if not texts and criterion.kind:
            texts = [paragraph.title, *(s.body.value for s in paragraph.sections if s.kind in _TOLD_IN)]
        return any(self.pattern.search(" ".join(text.split())) for text in texts)

    def moved(self, paragraph: StoredParagraph, criterion: Criterion, what: str) -> bool:
        """Whether a sentence of the criterion's says that one of them moved it: 'A (M) och B (V) yrkar avslag.'"""
        return any(
            self.pattern.search(sentence.value) and re.search(rf"\b{what}", sentence.value, re.IGNORECASE)
            for text in criterion.told_in(paragraph)
            for sentence in sentence_texts(text)
        )


def who_of(text: str, names: Sequence[str], bodies: Collection[str]) -> Who | None:
    """The parties and people that a question names; `bodies`: short names that are no parties."""
    said: list[str] = []
    patterns: list[str] = []
    for match in _LETTERS.finditer(text):
        party = match["party"]
        if names and text[: match.start()].endswith("("):  # the party of somebody named
            continue
        local = _LOCAL.match(text[match.end() :]) and party not in bodies
        if party in _PARTIES or local:
            said.append(party)
            patterns.append(_of_party(party))
    for party, name in _PARTIES.items():
        if party not in said and re.search(rf"\b{name}\w*", text, re.IGNORECASE):
            said.append(party)
            patterns.append(_of_party(party))
    for name in names:
        said.append(name)
        patterns.append(rf"\b{re.escape(name.removesuffix('s'))}s?\b")
    return Who(" och ".join(dict.fromkeys(said)), re.compile("|".join(patterns))) if said else None


def _of_party(party: str) -> str:
    name = _PARTIES.get(party)
    letters = rf"(?<![\w.]){party}(?![\w.])"
    return f"{letters}|(?i:\\b{name}\\w*)" if name else letters
