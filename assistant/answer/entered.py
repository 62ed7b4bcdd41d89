"""Reservations, notes to the minutes and jäv of one paragraph: who, and the first sentence of what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.concerned import concerned
from assistant.answer.decisions import shortened
from assistant.answer.entries import Entry, entries
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted, whereabouts
from assistant.retrieve import Passage
from ingest.model import SectionKind
from ingest.text import Text

_SHORT, _LONG = 420, 900
_MOST = 4
_WORDING = re.compile(
    r"\b(?:vad står|vad skrev|hur lyder|hur löd|vad säger|what does|motiver\w*|varför)\b", re.IGNORECASE
)
NAMES = {
    SectionKind.RESERVATION: ("Reservation", "Ingen reservation"),
    SectionKind.ANTECKNING: ("Protokollsanteckning", "Ingen protokollsanteckning"),
    SectionKind.JAV: ("Jäv", "Inget jäv"),
    SectionKind.YRKANDE: ("Yrkande", "Inget yrkande"),
    SectionKind.VOTERING: ("Votering", "Ingen votering"),
}
"""What each kind is called, and what is said where there is none."""


def reservations(asking: Asking, passage: Passage) -> Composed | None:
    """Who entered a reservation, and how it begins; refused where its wording is asked for and lies in an appendix."""
    found = _entered(asking, passage, SectionKind.RESERVATION)
    if (
        found
        and _WORDING.search(asking.query.text)
        and all(_only_names_bilaga(q.text) for q in _quotes(found))
    ):
        detail = f"Reservationens text framgår inte av {place(passage)}; den ligger i en bilaga som inte finns i underlaget."
        return Composed(found.statements, refused=Refused("bilaga", detail, (passage,)))
    return found


def notes(asking: Asking, passage: Passage) -> Composed | None:
    """Who had a note or a särskilt yttrande taken to the minutes, and how it begins."""
    return _entered(asking, passage, SectionKind.ANTECKNING)


def conflicts(asking: Asking, passage: Passage) -> Composed | None:
    """Who was disqualified."""
    return _entered(asking, passage, SectionKind.JAV)


def instead_of(asking: Asking, passage: Passage, kind: SectionKind) -> Composed | None:
    """That a paragraph lacks what is asked for, and what it holds instead: the same of somebody else, or a note where a
    reservation is asked for and the other way round; None where it holds nothing of the sort."""
    paragraph = passage.paragraph
    if paragraph is None:
        return None
    who = concerned(asking)
    other = SectionKind.ANTECKNING if kind is SectionKind.RESERVATION else SectionKind.RESERVATION
    for instead in (other, kind):
        found = entries(paragraph, instead)
        chosen = [entry for entry in found if entry.by(who)] if who else found
        chosen = chosen or (found if instead is kind else [])
        if chosen:
            lead = NAMES[instead][0]
            none = NAMES[kind][1] + (f" av {who.said()}" if who else "")
            detail = f"{none} är antecknad i {whereabouts(passage)}. Det som finns är {_kind_of(instead)}."
            shown = tuple(statement(passage, entry, lead, _SHORT) for entry in chosen[:_MOST])
            return Composed(shown, refused=Refused("saknas", detail, (passage,)))
    return None


def _kind_of(kind: SectionKind) -> str:
    return "en protokollsanteckning" if kind is SectionKind.ANTECKNING else "en reservation"


def _entered(asking: Asking, passage: Passage, kind: SectionKind) -> Composed | None:
    if passage.paragraph is None:
        return None
    who, found = concerned(asking), entries(passage.paragraph, kind)
    chosen = [entry for entry in found if entry.by(who)] if who else found
    if not chosen:
        return None
    longest = _LONG if _WORDING.search(asking.query.text) else _SHORT
    lead = f"{NAMES[kind][0]} i {whereabouts(passage)}"
    first = statement(passage, chosen[0], lead, longest)
    rest = [statement(passage, entry, NAMES[kind][0], longest) for entry in chosen[1:_MOST]]
    return Composed((first, *rest))


def statement(passage: Passage, entry: Entry, lead: str, longest: int) -> Statement:
    """An entry under a lead: its first sentence, or so much as `longest` characters allow."""
    text = entry.text if len(entry.text.value) <= longest else _beginning(entry, longest)
    return Statement(f"{lead}: {quoted(shortened(text.value, longest))}", (Quote(passage, text),))


def _beginning(entry: Entry, longest: int) -> Text:
    """The first sentences of an entry, one at least, as far as they are no longer together."""
    body = entry.text
    end = max(body.value.rfind(". ", 0, longest) + 1, body.value.rfind("\n", 0, longest))
    return body.slice(0, max(end, len(entry.head.value)) if longest > _SHORT else len(entry.head.value))


def _quotes(found: Composed) -> Sequence[Quote]:
    return [quote for one in found.statements for quote in one.quotes]


def _only_names_bilaga(text: Text) -> bool:
    return len(text.value) < 200 and "bilag" in text.value.casefold()
