"""Goals under headings and in tables: 'Vision', 'Övergripande mål', 'Mål för …', a table with Mål | Indikator | Status."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.goal_words import COLUMN_WORD, TIER_WORDS, colour, tier_of
from ingest.model import Goal
from ingest.sentences import sentences
from ingest.text import Line, bullet, join

_HEADED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:(?:Kommunfullmäktiges|KF:s|Kommunstyrelsens|Nämndens|Kommunens|Verksamhetens|"
    r"Förvaltningens|Gemensamma|Politiska|Vår|Våra|Prioriterade|[A-ZÅÄÖ][\wåäö-]+s)\s+)?"
    r"(?P<tier>(?i:vision|övergripande mål|inriktningsmål|effektmål|nämndmål|verksamhetsmål|avdelningsmål|delmål|mål|"
    r"aktiviteter|åtgärder))"
    r"(?:\s+(?:för|inom|på|i)\s.{2,60}|\s+20\d\d(?:\s*[–-]\s*20\d\d)?|\s+\(.{1,40}\))?\s*:?$"
)
_SUBJECT = re.compile(r"^(?:Vi|Alla|Kommunen|Nämnden|Verksamheten|[A-ZÅÄÖ][\wåäö-]+ kommun)\s")
_QUOTED_VISION = re.compile(
    r"\bvision(?:en)?(?:\s+är)?\s*[,:–-]?\s*[”\"»](?P<text>[^”\"«»]{3,160})[”\"«]", re.IGNORECASE
)
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s")
_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_COLUMN = re.compile(rf"^(?:{TIER_WORDS}|Mål och .*|Nämndens mål|Målformulering)$")
_INDICATOR_COLUMN = re.compile(r"indikator|nyckeltal|nyckelresultat|mått", re.IGNORECASE)
_STATUS_COLUMN = re.compile(r"status|bedömning|måluppfyllelse|färg|prognos", re.IGNORECASE)

LONGEST = 320
"""Characters of the longest goal in a list; longer items are running text."""


def headed(heading: str, body: Sequence[Line]) -> Iterator[tuple[Line, Goal]]:
    """The goals listed under a heading that names a tier, each with its first line."""
    match = _HEADED.match(heading.strip())
    if not match or not body or len(COLUMN_WORD.findall(body[0].text)) >= 2:
        return
    tier = tier_of(match.group("tier"))
    if tier == "vision":
        first = next(iter(_paragraphs(body)))
        yield first[0], Goal(tier, _plain(first), join(first))
        return
    items = [item for item in _items(body) if len(_plain(item).split()) >= 3 and len(_plain(item)) <= LONGEST]
    for item in items:
        number = _NUMBER.match(item[0].text.strip())
        yield item[0], Goal(tier, _plain(item), join(item), number.group(1) if number else None)


def quoted_vision(lines: Sequence[Line]) -> Iterator[tuple[Line, Goal]]:
    """A vision quoted in running text: 'en vision, ”Världens bästa vardag”'."""
    for index, line in enumerate(lines):
        if "vision" not in line.text.casefold():
            continue
        window = join(lines[index : index + 2])
        match = _QUOTED_VISION.search(window.value)
        if match and match.start() < len(line.text):
            yield line, Goal("vision", match.group("text").strip(), window.slice(*match.span("text")))
            return


def tabled(lines: Sequence[Line]) -> Iterator[tuple[Line, Goal]]:
    """Goals of tables whose head names a goal column and one for indicator or status."""
    head: list[str] = []
    for line in lines:
        cells = _CELLS.split(line.text.strip())
        if _is_head(cells):
            head = cells
        elif head and len(cells) == len(head):
            yield line, _row(line, head, cells)
        elif len(cells) == 1:
            head = []


def _is_head(cells: Sequence[str]) -> bool:
    goal = any(_COLUMN.match(cell) for cell in cells)
    return goal and any(_INDICATOR_COLUMN.search(cell) or _STATUS_COLUMN.search(cell) for cell in cells)


def _row(line: Line, head: Sequence[str], cells: Sequence[str]) -> Goal:
    column = next(index for index, name in enumerate(head) if _COLUMN.match(name))
    named = dict(enumerate(head))
    indicators = [
        cells[i] for i, name in named.items() if i != column and _INDICATOR_COLUMN.search(name) and cells[i]
    ]
    status = next((colour(cells[i]) for i, name in named.items() if _STATUS_COLUMN.search(name)), None)
    number = re.match(rf"^(?:{TIER_WORDS}\s*)?(\d{{1,2}}(?:\.\d{{1,2}})*)[.:)]?\s+(?=\S)", cells[column])
    text = cells[column][number.end() :] if number else cells[column]
    return Goal(
        tier_of(head[column]),
        text,
        join([line]),
        number.group(1) if number else None,
        tuple(indicators),
        status=status,
    )


def _plain(lines: Sequence[Line]) -> str:
    text = join(lines).value.replace("\n", " ")
    return text[len(bullet(text)) :].strip()


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Paragraphs: parted by a blank line after the end of a sentence, or before a capital."""
    found: list[list[Line]] = [[lines[0]]]
    for previous, line in itertools.pairwise(lines):
        text = line.text.strip()
        ended = previous.text.rstrip()[-1:] in ".!?" and not text[:1].islower()
        if (
            line.bulleted
            or (ended and found[-1][0].bulleted)
            or (line.gap and not text[:1].islower() and previous.text.rstrip()[-1:] != ",")
        ):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    """The items of a list; where there is no list, paragraphs of one sentence with somebody who acts."""
    paragraphs = _paragraphs(lines)
    listed = [paragraph for paragraph in paragraphs if paragraph[0].bulleted]
    if listed:
        return listed
    return [
        p for p in paragraphs if len(sentences(_plain(p))) == 1 and _SUBJECT.match(_plain(p)) and _closed(p)
    ]


def _closed(lines: Sequence[Line]) -> bool:
    """Whether a paragraph is whole: it neither introduces a list nor trails off."""
    return not lines[-1].text.rstrip().endswith((":", ";", "…", "..", ","))
