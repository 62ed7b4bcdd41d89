"""The front page of minutes: place, time, who took part, who adjusts, which §§, when the notice was posted."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from ingest.dates import MONTHS, parse_dates
from ingest.lines import is_ruler, part
from ingest.marks import stated_range
from ingest.model import FrontPage, Person, Section, SectionKind
from ingest.people import names_only, read_people
from ingest.text import Line, join

_DAYS = "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"
_TIME = re.compile(
    rf"\b(?:{_DAYS})(?:en)?\b|\bden\s+\d|\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\b(?:\s+\d{{4}})?|\b\d{{4}}-\d\d-\d\d\b|"
    r"\b(?:kl|klockan)\b\.?\s*\d[\d.:]*(?:\s*(?:[-–]|till)\s*(?:kl\.?\s*)?\d[\d.:]*)?|\b\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d\b|"
    r"\b\d{1,2}[.:]\d\d\b",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(r"(?:^|(?<=\s))(?:plats|tid)(?:\s*:|(?=\s+[A-ZÅÄÖ\d]))", re.IGNORECASE)
_RANGE_ONLY = re.compile(r"^[\s:]*§{0,2}\s*\d{1,4}(?:\s*(?:[-–—]+|t\.?o\.?m\.?|till|,|och)\s*§*\s*\d{1,4})*")
_SIGNS_AFTER = frozenset({"adjusters", "adjusted_at", "signature"})
_NOTICE = re.compile(
    r"^\W*(?:bevis om anslag|anslag/bevis|anslagsbevis|bevis/anslag|bevis om tillkännagivande)\b",
    re.IGNORECASE,
)
_MADE_KNOWN = re.compile(
    r"\b(?:tillkännag\w+|anslag(?:its|en)|publicera[td]s?)\b[^.!?]{3,120}", re.IGNORECASE
)
"""'Protokollet är tillkännagivet på anslagstavlan den …': a notice in running text."""
_DRAWN = re.compile(r"[._…]{3,}|_{3,}")
_MOST_LINES = 260


@dataclass(frozen=True, slots=True)
class _Block:
    """A labelled block: what it is, its label as printed, its lines."""

    field: str
    label: tuple[Line, ...]
    lines: tuple[Line, ...]


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, str, bool], ...]:
    """(label, field, inline), longest first."""
    table = tomllib.loads(files("ingest").joinpath("data/front.toml").read_text("utf-8"))
    rows = [(label, name, bool(row.get("inline"))) for name, row in table.items() for label in row["labels"]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    def words(label: str) -> str:
        return r"\s+".join(re.escape(word) for word in label.split())

    at_start = "|".join(words(label) for label, _, _ in _labels())
    inline = "|".join(words(label) for label, _, anywhere in _labels() if anywhere)
    return re.compile(
        rf"(?:(?:^|(?<=\n))(?P<start>{at_start})|(?<=[ \t])(?P<inline>{inline})|(?<=[ \t]{{2}})(?P<apart>{at_start})(?=\s?:))"
        r"(?![\wåäö/-])",
        re.IGNORECASE,
    )


def is_notice(text: str) -> bool:
    """Whether a line opens the notice that minutes are adjusted, which also stands at the end of some minutes."""
    return bool(_NOTICE.match(text))


def read_front(lines: Sequence[Line], year: int | None = None) -> FrontPage:
    """The front page in the lines before the first § (and of a notice at the end); empty where there is none.

    `year` completes dates without one.
    """
    blocks = _blocks(lines[:_MOST_LINES])
    if not blocks:
        return FrontPage()
    place, time = _place_and_time(_text(blocks, "place"))
    chairs, officers = _officers(blocks)
    listed_members = _united(chairs, read_people(_lines(blocks, "members")))
    secretaries = tuple(
        person for person in listed_members if (person.role or "").casefold() == "sekreterare"
    )
    members = tuple(person for person in listed_members if person not in secretaries)
    serving = tuple(
        replace(person, role=person.role or "tjänstgörande")
        for person in read_people(_lines(blocks, "serving"))
    )
    listed = stated_range(lines)
    posted, removed = _notice_dates(blocks, year)
    return FrontPage(
        place=place,
        time=time,
        members=tuple(person for person in members if not _substitute(person) and person.name[0].isupper()),
        substitutes=(
            *(person for person in members if _substitute(person)),
            *serving,
            *read_people(_lines(blocks, "substitutes")),
        ),
        others=_united((*officers, *secretaries), read_people(_lines(blocks, "others"))),
        adjusters=names_only(_first(blocks, "adjusters")),
        first_paragraph=listed[0] if listed else None,
        last_paragraph=listed[1] if listed else None,
        adjusted_at=re.sub(r"\s+och (?:plats|tid)$", "", _text(blocks, "adjusted_at")) or None,
        posted=posted,
        removed=removed,
        archive=re.sub(r"^på |\s+protokollet$", "", _text(blocks, "archive")) or None,
        sections=tuple(
            Section(join(block.label).value, join(block.lines), SectionKind.TEXT, 1, join(block.label))
            for block in blocks
        ),
    )


def _officers(blocks: Sequence[_Block]) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Chair and secretary where the page names them under labels of their own, above the members."""
    chairs: list[Person] = []
    others: list[Person] = []
    for block in blocks:
        if block.field == "officers":
            role = join(block.label).value.casefold()
            found = [replace(person, role=role) for person in read_people(block.lines[:1])]
            (chairs if "ordförande" in role else others).extend(found)
    return tuple(chairs), tuple(others)


