"""Lists inside a §: who gets the decision, who prepared the matter, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.lines import part, sign, sign_class
from ingest.model import SectionKind
from ingest.parts import Part
from ingest.text import HYPHENS, Line, join

_COMMA = re.compile(r"[,;]\s*(?![^(]*\))")
_PREPARED = re.compile(
    r"^(?:beredande\s+(?:tjänste(?:person|man|män)\w*|handläggare)|(?:ansvarig\s+)?handläggare|föredragande\s+tjänste\w+|"
    r"ansvarig\s+tjänste\w+)\s*(?:[:;]\s*|\s{1,3}(?=[A-ZÅÄÖ]))(?P<names>.*)$",
    re.IGNORECASE,
)
_PREPARERS = re.compile(r"^(?:beredningsansvarig|ansvariga? handläggare|handläggare)", re.IGNORECASE)
_A_NAME = re.compile(r"[A-ZÅÄÖ][\w’'-]+(?: (?:(?:von|af|de) )?[A-ZÅÄÖ][\w’'-]+){1,3}(?:,|$)")
_WRAPS = re.compile(r"(?:[-–,&/(]|\b(?:och|samt|eller|för|av|i|till|om|med|angående|gällande))$")
_PAGE_MARK = re.compile(r"^(?:sida?\s*)?\d{1,4}\s*(?:\(\d+\)|av\s+\d+)?$", re.IGNORECASE)


def items(lines: Sequence[Line]) -> list[str]:
    """List items as text: by their bullets where there are any, else a line each, wrapped lines joined."""
    marked = any(sign_class(line.text) for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        opens = bool(sign_class(line.text)) if marked else not groups or not _wraps(groups[-1][-1], line)
        if opens or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [text for group in groups if (text := _item(group))]


def _wraps(previous: Line, line: Line) -> bool:
    """Whether a line without bullet goes on in the next: divided, ending in a joining word, or the next in lower case."""
    if previous.text[-1:] in HYPHENS or _WRAPS.search(previous.text):
        return line.gap <= 1
    return line.gap == 0 and line.text[:1].islower() and len(previous.text) > 40


def _item(group: Sequence[Line]) -> str:
    first = part(group[0], len(sign(group[0].text)))
    return join(replace(line, gap=0) for line in (first, *group[1:])).value.strip(" ,;")


def recipients(parts: Iterable[Part]) -> tuple[str, ...]:
    """Whom the decision is sent to, one entry each, in order, each once."""
    found: dict[str, None] = {}
    for item in parts:
        if item.kind is not SectionKind.RECIPIENTS:
            continue
        for text in items([line for line in item.lines if not _PAGE_MARK.match(line.text)]):
            for name in _COMMA.split(text):
                bare = name.strip(" .;:-–•")
                if bare and len(bare) <= 120:
                    found[bare] = None
    return tuple(found)


def prepared_by(lines: Iterable[Line], parts: Iterable[Part] = ()) -> tuple[str, ...]:
    """Who prepared the matter, as 'Beredande tjänsteperson:' or 'Handläggare' names them, on its line or below."""
    names: dict[str, None] = {}
    for line in lines:
        match = _PREPARED.match(line.text)
        if match:
            for name in re.split(r",\s*|\s+och\s+|\s+samt\s+", match["names"]):
                if re.match(r"[A-ZÅÄÖ]", name.strip()):
                    names[name.strip(" .;")] = None
    for item in parts:
        if _PREPARERS.match(item.heading.value):
            names.update((text.split(",")[0], None) for text in items(item.lines) if _A_NAME.match(text))
    return tuple(names)


def underlag(parts: Iterable[Part]) -> tuple[str, ...]:
    """The documents that the decision rests on, as listed."""
    return tuple(
        text
        for item in parts
        if item.kind is SectionKind.UNDERLAG
        and item.heading.value.casefold().strip(" :") != "delegationsbeslut"
        for text in items(item.lines)
    )
