"""The laws that a text names: by number ('SFS 2010:900'), by name in any inflexion, or by abbreviation ('PBL').

They are data (`data/laws.toml`); a number counts whether or not it is among them. See `ingest.citations` for the keys.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.analyse import stem

_LONGEST_NAME = 20
_WORD = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü0-9]{1,40}")
_NUMBER = re.compile(
    r"(?<![\w:/-])(?:(?P<series>[A-ZÅÄÖa-zåäö]{0,5}-?fs|sou|ds|prop\.?)\s?)?(?P<number>(?:1[6-9]|20)\d\d(?:/\d\d)?:\d{1,4})(?![\d:])",
    re.IGNORECASE,
)
_EU = re.compile(
    r"(?<![\w/])(?:\(?(?:EU|EG)\)?\s?(?:nr\s?)?(?P<new>(?:19|20)\d\d/\d{1,4})|(?P<old>(?:19|20)\d\d/\d{1,4}/E[UG]))(?![\w/])",
    re.IGNORECASE,
)


_MAYBE_NUMBER, _MAYBE_EU = re.compile(r"\d:\d"), re.compile(r"\d\d/\d")


@dataclass(frozen=True, slots=True)
class Law:
    """A law by the key of its number in force; `family`: a key for all numbers that it has had, None where one."""

    key: str
    family: str | None


@dataclass(frozen=True, slots=True)
class _ShortName:
    """An abbreviation as it is spelt. `cased`: in other letters it is a word or a unit."""

    spelt: str
    law: Law
    cased: bool


@dataclass(frozen=True, slots=True)
class LawMention:
    """A law named from `start` to `end`. `keys`: its number's, then its family's; `numbered`: named by its number;
    `doubtful`: by an abbreviation that is also a word, in small letters."""

    keys: tuple[str, ...]
    start: int
    end: int
    numbered: bool = False
    doubtful: bool = False


def law_mentions(text: str) -> tuple[LawMention, ...]:
    """Every law that the text names, in order; a name and the number after it are two mentions of one law."""
    numbered = [*_numbered(text)]
    return tuple(sorted((*numbered, *_named(text, numbered)), key=lambda mention: mention.start))


def _numbered(text: str) -> Iterator[LawMention]:
    families = _families()
    for match in _NUMBER.finditer(text) if _MAYBE_NUMBER.search(text) else ():
        series = (match["series"] or "sfs").rstrip(".").casefold()
        if ("/" in match["number"]) != (series == "prop"):
            continue
        key = f"{series}:{match['number']}"
        yield LawMention(
            (key, families[key]) if key in families else (key,), match.start(), match.end(), True
        )
    for match in _EU.finditer(text) if _MAYBE_EU.search(text) else ():
        number = (match["new"] or match["old"].rpartition("/")[0]).casefold()
        yield LawMention((f"eu:{number}",), match.start(), match.end(), True)


def _named(text: str, numbered: list[LawMention]) -> Iterator[LawMention]:
    """Laws by name or abbreviation. Where the number follows, it says which of the name is meant."""
    words = [match.span() for match in _WORD.finditer(text)]
    numbers = {mention.start: mention for mention in numbered}
    begins = [at for at, (start, end) in enumerate(words) if _may_begin_name(text[start:end])]
    done = 0
    for at in begins:
        if at < done:
            continue
        start, end = words[at]
        word = text[start:end]
        length, law = _by_name(text, words[at : at + 1 + _LONGEST_NAME])
        doubtful = False
        if law is None:
            law, doubtful = _by_short_name(word, text[max(0, start - 3) : start])
        if law:
            done = at + length
            end = words[done - 1][1]
            number = next((numbers[end + skip] for skip in (1, 2) if end + skip in numbers), None)
            keys = (law.key, law.family) if law.family else (law.key,)
            same = number is not None and not {*keys}.isdisjoint(number.keys)
            yield LawMention(number.keys if number and same else keys, start, end, doubtful=doubtful)


def law_places(text: str) -> Iterator[int]:
    """Where in the text words begin that a law's name or abbreviation may begin with."""
    return (match.start() for match in _WORD.finditer(text) if _may_begin_name(match[0]))


@lru_cache(maxsize=1 << 15)
def _may_begin_name(word: str) -> bool:
    return word.casefold() in _short_names() or stem(word.lower()) in _names()


def _by_name(text: str, words: list[tuple[int, int]]) -> tuple[int, Law | None]:
    """How many of the words name a law in full, and which."""
    stems = tuple(stem(text[start:end].lower()) for start, end in words)
    for name, law in _names().get(stems[0], ()):
        if stems[: len(name)] == name:
            return len(name), law
    return 1, None


def _by_short_name(word: str, before: str) -> tuple[Law | None, bool]:
    """The law that an abbreviation stands for, and whether it is doubtful. 'm.fl.', 't.f.' and '5 MB' are none."""
    short = _short_names().get(word.casefold())
    if short is None:
        return None, False
    if not short.cased:
        return short.law, False
    if before.endswith(("m.", "m. ", "m ", "t.")) or before.rstrip()[-1:].isdigit():
        return None, False
    doubtful = word not in (short.spelt, short.spelt.upper())
    return (None if doubtful and not word.islower() else short.law), doubtful


def is_law(word: str) -> bool:
    """Whether a word by itself may name a law: 'PBL', 'miljöbalken', 'bygglagen'."""
    folded = word.casefold()
    return folded in _short_names() or folded.endswith(
        ("lag", "lagen", "lagens", "balken", "balkens", "förordningen")
    )


@cache
def _table() -> tuple[tuple[Law, dict[str, list[str]]], ...]:
    table = tomllib.loads(files("ingest").joinpath("data/laws.toml").read_text("utf-8"))
    laws = []
    for row in table["law"]:
        number = row["number"].removeprefix("EU ")
        key = f"sfs:{number}" if number == row["number"] else f"eu:{number}"
        laws.append((Law(key, f"lag:{number}" if row.get("earlier") else None), row))
    return tuple(laws)


@cache
def _families() -> dict[str, str]:
    """The family of each number that a law of several has had."""
    found: dict[str, str] = {}
    for law, row in _table():
        if law.family:
            found |= dict.fromkeys((law.key, *(f"sfs:{number}" for number in row["earlier"])), law.family)
    return found


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], Law], ...]]:
    """First stem → the names that begin with it as stems, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Law]]] = defaultdict(list)
    for law, row in _table():
        for name in row.get("names", ()):
            stems = tuple(stem(word.lower()) for word in _WORD.findall(name))
            found[stems[0]].append((stems, law))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in found.items()}


@cache
def _short_names() -> dict[str, _ShortName]:
    """The abbreviations by their folded form."""
    return {
        spelt.casefold(): _ShortName(spelt, law, kind == "cased")
        for law, row in _table()
        for kind in ("short", "cased")
        for spelt in row.get(kind, ())
    }
