"""A made-up archive of any size, written straight to the register: ten kommuner's minutes, letters and reports.

What is written is what reading such documents gives, so that the register and the indexes made from it are those of a
real archive; only reading is left out.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, insert

from evals.synthetic import BODIES, FIRST_DAY, NAMES, Item, Words, decision, item
from ingest import tables
from ingest.chunk import RECIPE, chunks
from ingest.contents import put_content
from ingest.model import (
    Chunk,
    DecisionPoint,
    Kind,
    Level,
    Meeting,
    Page,
    Paragraph,
    Reading,
    Section,
    SectionKind,
    Structured,
    Zone,
)
from ingest.register import LIVE, Register, source_id
from ingest.text import Piece, Text

KOMMUNER = (
    *("Fjällvik", "Ösvik", "Norvik", "Malvik", "Stenvik"),
    *("Björkvik", "Tallvik", "Hällvik", "Ranvik", "Granvik"),
)
DAYS = 365 * 20
SEED = 20_260_401
VOCABULARY = 99_000

_PARAGRAPHS = 25
_REPORT_SECTIONS = 50
_LETTERS, _LETTER_SECTIONS = 5, 7
_GOLDEN = 0.618034
"""Multiples of this leave rests that lie evenly between 0 and 1."""

_SHORTEST, _LONGEST = 450, 700
"""Characters after which a passage ends with its sentence: passages of some 500 to 900."""

_ITEM_CHUNKS = 100_000
"""Of an archive so large, half of the §§ are kept to be asked about, of one of twice the size a third; and so on."""

_AT_ONCE = 64
_SECTIONS = (
    ("Bakgrund", SectionKind.BAKGRUND),
    ("Beredning", SectionKind.BEREDNING),
    ("Verksamhetens yttrande", SectionKind.YTTRANDE),
    ("Ekonomi", SectionKind.EKONOMI),
    ("Konsekvenser", SectionKind.CONSEQUENCES),
    ("Tidigare beslut", SectionKind.EARLIER),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up document: what it was read as, its chunks, and the §§ that can be asked about."""

    name: str
    zone: Zone
    reading: Reading
    structured: Structured
    chunks: tuple[Chunk, ...]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A made-up archive's register: how many documents and chunks, how long writing them took, what can be asked."""

    documents: int
    chunks: int
    seconds: float
    items: tuple[Item, ...]


def filled(folder: Path, chunks: int) -> Filled:
    """The register of an archive in `folder`, of at least `chunks` chunks; one that was made there before is kept."""
    about = folder / "filled.json"
    if not about.exists():
        folder.mkdir(parents=True, exist_ok=True)
        started, every = time.perf_counter(), 1 + chunks // _ITEM_CHUNKS
        held: list[int] = []
        items: list[Item] = []
        with contextlib.closing(Register(folder / "register.db")) as register:
            for made in fill(register, chunks):
                held.append(len(made.chunks))
                items += made.items[::every]
        whole = Filled(len(held), sum(held), time.perf_counter() - started, tuple(items))
        about.write_text(json.dumps(asdict(whole), default=str), "utf-8")
    kept = json.loads(about.read_text("utf-8"))
    read = (Item(**{**each, "date": dt.date.fromisoformat(each["date"])}) for each in kept.pop("items"))
    return Filled(**kept, items=tuple(read))


def fill(register: Register, chunks: int, *, seed: int = SEED) -> Iterator[Made]:
    """Write documents of at least `chunks` chunks to an empty register; each is given as it is written."""
    made = documents(chunks, seed=seed)
    while batch := list(islice(made, _AT_ONCE)):
        with register.transaction() as connection:
            for one in batch:
                _write(connection, one)
        yield from batch


