"""Whether lines of plain text have the form of a heading.

A heading is told by a number ('2.1 Avgifter'), by capitals, by being one of the words that letters and reports always
use, or by being a short line that opens with a capital, ends without punctuation and stands apart from the text
above and below it. Where a PDF keeps no blank lines, apart means: below a finished sentence and above prose, a list
or a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import ROW_WIDTH, ends_in_number, is_row, usual_width
from ingest.goal_lines import opens_goal
from ingest.goal_words import COLUMN_WORD, GOAL_LABEL
from ingest.letterhead import is_kommun, without_kommun
from ingest.text import Line, bullet

NUMBERED = re.compile(r"^(?:Kapitel |Kap\.? |Bilaga |Del )?(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÅÄÖ])")
"""A heading's number, in group 1."""

PLAIN_LEVEL = 2
"""Level of a heading without number."""

LONGEST = 110
"""Characters of the longest heading, over all its lines."""

_NO_HEADING = re.compile(
    r"@|www\.|https?:|\.\.\.|^[-–_=*.\s]+$|_{3,}|^(?:Figur|Bild) \d|\b(?:19|20)\d\d-\d\d-\d\d\b|\b[A-ZÅÄÖ]{2,4}[-. ]\d\d/\d{3,}"
)
"""Addresses, rulers, captions, and lines with a day or a dnr: letterheads and notes of decisions."""

_KEY_VALUE = re.compile(r"^[^:]{2,40}:\s+\S")
_COMMON = re.compile(
    r"^(?:inledning|bakgrund|syfte|sammanfattning|ärendebeskrivning|ärendet|beredning|motivering|uppdrag|"
    r"förslag till beslut|förvaltningens (?:yttrande|förslag)|ekonomi|ekonomisk[a]? (?:bedömning|konsekvenser)|"
    r"barnkonsekvenser|konsekvenser|föredragningslista|handlingar|definitioner|avgränsning(?:ar)?|förutsättningar|"
    r"beslutsunderlag|bilagor|uppföljning|omfattning|ansvar|allmänt|övrigt|mål|vision|organisation|"
    r"övergripande mål|investeringar|personal|"
    r"beslutet (?:ska )?skickas till|expedieras till|nuläge|analys|slutsats(?:er)?|ikraftträdande)$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:\b(?:och|eller|samt|av|för|med|den|det|ett|en|i|på|till|om|att|som|vid|från)|[,–-])\s*$"
)
_RECIPIENTS = re.compile(r"skickas till|expediera|delges|kopia till|^till:", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:kr|tkr|mnkr|mkr|kronor|procent)\b|%")
_COLUMN_NAME = re.compile(
    r"\b(?:belopp|tkr|mnkr|mkr|kr|kronor|budget|prognos|utfall|avvikelse|avv|bokslut|ram|helår|nr|delegat|ersättare|lagrum|beslut|"
    r"ärende|indikator|nyckeltal|målvärde|basvärde|status|bedömning|nämnd|enhet|antal|andel|kostnad|avgift|pris|summa|plan|förändring|"
    r"statsbidrag|anslag|projekt|parti|mandat|verksamhet|post|(?:19|20)\d\d)\b|%",
    re.IGNORECASE,
)
_FEWEST_COLUMNS = 3
_NEAR_GOAL = 12
_SIGNED = re.compile(r"^(?:§\s?\d{1,3}\s?[a-z]?|\d{1,3}\s?[a-z]?\s?§)\s+[A-ZÅÄÖ][^.:;]{2,60}$")
"""'§ 3 Sammanträden', '3 § Sammanträden': a section of rules."""

