"""Yrkanden, reservations, notes and jäv taken apart: who, and what they moved, entered or declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.concerned import Concerned
from ingest.model import SectionKind
from ingest.sentences import sentences
from ingest.stored import StoredParagraph, StoredSection
from ingest.text import Text

_WORD = r"[A-ZÅÄÖÉ][\wåäöéü’'-]+"
_NAMED = rf"{_WORD}(?:\s+(?:(?:von|af|de|van)\s+)?{_WORD}){{0,4}}\s*\([\wÅÄÖ-]{{1,5}}\)"
_GROUP = r"(?:Samtliga\s+)?(?:[Ll]edamöterna\s+(?:för|i|från)\b|[\wÅÄÖåäö]+-?(?:gruppen|partiet|erna)\b)"
_ENTERS = r"reservera\w*|anmäl\w*|lämna\w*|avge\w*|avgav|deltar|deltog|avst[åo]\w*|instämm\w*|biträd\w+"
_DOES = re.compile(rf"\b(?:{_ENTERS})\b")
_MOVES = re.compile(
    rf"\b(?:yrka\w*|föreslår|föreslog|begär\w*|vill|inkomm\w+|inlämn\w+|stödj\w+|{_ENTERS})\b"
)
_OPENS = re.compile(
    rf"^(?:[•▪–−-]\s*)?(?:(?:Även|Också|Vidare|Dessutom)\s+)?(?:{_NAMED}|{_GROUP})"
    rf"|^(?:[•▪–−-]\s*)?(?:Mot\s+beslutet|Till\s+förmån|Till\s+dagens|Till\s+protokollet|Följande|Därefter)\b"
)
_VERB_FIRST = 90
_SPEECHES = re.compile(r"^(?:anförande|inlägg|replik|fråga|interpellation|debatt)", re.IGNORECASE)
_NOTED = re.compile(
    r"protokollsanteckning|särskil(?:t|da) yttrande|röstförklaring|till protokollet", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody moved, entered or declared. `head`: its first sentence, which says who."""

    text: Text
    head: Text
    section: StoredSection

    def by(self, who: Concerned) -> bool:
        """Whether one of those asked about did it, rather than is spoken of."""
        return who.named_in(self.doers)

    @property
    def doers(self) -> str:
        """The words that say who did it: those before the verb, or the whole sentence where the verb comes first."""
        head = self.head.value
        verb = _verb(self.section.kind).search(head)
        before = head[: verb.start()] if verb else head
        if re.search(_NAMED, before) or re.search(_GROUP, before):
            return before
        return head.split(" till förmån")[0] if " till förmån" in head else head


def entries(paragraph: StoredParagraph, kind: SectionKind) -> list[Entry]:
    """The entries of a kind in a paragraph, in order: speeches are no yrkanden, and what the chair noted is no note of
    somebody's."""
    found = []
    for section in paragraph.sections:
        if section.kind is not kind or not section.body:
            continue
        heading = section.heading or ""
        if kind is SectionKind.YRKANDE and _SPEECHES.match(heading):
            continue
        for entry in _of(section):
            if kind is not SectionKind.ANTECKNING or _NOTED.search(f"{heading} {entry.head.value}"):
                found.append(entry)
    return found


def _of(section: StoredSection) -> Iterator[Entry]:
    """A section's entries: each begins with a sentence that names who does something."""
    body = section.body
    begun: list[tuple[int, int, int]] = []
    for start, end in sentences(body.value):
        if not begun or _begins(body.value[start:end], _verb(section.kind)):
            begun.append((start, end, end))
        else:
            first, head, _ = begun[-1]
            begun[-1] = (first, head, end)
    for first, head, end in begun:
        yield Entry(body.slice(first, end), body.slice(first, head), section)


def _verb(kind: SectionKind) -> re.Pattern[str]:
    return _MOVES if kind is SectionKind.YRKANDE else _DOES


def _begins(sentence: str, does: re.Pattern[str]) -> bool:
    """Whether a sentence is a new entry: somebody named does something in it, before or right after the verb."""
    verb = does.search(sentence)
    if verb is None or not re.search(rf"{_NAMED}|{_GROUP}", sentence):
        return False
    after = verb.start() < _VERB_FIRST and re.match(rf"\s*(?:sig\s+)?{_NAMED}", sentence[verb.end() :])
    return bool(_OPENS.match(sentence) or after)
