"""Yrkanden that were never put to the meeting: a competing motion and no proposition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checks import Remark, Severity
from ingest.model import Paragraph, SectionKind
from ingest.sentences import sentence_texts
from ingest.text import Text

PROPOSITION = "proposition"
_MOVES = re.compile(
    r"\b(?:yrka(?:r|de|t)|föreslår|föreslog|lämnar\s+ett?\s+\w*(?:yrkande|förslag))\b", re.IGNORECASE
)
_ONLY_AGREES = re.compile(
    r"\b(?:bifall(?:er|s|a)?|instämmer|enligt\s+(?:\w+\s+)?(?:förslag|förslaget)|avgörs\s+i\s*dag)\b",
    re.IGNORECASE,
)
_COMPETES = re.compile(
    r"\b(?:avsla[gs]\w*|avslå\w*|återremi\w*|bordlägg\w*|bordlä\w*|tillägg\w*|ändring\w*|i\s*stället|istället|strykas?|stryks)\b",
    re.IGNORECASE,
)
_PUT = re.compile(
    r"\bpropositio\w*|\bställ(?:er|s|de|des|t|ts)\b[^.]{0,160}?\b(?:mot|under|bifall|avslag)\b|\b(?:ordförande\w*|mötet)\s+(?:\w+\s+){0,2}(?:finner|fann|frågar|frågade|konstaterar)\b"
    r"|\bfinner\s+(?:\w+\s+){0,2}(?:att|härvid)\b|\bvotering\b|\bomröstning\b",
    re.IGNORECASE,
)
_DECIDING = frozenset({SectionKind.PROPOSITION, SectionKind.VOTERING})


def motion_remarks(paragraph: Paragraph) -> Iterator[Remark]:
    """The competing yrkanden of a § that no proposition answers; one remark a §."""
    kinds = {section.kind for section in paragraph.sections}
    if SectionKind.YRKANDE not in kinds or kinds & _DECIDING:
        return
    if any(_PUT.search(section.body.value) for section in paragraph.sections):
        return
    moved = next(_competing(paragraph), None)
    if moved is not None:
        why = "Ett yrkande som avviker från förslaget har ingen proposition: hur det avgjordes framgår inte av paragrafen."
        yield Remark(PROPOSITION, Severity.LOOK, why, moved)


def _competing(paragraph: Paragraph) -> Iterator[Text]:
    for section in paragraph.sections:
        if section.kind is SectionKind.YRKANDE:
            for sentence in sentence_texts(section.body):
                if _MOVES.search(sentence.value) and _departs(sentence.value):
                    yield sentence


def _departs(sentence: str) -> bool:
    """Whether a motion asks for something else than what is proposed."""
    return bool(_COMPETES.search(sentence)) or not _ONLY_AGREES.search(sentence)
