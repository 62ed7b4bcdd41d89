"""The register: what is written comes back, versions and marks, and a file that cannot be used is told."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.catalogue import Catalogue
from ingest.chunk import chunks
from ingest.contents import chunk_id, paragraph_id
from ingest.errors import StoreError
from ingest.filters import Filters
from ingest.kommunfile import load_kommun_config
from ingest.model import Kind, Page, Reading, Structured
from ingest.register import LIVE, REPLACED, Register, Source, source_id
from ingest.structure import structure
from tests.archives import BRIDGE, LIBRARY, minutes

EVERYTHING = Filters(zones=frozenset({"publik", "intern"}))
CONTENT = "c" * 64


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    held = Register(tmp_path / "register.db")
    yield held
    held.close()


def _read(text: str) -> tuple[Reading, Structured]:
    reading = Reading("txt", (Page(1, text),), paged=False)
    return reading, structure(reading, name="KS.txt", kommun=None, kind=None, config=load_kommun_config())


def _put(register: Register, content: str = CONTENT, text: str | None = None) -> list[str]:
    reading, document = _read(text or minutes([BRIDGE, LIBRARY]))
    return [
        name for _, name in register.put_content(content, reading, document, chunks(document), recipe="r")
    ]


def _source(content: str = CONTENT, *, path: str = "/a.txt", zone: str = "publik") -> Source:
    return Source(source_id(path, content), path, "a.txt", content, zone, LIVE)


def test_ids_follow_from_path_bytes_and_place_alone() -> None:
    assert source_id("/a", "x") == source_id("/a", "x") != source_id("/b", "x") != source_id("/a", "y")
    day = dt.date(2025, 3, 25)
    assert paragraph_id("Tallsele", "KS", day, 11) == paragraph_id("Tallsele", "KS", day, 11)
    assert paragraph_id("Tallsele", "KS", day, 11) != paragraph_id("Granvik", "KS", day, 11)
    assert chunk_id("ab" * 32, 7) == "abababababababab-00007"


def test_what_was_read_comes_back_with_its_positions(register: Register) -> None:
    _put(register)
    register.publish(_source(), [], seconds=1.5)
    catalogue = Catalogue(register)
    text = minutes([BRIDGE, LIBRARY])
    (first, second) = catalogue.paragraphs(EVERYTHING)
    assert (first.number, second.number) == (11, 12)
    for paragraph in (first, second):
        for section in paragraph.sections:
            for span in section.body.spans():
                assert text[span.start : span.end].split() == section.body.value.split()
    (document,) = catalogue.documents(EVERYTHING)
    assert (document.kind, document.kommun, document.seconds) == (Kind.PROTOKOLL, "Tallsele", 1.5)
    (meeting,) = catalogue.meetings(EVERYTHING)
    assert [(person.part, person.party) for person in meeting.people] == [
        ("beslutande", "S"),
        ("justerare", None),
    ]


def test_content_that_is_not_published_is_seen_by_nobody(register: Register) -> None:
    names = _put(register)
    catalogue = Catalogue(register)
    assert catalogue.documents(EVERYTHING) == []
    assert catalogue.paragraphs(EVERYTHING) == []
    assert catalogue.chunk_ids(EVERYTHING) == []
    assert catalogue.chunks(names, EVERYTHING) == []
    assert catalogue.goals(EVERYTHING) == []
    assert catalogue.meetings(EVERYTHING) == []


def test_a_new_version_and_the_end_of_the_old_are_one_step(register: Register) -> None:
    old, new = _source(), _source("d" * 64)
    register.publish(old, [], seconds=0)
    register.mark([new.content, "e" * 64])
    register.publish(new, [old.id], seconds=0)
    statuses = {source.content: source.status for source in register.sources(path="/a.txt")}
    assert statuses == {old.content: REPLACED, new.content: LIVE}
    assert register.marked() == ["e" * 64]


def test_marks_are_kept_until_taken_away(register: Register) -> None:
    register.mark(["a", "b"])
    register.mark(["b"])
    assert sorted(register.marked()) == ["a", "b"]
    register.unmark(["a"])
    assert register.marked() == ["b"]


def test_writing_a_content_anew_leaves_nothing_of_the_old(register: Register, tmp_path: Path) -> None:
    _put(register, text=minutes([BRIDGE, LIBRARY]))
    names = _put(register, text=minutes([LIBRARY]))
    register.publish(_source(), [], seconds=0)
    assert [p.number for p in Catalogue(register).paragraphs(EVERYTHING)] == [12]
    assert sorted(Catalogue(register).chunk_ids(EVERYTHING)) == sorted(names)


def test_what_is_purged_leaves_only_the_trace_of_its_source(register: Register, tmp_path: Path) -> None:
    _put(register)
    register.publish(_source(), [], seconds=0)
    register.purge(CONTENT)
    assert Catalogue(register).documents(EVERYTHING) == []
    assert [source.content for source in register.sources()] == [CONTENT]
    plain = sqlite3.connect(tmp_path / "register.db")
    for table in ("contents", "pages", "meetings", "people", "witnesses", "points", "sections", "chunks"):
        assert plain.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    plain.close()


def test_a_register_of_another_format_is_refused(register: Register, tmp_path: Path) -> None:
    register.set_meta("schema", "0")
    with pytest.raises(StoreError, match="format 0"):
        Register(tmp_path / "register.db")


def test_a_file_that_is_no_register_is_told(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"inte en databas" * 100)
    with pytest.raises(StoreError, match=r"register\.db"):
        Register(tmp_path / "register.db")


def test_a_failed_step_is_told_and_undone(register: Register, tmp_path: Path) -> None:
    _put(register)
    plain = sqlite3.connect(tmp_path / "register.db")
    plain.execute("CREATE TRIGGER broken BEFORE INSERT ON chunks BEGIN SELECT RAISE(ABORT, 'full'); END")
    plain.commit()
    plain.close()
    before = register.recipe(CONTENT)
    with pytest.raises(StoreError, match="diskutrymme"):
        _put(register, text=minutes([LIBRARY]))
    register.publish(_source(), [], seconds=0)
    assert register.recipe(CONTENT) == before
    assert [p.number for p in Catalogue(register).paragraphs(EVERYTHING)] == [11, 12]