_ITEM = re.compile(r"^[A-ZÅÄÖ]?\d{1,3}(?:\.\d{1,3})*\.?\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ITS_YEARS = re.compile(r"\s(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?$")
_LONG_WORD = re.compile(r"\w{4,}")
_ABBREVIATED_END = re.compile(r"\b(?:m\.m|m\.fl|osv)\.$")


def is_usual(text: str) -> bool:
    """Whether a line is a heading that letters and reports commonly have ('Bakgrund', 'Förslag till beslut')."""
    return bool(_COMMON.match(text.strip()))


def level_of(text: str) -> int:
    """The level of a heading by its form: the depth of its number, 1 for capitals, else `PLAIN_LEVEL`."""
    numbered = NUMBERED.match(text.strip())
    if numbered:
        return numbered.group(1).count(".") + 1
    return 1 if text.strip().isupper() else PLAIN_LEVEL


class Sheet:
    """The lines of one document with what is usual in it: full width, and whether blank lines stand everywhere."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.width = usual_width(lines)
        spaced = sum(1 for line in lines if line.gap)
        self.usual_gap = 1 if lines and spaced > 0.7 * len(lines) else 0

    def heading_length(self, index: int, *, after_heading: bool) -> int:
        """How many lines the heading at `index` takes; 0 where there is none."""
        if not self._may_open(index):
            return 0
        length = self._wrapped(index)
        text = " ".join(line.text.strip() for line in self.lines[index : index + length])
        if len(text) > LONGEST or not _ends_like_heading(text) or not self._may_follow(index + length):
            return 0
        return length if self._stands_out(index, length, text, after_heading) else 0

    def _apart(self, index: int) -> bool:
        """Whether line `index` stands apart from the one before it: a gap, another page, or the start."""
        if index in (0, len(self.lines)):
            return True
        line, before = self.lines[index], self.lines[index - 1]
        if _OPEN_END.search(before.text):
            return False
        return line.gap > self.usual_gap or line.page != before.page

    def _may_open(self, index: int) -> bool:
        text = self.lines[index].text.strip()
        if opens_goal(text) or self._is_goal_label(index) or _NO_HEADING.search(text) or is_row(text):
            return False
        if (
            text.count(")") > text.count("(")
            or is_kommun(text)
            or (index == 0 and without_kommun(text) != text)
        ):
            return False
        if bullet(text) and not NUMBERED.match(text):
            return text.endswith(":") and len(text.split()) <= 8
        numbered = NUMBERED.match(text)
        if (numbered and text[numbered.end() :].isupper()) or _SIGNED.match(text):
            return True  # '4. VA'
        letters = sum(character.isalpha() for character in text)
        without_years = _YEAR.sub("", text)  # 'Ram 2028'
        return (
            letters >= 3
            and letters > len(without_years.strip(" –-")) / 2
            and (text[0].isupper() or bool(NUMBERED.match(text)))
        )

    def _is_goal_label(self, index: int) -> bool:
        """'Måluppfyllelse' alone on its line heads a section, unless it stands below a goal."""
        text = self.lines[index].text.strip()
        if not GOAL_LABEL.match(text) or ":" in text:
            return bool(GOAL_LABEL.match(text))
        return any(opens_goal(line.text) for line in self.lines[max(0, index - _NEAR_GOAL) : index])

    def _wrapped(self, index: int) -> int:
        """Lines of a heading that runs over the margin: each goes on in small letters, none fills the width."""
        length = 1
        while length < 3 and index + length < len(self.lines) and self._goes_on(index + length):
            length += 1
        return length

    def _goes_on(self, index: int) -> bool:
        before, text = self.lines[index - 1].text.strip(), self.lines[index].text.strip()
        if self._apart(index) or len(text) > 0.8 * self.width or before[-1:] in ".:":
            return False
        open_bracket = before.count("(") > before.count(")")
        year = _YEAR.fullmatch(text) and not before.endswith(text)
        return text[:1].islower() or open_bracket or bool(year)

    def _may_follow(self, index: int) -> bool:
        """Whether the line after a heading can be the start of its text."""
        if index >= len(self.lines):
            return False
        text = self.lines[index].text.strip()
        if text[:1].islower():
            return False
        return (
            sum(c.isalpha() for c in text) >= 4
            or is_row(text)
            or bool(_YEAR.fullmatch(text))
            or self._apart(index)
        )

    def _stands_out(self, index: int, length: int, text: str, after_heading: bool) -> bool:
        """Whether a line that could be a heading is one, by what stands around it."""
        following = self.lines[index + length].text.strip()
        above, below = self._apart(index), self._apart(index + length)
        closed = above or after_heading or self._closed_above(index)
        if is_usual(text):
            return closed or not _OPEN_END.search(self.lines[index - 1].text)
        if _KEY_VALUE.match(text):
            return above and below and not text[-1].isdigit() and not _KEY_VALUE.match(following)
        if self._heads_columns(text, following) or self._too_wide(index, length):
            return False
        if self._heads_table(index, length, text) or (self._in_head(index, following) and not after_heading):
            return False
        starts_text = self._starts_text(index + length)
        if NUMBERED.match(text):
            return len(text) < 80 and not self._in_list(index, length) and (closed or starts_text)
        if bullet(text):
            return above or self._closed_above(index)
        if text.isupper():
            return bool(_LONG_WORD.search(text)) and (above or (starts_text and closed))
        if text.endswith(":"):
            return above and len(text.split()) <= 5
        if above:
            return below or starts_text or len(text.split()) <= 4
        if after_heading:
            return (below or starts_text) and not self._belongs_to_heading(index, following, below)
        return closed and len(text.split()) <= 8 and starts_text and not NUMBERED.match(following)

    def _belongs_to_heading(self, index: int, following: str, below: bool) -> bool:
        """Whether a line right under a heading is its text: a recipient, a sole statement, the head of a table."""
        if _RECIPIENTS.search(self.lines[index - 1].text) or is_usual(following):
            return True
        columns = len(COLUMN_WORD.findall(self.lines[index].text)) >= 2
        return columns or (not below and (is_row(following) or ends_in_number(following)))

    def _heads_columns(self, text: str, following: str) -> bool:
        """Whether a line is the head of a table rather than of a section: it and the next end in numbers or units."""
        if _YEAR.fullmatch(following):
            return False  # 'Ram 2028' above the year as the head of its table
        rows_below = is_row(following) or ends_in_number(following)
        bare = _ITS_YEARS.sub("", text)  # 'Investeringar 2025–2027'
        numbers, units = len(re.findall(r"\d+", bare)), len(_UNIT.findall(text))
        return units >= 2 or (rows_below and (numbers >= 2 or ends_in_number(bare)))

    def _heads_table(self, index: int, length: int, text: str) -> bool:
        """Whether a line names columns ('Belopp i tkr Budget 2026 Prognos 2026') and rows follow within three lines."""
        names = len(_COLUMN_NAME.findall(text))
        if names < _FEWEST_COLUMNS or 2 * names < len(text.split()):
            return False
        rows = [line.text.strip() for line in self.lines[index + length : index + length + 4]]
        return any(is_row(row) or ends_in_number(row) or _ITEM.match(row) for row in rows)

    def _in_head(self, index: int, following: str) -> bool:
        """Whether a line right above rows is among the last of a table's head that takes several short lines."""
        second = self.lines[index + 2].text if index + 2 < len(self.lines) else ""
        rows_below = is_row(following) or (len(following) < ROW_WIDTH * self.width and is_row(second))
        if not rows_below or self._apart(index):
            return False
        before = self.lines[index - 1].text.strip()
        short = len(before) < 0.5 * self.width and before[-1] not in ".:;?!"
        return short and not is_row(before) and not ends_in_number(before) and not bullet(before)

    def _too_wide(self, index: int, length: int) -> bool:
        lines = self.lines[index : index + length]
        return any(len(line.text.strip()) > 0.75 * self.width for line in lines)

    def _starts_text(self, index: int) -> bool:
        """Whether running text, a list or a table begins on line `index`."""
        text = self.lines[index].text.strip()
        if bullet(text) or is_row(text) or len(text) >= 0.65 * self.width:
            return True
        if self.usual_gap and len(text) > LONGEST:
            return True
        sentence = text.endswith(".") and len(text) >= 0.4 * self.width
        after = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        return sentence or text.startswith("§ ") or is_row(after) or ends_in_number(after)

    def _in_list(self, index: int, length: int) -> bool:
        """'1 Ordförande' among '2 Ledamot', '3 …': numbers that count lines, not headings."""
        text, after = self.lines[index].text, self.lines[index + length].text.strip()
        before = self.lines[index - 1].text.strip() if index else ""
        below = (
            NUMBERED.match(after) and not self._apart(index + length) and level_of(after) == level_of(text)
        )
        over = NUMBERED.match(before) and not self._apart(index) and level_of(before) == level_of(text)
        return bool(below or over)

    def _closed_above(self, index: int) -> bool:
        """Whether the text above has come to an end: a full stop, or a line that does not reach the margin."""
        line = self.lines[index - 1]
        text = line.text.strip()
        if self.usual_gap and line.bulleted:
            return True
        if is_row(text):
            following = self.lines[index + 1].text.strip() if index + 1 < len(self.lines) else ""
            return len(following) >= 0.65 * self.width and not is_row(following)
        return text[-1:] in ".:?!" or len(text) < 0.6 * self.width


def _ends_like_heading(text: str) -> bool:
    if is_usual(text):
        return True
    if _OPEN_END.search(text):
        return False
    return text[-1] not in ".,;!-–(" or bool(_ABBREVIATED_END.search(text))