def _united(first: Sequence[Person], rest: Sequence[Person]) -> tuple[Person, ...]:
    """Both lists, nobody twice."""
    known = {person.name for person in first}
    return (*first, *(person for person in rest if person.name not in known))


def _substitute(person: Person) -> bool:
    return person.replaces is not None or bool(person.role and "ersätt" in person.role.casefold())


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    """The lines cut at their labels; what stands before the first label is left out."""
    whole = "\n".join(line.text for line in lines)
    cuts = list(_cuts(whole))
    blocks: list[_Block] = []
    for at, (name, start, end) in enumerate(cuts):
        stop = cuts[at + 1][1] if at + 1 < len(cuts) else len(whole)
        if name == "paragraphs" and (own := _RANGE_ONLY.match(whole[end:stop])):
            blocks.append(_Block(name, _between(lines, start, end), _between(lines, end, end + own.end())))
            if at and (back := _between(lines, end + own.end(), stop)):
                blocks[-2] = replace(blocks[-2], lines=(*blocks[-2].lines, *back))
            continue
        blocks.append(_Block(name, _between(lines, start, end), _between(lines, end, stop)))
    return blocks


def _cuts(whole: str) -> Iterable[tuple[str, int, int]]:
    """Where labels stand: field, start, end. Signatures count only below the adjusters, for chairs are members too."""
    fields = {label: name for label, name, _ in _labels()}
    seen: set[str] = set()
    for match in _pattern().finditer(whole):
        words = match["start"] or match["inline"] or match["apart"]
        if not words[0].isupper():
            continue
        name = fields[" ".join(words.split()).casefold()]
        if name == "signature" and not seen & _SIGNS_AFTER:
            if (
                "members" in seen
                or "place" not in seen
                or whole[match.end() : match.end() + 1] not in ("\n", ":", "\t")
            ):
                continue
            name = "officers"
        if name == "adjusters" and "adjusters" in seen and len(words.split()) == 1:
            name = "signature"
        if name == "place" and "place" in seen:
            continue
        seen.add(name)
        yield name, match.start(), match.end()


def _between(lines: Sequence[Line], start: int, end: int) -> tuple[Line, ...]:
    """The parts of lines from `start` to `end` of their texts joined by line ends."""
    kept, at = [], 0
    for line in lines:
        stop = at + len(line.text)
        if stop > start and at < end:
            piece = part(line, max(start - at, 0), min(end - at, len(line.text)))
            bare = piece.text.lstrip(" :")
            piece = part(piece, len(piece.text) - len(bare))
            if piece.text and not is_ruler(piece.text):
                kept.append(piece)
        at = stop + 1
    return tuple(kept)


def _lines(blocks: Sequence[_Block], name: str) -> tuple[Line, ...]:
    return tuple(line for block in blocks if block.field == name for line in block.lines)


def _first(blocks: Sequence[_Block], name: str) -> tuple[Line, ...]:
    return next((block.lines for block in blocks if block.field == name and block.lines), ())


def _text(blocks: Sequence[_Block], name: str) -> str:
    value = " ".join(join(_first(blocks, name)).value.split())
    return _DRAWN.split(value)[0].strip(" ,")


def _place_and_time(text: str) -> tuple[str | None, str | None]:
    """'Kommunkontoret tisdag den 25 februari kl. 08:30' parted into where and when."""
    text = _PLACE_LABEL.sub(" ", text)
    found = list(_TIME.finditer(text))
    if not found:
        return text or None, None
    start, end = found[0].start(), found[-1].end()
    place = f"{text[:start]} {text[end:]}".strip(" ,.")
    return " ".join(place.split()) or None, text[start:end].strip(" ,")


def _spaced(text: str) -> str:
    """'2025-06-25–2025-07-17' as two dates."""
    return re.sub(r"(?<=\d{2})[–—](?=\d{4})|(?<=-\d{2})-(?=\d{4}-)", " – ", text)


def _notice_dates(blocks: Sequence[_Block], year: int | None) -> tuple[dt.date | None, dt.date | None]:
    """When the notice was posted and when it is taken down; two labels above two dates are read in order."""
    posted = parse_dates(_spaced(join(_first(blocks, "posted")).value), year)
    removed = parse_dates(_spaced(join(_first(blocks, "removed")).value), year)
    if not posted and len(removed) > 1:
        return removed[0].date, removed[1].date
    if not removed:  # labels over two lines: 'Datum för anslags' twice, 'uppsättande' and 'nedtagande' below
        posted = parse_dates(_spaced(join(_lines(blocks, "posted")).value), year)
    if len(posted) > 1 and not removed:
        return posted[0].date, posted[1].date
    if not posted and (told := _MADE_KNOWN.search(_spaced(_text(blocks, "notice")))):
        posted = parse_dates(told.group(), year)
    return posted[0].date if posted else None, removed[0].date if removed else None
