"""The §§ of other meetings, and the dnr, that a § refers to: 'Kommunstyrelsen 2019-01-07 § 14', '§84 KSAU Budget …',
'har den 3 juni 2026, § 84 behandlat ärendet', 'Ärendet har hos nämnden dnr BMN-25/00163'.

A § of minutes says nothing without its body, so none is taken without one, save one with its day right beside it, and outside a list of documents not without a
date or dnr either. Law ('8 kap. 14 §', '2013:801, § 17') and delegation ('§ 63/2026 KS') are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ingest.bodies import Bodies, Body, same_body
from ingest.citations import law_keys
from ingest.dates import FoundDate, parse_dates
from ingest.dnr import FoundDnr, find_dnrs
from ingest.model import Section, SectionKind
from ingest.sentences import sentences
from ingest.text import Text

_MARK = re.compile(
    r"§{1,2}\s?(?P<first>\d{1,3})(?![\d/]|\s/\d|:\d)(?P<more>(?:\s?(?:,|och|samt|[-–])\s?\d{1,3}(?![\d/:.-]))*)"
)
_KEY_AFTER = re.compile(r"\s(?P<key>[A-ZÅÄÖ]{2,6})(?P<au>\sAU)?(?![\w/-])")
_KEY = re.compile(r"(?<![\w/-])[A-ZÅÄÖ]{2,6}(?:\sAU)?(?![\w/-])")
_RULES_BEFORE = re.compile(r"\b(?:reglemente|stadga|taxa|lag|förordning)\w*\s*$|\d{4}:\d{1,4}\)?,?\s*$", re.I)
_RULES_AFTER = re.compile(r"\s?(?:st(?:ycke)?t?|punkten|p|men)\b", re.I)
_OF_MATTER = re.compile(
    r"\bärende(?:t|ts)?\b|återremi|\bbordl[aä]|\bhänskj|\bföresl(?:å|og|ag)|\blämnat förslag|\böverlämna",
    re.I,
)
_ENDED = re.compile(
    r"\bupphäv|\bupphör|\bersatt(?:e|es|s)?\b|\bersätt(?:er|s)\b|\briv(?:er|it|a) upp\b", re.I
)
_DECIDED = re.compile(r"\s(?:§|beslut|protokoll|sammanträde|möte|förslag|yttrande|behandling)", re.I)
_SHORT = frozenset({"nämnden", "utskottet", "arbetsutskottet", "styrelsen", "presidiet", "beredningen"})
_LISTS = (SectionKind.UNDERLAG, SectionKind.EARLIER)
_SILENT = (SectionKind.RECIPIENTS, SectionKind.VOTERING)
_NEAR = 60
"""Characters that may stand between a date and the § that it belongs to."""

_BESIDE = 4
"""Characters that may stand between a day and a § that no body is named for."""

_FAR = 400
"""Characters before a § that its body may be named in."""

_MOST = 60
"""References of one § that are kept."""

_LOOKED_AT = 400
"""References of one § that are looked at: rules that stand whole in minutes are full of '§'."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a § refers to. `body` None: only a dnr is named, or only a day and a number, which is then `bare`. `bare`: the body is named by its kind alone, as
    'Arbetsutskottet', and whose it is is not said. `date` None: not said; `year_given` False: taken from the meeting's.

    `listed`: in a list of documents. `of_matter`: the sentence speaks of the matter itself ('har behandlat ärendet').
    `ended`: it speaks of what ceases or is replaced. `title`: what follows the § and key in a list. `quote`: the sentence."""

    body: str | None
    body_key: str | None
    date: dt.date | None
    number: int | None
    dnr_key: str | None
    listed: bool
    of_matter: bool
    quote: Text
    bare: bool = False
    year_given: bool = True
    ended: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The § that refers: its body, day, number and dnr. What it says of itself is no reference."""

    body: Body
    date: dt.date
    number: int
    dnr_key: str | None = None


def references(sections: Iterable[Section], speaker: Speaker, bodies: Bodies) -> tuple[Reference, ...]:
    """What the sections of a § refer to, each once, in order."""
    found = (
        one
        for section in sections
        if section.kind not in _SILENT
        for one in _of_section(section, speaker, bodies)
    )
    return tuple(_merged(islice(found, _LOOKED_AT)))[:_MOST]


