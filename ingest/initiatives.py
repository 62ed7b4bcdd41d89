"""Motioner, medborgarförslag and initiativärenden: which one a § is about, and whether it came in, is prepared or was answered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dates import parse_dates
from ingest.dnr import find_dnrs
from ingest.model import Level, Paragraph, SectionKind
from ingest.sentences import sentence_texts
from ingest.text import Text

MOTION, CITIZEN, MEMBER = "motion", "medborgarförslag", "initiativärende"
CAME_IN, PREPARED, ANSWERED, WAITING = "inkommen", "bereds", "besvarad", "obesvarad"
"""What a § says of it; `WAITING`: a list of those not yet answered names it."""

_ABOUT = r"(?:om|gällande|angående|avseende|rörande|kring|för\s+att)"
_KIND = (
    r"(?P<motion>motion(?:en)?)|(?P<citizen>medborgarförslag(?:et)?|medborgarinitiativ(?:et)?|e-förslag(?:et)?)"
    r"|(?P<member>initiativärende(?:t)?|ledamotsinitiativ(?:et)?)"
)
_REPLY = r"(?:besvarande|svar|yttrande|beslut|ställningstagande|förslag\s+till\s+svar)\s+(?:av|på|över|om|till|gällande|angående)\s+"
_TITLE = re.compile(
    rf"^(?P<reply>{_REPLY})?(?:(?:anmälan|remittering|remiss)\s+av\s+|inkommen\s+|återremiss(?:erad)?[:,]?\s+|återremitterat\s+ärende[:,]?\s+)?(?:{_KIND})"
    rf"(?:\s+\d+(?:/\d+)?)?(?:\s+(?:till|från|av)\s+[^–-]{{2,60}}?)?(?=\s*(?:[-–:,”\"]|\b{_ABOUT}\b|$))\s*[-–:,]?\s*(?:{_ABOUT}\s+)?(?P<topic>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_AFTER = re.compile(
    rf"^(?P<topic>.{{4,120}}?)\s*[-–,]\s+(?P<reply>{_REPLY})?(?:{_KIND})(?:\s+(?:från|av)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_BY_NAME = re.compile(
    r"\s*(?:[-–,]\s+|\s(?:från|av)\s+)(?:[A-ZÅÄÖ][\w’'-]+\s+){1,3}(?:\([A-ZÅÄÖ]{1,4}\)|med\s+fler\w*|m\.?\s?fl).*$|\s*\([A-ZÅÄÖ]{1,3}\).*$",
    re.DOTALL,
)
_LIST = re.compile(r"\b(?:motioner|medborgarförslag|initiativärenden|initiativ|e-förslag)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:anmäl\w*|inkom\w*|nya|väckta)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:obesvarade|inte|ej|under\s+beredning|redovisning)\b", re.IGNORECASE)
_HANDED_IN = re.compile(
    rf"\b(?:lämna(?:t|r|de|ts)|inkom(?:mit|mer)?|väck(?:t|er)|anmäl(?:t|er))\b[^.]{{0,60}}?\b(?:{_KIND})\b[^.]{{0,80}}?\b{_ABOUT}\s+(?P<topic>[^.]{{4,200}})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:^|[:,;–]\s+|\soch\s+)(?:{_ABOUT}\s+)?(?P<topic>[^:,;()]{{4,160}}?)\s*\(?$", re.IGNORECASE
)
SETTLES = frozenset({"bifalls", "avslås", "anses besvarad", "läggs till handlingarna"})
_HANDS_ON = re.compile(
    r"\b(?:överlämnas?|remitter\w+|tas\s+emot|tar\s+emot|anmäls|väckas|ställas|lämnas\s+till|översänds|hänskjuts)\b",
    re.IGNORECASE,
)
_OWN_LISTS = frozenset({SectionKind.UNDERLAG, SectionKind.RECIPIENTS})
IN_TEXT, IN_UNDERLAG = "texten", "underlaget"
"""Where the day that one came in is read."""

_CAME = r"(?:inkom\w*|kom(?:mit)?\s+in|inlämna\w*|lämna(?:des|ts|de|t)\s+in|väck(?:tes|ts|t))"
_CAME_ON = re.compile(rf"^[^;]{{0,60}}\b(?:{_KIND})\b[^;]{{0,160}}?\b{_CAME}\b[^;\d]{{0,50}}$", re.IGNORECASE)
_THEN_CAME = re.compile(rf"^,?\s+(?:{_CAME}|har\s+{_CAME})\b[^;\d]{{0,40}}?\b(?:{_KIND})\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"yttrande|\bsvar(?:et)?\b|remi(?:ss|tter)|synpunkt|komplettering|skrivelse|§", re.IGNORECASE
)
_LISTED_ON = re.compile(
    rf"^(?:(?:bilaga\s*)?\d*\s*[.:,)–-]?\s*)?(?:{_KIND})\b(?:|.*?(?:[,;:()–-]|\b(?:dat(?:erad|erat|\.)|{_CAME})))\s*(?:den\s+)?$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The day that one came in, and whether the §'s text says so or the list of underlag dates it."""

    date: dt.date
    place: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """What a § says of one: its kind, its stage, what it is about in the §'s own words, and where that stands. `dnr_key`:
    the diarienummer that is its own."""

    kind: str
    stage: str
    topic: str
    text: Text
    dnr_key: str | None = None


