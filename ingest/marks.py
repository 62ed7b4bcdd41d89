"""Where the §§ of minutes begin: lines that look like a § heading, and which of them are the meeting's own.

Contents lists, lists of other bodies' §§, references and law repeat '§ 27'. The meeting's own headings are the
ascending run of numbers, each with a text of its own below it, inside the range the front page gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.bodies import Bodies
from ingest.dnr import dnr_key, unlabelled
from ingest.furniture import header_kinds
from ingest.text import Line

_MARK = re.compile(
    r"^(?P<before>.{0,60}?)\s*(?:(?<!§)§\s*(?P<n1>\d{1,4})(?!\s*[-–]\s*\d)|(?P<word>paragraf|ärende)\s+(?:nr\s+)?(?P<n2>\d{1,4})"
    r"|(?<!\d)(?P<n3>\d{1,4})\s?§)(?P<year>[/:](?:19|20)?\d\d)?(?!\d)(?P<after>.*)$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"^[\s,–(-]*(?:forts|fortsättning)\b[.)]?", re.IGNORECASE)
_CONTINUED_FIRST = re.compile(
    r"^\(?(?:forts\.?|fortsättning(?:\s+av)?)\s*(?:på\s+)?§\s*(\d{1,4})\b", re.IGNORECASE
)
_CONTINUED_LAST = re.compile(
    r"^(?P<header>.{4,110}?)\s*§\s*(?P<number>\d{1,4})[\s,–(-]*(?:forts|fortsättning)\b", re.IGNORECASE
)
_ITEM = re.compile(
    r"^ärende(?:nummer|nr)?\s*(?:nr\.?\s*)?:?\s*\d{1,3}(?![\d/:–-])[.:)]?(?:\s+[–-])?\s*", re.IGNORECASE
)
_NEAR = 2
_OTHER_MARKS = re.compile(r"^(?:\s+[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}\s*§\s*\d{1,4})+")
_DNR_AHEAD = re.compile(
    r"^[\s,–:;|-]*\(?(?P<raw>(?:(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr)\b\.?\s*:?\s*)?[\w.:/-]+(?:\s[\w.:/-]+){0,3})",
    re.IGNORECASE,
)
_BARE_DNR = re.compile(
    r"^[\s,–:;|-]*(?P<raw>\d{3,6}/\d{2}|\d{1,6}/(?:19|20)\d{2}|(?:19|20)\d{2}[/-]\d{2,6})(?=\s{2,}|\s*$)"
)
"""A number without organ, which only beside a § and alone is a diarienummer: '0123/24'."""

_RANGE = re.compile(
    r"(?:paragrafer|paragrafnummer|paragraf(?=[\s:]*§))\b[\s:]*§*\s*(?P<a>\d{1,4})(?:\s*(?:[-–—]+|t\.?\s?o\.?\s?m\.?|till)\s*§*\s*(?P<b>\d{1,4}))?"
    r"|§§\s*(?P<c>\d{1,4})\s*(?:[-–—]+|t\.?\s?o\.?\s?m\.?|till)\s*(?P<d>\d{1,4})",
    re.IGNORECASE,
)
_SAYS_RANGE = re.compile(r"paragraf|^(?:protokollet )?omfattar\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"^[\s.:–|)-]+")
_OCR_SIGN = re.compile(r"^(\W{0,2})[&$](?=\s?\d{1,4}\b)")
BODIED = 10
"""The weight of a mark that text of its own follows."""

_MOST_MISSING = 12
"""So many numbers at most may be missing between two §§ of one run."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line (its index) that looks like a § heading. `dnr`: as printed on the line; `title_at`: where in the line a
    title begins, None where there is none; `continued`: '§ 28 forts.'; `style`: its outer form."""

    index: int
    number: int
    dnr: str | None = None
    title_at: int | None = None
    continued: bool = False
    style: str = ""


def read_mark(line: Line, index: int, bodies: Bodies, *, ocr: bool = False) -> Mark | None:
    """The line read as a § heading, None where it cannot be one."""
    text = _OCR_SIGN.sub(r"\1§", line.text) if ocr else line.text
    again = _continued(text)
    if again:
        return Mark(index, again, continued=True)
    item = _ITEM.match(text)
    match = (item and _MARK.match(text[item.end() :])) or _MARK.match(text)
    if match is None:
        return None
    number = int(match["n1"] or match["n2"] or match["n3"])
    after = match["after"]
    before = _before(match["before"], bodies)
    if before is None or (before and not match["n1"]) or number == 0:
        return None
    if _CONTINUED.match(after):
        return Mark(index, number, continued=True)
    others = _OTHER_MARKS.match(after)
    skipped = others.end() if others else 0
    dnr, length = dnr_ahead(after[skipped:])
    rest_at = skipped + length
    rest = _SEPARATOR.sub("", after[rest_at:])
    rest = rest[item_length(rest) :]
    if rest and not _opens_title(rest, after, bool(dnr)):
        return None
    title_at = len(line.text) - len(rest) if rest else None
    shape = "n" if match["n1"] else ("w" if match["word"] else "r")
    return Mark(index, number, dnr or _dnr_of(before), title_at, style=f"{shape}{'t' if rest else ''}")


def _continued(text: str) -> int | None:
    """The number of a § that a line says goes on: 'Forts. § 46', or '§ 46 (forts.)' at the end of a page's header."""
    if again := _CONTINUED_FIRST.match(text):
        return int(again[1])
    last = _CONTINUED_LAST.match(text)
    return int(last["number"]) if last and header_kinds(last["header"]) else None


