"""What documents say of the goals as a whole, so that documents that disagree can be set side by side.

How many there are ('Strategin pekar ut fem områden', 'fyra övergripande mål') and when one counts as met ('Verksamhetsmålet
är uppfyllt när alla nyckelresultat uppnås', 'den sammantagna bedömningen').
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.hints import has_any
from ingest.sentences import sentence_texts
from ingest.text import Text

WHEN_MET = "när ett mål är uppfyllt"
WEIGHED = "sammanvägd bedömning"

_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NUMBER = rf"(?P<number>{'|'.join(_NUMBERS[2:])}|[2-9]|[1-4]\d)"
_AREAS = r"(?:strategi|fokus|mål|utvecklings|inriktnings|insats)?områden"
_GOALS = r"(?:övergripande|prioriterade)\s+mål|inriktningsmål|fullmäktigemål|delmål|nämndmål"
_COUNTED = re.compile(
    rf"(?<![\w,.:/§-])(?<!§\s){_NUMBER}\s+(?:st(?:ycken)?\s+)?(?:(?!mål|övergripande|prioriterade)\w+(?:a|e)\s+){{0,2}}"
    rf"(?P<what>{_AREAS}|{_GOALS})(?![\w-])",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"\b(?:vision|strategi)(?:en|n|erna|er)?s?\b", re.IGNORECASE)
_NAMED = re.compile(r"\b([a-zåäö]{3,}(?:strategi|program|plan|policy))(?:n|en|met)?s?\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(strategi|program|plan|policy)(?:n|en|met)\b", re.IGNORECASE)
_MET = re.compile(
    r"\bmål(?:et|en)?\b[^.]{0,40}?\b(?:är|anses|bedöms|räknas)\s+(?:som\s+)?(?:helt\s+)?"
    r"(?:uppfyll[dt]a?|uppnå(?:dda|dd|tt)|nå(?:dda|dd|tt)|grön[ta]?)\s+(?P<rule>(?:när|om)\s[^.;]{5,120})",
    re.IGNORECASE,
)
_COMPOUND_GOAL = re.compile(r"\b[a-zåäö]+(mål(?:et|en)?)\b", re.IGNORECASE)
_WEIGHED = re.compile(r"\b(?:sammantagn?a?|sammanvägda?|samlade?)\s+bedömning\w*", re.IGNORECASE)
_ABOUT_MET = re.compile(r"\bmål\w*\b.{0,40}\buppfyll|\bmåluppfyllelse", re.IGNORECASE | re.DOTALL)
_NEEDED = ("mål", "områden")
"""Every claim has one of them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says: `about` what, `value` as compared ('5', 'när alla nyckelresultat uppnås'), `printed`."""

    about: str
    value: str
    printed: str
    text: Text


def claims(text: Text, title: str = "") -> Iterator[Claim]:
    """The claims of a passage. `title`: of the § or document, which tells what 'strategin' is."""
    if not has_any(text.value, _NEEDED):
        return
    for sentence in sentence_texts(text):
        if has_any(sentence.value, _NEEDED):
            yield from _counts(sentence, title)
            yield from _met(sentence)


def _counts(sentence: Text, title: str) -> Iterator[Claim]:
    for match in _COUNTED.finditer(sentence.value):
        about = _about(match, sentence.value, title)
        if about:
            printed = " ".join(match.group().split())
            yield Claim(about, _value(match["number"]), printed, sentence)


def _value(printed: str) -> str:
    folded = printed.casefold()
    return str(_NUMBERS.index(folded)) if folded in _NUMBERS else folded


def _about(match: re.Match[str], sentence: str, title: str) -> str | None:
    """What is counted: goals by what they are called, areas by whose they are; None where that is not told."""
    what = " ".join(match["what"].casefold().split())
    if not what.endswith("områden"):
        return what
    before = sentence[: match.start()]
    named = _named_document(before, title)
    if named:
        return f"områden i {named}"
    general = what.startswith("strategi") or _GENERAL.search(sentence) or _GENERAL.search(title)
    return "områden i visionen och strategin" if general else None


def _named_document(before: str, title: str) -> str | None:
    """The steering document that is named last ahead of the count: by a compound, or by the title's compound where the
    text says 'strategin'; None where it is the vision or the strategy of all."""
    named = [(match.end(), match[1].casefold()) for match in _NAMED.finditer(before)]
    said = [(match.end(), match[1].casefold()) for match in _DEFINITE.finditer(before)]
    general = max((match.end() for match in _GENERAL.finditer(before)), default=0)
    if named and named[-1][0] > general:
        return named[-1][1]
    if not said or said[-1][0] < general:
        return None
    titled = (match[1].casefold() for match in _NAMED.finditer(title))
    return next((name for name in titled if name.endswith(said[-1][1])), None)


def _met(sentence: Text) -> Iterator[Claim]:
    plain = _COMPOUND_GOAL.sub(lambda match: match.group(1), sentence.value)
    match = _MET.search(plain)
    if match:
        rule = " ".join(match["rule"].split())
        yield Claim(WHEN_MET, rule.casefold(), rule, sentence)
    weighed = _WEIGHED.search(sentence.value)
    if weighed and _ABOUT_MET.search(plain):
        yield Claim(WHEN_MET, WEIGHED, weighed.group(), sentence)