def fill_minutes(register: Register, paragraphs: int, *, seed: int = SEED) -> None:
    """Write minutes alone, of at least `paragraphs` §§, to an empty register. They have no chunks: nothing can be searched."""
    words = Words(np.random.default_rng(seed), VOCABULARY)
    made = (
        _minutes(words, position, *_meeting(position)) for position in range(-(-paragraphs // _PARAGRAPHS))
    )
    while batch := list(islice(made, _AT_ONCE)):
        with register.transaction() as connection:
            for one in batch:
                _write(connection, replace(one, chunks=()))


def _write(connection: Connection, one: Made) -> None:
    content = hashlib.sha256(one.name.encode()).hexdigest()
    put_content(connection, content, one.reading, one.structured, one.chunks, recipe=RECIPE)
    source = {"id": source_id(one.name, content), "path": one.name, "file": one.name}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    about = {"zone": one.zone, "status": LIVE, "ingested_at": now, "seconds": 0.0}
    connection.execute(insert(tables.sources).values(**source, content=content, **about))


def _meeting(position: int) -> tuple[str, tuple[str, str], dt.date]:
    """Kommun, body and day of the meeting at that place: every one is of another kommun, every tenth of another body."""
    body = BODIES[position // len(KOMMUNER) % len(BODIES)][:2]
    date = FIRST_DAY + dt.timedelta(days=int(DAYS * (position * _GOLDEN % 1)))
    return KOMMUNER[position % len(KOMMUNER)], body, date


def documents(chunks: int, *, seed: int) -> Iterator[Made]:
    """Documents in groups, a meeting's minutes with a report and letters, until they have so many chunks.

    Every group is of another kommun, every tenth of another body; dates lie evenly over `DAYS` from `FIRST_DAY` on.
    """
    words = Words(np.random.default_rng(seed), VOCABULARY)
    count = 0
    for position in range(chunks):
        for one in _group(words, position, *_meeting(position)):
            if count >= chunks:
                return
            count += len(one.chunks)
            yield one


def _group(words: Words, position: int, kommun: str, body: tuple[str, str], date: dt.date) -> Iterator[Made]:
    yield _minutes(words, position, kommun, body, date)
    yield _sections_only(words, f"rapport-{position}", kommun, Kind.RAPPORT, date, _REPORT_SECTIONS)
    for number in range(_LETTERS):
        name = f"skrivelse-{position}-{number}"
        yield _sections_only(words, name, kommun, Kind.TJANSTESKRIVELSE, date, _LETTER_SECTIONS)


class _Written:
    """A page as it is written: texts with their way back to it."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> Text:
        start = self._length
        self._parts.append(text)
        self._length += len(text) + 1
        return Text(text, (Piece(0, self._number, start, start + len(text)),))

    def page(self) -> Page:
        return Page(self._number, "\n".join(self._parts))


def _minutes(words: Words, position: int, kommun: str, body: tuple[str, str], date: dt.date) -> Made:
    key, name = body
    first = 1 + _PARAGRAPHS * (position % 8)
    items = tuple(item(words, key, date, first + at) for at in range(_PARAGRAPHS))
    written = [_Written(number) for number in range(1, 1 + len(items))]
    paragraphs = tuple(_paragraph(words, one, page) for one, page in zip(items, written, strict=True))
    meeting = Meeting(name, key, date, paragraphs)
    title = f"Protokoll {name} {date}"
    structured = Structured(kommun, Kind.PROTOKOLL, title, date, body=name, meetings=(meeting,))
    return _made(words, f"{kommun}-{key}-{position}", structured, written, items)


def _paragraph(words: Words, about: Item, page: _Written) -> Paragraph:
    heading = page.add(f"{about.dnr} § {about.number} {about.topic.capitalize()}")
    sections = [_section(words, page, *each, about.topic) for each in _SECTIONS]
    level, decided = decision(words, about)
    own = "Beslut" if level == "beslut" else "Förslag till beslut"
    kind = SectionKind.BESLUT if level == "beslut" else SectionKind.FORSLAG
    heading_text, text = page.add(own), page.add(decided)
    organ, year, number = about.dnr[: about.dnr.index("-")], about.date.year, int(about.dnr[-5:])
    return Paragraph(
        number=about.number,
        title=about.topic.capitalize(),
        heading=heading,
        dnr=about.dnr,
        dnr_key=f"{organ}-{year}-{number}",
        sections=(*sections, Section(own, text, kind, heading_text=heading_text)),
        decision_heading=own,
        points=(DecisionPoint(text, Level(level), level),),
        level=Level(level),
        outcome=level,
        next_body=None,
        final_body=None,
        recipients=(words.one(NAMES),),
        prepared_by=(words.one(NAMES),),
        underlag=(f"Tjänsteskrivelse {about.date}",),
        pages=(about.number,),
    )


def _sections_only(words: Words, name: str, kommun: str, kind: Kind, date: dt.date, count: int) -> Made:
    page = _Written(1)
    topic = " och ".join(words.compounds(2)).capitalize()
    sections = tuple(
        _section(words, page, " ".join(words.compounds(1)).capitalize(), SectionKind.TEXT, topic.lower())
        for _ in range(count)
    )
    structured = Structured(kommun, kind, topic, date, sections=sections)
    return _made(words, f"{kommun}-{name}", structured, [page])


def _section(words: Words, page: _Written, heading: str, kind: SectionKind, topic: str) -> Section:
    least = words.number(_SHORTEST, _LONGEST)
    sentences = [words.sentence(topic)]
    while sum(map(len, sentences)) < least:
        sentences.append(words.sentence(topic))
    heading_text = page.add(heading)
    return Section(heading, page.add(" ".join(sentences)), kind, heading_text=heading_text)


def _made(
    words: Words, name: str, structured: Structured, written: list[_Written], items: tuple[Item, ...] = ()
) -> Made:
    zone = Zone.INTERNAL if words.number(0, 5) == 0 else Zone.PUBLIC
    reading = Reading("pdf", tuple(page.page() for page in written), paged=True)
    return Made(name, zone, reading, structured, chunks(structured), items)
