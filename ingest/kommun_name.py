"""Which kommun a document belongs to, under one name: 'Norsjö', not 'Norsjö kommun' here and 'NORSJÖ KOMMUN' there."""

from __future__ import annotations

import re
from collections import Counter

from ingest.cleanup import Cleaned
from ingest.model import Reading

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
_SORT = re.compile(r"\s+(?:kommun|stad)\s*$", re.IGNORECASE)
_OWN_S = ("ås", "äs", "fors", "rums")
"""Endings of names whose s is no genitive: Alingsås, Höganäs, Robertsfors, Grums."""

CLEARLY_MORE = 3
"""A kommun named this many times as often as the one found is the sender; the other is a guest or a neighbour."""


def bare_name(kommun: str) -> str:
    """The name alone: 'Norsjö kommun' → 'Norsjö', 'Göteborgs stad' → 'Göteborg'; a bare name stays as it is."""
    name = _SORT.sub("", kommun.strip())
    if name == kommun.strip() or not name.endswith("s") or name.casefold().endswith(_OWN_S):
        return name
    return name[:-1]


def kommun_of(reading: Reading, cleaned: Cleaned, name: str) -> str | None:
    """The kommun that a document comes from, None where none is named.

    A deck held for another kommun names the guest in full and its own all through: then the one named far more counts.
    """
    found = find_kommun(reading, cleaned, name) or next(iter(kommun_in(reading.site or "")), None)
    if found is None:
        return None
    text = "\n".join(page.text for page in reading.pages)
    own = bare_name(found)
    others = {bare_name(other) for other in kommun_in(text)} - {own}
    mentions = {other: _mentions(other, text) for other in others}
    best = max(sorted(mentions), key=lambda other: mentions[other], default=own)
    return best if mentions.get(best, 0) >= CLEARLY_MORE * max(1, _mentions(own, text)) else own


def _mentions(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text, re.IGNORECASE))


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
