"""Voteringar: how many voted yes, no, or abstained."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.model import Section, SectionKind, Vote

_NUMBERS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "ingen": 0, "inga": 0, "noll": 0,
}  # fmt: skip
_N = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_YES = re.compile(
    rf"\brösta(?:r|de)\s+ja\s*\({_N}\)|\b{_N}\s+(?:ledamöter\s+(?:har\s+)?rösta(?:r|t|de)\s+)?ja\b|\bja(?:-?röster(?:na)?)?\s*[:=]?\s*{_N}\b|\b{_N}\s+ja-?röst\w*",
    re.IGNORECASE,
)
_NO = re.compile(
    rf"\brösta(?:r|de)\s+nej\s*\({_N}\)|\b{_N}\s+(?:ledamöter\s+(?:har\s+)?rösta(?:r|t|de)\s+)?nej\b|\bnej(?:-?röster(?:na)?)?\s*[:=]?\s*{_N}\b|\b{_N}\s+nej-?röst\w*",
    re.IGNORECASE,
)
_ABSTAINED = re.compile(
    rf"\bavst(?:år|od)\s+från\s+att\s+rösta\s*\({_N}\)|\b{_N}\s+(?:ledam\w+\s+|som\s+|st\s+)*(?:avst\w+|nedlagda)|\b(?:avstår|avstod|avstående|avstått|nedlagda röster)\s*[:=]?\s*{_N}\b",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"\b(?:resultat|summa|totalt)\W+(\d{1,3})\s+(\d{1,3})(?:\s+(\d{1,3}))?(?!\s*[\d%])", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^\n.]*(?:\.(?=\s|$)|\n|$)")
_KINDS = frozenset(
    {SectionKind.VOTERING, SectionKind.PROPOSITION, SectionKind.BESLUT, SectionKind.TEXT, SectionKind.YRKANDE}
)


def find_votes(sections: Iterable[Section]) -> tuple[Vote, ...]:
    """The voteringar of a § in order; the table of a voteringslista repeats a result and counts only where it adds one."""
    votes: list[Vote] = []
    for section in sections:
        if section.kind in _KINDS:
            for vote in _in_section(section):
                same = [at for at, other in enumerate(votes) if (vote.yes, vote.no) == (other.yes, other.no)]
                if not same:
                    votes.append(vote)
                elif votes[same[0]].abstained is None:
                    votes[same[0]] = replace(votes[same[0]], abstained=vote.abstained)
    return tuple(votes)


def _in_section(section: Section) -> Iterable[Vote]:
    """Results in sentences and tables; where yes and no stand in sentences of their own, the section as a whole."""
    value = section.body.value
    found = [(match.start(), match.end()) for match in _SENTENCE.finditer(value) if _both(match[0])]
    if not found and section.kind is SectionKind.VOTERING and _both(value):
        found = [(0, len(value))]
    for start, end in found:
        part = value[start:end]
        yield Vote(
            _count(_YES, part), _count(_NO, part), _count(_ABSTAINED, part), section.body.slice(start, end)
        )
    if section.kind is SectionKind.VOTERING:
        for table in _TABLE.finditer(value):
            abstained = int(table[3]) if table[3] else None
            text = section.body.slice(table.start(), table.end())
            yield Vote(int(table[1]), int(table[2]), abstained, text)


def _both(text: str) -> bool:
    return _count(_YES, text) is not None and _count(_NO, text) is not None


def _count(rule: re.Pattern[str], text: str) -> int | None:
    match = rule.search(text)
    if match is None:
        return None
    return _value(next(group for group in match.groups() if group))


def _value(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]