def item_length(text: str) -> int:
    """How many characters an item's number ('Ärende 4') takes at the head of a line, what parts it from a title included."""
    match = _ITEM.match(text)
    return match.end() if match else 0


def without_items(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, where most items ('Ärende 4') stand beside a '§' those of the §§ alone: these number the paragraphs."""
    items = [mark for mark in marks if mark.style.startswith("w")]
    signed = [mark.index for mark in marks if not mark.style.startswith("w")]
    beside = sum(any(abs(mark.index - index) <= _NEAR for index in signed) for mark in items)
    if not items or beside * 2 < len(items):
        return list(marks)
    return [mark for mark in marks if not mark.style.startswith("w")]


def _before(text: str, bodies: Bodies) -> str | None:
    """What stands before '§', where it may stand there: nothing, a dnr, a body; else None."""
    bare = text.strip(" ,:–-")
    if not bare or dnr_key(bare, "X") or bodies.with_key(bare):
        return bare
    if re.fullmatch(r"[A-ZÅÄÖ]{2,8}(?:[ -][A-ZÅÄÖ]{2,4})?", bare):
        return bare
    mentions = bodies.find_all(bare)
    if mentions and mentions[0].start == 0 and mentions[0].end == len(bare) and text == text.lstrip():
        return bare
    first, _, last = bare.partition(" ")
    if bodies.with_key(first) and dnr_key(last, "X"):
        return last
    return None


def _dnr_of(before: str) -> str | None:
    return unlabelled(before) if dnr_key(before, "X") else None


def dnr_ahead(text: str) -> tuple[str | None, int]:
    """A diarienummer that `text` opens with, as printed, and how many characters it takes with its label."""
    match = _DNR_AHEAD.match(text)
    if match is None:
        return None, 0
    words = match["raw"].split(" ")
    for count in range(len(words), 0, -1):
        raw = " ".join(words[:count])
        if dnr_key(raw, "X"):
            end = match.start("raw") + len(raw)
            return unlabelled(raw), end + (text[end : end + 1] == ")")
    bare = _BARE_DNR.match(text)
    return (bare["raw"], bare.end()) if bare else (None, 0)


def _opens_title(rest: str, after: str, has_dnr: bool) -> bool:
    """Whether what follows the number can be a title: law and references go on in lower case or after a comma."""
    if after[:1] in {",", ")", ";", "a", "b", "c"} and not has_dnr:
        return False
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in "”\"“'»("


def stated_range(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The paragraphs that a front page says the minutes hold ('Paragrafer §§111-122'), None where it does not."""
    head = [line.text for line in lines[:160]]
    for at, text in enumerate(head):
        if not _SAYS_RANGE.search(text):
            continue
        for match in _RANGE.finditer(" ".join(head[at : at + 3])):
            first = int(match["a"] or match["c"])
            last = int(match["b"] or match["d"] or first)
            if first <= last < first + 400:
                return first, last
    return None


def own_marks(
    marks: Sequence[Mark], weigh: Callable[[Mark], int], limits: tuple[int, int] | None
) -> tuple[Mark, ...]:
    """The meeting's own § headings among the marks, in order.

    `weigh`: at least `BODIED` where text of its own follows a mark, the more the more it looks like a heading.
    """
    usable = [mark for mark in marks if not mark.continued]
    if limits and (inside := [mark for mark in usable if limits[0] <= mark.number <= limits[1]]):
        usable = inside
    weights = {mark.index: weigh(mark) for mark in usable}
    styles = Counter(mark.style for mark in usable if weights[mark.index] >= BODIED)
    usual = styles.most_common(1)[0][0] if styles else ""
    return _best_run(usable, weights, usual)


def _best_run(marks: Sequence[Mark], weights: dict[int, int], usual: str) -> tuple[Mark, ...]:
    """The ascending run of most weight: a text below it and the usual form speak for a mark, gaps against a run."""
    weight: list[float] = []
    link: list[int | None] = []
    best_of: dict[int, int] = {}
    for place, mark in enumerate(marks):
        own = weights[mark.index] + (3 if mark.style == usual else 0)
        best, before = 0.0, None
        may_jump = weights[mark.index] >= BODIED and mark.style == usual
        for missing in range(_MOST_MISSING + 1 if may_jump else 1):
            other = best_of.get(mark.number - 1 - missing)
            gain = weight[other] - (2 + missing if missing else 0) if other is not None else 0
            if gain > best:
                best, before = gain, other
        weight.append(own + best)
        link.append(before)
        known = best_of.get(mark.number)
        if known is None or weight[place] > weight[known]:
            best_of[mark.number] = place
    if not weight or max(weight) < BODIED:
        return ()
    at: int | None = max(range(len(weight)), key=lambda end: weight[end])
    run: list[Mark] = []
    while at is not None:
        run.append(marks[at])
        at = link[at]
    return tuple(reversed(run))
