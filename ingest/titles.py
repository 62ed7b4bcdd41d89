"""The heading of a §: number, diarienummer and title, over as many lines as they take."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.dnr import dnr_key, find_dnrs, unlabelled
from ingest.headings import HeadingMatch
from ingest.kommunfile import KommunConfig
from ingest.lines import ends_sentence, folded, part, sign, starts_block
from ingest.marks import Mark, dnr_ahead, item_length
from ingest.model import SectionKind
from ingest.text import HYPHENS, Line, Text, join

_MOST_LINES = 5
_LONG = 55
_GOES_ON = re.compile(
    r"(?:[-–,&/]|\b(?:och|eller|för|av|i|till|om|med|på|samt|från|angående|avseende|gällande|mellan))$"
)
_TITLE_DNR = re.compile(
    r"[\s,–-]*\((?:dnr\s*)?(?P<raw>[^()]{4,24})\)\s*$|[\s,–-]+dnr\.?:?\s*(?P<late>\S.{3,22})$", re.IGNORECASE
)
_STOPS = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.BAKGRUND, SectionKind.RECIPIENTS})


@dataclass(frozen=True, slots=True)
class Head:
    """A § heading as read. `start` and `end`: the lines it takes (end not included)."""

    number: int
    title: str
    heading: Text
    dnr: str | None
    start: int
    end: int


def only_dnr(text: str) -> str | None:
    """The diarienummer of a line that holds nothing else, as printed without its label."""
    bare = text.strip()
    if len(bare) > 60 or not dnr_key(bare, "X"):
        return None
    raw = unlabelled(bare)
    return raw if raw != bare.strip("()[] ") or dnr_key(raw) else None


def read_head(
    lines: Sequence[Line], mark: Mark, stop: int, config: KommunConfig, known: Mapping[int, str]
) -> Head:
    """The heading that begins at `mark`; `known`: titles by number as a contents list gives them."""
    start = mark.index
    dnr = mark.dnr
    title: list[Line] = []
    if start and (length := item_length(lines[start - 1].text)):
        item = part(lines[start - 1], length)
        if not item.text or (item.text[0].isupper() and not ends_sentence(item.text)):
            start -= 1
            title += [item] if item.text else []
    if start and dnr is None and (above := only_dnr(lines[start - 1].text)):
        dnr, start = above, start - 1
    if mark.title_at is not None and _has_letter(lines[mark.index].text[mark.title_at :]):
        title.append(part(lines[mark.index], mark.title_at))
    at = mark.index + 1
    while at < stop and at - mark.index <= _MOST_LINES + 2:
        line = lines[at]
        if not title and (length := item_length(line.text)):
            title += [rest for rest in (part(line, length),) if rest.text]
        elif found := _dnr_line(line, dnr):
            dnr, rest = found
            if rest is not None:
                title.append(rest)
        elif not _goes_on(lines, at, stop, title, config, known.get(mark.number, "")):
            break
        else:
            title.append(line)
        at += 1
    words = join(replace(line, gap=0) for line in title).value.replace("\n", " ")
    words, dnr = _without_dnr(words, dnr)
    listed = known.get(mark.number, "")
    if folded(listed) == folded(words):
        words = listed  # a contents list has the title on one line, with its own hyphens and no line end's
    return Head(mark.number, words, join(lines[start:at]), dnr, start, at)


def _dnr_line(line: Line, known: str | None) -> tuple[str, Line | None] | None:
    """A line that holds a diarienummer, or opens with a labelled one before the title."""
    raw = only_dnr(line.text)
    if raw:
        return known or raw, None
    if re.match(r"\(?(?:dnr|diarienummer|diarienr|ärendenr|ärendenummer)\b", line.text, re.IGNORECASE):
        raw, length = dnr_ahead(line.text)
        rest = part(line, length)
        if raw:
            return known or raw, rest if rest.text[:1].isalnum() and _has_letter(rest.text) else None
    return None


def _has_letter(text: str) -> bool:
    """Whether it can be a title: what stands after a diarienummer may be a mere code of the kommun's filing plan."""
    return any(character.isalpha() for character in text)


def _goes_on(
    lines: Sequence[Line], at: int, stop: int, title: list[Line], config: KommunConfig, known: str
) -> bool:
    """Whether the line at `at` belongs to the title read so far."""
    line = lines[at]
    match = config.headings.match(line.text, config.bodies)
    if not title:
        return not _begins_text(line, match)
    if match is not None or len(title) >= _MOST_LINES:
        return False
    so_far, wanted = folded(join(title).value), folded(known)
    if wanted and wanted.startswith(so_far):
        return wanted != so_far and wanted.startswith(folded(join([*title, line]).value))
    broken = title[-1].text[-1:] in HYPHENS or bool(_GOES_ON.search(title[-1].text))
    if line.gap > 0:
        return broken and line.gap == 1 and line.text[0].islower()
    if ends_sentence(line.text) and len(line.text) > _LONG and not broken:
        return False
    return broken or line.text[0].islower() or _set_apart(lines, at, stop, title, config)


def _begins_text(line: Line, match: HeadingMatch | None) -> bool:
    """Whether a line below the number is text already, so that no title stands there."""
    if match is not None:
        return match.kind in _STOPS
    if ends_sentence(line.text) and len(line.text.split()) > 4:
        return True
    return bool(sign(line.text)) and line.text[:1] not in "–-"


def _set_apart(lines: Sequence[Line], at: int, stop: int, title: list[Line], config: KommunConfig) -> bool:
    """Whether title and line are a block of their own, closed by a blank line or a heading, of title length."""
    if len(title[-1].text) < _LONG and sign(lines[at].text):
        return False
    end = at
    while end < stop and lines[end].gap == 0 and not config.headings.match(lines[end].text, config.bodies):
        if starts_block(lines[end - 1], lines[end]) or ends_sentence(lines[end].text):
            return False
        end += 1
        if end - at + len(title) > _MOST_LINES:
            return len(title[-1].text) >= _LONG
    return end < stop or len(title[-1].text) >= _LONG


def _without_dnr(title: str, dnr: str | None) -> tuple[str, str | None]:
    """A diarienummer in brackets at the end of a title taken out of it."""
    match = _TITLE_DNR.search(title)
    if match:
        raw = match["raw"] or match["late"]
        if dnr_key(raw, "X") and (find_dnrs(raw) or dnr_key("dnr " + raw, "X")):
            return title[: match.start()].rstrip(" ,–-"), dnr or unlabelled(raw)
    if dnr is None and (found := find_dnrs(title)) and found[-1].end == len(title):
        return title[: found[-1].start].rstrip(" ,–-"), found[-1].raw
    return title.strip(" –:"), dnr


def title_above(lines: Sequence[Line], mark: Mark, floor: int) -> tuple[int, int]:
    """The block of short lines right above a § heading (start, end) that can be its title; empty where none is."""
    end = mark.index
    while end > floor and only_dnr(lines[end - 1].text):
        end -= 1
    start = end
    while start > floor and end - start < 3:
        line = lines[start - 1]
        if ends_sentence(line.text) or sign(line.text) or len(line.text) > 110:
            break
        start -= 1
        if line.gap > 0:
            break
    return start, end
