"""Yrkanden: what somebody moved at a meeting, and what became of it by the minutes' account of how it was decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.concerned import Concerned, concerned
from assistant.answer.decisions import decision_statements, decision_text, shortened
from assistant.answer.entries import Entry, entries
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted, whereabouts
from assistant.answer.units import units
from assistant.matching import coverage
from assistant.retrieve import Passage
from ingest.model import SectionKind
from ingest.sentences import sentence_texts
from ingest.stored import StoredParagraph
from ingest.text import Text

_MOST = 4
_LONGEST = 600
_SHORT = 400
_CLEARLY = 0.15
_HARD = re.compile(r"yrka", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:finner|bif[aö]ll\w*|avsl[åo]\w*|beslutar|beslutade|antar|återremitter\w*|bordläg\w*)\b",
    re.IGNORECASE,
)
_HOW_PUT = re.compile(
    r"\b(?:[Ff]öljande beslutsgång|[Oo]rdningen godkänns|[Dd]en som röstar|(?:Ja|Nej)-röst\s+(?:för|innebär))\b"
)
_COUNTED = re.compile(r"\bja-?röst\w*", re.IGNORECASE)
_PROPOSES = re.compile(
    r"\b(?:föresl[åao]\w*|yrka\w*|motion\w*|medborgarförslag\w*|initiativ\w*|begär\w*|vill)\b", re.IGNORECASE
)
_ASKED_OUTCOME = (
    (re.compile(r"\b(?:avslag|avsl[oåa]\w*)\b", re.IGNORECASE), re.compile(r"\bavsl[aå]", re.IGNORECASE)),
    (re.compile(r"\bbifall\b", re.IGNORECASE), re.compile(r"\bbif[aö]ll", re.IGNORECASE)),
    (re.compile(r"\båterremi\w*", re.IGNORECASE), re.compile(r"\båterremi", re.IGNORECASE)),
    (re.compile(r"\bbord(?:la|läg)\w*", re.IGNORECASE), re.compile(r"\bbord(?:la|läg)", re.IGNORECASE)),
)


def motioned(asking: Asking, passage: Passage) -> Composed | None:
    """What was moved in a paragraph, by the one asked about, and what became of it; it is nobody's decision."""
    paragraph = passage.paragraph
    if paragraph is None:
        return None
    who, moved = concerned(asking), entries(paragraph, SectionKind.YRKANDE)
    chosen = _chosen(asking, moved, who)
    if not chosen:
        return _in_background(passage, who)
    where = whereabouts(passage)
    statements = []
    for number, entry in enumerate(chosen[:_MOST]):
        lead = f"Yrkande i {where}" if number == 0 else "Yrkande"
        words = shortened(entry.text.value, _LONGEST)
        statements.append(Statement(f"{lead}: {quoted(words)}", (Quote(passage, entry.text),)))
    became = outcome(paragraph, chosen)
    for text in became:
        statements.append(Statement(f"Beslutsgång: {quoted(text.value)}", (Quote(passage, text),)))
    if not became or len(decision_text(paragraph).value) <= _SHORT:
        statements += decision_statements(passage, asking.weighed, brief=True)
    return Composed(tuple(statements))


def _chosen(asking: Asking, moved: Sequence[Entry], who: Concerned) -> list[Entry]:
    """Those of the people asked about; else those that move what the question says ('återremiss'), or are most about it."""
    if who:
        return [entry for entry in moved if entry.by(who)]
    for asked, meant in _ASKED_OUTCOME:
        if asked.search(asking.query.text):
            found = [entry for entry in moved if meant.search(entry.text.value)]
            if found:
                return found
    scored = [(coverage(asking.weighed, entry.text.value), entry) for entry in moved]
    best = max((value for value, _ in scored), default=0.0)
    return [entry for value, entry in scored if value >= best - _CLEARLY]


def outcome(paragraph: StoredParagraph, moved: Sequence[Entry]) -> list[Text]:
    """The sentences of Beslutsgång that tell what became of some entries: those that name their movers, else the last
    one, and the result of a vote."""
    found = [
        text
        for section in paragraph.sections
        if section.kind in (SectionKind.PROPOSITION, SectionKind.VOTERING)
        for text in sentence_texts(section.body)
        if _FOUND.search(text.value)
    ]
    found = [text for text in found if not _HOW_PUT.search(text.value)]
    families = {name for entry in moved for name in _families(entry.doers)}
    naming = [text for text in found if any(name in text.value for name in families)]
    counted = [text for text in found if _COUNTED.search(text.value) and text not in naming]
    return [*(naming or ([] if counted else found[-1:]))[-2:], *counted[-1:]]


def _families(doers: str) -> list[str]:
    """The family names of those named before a party in brackets, the first one of many."""
    return [match[1] for match in re.finditer(r"([A-ZÅÄÖÉ][\wåäöéü-]+)\s*\([\wÅÄÖ-]{1,5}\)", doers)]


def moved_by_others(asking: Asking, passage: Passage) -> Composed | None:
    """That the one asked about moved nothing in the paragraph, where others did; None where nobody did, or nobody is
    asked about."""
    who = concerned(asking)
    moved = entries(passage.paragraph, SectionKind.YRKANDE) if passage.paragraph else []
    if not who or not moved:
        return None
    detail = f"Inget yrkande av {who.said()} är antecknat i {whereabouts(passage)}. Det som finns där är från andra."
    shown = tuple(
        Statement(f"Yrkande: {quoted(shortened(entry.head.value, 250))}", (Quote(passage, entry.head),))
        for entry in moved[:2]
    )
    return Composed(shown, refused=Refused("saknas", detail, (passage,)))


def _in_background(passage: Passage, who: Concerned) -> Composed | None:
    """What those asked about propose in the paragraph's own account: a motion of theirs, for example."""
    paragraph = passage.paragraph
    if paragraph is None or not who:
        return None
    own = (SectionKind.BAKGRUND, SectionKind.BEREDNING, SectionKind.TEXT)
    texts = [text for section in paragraph.sections if section.kind in own for text in units(section.body)]
    found = [text for text in texts if _PROPOSES.search(text.value) and who.named_in(text.value)]
    if not found:
        return None
    statements = [
        Statement(
            f"Enligt {whereabouts(passage)}: {quoted(shortened(found[0].value, _LONGEST))}",
            (Quote(passage, found[0]),),
        )
    ]
    return Composed((*statements, *decision_statements(passage, brief=True)))


def is_yrkande(asking: Asking) -> bool:
    """Whether the question names yrkanden outright, so that a paragraph without any is the answer to it."""
    return bool(_HARD.search(asking.query.text)) or bool(concerned(asking))
