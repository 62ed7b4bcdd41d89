"""A decision cut into its points: list items, att-satser, or blocks of running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.lines import ends_sentence, part, sign, sign_class, starts_block
from ingest.text import Line, Text, join

_LEAD_IN = re.compile(
    r"(?:\b(?:beslutar|beslutade|beslutas|besluta|beslut|föreslår|föreslå|föreslås|yrkar|följande|att|enligt följande|för egen del)"
    r"|\b(?:kommun)?(?:fullmäktige|styrelsen)|nämnden|utskottet)\s*,?\s*(?:dels)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^(?:i enlighet med|enligt|med bifall till)\s(?:[^.\n]{1,90}?\s)?(?:förslag|yrkande|hemställan)(?:t|et)?(?:\s+(?:från|av)\s[^.:\n]{1,60})?\s*:?$",
    re.IGNORECASE,
)
"""'Enligt kontorets förslag:' opens a decision and is none."""

_LEAD_VERB = re.compile(r"\b(?:beslut\w*|föreslå\w*)\b", re.IGNORECASE)
_JOINING = re.compile(r"(?:\s*[,;]\s*(?:samt|och|dels)?|\s+(?:samt|och))$")
"""What only ties a point to the next one."""

_LED = re.compile(
    r"^(?P<lead>[A-ZÅÄÖ][^.,:;\n]{1,90}?\b(?:beslutar|beslutade|besluta|föreslår(?:\s[\w-]+){0,3}))\s+(?=att\s)"
)
"""Opening words with the first clause right after them: 'Nämnden beslutar att …'."""

_CLAUSE = re.compile(r"[,;]\s+(?:samt\s+|dels\s+|och\s+)?(?=att\s)|\s+samt\s+(?=att\s)")
_ATT = "att"
_CHANGES = re.compile(
    r"^(?:följande\s+(?:ärenden?|punkt(?:er)?)\s+)?(?:utgår|tillkommer|läggs\s+till|tas\s+bort|stryks|flyttas)(?:\s+(?:från|till|i)\s+\w+)?\s*:?$|"
    r"^(?:utgående|tillkommande|tillagda|extra|nya|borttagna)\s+(?:ärenden?|punkt(?:er)?)\s*:?$|"
    r"^(?:ärenden?|punkt(?:er)?)\s+som\s+(?:utgår|tillkommer)\s*:?$",
    re.IGNORECASE,
)
"""What heads a list of what an agenda loses or gains: the list belongs to the decision on the agenda."""

_NARROW = 60
_WHOLE = 130
_ANNOUNCES = re.compile(
    r"\b(?:anmäls|redovisas|föreligger|framgår|informeras|delges|anmäler|redovisar)\b[^.]*:", re.IGNORECASE
)
"""What only leads over to a list below the decision."""


@dataclass(frozen=True, slots=True)
class RawPoint:
    """One point's text, and the opening words it stands under ('Kommunstyrelsen beslutar att')."""

    text: Text
    lead: str = ""


def split_points(lines: Sequence[Line]) -> tuple[RawPoint, ...]:
    """The points of a decision in order, without their bullets and numbers."""
    if changes := [at for at, line in enumerate(lines) if _CHANGES.match(_unsigned(line.text))]:
        return _with_changes(lines, changes)
    classes = _classes(lines)
    first = next((at for at, name in enumerate(classes) if name), None)
    if first is None:
        return tuple(clause for block in _blocks(lines) for clause in _clauses(block))
    before, listed = lines[:first], lines[first:]
    lead = join(before).value
    if lead and not _is_lead(lead):
        if lead.endswith(":"):
            return (RawPoint(_text([*before, *listed])),)
        blocks = _blocks(before)
        if classes[first] == _ATT and blocks and (led := _LED.match(blocks[-1].text.value)):
            opened = RawPoint(blocks[-1].text.slice(led.end(), len(blocks[-1].text.value)), led["lead"])
            items = _items(listed, classes[first:], led["lead"])
            led_points = (clause for point in (opened, *items) for clause in _parted(point, 0))
            return (*blocks[:-1], *map(_without_tail, led_points))
        return (*blocks, *_items(listed, classes[first:], ""))
    return _items(listed, classes[first:], lead)


def _with_changes(lines: Sequence[Line], changes: Sequence[int]) -> tuple[RawPoint, ...]:
    """The points of a decision on an agenda, the last of which takes the lists of its changes."""
    apart = [replace(line, gap=2) if at in changes else line for at, line in enumerate(lines)]
    before = _classes(lines[: changes[0]])
    start = max((at for at, name in enumerate(before) if name), default=0)
    return (*split_points(lines[:start]), RawPoint(_text(apart[start:])))


def _unsigned(text: str) -> str:
    """A line without the sign that it opens with."""
    return text[len(sign(text)) :].strip()