def _of_section(section: Section, speaker: Speaker, bodies: Bodies) -> Iterator[Reference]:
    text = section.body.value
    for start, end in sentences(text):
        sentence = text[start:end]
        if "§" in sentence or "dnr" in sentence.casefold() or "/" in sentence:
            quote = section.body.slice(start, end)
            yield from _of_sentence(quote, section.kind in _LISTS, speaker, bodies)


def _of_sentence(quote: Text, listed: bool, speaker: Speaker, bodies: Bodies) -> Iterator[Reference]:
    sentence = quote.value
    laws = law_keys(sentence).spans
    dates = parse_dates(sentence, default_year=speaker.date.year)
    dnrs = [dnr for dnr in find_dnrs(sentence) if dnr.key != speaker.dnr_key]
    used: set[str] = set()
    tells = _Tells(listed, not listed and bool(_OF_MATTER.search(sentence)), bool(_ENDED.search(sentence)))
    for mark in _MARK.finditer(sentence):
        if any(start < mark.end() and mark.start() < end for start, end in laws) or _of_rules(sentence, mark):
            continue
        dnr = next((dnr for dnr in dnrs if 0 <= dnr.start - mark.end() <= 2), None)
        found = _marked(quote, mark, _Around(dates, dnr, tells), speaker, bodies)
        if found:
            used |= {dnr.key} if dnr else set()
            for number in _numbers(mark):
                one = replace(found, number=number)
                if not _is_own(one, speaker):
                    yield one
    if not listed:
        for dnr in dnrs:
            if dnr.key not in used:
                yield _only_dnr(dnr, quote)


@dataclass(frozen=True, slots=True)
class _Tells:
    """What a sentence says of all that it names, see `Reference`."""

    listed: bool
    of_matter: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """What else stands in the sentence: its dates, the dnr right after the §, and what it tells."""

    dates: tuple[FoundDate, ...]
    dnr: FoundDnr | None
    tells: _Tells


def _marked(
    quote: Text, mark: re.Match[str], around: _Around, speaker: Speaker, bodies: Bodies
) -> Reference | None:
    sentence = quote.value
    after = _key_after(sentence, mark.end(), bodies, around.tells.listed)
    body = after[0] if after else _body_before(sentence, mark.start(), speaker, bodies)
    date = _date_of(mark, around.dates)
    if body is None:
        return _without_body(quote, mark, date, around, speaker)
    if date is None and around.dnr is None and not around.tells.listed:
        return None
    bare = body.name.casefold() in _SHORT
    own = bare and same_body(body, speaker.body) and not (date and _elsewhere(body, speaker))
    named = speaker.body if own else body
    return Reference(
        body=named.name,
        body_key=named.key,
        date=_year_before(date, speaker) if date else None,
        number=None,
        dnr_key=around.dnr.key if around.dnr else None,
        listed=around.tells.listed,
        of_matter=around.tells.of_matter,
        quote=quote,
        bare=bare and not own,
        year_given=date.year_given if date else True,
        ended=around.tells.ended,
        title=_title(sentence[after[1] :]) if after and around.tells.listed else "",
    )


def _without_body(
    quote: Text, mark: re.Match[str], date: FoundDate | None, around: _Around, speaker: Speaker
) -> Reference | None:
    """A § of a day written right beside it, whichever body's: '2025-03-04 § 14'."""
    if date is None or not date.year_given or date.date >= speaker.date:
        return None
    apart = max(date.start - mark.end(), mark.start() - date.end)
    if apart > _BESIDE or around.tells.ended:
        return None
    return Reference(
        body=None,
        body_key=None,
        date=date.date,
        number=None,
        dnr_key=around.dnr.key if around.dnr else None,
        listed=around.tells.listed,
        of_matter=around.tells.of_matter,
        quote=quote,
        bare=True,
    )


def _elsewhere(body: Body, speaker: Speaker) -> bool:
    """'Arbetsutskottet' in an arbetsutskott's own minutes may stand in a line copied from a nämnd's, and mean its."""
    return body.name.casefold() == "arbetsutskottet" and speaker.body.name.casefold() != "arbetsutskottet"


def _key_after(sentence: str, at: int, bodies: Bodies, listed: bool) -> tuple[Body, int] | None:
    """The body whose key stands right after the §, '§84 KSAU', and where it ends; in lists an unknown key counts too."""
    match = _KEY_AFTER.match(sentence, at)
    if match is None:
        return None
    key = match["key"] + ("AU" if match["au"] else "")
    body = bodies.with_key(key)
    if body is None and listed:
        body = Body(key, key)
    return (body, match.end()) if body else None


