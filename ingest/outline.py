"""Which lines of a document are its headings, where the format itself does not say so.

A heading is told by its form: a number ('2.1 Avgifter'), capitals, or a short line that opens with a capital, ends
without punctuation and stands apart from the text above and below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import ends_in_number, is_row, usual_width
from ingest.goal_lines import opens_goal
from ingest.goal_words import GOAL_LABEL
from ingest.model import Heading
from ingest.text import Line, bullet

_NUMBERED = re.compile(r"^(?:Kapitel |Kap\.? |Bilaga |Del )?(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÅÄÖ])")
_RECIPIENTS = re.compile(r"skickas till|expediera|delges|kopia till|^till:", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_HEADING = re.compile(r"^(?:Figur|Bild) \d|@|www\.|https?:|\.\.\.|^[-–_=*.\s]+$|_{3,}")
_KEY_VALUE = re.compile(r"^[^:]{2,40}:\s+\S")
_COMMON = re.compile(
    r"^(?:inledning|bakgrund|syfte|sammanfattning|ärendebeskrivning|ärendet|beredning|motivering|uppdrag|"
    r"förslag till beslut|förvaltningens (?:yttrande|förslag)|ekonomi|ekonomisk[a]? (?:bedömning|konsekvenser)|"
    r"beslutsunderlag|bilagor|uppföljning|omfattning|ansvar|definitioner|allmänt|övrigt|mål|vision|"
    r"beslutet (?:ska )?skickas till|expedieras till|nuläge|analys|slutsats(?:er)?|ikraftträdande)$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:\b(?:och|eller|samt|av|för|med|den|det|ett|en|i|på|till|om|att|som|vid|från)|[,–-])\s*$"
)
"""How a line ends that goes on in the next."""

_LONG_WORD = re.compile(r"\w{4,}")

_PLAIN = 2
"""Level of a heading without number."""

LONGEST = 110
"""Characters of the longest heading, over all its lines."""


@dataclass(frozen=True, slots=True)
class Found:
    """Lines `first` to `last` (not included) are a heading of `level`; 1 is the top.

    `begins`: the line its section begins with, where text of it stands above the heading (a title under a table)."""

    first: int
    last: int
    level: int
    begins: int | None = None

    @property
    def start(self) -> int:
        """The first line of the section."""
        return self.first if self.begins is None else self.begins


def find_headings(lines: Sequence[Line]) -> tuple[Found, ...]:
    """The headings among the lines of a document, in order."""
    page = _Sheet(lines)
    found: list[Found] = []
    index = 0
    while index < len(lines):
        below = bool(found) and found[-1].last == index and not _third(found)
        length = page.heading_length(index, after_heading=below)
        if length:
            found.append(Found(index, index + length, _level(lines[index].text)))
        index += max(length, 1)
    return _with_chapters(lines, found)


def _with_chapters(lines: Sequence[Line], found: Sequence[Found]) -> tuple[Found, ...]:
    """A heading right above another, without number and without text of its own, is the chapter of those below it."""
    following = [*(heading.first for heading in found[1:]), len(lines)]
    return tuple(
        replace(heading, level=1) if heading.level == _PLAIN and heading.last == after else heading
        for heading, after in zip(found, following, strict=False)
    )


def is_usual(text: str) -> bool:
    """Whether a line is a heading that letters and reports commonly have ('Bakgrund', 'Förslag till beslut')."""
    return bool(_COMMON.match(text.strip()))


def _third(found: Sequence[Found]) -> bool:
    """Whether the last two headings follow each other: a third is a list of short lines, not an outline."""
    return len(found) > 1 and found[-2].last == found[-1].first


def marked_headings(headings: Sequence[Heading], lines: Sequence[Line]) -> tuple[Found, ...]:
    """The lines that the headings of the format cover; headings on furniture that was removed fall away."""
    found: list[Found] = []
    for heading in headings:
        span = heading.span
        covered = [
            index
            for index, line in enumerate(lines)
            if line.page == span.page and line.start < span.end and span.start < line.end
        ]
        if covered and (not found or covered[0] >= found[-1].last):
            found.append(Found(covered[0], covered[-1] + 1, heading.level))
    return tuple(found)


def heading_name(text: str) -> str:
    """A heading as people say it: without bullet and final colon."""
    return (
        text[len(bullet(text)) :].strip().rstrip(":").strip() if not _NUMBERED.match(text) else text.strip()
    )


def _level(text: str) -> int:
    numbered = _NUMBERED.match(text.strip())
    if numbered:
        return numbered.group(1).count(".") + 1
    return 1 if text.strip().isupper() else _PLAIN


class _Sheet:
    """The lines of one document with what is usual in it: full width, and whether blank lines stand everywhere."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.width = usual_width(lines)
        spaced = sum(1 for line in lines if line.gap)
        self.usual_gap = 1 if lines and spaced > 0.7 * len(lines) else 0

    def apart(self, index: int) -> bool:
        """Whether line `index` stands apart from the one before it: a gap, another page, or the start."""
        if index in (0, len(self.lines)):
            return True
        if _OPEN_END.search(self.lines[index - 1].text):
            return False
        line = self.lines[index]
        return line.gap > self.usual_gap or line.page != self.lines[index - 1].page

    def heading_length(self, index: int, *, after_heading: bool) -> int:
        """How many lines the heading at `index` takes; 0 where there is none."""
        if not self._may_open(index):
            return 0
        length = self._wrapped(index)
        text = " ".join(line.text.strip() for line in self.lines[index : index + length])
        if len(text) > LONGEST or not _ends_like_heading(text) or not self._may_follow(index + length):
            return 0
        return length if self._stands_out(index, length, text, after_heading=after_heading) else 0

    def _may_open(self, index: int) -> bool:
        text = self.lines[index].text.strip()
        if opens_goal(text) or GOAL_LABEL.match(text) or _NOT_HEADING.search(text) or is_row(text):
            return False
        if bullet(text) and not _NUMBERED.match(text):
            return text.endswith(":") and len(text.split()) <= 8
        letters = sum(character.isalpha() for character in text)
        return letters >= 3 and letters > len(text) / 2 and (text[0].isupper() or bool(_NUMBERED.match(text)))

    def _wrapped(self, index: int) -> int:
        """Lines of a heading that runs over the margin: each goes on in small letters, none fills the width."""
        length = 1
        while index + length < len(self.lines) and length < 3:
            before, line = self.lines[index + length - 1], self.lines[index + length]
            text = line.text.strip()
            open_bracket = before.text.count("(") > before.text.count(")")
            if self.apart(index + length) or len(text) > 0.8 * self.width:
                break
            if (
                not (text[:1].islower() or open_bracket or _YEAR.fullmatch(text))
                or before.text.strip()[-1:] in ".:"
            ):
                break
            length += 1
        return length

    def _may_follow(self, index: int) -> bool:
        """Whether the line after a heading can be the start of its text."""
        if index >= len(self.lines):
            return False
        text = self.lines[index].text.strip()
        return not text[:1].islower() and (
            sum(c.isalpha() for c in text) >= 4 or is_row(text) or self.apart(index)
        )

    def _stands_out(self, index: int, length: int, text: str, *, after_heading: bool) -> bool:
        following = self.lines[index + length].text.strip()
        above, below = self.apart(index), self.apart(index + length)
        if _KEY_VALUE.match(text):
            return above and below and not text[-1].isdigit() and not _KEY_VALUE.match(following)
        if after_heading and is_usual(following) and not above:
            return False
        if ends_in_number(text) and (is_row(following) or ends_in_number(following)):
            return False
        numbered = bool(_NUMBERED.match(text))
        if numbered and self._in_list(index, length):
            return False
        short = all(
            len(line.text.strip()) <= 0.75 * self.width for line in self.lines[index : index + length]
        )
        prose = len(following) >= 0.6 * self.width or bool(bullet(following)) or is_row(following)
        if _COMMON.match(text):
            return above or after_heading or self._closed_above(index)
        if bullet(text) or (numbered and len(text) < 80):
            return short and (above or self._closed_above(index))
        if text.isupper():
            return (
                short and bool(_LONG_WORD.search(text)) and (above or (prose and self._closed_above(index)))
            )
        if text.endswith(":"):
            return above and short and len(text.split()) <= 5
        if above:
            return short and (below or prose or len(text.split()) <= 4)
        if after_heading:
            return short and (below or prose) and not _RECIPIENTS.search(self.lines[index - 1].text)
        if not short or len(text.split()) > 8 or _NUMBERED.match(following):
            return False
        long = len(following) >= 0.7 * self.width or (self.usual_gap > 0 and len(following) > LONGEST)
        return self._closed_above(index) and long

    def _in_list(self, index: int, length: int) -> bool:
        """'1 Ordförande' among '2 Ledamot', '3 …': numbers that count lines, not headings."""
        after = self.lines[index + length].text.strip()
        before = self.lines[index - 1].text.strip() if index else ""
        if _NUMBERED.match(after) and not self.apart(index + length):
            return not _deeper(self.lines[index].text, after)
        return (
            bool(_NUMBERED.match(before))
            and not self.apart(index)
            and not _deeper(before, self.lines[index].text)
        )

    def _closed_above(self, index: int) -> bool:
        """Whether the text above has come to an end: a full stop, or a line that does not reach the margin."""
        text = self.lines[index - 1].text.strip()
        if self.usual_gap and self.lines[index - 1].bulleted:
            return True
        return text[-1:] in ".:?!" or (len(text) < 0.6 * self.width and not is_row(text))


def _deeper(text: str, following: str) -> bool:
    """Whether the second of two numbered lines is one level below the first ('2 Avgifter', '2.1 Vatten')."""
    return _level(following) > _level(text)


def _ends_like_heading(text: str) -> bool:
    if _COMMON.match(text):
        return True
    if _OPEN_END.search(text):
        return False
    return text[-1] not in ".,;!-–(" or bool(re.search(r"\b(?:m\.m|m\.fl|osv)\.$", text))