def initiatives(paragraph: Paragraph) -> tuple[Initiative, ...]:
    """Those that the § is about: one by its title, several where it is a list."""
    title = " ".join(paragraph.title.split())
    for pattern in (_TITLE, _TITLE_AFTER):
        if match := pattern.match(title):
            topic = _topic(match["topic"]) or title
            stage = _stage(paragraph, reply=bool(match["reply"]))
            return (Initiative(_kind(match), stage, topic, paragraph.heading, paragraph.dnr_key),)
    if _LIST.search(title) and (_NEW.search(title) or _OPEN.search(title)):
        return tuple(_listed(paragraph, title))
    return ()


def is_motion(title: str) -> bool:
    """Whether a § with that title is about a motion, which the council alone can decide."""
    words = " ".join(title.split())
    return any((match := pattern.match(words)) and match["motion"] for pattern in (_TITLE, _TITLE_AFTER))


def arrival(paragraph: Paragraph, held: dt.date) -> Arrival | None:
    """The day that the one the § is about came in, `held` at the latest: as the text says, else as underlag dates it."""
    if all(one.text != paragraph.heading for one in initiatives(paragraph)):
        return None
    told = (
        sentence.value
        for section in paragraph.sections
        if section.kind not in _OWN_LISTS
        for sentence in sentence_texts(section.body)
    )
    days = [(day, IN_TEXT) for text in told for day in _days_it_came(text)]
    days += [(day, IN_UNDERLAG) for entry in paragraph.underlag for day in _days_listed(entry)]
    return next((Arrival(day, place) for day, place in days if day <= held), None)


def _days_it_came(sentence: str) -> Iterator[dt.date]:
    text = " ".join(sentence.split())
    for found in parse_dates(text):
        before, after = text[: found.start], text[found.end :]
        if _OF_ANOTHER.search(before):
            return
        if _CAME_ON.match(before) or _THEN_CAME.match(after):
            yield found.date


def _days_listed(entry: str) -> Iterator[dt.date]:
    text = " ".join(entry.split())
    for found in parse_dates(text)[:1]:
        if not _OF_ANOTHER.search(text) and _LISTED_ON.match(text[: found.start]):
            yield found.date


def _kind(match: re.Match[str]) -> str:
    return MOTION if match["motion"] else CITIZEN if match["citizen"] else MEMBER


def _topic(words: str) -> str:
    """What it is about, without who handed it in."""
    return _BY_NAME.sub("", " ".join(words.split())).removeprefix("att ").strip(' .,:;–-”"')


def _stage(paragraph: Paragraph, *, reply: bool) -> str:
    points = paragraph.points
    if any(point.level is Level.BESLUT and point.outcome in SETTLES for point in points):
        return ANSWERED
    if any(point.outcome in SETTLES or point.level is Level.FORSLAG for point in points):
        return PREPARED
    handed_on = any(_HANDS_ON.search(point.text.value) for point in points)
    return CAME_IN if handed_on and not reply else PREPARED if reply or not handed_on else CAME_IN


def _listed(paragraph: Paragraph, title: str) -> Iterator[Initiative]:
    """Those that a list names: newly handed in, or not answered yet."""
    for section in paragraph.sections:
        if section.kind in _OWN_LISTS:
            continue
        for sentence in sentence_texts(section.body):
            if handed := _HANDED_IN.search(sentence.value):
                yield Initiative(_kind(handed), CAME_IN, _topic(handed["topic"]), sentence)
            elif _OPEN.search(title):
                yield from _waiting(sentence, title)


def _waiting(sentence: Text, title: str) -> Iterator[Initiative]:
    start = 0
    for found in find_dnrs(sentence.value):
        named = _NAMED.search(sentence.value[start : found.start].rstrip())
        start = found.end
        topic = _topic(named["topic"]) if named else found.raw
        yield Initiative(_kind_of_list(title), WAITING, topic, sentence, found.key)


def _kind_of_list(title: str) -> str:
    if re.search(r"medborgarförslag|e-förslag", title, re.IGNORECASE):
        return CITIZEN
    return MOTION if re.search(r"motion", title, re.IGNORECASE) else MEMBER