def _body_before(sentence: str, at: int, speaker: Speaker, bodies: Bodies) -> Body | None:
    """The body named last before the §; one in the genitive only where its decision or meeting is spoken of."""
    found: list[tuple[int, Body]] = []
    first = max(0, at - _FAR)
    for mention in bodies.find_all(sentence[first:at]):
        if not mention.genitive or _DECIDED.match(sentence, first + mention.end):
            found.append((first + mention.start, mention.body))
    for match in _KEY.finditer(sentence, first, at):
        body = bodies.with_key(match[0].replace(" ", ""))
        if body is None and match[0] == speaker.body.key:
            body = speaker.body
        if body:
            found.append((match.start(), body))
    return max(found, key=lambda each: each[0])[1] if found else None


def _date_of(mark: re.Match[str], dates: tuple[FoundDate, ...]) -> FoundDate | None:
    """The date right after the §, 'KF § 49 2020-06-10', else the one last before it."""
    for date in dates:
        if 0 <= date.start - mark.end() <= 3:
            return date
    before = [date for date in dates if date.end <= mark.start() and mark.start() - date.end <= _NEAR]
    return before[-1] if before else None


def _year_before(date: FoundDate, speaker: Speaker) -> dt.date:
    """A date without year is the last such day up to the meeting."""
    if date.year_given or date.date <= speaker.date:
        return date.date
    try:
        return date.date.replace(year=date.date.year - 1)
    except ValueError:  # 29 February
        return date.date.replace(year=date.date.year - 1, day=28)


def _of_rules(sentence: str, mark: re.Match[str]) -> bool:
    """'§ 9 stycke 1 i reglementet', 'reglementet § 9', '2013:801, § 17': a § of rules."""
    return bool(
        _RULES_BEFORE.search(sentence[max(0, mark.start() - 30) : mark.start()])
        or _RULES_AFTER.match(sentence, mark.end())
    )


def _numbers(mark: re.Match[str]) -> tuple[int, ...]:
    """'§§ 12–14' → 12, 13, 14; '§§ 12 och 14' → 12, 14; a single '§' has one number."""
    first = int(mark["first"])
    if not mark[0].startswith("§§") or not mark["more"]:
        return (first,)
    numbers = [first]
    for sign, digits in re.findall(r"(,|och|samt|[-–])\s?(\d{1,3})", mark["more"]):
        last = int(digits)
        through = sign in "-–" and numbers[-1] < last <= numbers[-1] + 50
        numbers += range(numbers[-1] + 1, last + 1) if through else [last]
    return tuple(dict.fromkeys(numbers))


def _title(rest: str) -> str:
    return rest.strip(" \t\n-–—:.,•")


def _is_own(reference: Reference, speaker: Speaker) -> bool:
    same_day = reference.date in (None, speaker.date)
    return reference.body_key == speaker.body.key and reference.number == speaker.number and same_day


def _only_dnr(dnr: FoundDnr, quote: Text) -> Reference:
    of_matter = bool(_OF_MATTER.search(quote.value))
    return Reference(None, None, None, None, dnr.key, listed=False, of_matter=of_matter, quote=quote)


def _merged(found: Iterable[Reference]) -> Iterator[Reference]:
    """Each § or dnr once: what one place says of it and another does not is put together."""
    by_place: dict[tuple[object, ...], Reference] = {}
    for one in found:
        key = (one.body_key, one.bare, one.number, one.dnr_key if one.number is None else None)
        same = [other for other in by_place if other[:4] == key]
        fitting = [place for place in same if place[4] is None or one.date is None or place[4] == one.date]
        if not fitting:
            by_place[(*key, one.date)] = one
            continue
        other = by_place.pop(fitting[0])
        by_place[(*key, one.date or other.date)] = _both(other, one)
    yield from by_place.values()


def _both(first: Reference, second: Reference) -> Reference:
    dated = first if first.date else second
    telling = first if first.of_matter or not second.of_matter else second
    return replace(
        telling,
        date=dated.date,
        year_given=dated.year_given,
        dnr_key=first.dnr_key or second.dnr_key,
        listed=first.listed or second.listed,
        of_matter=first.of_matter or second.of_matter,
        ended=first.ended or second.ended,
        title=first.title or second.title,
    )
