"""Whom a question is about: people and parties, and whether words of the minutes name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.lists import same_name
from assistant.parties import parties_in, without_parties
from ingest.analyse import words

_FAMILY = re.compile(r"[A-ZÅÄÖÉ][\wåäöéü-]+$")
_LEAST_SURNAME = 4

FRAME = frozenset(
    [
        "deltog",
        "deltar",
        "delta",
        "medverkade",
        "närvarade",
        "närvarande",
        "satt",
        "med",
        "beslutet",
        "beslut",
        "besluten",
        "behandlingen",
        "behandlades",
        "ärendet",
        "frågan",
        "mötet",
        "sammanträdet",
        "take",
        "part",
        "present",
        "attend",
        "ändra",
        "ändring",
        "ändringar",
        "ändringen",
        "tillägg",
        "tilläggen",
        "tillägget",
        "lägga",
        "parti",
        "partiet",
        "partier",
        "ledamot",
        "ledamöterna",
        "förslag",
        "förslaget",
        "förslagen",
        "yrkande",
        "yrkandet",
        "yrkanden",
        "reservation",
        "reservationen",
        "motiv",
    ]
)
"""Words for what people do in a meeting, which say nothing of the matter."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """The people by name and the parties by letters that a question asks about; false where it names none.

    `surnames`: words in capitals that are people's where the minutes have them before a party."""

    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    held: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.parties)

    def named_in(self, text: str) -> bool:
        """Whether a text names one of the people, or somebody of one of the parties."""
        folded = text.casefold()
        if any(_mentions(name, folded) for name in self.names):
            return True
        if any(re.search(rf"\b{re.escape(name)}s?\s*\([\wÅÄÖ-]{{1,5}}\)", text) for name in self.surnames):
            return True
        return bool(set(self.parties) & set(parties_in(text, self.held)))

    def named(self, name: str, party: str | None) -> bool:
        """Whether somebody on a front page is one of them."""
        last = name.split()[-1] if name else ""
        by_name = any(same_name(asked, name) for asked in self.names) or last in self.surnames
        return by_name or (party is not None and party.upper() in self.parties)

    def said(self) -> str:
        """The people and parties as an answer names them."""
        return " och ".join((*self.names, *self.parties))


def concerned(asking: Asking) -> Concerned:
    """The people and parties that the question names."""
    query = asking.query
    held = tuple(asking.known.parties(asking.kommun_filters))
    text = query.text
    for body in query.bodies:
        text = re.sub(rf"\b{re.escape(body.key)}\b", " ", text)
    parties = parties_in(text, held)
    names = tuple(name for name in query.names if not parties_in(f" {name}", held))
    given = {word for name in query.names for word in name.split()}
    proper = [word for word in re.findall(r"(?<!^)\b[A-ZÅÄÖÉ][\wåäöéü-]+", text) if word not in given]
    surnames = tuple(word.removesuffix("s") for word in proper if len(word) >= _LEAST_SURNAME)
    return Concerned(names, parties, surnames, held)


def of_matter(asking: Asking) -> Asking:
    """The question without the people and parties that it names: what is left says which matter is meant."""
    own = words_of(concerned(asking), asking.query.text) | FRAME
    terms = tuple(term for term in asking.query.terms if term.word not in own)
    return replace(asking, query=replace(asking.query, terms=terms, names=()))


def words_of(who: Concerned, text: str) -> frozenset[str]:
    """The words of a question that only name whom it is about."""
    left = set(words(without_parties(text, who.held)))
    for name in who.names:
        left -= set(words(name))
    for name in re.findall(r"(?:[A-ZÅÄÖ][\wåäö-]+ ){1,2}[A-ZÅÄÖ][\wåäö-]+", text):
        left -= set(words(name)) if parties_in(f" {name}", who.held) else set()
    return frozenset(set(words(text)) - left)


def _mentions(name: str, folded: str) -> bool:
    asked = name.casefold()
    return asked in folded or asked.rstrip("s") in folded
