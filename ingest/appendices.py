"""The appendices (bilagor) that a § names, in its list of underlag or in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.model import Paragraph, Section, SectionKind
from ingest.sentences import sentence_texts
from ingest.text import Text

UNNAMED = "bilaga"
"""What an appendix is called that the § gives neither name nor number."""

OF_ANOTHER = f"{UNNAMED} till "
"""What the name of an appendix begins with that goes with another document: 'Motion 2024-11-14 med bilaga'."""

_LISTED_FIRST = re.compile(
    r"^(?P<label>(?:akt)?bilaga(?:\s+\d{1,3}[a-z]?)?)\s*[-–:,.]?\s+(?P<name>\S.*)$", re.I
)
_LISTED_LAST = re.compile(
    r"^(?P<name>.*?)[\s,;(]*\b(?P<with>med\s+)?(?:akt)?bilag(?:a|or)(?:\s+\d{1,3}[a-z]?)?\s*\)?\s*(?:\([^)]*\))?$",
    re.I,
)
_NAMED = re.compile(r"\b[Bb]ilaga(?:n)?\s+[”\"](?P<quoted>[^”\"]{3,80})[”\"]")
_NUMBERED = re.compile(
    r"(?<!§\s\d )(?<!§ \d\d )\b[Bb]ilaga\s+(?P<number>\d{1,3}[a-z]?)\b(?!\s+BIA\b)(?P<name>(?:\s+[-–]?\s*[A-ZÅÄÖ][^.,;]{3,80})?)"
)
_MEANT = re.compile(
    r"\b(?:enligt|se|i|av|som|framgår\s+av|redovisas\s+i|bifogad(?:e)?|särskild|bifogas\s+som)\s+(?:den\s+|särskild\s+|bifogad\s+)?"
    r"(?:akt)?bilag(?:a|an|or|orna)\b(?!\s+\d)|,\s*(?:akt)?bilaga\W*$|\bbiläggs\b|\bbilag(?:an|da|t|orna)\s+till\s+(?:ärendet|protokollet)",
    re.IGNORECASE,
)
_OF_RULES = re.compile(
    r"§\s*\d+\s+bilaga\b|\bbilagan?\s+till\s+(?:lagen|förordningen|avtalet)\b", re.IGNORECASE
)
"""An appendix of a law or an agreement that is cited, not one of the matter's."""

_LONGEST = 400
"""Characters of an entry that may name an appendix; longer ones are text."""

_OTHERS = frozenset({SectionKind.RECIPIENTS, SectionKind.UNDERLAG})
_OF_SECTIONS = {
    SectionKind.RESERVATION: "skriftlig reservation",
    SectionKind.ANTECKNING: "protokollsanteckning",
}
"""What an appendix is that such a section speaks of without a name."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix as the § names it; `text` is the line or sentence that does."""

    name: str
    text: Text


def appendices(paragraph: Paragraph) -> tuple[Appendix, ...]:
    """The appendices named, each once: those listed first, then those that only the text speaks of."""
    found = list(_listed(paragraph))
    for section in paragraph.sections:
        if section.kind not in _OTHERS:
            found += _told(section, {each.name.casefold() for each in found})
    unnamed = [each for each in found if each.name == UNNAMED]
    named = [each for each in found if each.name != UNNAMED]
    return tuple(_once(named or unnamed[:1]))


def _listed(paragraph: Paragraph) -> Iterator[Appendix]:
    """The entries of the list of underlag that say that they are appendices."""
    lists = [section.body for section in paragraph.sections if section.kind is SectionKind.UNDERLAG]
    for entry in paragraph.underlag:
        name = _name_of(entry)
        if name:
            yield Appendix(name, _found_in(lists, entry))


def _name_of(entry: str) -> str | None:
    if len(entry) > _LONGEST:
        return None
    if first := _LISTED_FIRST.match(entry):
        return f"{first['label']} {first['name']}"
    if (last := _LISTED_LAST.match(entry.rstrip(" ."))) is None:
        return None
    name = last["name"].strip(" .,;(–-")
    if last["with"]:
        return f"{OF_ANOTHER}{name}"
    return name or UNNAMED


def _found_in(lists: Iterable[Text], entry: str) -> Text:
    """The entry where it stands, with its place on the page."""
    for body in lists:
        at = body.value.find(entry)
        if at >= 0:
            return body.slice(at, at + len(entry))
    return Text(entry)


def _told(section: Section, known: set[str]) -> Iterator[Appendix]:
    """The appendices that a section's sentences speak of and no list has named."""
    if "ilag" not in section.body.value:
        return
    for sentence in sentence_texts(section.body):
        if "ilag" not in sentence.value or _OF_RULES.search(sentence.value):
            continue
        for named in _NAMED.finditer(sentence.value):
            if not any(named["quoted"].casefold() in name for name in known):
                yield Appendix(named["quoted"], sentence)
        for numbered in _NUMBERED.finditer(sentence.value):
            label = f"bilaga {numbered['number']}"
            if not any(name.startswith(label) for name in known):
                known.add(label)
                yield Appendix(f"{label}{numbered['name']}".strip(), sentence)
        if _MEANT.search(sentence.value):
            yield Appendix(_OF_SECTIONS.get(section.kind, UNNAMED), sentence)


def _once(found: Iterable[Appendix]) -> Iterator[Appendix]:
    seen: set[str] = set()
    for each in found:
        key = each.name.casefold()
        if key not in seen:
            seen.add(key)
            yield each
