"""References in running text to other §§ of minutes, told apart from law; and the kommun that a text speaks of."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ingest.bodies import Bodies, Body, Mention
from ingest.cleanup import Cleaned
from ingest.dates import FoundDate, parse_dates
from ingest.dnr import FoundDnr, dnr_key, find_dnrs
from ingest.kommunfile import default_config
from ingest.model import Reading

_MARK = re.compile(
    r"(?<!§)§\s*(?P<number>\d{1,4})(?:/(?P<year>(?:19|20)?\d\d))?(?![\d-])|(?P<law>\d+\s?[a-z]?\s?§)(?!\s*\d)"
)
_KEY_AFTER = re.compile(r"\s{0,2}(?P<key>[A-ZÅÄÖ]{2,6}(?:\s?AU\b)?)(?![\w])")
_KEY_BEFORE = re.compile(r"(?<![\w-])(?P<key>[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,3})[\s,]{0,2}$")
_CHAPTER = re.compile(
    r"\bkap(?:\.|itel|itlet)?\s*(?:\d+\s*[a-z]?,?\s*)?$|\b\d{4}:\d+\)?,?\s*$", re.IGNORECASE
)
_LAW_BEFORE = re.compile(
    r"(?:\w*lagen|\w*balken|\w*förordningen|\w*reglementet?|\w*taxan|\w*stadgan?|\w*föreskrift\w*|\w*bestämmelse\w*|\w*avtal\w*)"
    r"\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_LAW_AFTER = re.compile(
    r"^\s*(?:[a-z]\s)?(?:\w+\s)?(?:stycke|punkt|i\s+\w*(?:lag|balk|taxa|reglement|förordning)|\w*(?:lagen|balken|förordningen))",
    re.IGNORECASE,
)
_NEAR_DATE = 30
_NEAR_BODY = 6
_SENTENCE_START = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ•])|\n")
_KOMMUN = re.compile(
    r"(?<![\w-])(?P<name>(?:(?P<first>[A-ZÅÄÖÉ][\wÅÄÖåäöé-]*)[ \t]+)?(?P<last>[A-ZÅÄÖÉ][\wÅÄÖåäöé-]+))[ \t]+"
    r"(?P<sort>kommun|KOMMUN|Kommun|stad|STAD|Stad)(?P<s>s|S)?(?![\wåäö-])"
)
_GENERIC = frozenset(
    {
        "en", "vår", "denna", "varje", "din", "den", "hela", "region", "respektive", "annan", "ingen", "samma",
        "berörd", "egen", "svensk", "aktuell", "om", "att", "i", "för", "vad", "hur", "när", "och", "er", "deras",
        "någon", "vilken", "vilka", "som", "av", "till", "sveriges", "min", "sin", "ny", "stor", "liten", "medel",
        "aktiv", "attraktiv", "hållbar", "trygg", "levande", "grön", "öppen", "digital", "smart", "god", "bra",
        "smarta", "nya", "gamla", "framtidens", "ensam", "utsedd", "deltagande", "anställd", "ditt", "ert", "vårt",
        "mindre", "större", "växande", "total", "totalt", "summa", "övrig", "övriga", "alla", "flera", "få",
    }
)  # fmt: skip
_NOTICE = re.compile(r"anslagstavla|webbplats|hemsida|postadress|organisationsn", re.IGNORECASE)


class ReferenceKind(StrEnum):
    """What a '§' in running text points to."""

    MINUTES = "protokoll"
    LAW = "lag"
    UNCLEAR = "oklar"


@dataclass(frozen=True, slots=True)
class Reference:
    """A '§' in running text. `body`: as far as the text names it; `dnr_key`: where a dnr stands beside it;
    `start` and `end`: the characters from '§' (or the body or date before it) to its end."""

    kind: ReferenceKind
    number: int
    body: Body | None
    date: dt.date | None
    start: int
    end: int
    dnr_key: str | None = None
    year: int | None = None


def find_references(
    text: str, bodies: Bodies | None = None, default_year: int | None = None
) -> tuple[Reference, ...]:
    """Every '§' with a number in the text, from left to right, law among them.

    `default_year` completes dates without year ('11 maj, § 19'). A reference to minutes names a body or a date.
    """
    known = bodies or default_config().bodies
    mentions = known.find_all(text)
    dates = parse_dates(text, default_year)
    dnrs = find_dnrs(text)
    return tuple(
        _law(match) if match["law"] else _read(match, text, known, mentions, dates, dnrs)
        for match in _MARK.finditer(text)
    )


def _law(match: re.Match[str]) -> Reference:
    digits = re.match(r"\d+", match["law"])
    number = int(digits[0]) if digits else 0
    return Reference(ReferenceKind.LAW, number, None, None, match.start(), match.end())


def _read(
    match: re.Match[str],
    text: str,
    bodies: Bodies,
    mentions: tuple[Mention, ...],
    dates: tuple[FoundDate, ...],
    dnrs: tuple[FoundDnr, ...],
) -> Reference:
    before, after = text[: match.start()], text[match.end() :]
    number, start = int(match["number"]), match.start()
    year = _year(match["year"])
    if _CHAPTER.search(before[-24:]) or _LAW_AFTER.match(after[:40]):
        return Reference(ReferenceKind.LAW, number, None, None, start, match.end())
    dnr = next((found.key for found in dnrs if 0 <= found.start - match.end() <= 2), None)
    date = _near(dates, start)
    body, end = _body_after(after, bodies)
    if body is None:
        body = _body_before(before, start, bodies, mentions, date)
    if body is None and date is None:
        law = bool(_LAW_BEFORE.search(before[-60:]))
        kind = ReferenceKind.MINUTES if dnr or year else (ReferenceKind.LAW if law else ReferenceKind.UNCLEAR)
        return Reference(kind, number, None, None, start, match.end(), dnr, year)
    opened = min(start, date.start) if date else start
    shown = date.date if date else None
    return Reference(ReferenceKind.MINUTES, number, body, shown, opened, match.end() + end, dnr, year)


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _near(dates: Iterable[FoundDate], at: int) -> FoundDate | None:
    """The date that ends shortly before a place in the text."""
    close = [date for date in dates if 0 <= at - date.end <= _NEAR_DATE]
    return close[-1] if close else None


def _body_after(after: str, bodies: Bodies) -> tuple[Body | None, int]:
    """The body whose key follows the number ('§84 KSAU'), and how many characters that takes."""
    match = _KEY_AFTER.match(after)
    if match is None:
        return None, 0
    joined = match["key"].replace(" ", "")
    body = bodies.with_key(joined) or (
        bodies.with_key(match["key"].split()[0]) if " " in match["key"] else None
    )
    if body is None and not dnr_key(after[: match.end() + 10].strip()):
        body = Body(joined, joined)
    return body, match.end() if body else 0


def _body_before(
    before: str, at: int, bodies: Bodies, mentions: tuple[Mention, ...], date: FoundDate | None
) -> Body | None:
    """The body named before a '§': right before it, or with a date, the last one of the sentence."""
    reach = date.start if date else at
    key = _KEY_BEFORE.search(before[:reach].rstrip(" ,"))
    if key and (body := bodies.with_key(key["key"])):
        return body
    earlier = [mention for mention in mentions if mention.end <= reach]
    if not earlier:
        return None
    if at - earlier[-1].end <= _NEAR_BODY:
        return earlier[-1].body
    if date is None:
        return None
    opens = max((found.end() for found in _SENTENCE_START.finditer(before[:reach])), default=0)
    inside = [mention for mention in earlier if mention.start >= opens]
    return _actor(inside, before) if inside else None


def _actor(mentions: list[Mention], before: str) -> Body:
    """Of several bodies before a date the one that acted: after 'i' or 'av' ('antogs av kommunfullmäktige'), else the first."""
    for mention in reversed(mentions):
        if re.search(r"\b(?:i|av)\s+$", before[: mention.start]):
            return mention.body
    return mentions[0].body


def kommun_in(text: str) -> Counter[str]:
    """How often each kommun is named: 'LINDVIKS KOMMUN', 'Valsjö kommuns'; words such as 'Vår kommun' are none."""
    found: Counter[str] = Counter()
    for match in _KOMMUN.finditer(text):
        last = match["last"]
        if last.casefold() in _GENERIC or last.casefold().endswith(("nämnden", "styrelsen", "utskottet")):
            continue
        found[f"{_proper(last)} {match['sort'].casefold()}"] += 1
        first = match["first"]
        if first and first.casefold() not in _GENERIC and first.isupper() == last.isupper():
            found[f"{_proper(first)} {_proper(last)} {match['sort'].casefold()}"] += 1
    return found


def _proper(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() else word


def find_kommun(reading: Reading, cleaned: Cleaned, name: str = "") -> str | None:
    """The kommun that a document comes from: the one named most, headers and notices counting more; None if none is."""
    found: Counter[str] = Counter()
    for line in cleaned.furniture:
        found.update({kommun: 3 * count for kommun, count in kommun_in(line.text).items()})
    for at, page in enumerate(reading.pages):
        counted = kommun_in(page.text)
        found.update(
            {kommun: count * (3 if at == 0 and reading.paged else 1) for kommun, count in counted.items()}
        )
    for line in cleaned.lines:
        if _NOTICE.search(line.text):
            found.update({kommun: 5 * count for kommun, count in kommun_in(line.text).items()})
    found.update(kommun_in(re.sub(r"[_/.]+", " ", name)))
    return _chosen(found, " ".join(page.text for page in reading.pages))


def _chosen(found: Counter[str], text: str) -> str | None:
    """The most frequent name, its place named alone ('i Valsjö') counting a little; the longer of two that are nearly
    always one ('Upplands Väsby kommun')."""
    short = [kommun for kommun in found if kommun.count(" ") == 1]
    if not short:
        return None
    if len(short) > 1:
        words = Counter(word.rstrip("s").casefold() for word in re.findall(r"[A-ZÅÄÖ][\w-]+", text))
        best = max(
            short, key=lambda kommun: found[kommun] + words[kommun.split()[0].rstrip("s").casefold()] / 4
        )
    else:
        best = short[0]
    longer = [
        kommun for kommun in found if kommun.endswith(f" {best}") and found[kommun] * 5 >= found[best] * 4
    ]
    return max(longer, key=lambda kommun: found[kommun]) if longer else best
