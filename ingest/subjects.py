"""Who a sentence says is to act: the office, body or holder of an office that is the subject of 'ska'."""

from __future__ import annotations

import re

_LONGEST = 90
_ACTOR = (
    r"(?:[\wåäöÅÄÖ-]*(?:förvaltning|kontor|avdelning|enhet|styrelse|nämnd|utskott|förbund|verksamhet|kansli|grupp|råd|bolag|skola|beredning|ledning)"
    r"(?:e?n|et|arna|erna|s)?|[\wåäöÅÄÖ-]*(?:chef|direktör|ordförande|handläggare|sekreterare|strateg|samordnare|controller|rektor|utredare|revisor|ombud)(?:en|n|erna|na)?"
    r"|kommunen|fullmäktige|AB)"
)
_NOT_ONE = re.compile(
    r"\b(?:arbete|beslut|plan|förslag|rapport|ansvar|uppdrag|budget|ledamöter|val)\b", re.IGNORECASE
)
_ADVERB = r"(?:(?!\w{3,}s\b)[^\s.;:]+\s+){0,4}?"
_ACTIVE = r"(?:[a-zåäö]+(?:a|å|[eg]e|göra|ge|se|ta|bli|få))(?!\w)"
_FIRST = re.compile(
    rf"^(?:att\s+)?(?P<who>(?:(?!att\b|som\b|ska\b)[^\s.,;:]+\s+){{0,6}}?{_ACTOR}(?:\s+och\s+(?:[^\s.,;:]+\s+){{0,3}}?{_ACTOR})?)\s+"
    rf"(?:ska|skall|kommer\s+att|åtar\s+sig\s+att)\s+{_ADVERB}{_ACTIVE}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?:ska|skall)\s+(?P<who>(?:(?:den|tekniska|sociala|allmänna)\s+)?{_ACTOR})\s+{_ADVERB}{_ACTIVE}",
    re.IGNORECASE,
)


def subject_of(sentence: str) -> str | None:
    """The actor that a sentence says is to do something ('Tekniska förvaltningen ska återkomma …'), None where the subject is
    a thing, the verb passive or nobody named."""
    text = " ".join(sentence.split())
    match = _FIRST.match(text) or _AFTER.search(text)
    if match is None or len(match["who"]) > _LONGEST or _NOT_ONE.search(match["who"]):
        return None
    return match["who"][:1].upper() + match["who"][1:]