def _is_lead(text: str) -> bool:
    """Whether text only opens a list of decisions and decides nothing itself."""
    last = re.split(r"(?<=[.!?])\s+", text)[-1]
    if _ACCORDING.match(last):
        return True
    if last.endswith(",") and _LED.match(last) and not re.search(r"\bföreslå\b", last):
        return False  # a first clause already
    return bool(_LEAD_IN.search(last)) and bool(_LEAD_VERB.search(last))


def _classes(lines: Sequence[Line]) -> list[str]:
    """For each line the sort of list item it opens, '' where it goes on."""
    found = []
    width = max([_NARROW, *(len(line.text) for line in lines)])
    for at, line in enumerate(lines):
        name = sign_class(line.text)
        if not name and re.match(r"att\s", line.text, re.IGNORECASE):
            before = lines[at - 1] if at else None
            if (
                before is None
                or line.gap
                or before.text.endswith((".", ",", ";", ":"))
                or _is_lead(before.text)
                or len(before.text) < 0.75 * width
                or re.search(r"\b(?:och|samt|dels)$", before.text)
            ):
                name = _ATT
        found.append(name)
    return found


def _items(lines: Sequence[Line], classes: Sequence[str], lead: str) -> tuple[RawPoint, ...]:
    """List items of the outermost sort; items of another sort belong to the one above them."""
    groups: list[list[Line]] = []
    for line, name in zip(lines, classes, strict=True):
        opens = name == classes[0]
        block = (
            not name and bool(groups) and starts_block(groups[-1][-1], line) and not sign(groups[-1][-1].text)
        )
        if opens or block or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(RawPoint(_text(group), lead) for group in groups)


def _blocks(lines: Sequence[Line]) -> tuple[RawPoint, ...]:
    """Blocks of running text; one that ends in a colon takes what follows, one that only opens is left out."""
    groups: list[list[Line]] = []
    width = max((len(line.text) for line in lines), default=0)
    for line in lines:
        previous = groups[-1][-1] if groups else None
        new = previous is not None and (starts_block(previous, line) or _closed_short(previous, line, width))
        if previous is None or _closes_lead(groups[-1]) or (new and not _open_list(groups[-1])):
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups) == 1 and _closes_lead(groups[0]):
        return ()
    lead = ""
    points: list[RawPoint] = []
    for group in groups:
        text = _text(group)
        if len(groups) > 1 and _is_lead(text.value) and group is not groups[-1]:
            lead = text.value
        elif points and _ANNOUNCES.search(text.value.split(".")[0]):
            break
        else:
            points.append(RawPoint(text, lead))
    return tuple(points)


def _clauses(point: RawPoint) -> tuple[RawPoint, ...]:
    """A sentence of several att-satser as a point each; any other as it is."""
    led = _LED.match(point.text.value)
    parts = _parted(replace(point, lead=led["lead"]), led.end()) if led else ()
    return parts if len(parts) > 1 else (point,)


def _parted(point: RawPoint, start: int) -> tuple[RawPoint, ...]:
    """The att-satser of a point's text from `start`."""
    value = point.text.value
    cuts = list(_CLAUSE.finditer(value, start))
    starts = [start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(value)]
    return tuple(
        replace(point, text=point.text.slice(first, end)) for first, end in zip(starts, ends, strict=True)
    )


def _without_tail(point: RawPoint) -> RawPoint:
    """A point without the words that tie it to the next."""
    tail = _JOINING.search(point.text.value)
    return replace(point, text=point.text.slice(0, tail.start())) if tail else point


def _open_list(group: Sequence[Line]) -> bool:
    """Whether a block has opened a list that what follows belongs to."""
    text = join(group).value
    return any(line.text.endswith(":") for line in group) and not _is_lead(text)


def _closes_lead(group: Sequence[Line]) -> bool:
    """Whether a block is opening words with a colon, so that the next line begins what is decided."""
    text = join(group).value
    return text.endswith(":") and bool(_ACCORDING.match(text))


def _closed_short(previous: Line, line: Line, width: int) -> bool:
    """Whether a line set without blank lines closes its block: a sentence that ends well before the margin."""
    whole_lines = width > _WHOLE  # a format without printed lines has a block a line
    return (
        ends_sentence(previous.text)
        and line.text[:1].isupper()
        and (whole_lines or len(previous.text) < 0.8 * width)
    )


def _text(lines: Sequence[Line]) -> Text:
    """The lines of a point as text, without the sign it opens with."""
    first = lines[0]
    head = part(first, len(sign(first.text))) if sign(first.text) else first
    rest = [head, *lines[1:]] if head.text else [replace(line, gap=0) for line in lines[1:]]
    text = join(rest)
    tail = _JOINING.search(text.value)
    return text.slice(0, tail.start()) if tail else text
