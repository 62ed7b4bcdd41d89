"""Persons as a front page lists them: name, party, role, the §§ attended, whom they replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.lines import sign
from ingest.model import Person
from ingest.text import Line

_PARTY = re.compile(r"\(\s*(-|–|[A-ZÅÄÖa-zåäö]{1,5})\s*\)")
_NOT_A_PARTY = frozenset(
    {"-", "–", "ordf", "vice", "sekr", "adj", "chef", "tf", "ers", "ej", "del", "punkt", "kl"}
)
_NAME = re.compile(
    r"^(?:[A-ZÅÄÖÉÜ][\wåäöÅÄÖéÉü'’.-]*)(?:\s+(?:(?:von|af|de|van|der|den|la|al)\s+)?[A-ZÅÄÖÉÜ][\wåäöÅÄÖéÉü'’.-]*)*"
)
_PARAGRAPHS = re.compile(
    r"(?P<ej>\b(?:ej|utom)\s+)?§{1,2}\s*(?P<list>\d{1,4}(?:\s*(?:[-–—]|,|och|samt)\s*§*\s*\d{1,4})*)"
)
_ITEMS = re.compile(
    r",?\s*\bärende(?:n|na)?\s+\d{1,3}(?:\s*(?:[-–—]|,|och|samt)\s*\d{1,3})*\b", re.IGNORECASE
)
_PARTLY = re.compile(r",?\s*\bdel(?:ar)? av\b\s*$", re.IGNORECASE)
_REPLACES = re.compile(
    r"\(?\b(?:tj(?:änst)?g(?:örande|ör)?\.?\s*)?(?:ersätter|ersättare\s+för|ers\.?\s+för|ers\.?\s+(?=[A-ZÅÄÖ])|i\s+stället\s+för|"
    r"tjänstgör\s+för|för(?=\s+[A-ZÅÄÖ]))\s*:?\s*",
    re.IGNORECASE,
)
_ROLE_FIRST = re.compile(
    r"^(?P<role>(?:(?:\d:e|förste|andre|1:e|2:e)\s+)?(?:vice\s+)?ordförande|ledamot|ersättare|[a-zåäöA-ZÅÄÖ]*"
    r"(?:direktör|sekreterare|chef|ekonom|controller|handläggare|utredare|strateg|jurist|samordnare|ingenjör|arkitekt|rektor|ledare))"
    r"(?P<the>e?n)?\s*:?\s+(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?<=\))\s*(?:,|;|\boch\b|\bsamt\b)\s*(?=[A-ZÅÄÖ])|;\s*(?=[A-ZÅÄÖ])|,\s*(?=[A-ZÅÄÖ][^,()]*\((?:[A-ZÅÄÖ]{1,5}|-)\))"
)
_NEXT = re.compile(
    r"\s+(?=[A-ZÅÄÖ][\wåäö’'-]+ (?:(?:von|af|de) )?[A-ZÅÄÖ][\wåäö’'-]+(?:,| \((?:[A-ZÅÄÖ]{1,5}|-)\)))"
)
"""Where the next person of a list without separators may begin: before a name that has its own party or role."""

_NEXT_ROLE = re.compile(
    r",\s*(?=[a-zåäö]*(?:direktör|chef|sekreterare|ekonom|jurist|strateg|handläggare|ingenjör|rektor)(?:e?n)?\s+[A-ZÅÄÖ])"
)
"""Where the next one begins in a list of offices before names."""

_ENDS = re.compile(
    r"(?:\)|\d|(?<![\w’'-])(?!(?:för|av|ersätter|ers|tjg|von|af|de|och|samt)$)[a-zåäö][\w-]*)$"
)
"""How the person before ends: with a party, a §, or a role."""

_BY_PARTY = re.compile(r"^(?P<party>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}):\s+(?=[A-ZÅÄÖ])")
_ROLE_ALONE = re.compile(
    r"^(?P<role>(?:(?:\d:e|förste|andre|1:e|2:e)\s+)?(?:vice\s+)?ordförande|sekreterare)n?\s*:?$|^(?:ledamöter(?:na)?|ledamot|(?:tjänstgörande\s+)?ersättar(?:e|na)|beslutande)\s*:?$",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"\bpunkt(?:en|er|erna)?(?:\s*(?:[-–—]|\boch\b|\bsamt\b)?\s*\b(?:[A-ZÅÄÖ]|\d{1,3})\b)+(?:\s*:)?"
)
"""The point of the agenda that somebody came for: 'punkt A', 'punkterna 3–5'."""

_COUNT = re.compile(r"\d+\s")
_NUMBERS = re.compile(r"\d{1,4}(?:\s*[-–—,]|$)")
_DOTS = re.compile(r"[._…]{3,}|_{2,}")


def read_people(lines: Iterable[Line]) -> tuple[Person, ...]:
    """The persons of a list, one a line or several parted after their parties."""
    listed = tuple(lines)
    if sum(bool(_BY_PARTY.match(line.text)) for line in listed) > 1:
        return tuple(_by_party(listed))
    people = []
    above: str | None = None
    for text in _entries(listed):
        if alone := _ROLE_ALONE.match(text):
            above = (alone["role"] or "").casefold() or None
            continue
        person = read_person(text)
        if person:
            people.append(replace(person, role=person.role or above))
            above = None
    return tuple(people)


def _by_party(lines: Iterable[Line]) -> Iterable[Person]:
    """The persons of a list of attendance: 'S: Ada Ek, Bo Al' and what goes on below."""
    groups: list[tuple[str, str]] = []
    for line in lines:
        text = " ".join(line.text.split())
        if opened := _BY_PARTY.match(text):
            groups.append((opened["party"], text[opened.end() :]))
        elif groups:
            groups[-1] = (groups[-1][0], f"{groups[-1][1]} {text}")
    for party, names in groups:
        for entry in names.split(","):
            if person := read_person(entry.strip()):
                yield replace(person, party=person.party or party)


def _entries(lines: Iterable[Line]) -> list[str]:
    """The text of each person's entry; a bracket left open and a line that begins with 'ersätter' go on."""
    entries: list[str] = []
    for line in lines:
        text = " ".join(_DOTS.sub(" ", line.text[len(sign(line.text)) :]).split())
        if not text:
            continue
        open_bracket = bool(entries) and entries[-1].count("(") > entries[-1].count(")")
        goes_on = bool(entries) and bool(
            text[:1].islower()
            or text[:1] in "(§"
            or _NUMBERS.match(text)
            or entries[-1].endswith((",", " och", "§", "–", "-"))
        )
        if open_bracket or goes_on:
            entries[-1] += f" {text}"
        else:
            entries.append(text)
    parted = [part for entry in entries for part in _BETWEEN.split(entry)]
    return [part.strip(" ,;") for entry in parted for part in _apart(entry) if part.strip(" ,;")]


