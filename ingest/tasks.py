"""Tasks that a decision gives: who is to do something, read off the decision's own words."""

from __future__ import annotations

import re

_WHO = r"(?P<who>(?:[^.;:\n]|[:.](?=\w)){2,140}?)"
_ADVERBS = r"(?:(?:därför|samtidigt|även|också|vidare|härmed|därmed|dessutom|tillsammans)\s+)*"
_DOES = (
    r"(?:återkomma|redovisa|återrapportera|rapportera|utreda|ta\s+fram|tar\s+fram|lämna|presentera|inkomma|undersöka|upprätta|säkerställa"
    r"|påbörja|genomföra|inleda|arbeta\s+fram|se\s+över|revidera|bereda|ansvara|verkställa)"
)
_GIVEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:att\s+)?{_WHO}\s+(?:får|ges)\s+{_ADVERBS}(?:i\s+uppdrag|uppdraget)\b",
        rf"\b(?:ge|ger)\s+{_ADVERBS}{_WHO}\s+{_ADVERBS}(?:i\s+uppdrag|uppdraget)\b",
        rf"\buppdra(?:r|s)?\s+{_ADVERBS}(?:åt|till|på)\s+{_WHO}\s+(?:att\b|i\s+enlighet\b)",
        rf"^(?:att\s+)?{_WHO}\s+uppdras\s+{_ADVERBS}att\b",
        rf"\buppdraget\b[^.]{{0,160}}?\b(?:ges|lämnas|går)\s+till\s+{_WHO}(?=[.,]|$)",
        rf"\b(?:åläggs?|ålägga|ålägger|förelägga|förelägger|uppmana|uppmanar)\s+{_WHO}\s+att\b",
        rf"^(?:att\s+)?{_WHO}\s+(?:åläggs|föreläggs|uppmanas|anmodas)\s+{_ADVERBS}att\b",
        rf"(?:^|:\s|,\s+(?:där|varvid|så\s+att)\s+)(?:att\s+)?(?P<who>[^.,;:\n]{{2,140}}?)\s+(?:ska|skall)\s+(?:[^.;]{{0,80}}?\s)?{_DOES}\b",
    )
)
_NOT_GIVEN = re.compile(
    r"\b(?:avslå\w*|avslår|inte\s+(?:får|ges|ge)|uppdraget\s+(?:att\b[^.]*\b)?(?:anses|förklaras|är)|återkallas?|dra(?:s|r)?\s+(?:in|tillbaka))\b",
    re.IGNORECASE,
)
_LONGEST = 120
_LOOSE_TIME = re.compile(
    r"\bsenast\s+(?:i\s+samband\s+med|till|vid|inför)\s+[^,.;]{3,60}?(?=\s+(?:återkomma|redovisa|återrapportera|lämna|presentera)\b|[,.;]|$)"
    r"|\binom\s+(?:ett?|en|två|tre|fyra|fem|sex|\d{1,2})\s+(?:dag|vecka|veckor|månad|år)\w*|\btill\s+nästa\s+(?:sammanträde|möte)\b|\bsnarast\b|\bskyndsamt\b",
    re.IGNORECASE,
)


def tasked(point: str, outcome: str = "") -> str | None:
    """Whom a decision point gives something to do, as it names them; None where it gives nothing. `outcome`: the point's: what is
    turned down is given to nobody."""
    if outcome == "avslås" or _NOT_GIVEN.search(point):
        return None
    for pattern in _GIVEN:
        if match := pattern.search(point):
            return _name(match["who"])
    return None


def loose_time(task: str) -> str:
    """When a task without a day is to be done, as it says so: 'inom tre månader', 'senast i samband med bokslutet'."""
    found = _LOOSE_TIME.search(task)
    return found.group() if found else ""


def _name(who: str) -> str:
    """'att förvaltningen' → 'Förvaltningen'."""
    bare = re.sub(r"^(?:att|och|samt)\s+", "", " ".join(who.split()).strip(" ,–-•"), flags=re.IGNORECASE)
    bare = bare[:_LONGEST]
    return bare[:1].upper() + bare[1:]
