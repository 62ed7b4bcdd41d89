"""The exact things that a text names, as keys in one form: what is written alike counts, however it is written.

Documents and questions go through the same function, so that '1,6 mnkr' finds '1 600 000 kronor', 'ks 25/205' finds
'KS-25/00205' and 'PBL' finds 'plan- och bygglagen (2010:900)'.

| key | from |
|---|---|
| `dnr:KS-2025-205` and `dnr:2025-205` | 'KS-25/00205', 'ks 25/205', '2025.205 KS'; without organ the second alone |
| `fastighet:kärnan 1:23` | 'fastigheten Kärnan 1:23', 'Kärnan 1:23', by the last word of the name |
| `sfs:…`, `eu:…`, `lag:…`, `kap:6:13`, `lagpar:26` | laws and what is cited of them: see `ingest.citations` |
| `date:2025-03-14` and `day:03-14` | '14 mars 2025', '2025-03-14', '14/3 2025', '14.3.2025'; without year the second alone |
| `kr:1600000`, `pct:4.5` | '1 600 000 kronor', '1,6 mnkr', '1600 tkr', '62 000:-'; '4,5 %', '4,5 procent' |
| `kod:rur2024` | letters and figures: 'RUR 2024', 'FH 0410', 'P2499' |
| `par:19` | '§ 19', 'paragraf 19', '§§ 16–18' |
| `num:1240` | other numbers of three figures or more: '1 240', '1240' |

Personal numbers, organisations' numbers, telephone numbers, times and addresses on the web give no key at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from ingest.amounts import FoundAmount, parse_amounts, plain
from ingest.analyse import STOP_WORDS
from ingest.citations import law_keys
from ingest.dates import MONTHS, parse_dates
from ingest.dnr import dnr_key, find_dnrs
from ingest.keyless import GONE, readable
from ingest.kommunfile import default_config
from ingest.laws import is_law
from ingest.paragraph_numbers import section_numbers, without_sections

MOST_CHARACTERS = 100_000
"""What of a text is read; the rest is not looked at."""

MOST_KEYS = 400
"""How many keys a text gives; the least telling kinds are left out first."""

KINDS = (
    "dnr", "fastighet", "sfs", "eu", "lag", "kr", "date", "kod", "kap", "lagpar", "pct", "par", "day", "num",
)  # fmt: skip
"""The kinds of key, the most telling first; series of other regulations and reports ('tsfs', 'sou') come with 'sfs'."""

_MOST_FIGURES = 12
_LEAP_YEAR = 1904
_PERCENT = frozenset({"%", "procentenhet", "procentenheter", "procentenheten"})
_LOOSE_DNR = re.compile(
    r"(?<![\w/.-])([a-zåäöA-ZÅÄÖ]{2,5})[ ./-]{0,2}(\d{2}|(?:19|20)\d{2})(?:[/:](\d{1,6})|-(?!(?:19|20)\d\d(?!\d))(\d{3,6}))(?![\w/-])"
)
_BARE_DNR = re.compile(
    r"\b(?:ärende(?:t|nr|nummer)?|dnr|diarienummer|diarienr)[ :.]{0,3}((?:19|20)\d\d)[/:.-](\d{1,6})(?!\d)"
    r"|(?<![\w./:-])((?:19|20)\d\d)-(0\d{4,5})(?![\w/-])",
    re.IGNORECASE,
)
_ORGANS = frozenset({"ks", "kf", "ksau", "au", "bn", "bun", "bin", "fn", "gn", "kn", "kfn", "kun", "mn", "mbn", "bmn", "man", "sbn", "sn", "tn", "ten", "von", "vn", "öfn", "än", "ifn", "sän", "hn", "ksn"})  # fmt: skip
_PROPERTY = re.compile(
    r"(?<![\w-])(?P<name>[^\W\d_][\w-]{2,40}) (?P<numbers>(?:\d{1,3}|[sS]|[gG][aA]):\d{1,4}(?![\w:/])"
    r"(?:(?:, ?| och | samt | & )(?:\d{1,3}|[sS]|[gG][aA]):\d{1,4}(?![\w:/])){0,20})"
)
_MAYBE_LOOSE = re.compile(r"\d[/:-]\d")
_MAYBE_BARE = re.compile(r"-0\d{4}|[nN](?:[rR]|[uU][mM])|[rR][eE][nN][dD][eE]")
_MAYBE_SECTION = re.compile("§|[pP][aA][rR][aA][gG]")
_MAYBE_PROPERTY = re.compile(r"[\dsSſaA]:\d")
_MAYBE_BLOCK = re.compile(r"[kK\u212a][vV]|[fF][aA][sSſ][tT]|[tT][oO][mM][tT]")
"""What each of the patterns cannot do without: looked for first, for most texts hold none of them."""

_DESIGNATION = re.compile(r"(?:\d{1,3}|[a-z]{1,2}):\d{1,4}", re.IGNORECASE)
_BLOCK = re.compile(
    r"\b(?:fastighet|fastigheten|kvarteret|kv\.?|tomten) (?P<name>[^\W\d_][\w-]{2,40}) (?P<number>\d{1,3})(?![\w:]|[ .,]\d)",
    re.IGNORECASE,
)
_NO_PLACE = STOP_WORDS | {"enligt", "jfr", "jämför", "lagrum", "lagrummet", "bestämmelsen", "kapitel", "kap", "paragraf", "punkt", "skala", "skalan", "tabell", "figur", "bilaga", "version", "sida", "sidan", "ca", "cirka", "start", "tid", "tiden", "klockan", "cup", "mål", "målet", "band", "nummer", "artikel", "omgång", "öppet", "dagligen", "kvot", "förhållandet", "samma"}  # fmt: skip
_CLOCK = re.compile(r"(?:0\d|1\d|2[0-4]):[0-5]\d")
_CODE = re.compile(
    r"(?<![\w/.:-])(?:(?P<a>[A-ZÅÄÖ]{2,6})[ -](?P<b>\d{2,6})|(?P<c>[A-Za-zÅÄÖåäö]{1,5})(?P<d>\d{1,6}))(?![\w/:]|[-.,]\d| \d{3}(?!\d))"
)
_NO_CODE = frozenset(
    {"kl", "ca", "nr", "st", "sid", "kap", "år", "och", "m", "km", "cm", "mm", "kr", "tkr", "mnkr", "mkr"}
)


def exact_keys(text: str) -> tuple[str, ...]:
    """The exact things that `text` names, each once, the most telling kinds first; () where there is none.

    Any string will do; the work is linear in its length, at most MOST_CHARACTERS are read and MOST_KEYS given.
    """
    rest = readable(text if len(text) <= MOST_CHARACTERS else _cut(text))
    keys: list[str] = []
    for read in (_dnrs, _dates, _properties, _laws, _paragraphs, _codes, _numbers):
        found, rest = read(rest)
        keys += found
    return _ranked(keys)


def keys_of_chunk(context: str, text: str) -> tuple[str, ...]:
    """The exact keys of a chunk, its context line included: what the line says before its last ' · ' is the same for a
    whole §, and looked at once."""
    head, _, tail = context.rpartition(" · ")
    return _ranked((*_keys_of_head(head), *exact_keys(f"{tail}\n{text}")))


@lru_cache(maxsize=1024)
def _keys_of_head(head: str) -> tuple[str, ...]:
    return exact_keys(head)


def kind_of(key: str) -> str:
    """The kind of a key, one of KINDS: 'kr' of 'kr:1600000', 'sfs' of 'tsfs:2024:57'."""
    kind = key.partition(":")[0]
    return kind if kind in KINDS else "sfs"


def _cut(text: str) -> str:
    """The beginning of a long text, no number cut in two."""
    return text[:MOST_CHARACTERS].rstrip("0123456789 -+\n")


def _ranked(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(keys), key=lambda key: KINDS.index(kind_of(key)))[:MOST_KEYS])


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the stretches, which may overlap, replaced by a mark that nothing reads across."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            pieces += [text[done : max(start, done)], GONE]
            done = end
    return "".join((*pieces, text[done:]))


def _dnrs(text: str) -> tuple[list[str], str]:
    found = [(dnr.key, dnr.start, dnr.end) for dnr in find_dnrs(text, "*")]
    for match in _LOOSE_DNR.finditer(text) if _MAYBE_LOOSE.search(text) else ():
        number = match[3] or match[4]
        known = _is_organ(match[1]) or (len(number) > 2 and match[1].casefold() not in _NO_CODE | STOP_WORDS)
        if known and (key := dnr_key(f"{match[1]}-{match[2]}/{number}".upper())):
            found.append((key, *match.span()))
    for match in _BARE_DNR.finditer(text) if _MAYBE_BARE.search(text) else ():
        year, number = match[1] or match[3], match[2] or match[4]
        found.append((f"*-{year}-{int(number)}", *match.span()))
    if not found:
        return [], text
    days = bytearray(len(text))
    for day in parse_dates(text):
        days[day.start : day.end] = b"\x01" * (day.end - day.start)
    keys, spans = [], []
    for key, start, end in found:
        if not any(days[start:end]):
            organ, _, tail = key.partition("-")
            keys += [f"dnr:{tail}"] if organ == "*" else [f"dnr:{key}", f"dnr:{tail}"]
            spans.append((start, end))
    return keys, _without(text, spans)


def _is_organ(word: str) -> bool:
    return word.casefold() in _ORGANS or default_config().bodies.with_key(word) is not None


def _dates(text: str) -> tuple[list[str], str]:
    keys, spans = [], []
    for found in parse_dates(text, default_year=_LEAP_YEAR):
        if not found.year_given and text[found.start : found.end][-1].isdigit():
            continue  # '25/2' is as often a share
        day = f"day:{found.date:%m-%d}"
        keys += [f"date:{found.date}", day] if found.year_given else [day]
        spans.append((found.start, found.end))
    return keys, _without(text, spans) if spans else text


def _properties(text: str) -> tuple[list[str], str]:
    keys, spans = [], []
    for match in _PROPERTY.finditer(text) if _MAYBE_PROPERTY.search(text) else ():
        name, numbers = match["name"].casefold(), match["numbers"].casefold()
        clock = match["name"].islower() and _CLOCK.fullmatch(numbers)
        if name in _NO_PLACE or is_law(name) or clock:
            continue
        keys += [f"fastighet:{name} {number}" for number in _DESIGNATION.findall(numbers)]
        spans.append(match.span())
    for match in _BLOCK.finditer(text) if _MAYBE_BLOCK.search(text) else ():
        name = match["name"].casefold()
        if name not in _NO_PLACE and name not in MONTHS:
            keys.append(f"fastighet:{name} {int(match['number'])}")
            spans.append(match.span())
    return keys, _without(text, spans) if spans else text


def _laws(text: str) -> tuple[list[str], str]:
    found = law_keys(text)
    return list(found.keys), _without(text, found.spans) if found.spans else text


def _paragraphs(text: str) -> tuple[list[str], str]:
    if not _MAYBE_SECTION.search(text):
        return [], text
    return [f"par:{number}" for number in section_numbers(text)], without_sections(text)


def _codes(text: str) -> tuple[list[str], str]:
    """Codes; the digits of one stay to be read as a number, for questions write 'rur 2024' in small letters."""
    keys = []
    for match in _CODE.finditer(text):
        letters, digits = match["a"] or match["c"], match["b"] or match["d"]
        if letters.casefold() not in _NO_CODE:
            keys.append(f"kod:{letters.casefold()}{digits}")
    return keys, text


def _numbers(text: str) -> tuple[list[str], str]:
    keys: list[str] = []
    for amount in parse_amounts(text):
        before = text[amount.start - 1 : amount.start]
        if before.isalpha() or before == "_" or text[amount.end : amount.end + 1].isalpha():
            continue
        keys += _amount_keys(amount)
    return keys, text


def _amount_keys(amount: FoundAmount) -> Iterator[str]:
    """The amount by its unit, and its figures alone: a table's head has the unit, its cells the figures."""
    figures = len(amount.digits) if amount.digits.isdigit() else sum(map(str.isdigit, amount.digits))
    if figures < 3 and amount.unit is None:
        return
    if figures > _MOST_FIGURES:  # cells of a table rather than one number
        yield from (f"num:{cell}" for cell in re.findall(r"(?<!\d)[1-9]\d\d(?!\d)", amount.digits))
        return
    value = abs(amount.value)
    if amount.unit == "kr":
        yield f"kr:{_written(value)}"
    elif amount.unit in _PERCENT:
        yield f"pct:{_written(value)}"
    if figures >= 3:
        yield f"num:{amount.digits if amount.digits.isdigit() else _written(Decimal(plain(amount.digits)))}"
    if amount.unit == "kr" and value >= 100:
        yield f"num:{_written(value)}"


def _written(value: Decimal) -> str:
    """Digits with a point and without needless noughts: '1600000', '4.5'."""
    return f"{value.normalize():f}"