def _apart(entry: str) -> list[str]:
    """The persons of an entry without separators; one that opens with a role is one person."""
    if _ROLE_FIRST.match(entry):
        return _NEXT_ROLE.split(entry)
    cuts = [match.start() for match in _NEXT.finditer(entry) if _ENDS.search(entry[: match.start()])]
    return [entry[start:end] for start, end in zip([0, *cuts], [*cuts, len(entry)], strict=True)]


def read_person(text: str) -> Person | None:
    """One entry read: 'Adam Berg (KD) §§115-122 ersätter Eva Lind (SD)'; None where it holds no name, or only
    how many came."""
    paragraphs = _attended(text)
    rest = " ".join(_PARTLY.sub(" ", _ITEMS.sub(" ", _PARAGRAPHS.sub(" ", text))).split())
    replaces, stated = None, ""
    if match := _REPLACES.search(rest):
        named = _NAME.match(rest[match.end() :])
        replaces = named[0].strip(" ,.") if named else None
        stated = rest[match.start() :].strip("() ")
        rest = rest[: match.start()]
    first = _ROLE_FIRST.match(rest)
    role = (first["role"].casefold() if first["the"] else first["role"]) if first else ""
    rest = rest[first.end() :] if first else rest
    party = next(
        (found[1] for found in _PARTY.finditer(rest) if found[1].casefold() not in _NOT_A_PARTY), None
    )
    name = _NAME.match(rest)
    if name is None and party is None and _COUNT.match(rest):
        return None
    if name is None:
        name = re.match(r"^[^,(]+", rest)
    if name is None or len(name[0].strip()) < 3:
        return None
    left = _PARTY.sub(" ", rest[name.end() :])
    role = role or " ".join(_POINT.sub(" ", re.sub(r"[(),]+", " ", left)).split())
    shown = party.upper() if party and party.islower() else party
    if stated and replaces is None:
        role = " ".join(f"{role} {stated}".split()).casefold()
    return Person(name[0].strip(" ,."), shown, role or None, paragraphs, replaces)


def _attended(text: str) -> tuple[int, ...]:
    """The §§ that an entry names, ranges counted out; none where it says which were not attended."""
    numbers: list[int] = []
    for match in _PARAGRAPHS.finditer(text):
        if match["ej"]:
            continue
        for part in re.split(r",|och|samt", match["list"]):
            ends = [int(number) for number in re.findall(r"\d+", part)]
            if len(ends) == 2 and 0 <= ends[1] - ends[0] < 400:
                numbers.extend(range(ends[0], ends[1] + 1))
            else:
                numbers.extend(ends)
    return tuple(dict.fromkeys(numbers))


def names_only(lines: Sequence[Line]) -> tuple[str, ...]:
    """Names of a short list such as the adjusters', parties left out."""
    names: dict[str, None] = {}
    for text in _entries(lines):
        for part in re.split(r",|\boch\b|\bsamt\b|(?<=\))\s", text):
            name = _NAME.match(_PARTY.sub(" ", part).strip())
            if name and " " in name[0].strip():
                names[" ".join(name[0].split()).strip(" ,.")] = None
    return tuple(names)
