"""Publication: versions, copies, zones, deletion; `test_archive_faults` has what breaks on the way, `test_rebuild` the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.errors import Busy, NotFound
from assistant.schema import SpanOut
from ingest.archive import ALL_ZONES
from tests.archives import (
    ALL,
    BRIDGE,
    LIBRARY,
    POOL,
    PUBLIC,
    QUESTION,
    ask,
    copied,
    extract,
    found,
    held_files,
    ingest,
    minutes,
    opened,
    rows,
    state,
    statuses,
    troubles,
    write,
)
from tests.support import KS


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with minutes of three §§ and an extract of one of them."""
    folder = tmp_path_factory.mktemp("handlingar")
    write(folder, "protokoll/KS 2025-03-25.txt", minutes([BRIDGE, LIBRARY, POOL]))
    write(folder, "utdrag/§ 12.txt", extract(LIBRARY))
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, handed: Path) -> Path:
    """A closed archive of them, to be copied."""
    data = tmp_path_factory.mktemp("arkiv") / "data"
    with opened(data) as core:
        assert ingest(core, handed).failed == 0
    return data


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    return copied(template, tmp_path / "data")


@pytest.fixture
def core(data: Path) -> Iterator[Kommunminne]:
    with opened(data) as archive:
        yield archive


# The same, changed, again


def test_the_same_files_twice_change_nothing(core: Kommunminne, handed: Path) -> None:
    before = state(core)
    assert statuses(ingest(core, handed, access=None)) == ["oförändrad", "oförändrad"]
    assert state(core) == before


def test_ids_are_the_same_in_another_archive_of_the_same_files(
    core: Kommunminne, handed: Path, tmp_path: Path
) -> None:
    with opened(tmp_path / "another") as other:
        ingest(other, handed)
        assert state(other) == state(core)


def test_a_changed_file_replaces_its_old_version(tmp_path: Path) -> None:
    path = write(tmp_path, "a/KS.txt", minutes([BRIDGE, LIBRARY]))
    with opened(tmp_path / "data") as core:
        ingest(core, path)
        old = ask(core, QUESTION)
        write(tmp_path, "a/KS.txt", minutes([LIBRARY, POOL]))
        assert statuses(ingest(core, path, access=None)) == ["ersatt"]
        assert [row.section for row in rows(core)] == ["§ 12", "§ 13"]
        assert ("KS.txt", "§ 11") not in found(core, "gångbron över Tallån", PUBLIC)
        assert ask(core, QUESTION).refused
        kept = core.answer(old.id, zones=ALL_ZONES)
        assert {citation.status for citation in kept.citations} == {"ersatt"}
        assert "450 000 kr" in kept.text
        assert troubles(core) == []
        assert len(core.documents(zones=ALL)) == 1


def test_pages_that_old_answers_cite_can_still_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "KS.pdf"
    path.write_bytes(KS.read_bytes())
    with opened(tmp_path / "data") as core:
        (report,) = ingest(core, path).documents
        assert report.document_id
        path.write_bytes(KS.with_name("KS-2025-03-25.pdf").read_bytes())
        assert statuses(ingest(core, path)) == ["ersatt"]
        picture = core.page_png(report.document_id, 1, zones=ALL, mark=[SpanOut(page=1, start=0, end=20)])
        assert picture.startswith(b"\x89PNG")


def test_a_version_that_comes_back_is_valid_again_under_its_first_id(tmp_path: Path) -> None:
    first, second = minutes([BRIDGE, LIBRARY]), minutes([POOL])
    path = write(tmp_path, "KS.txt", first)
    with opened(tmp_path / "data") as core:
        (a,) = ingest(core, path).documents
        old = ask(core, QUESTION)
        write(tmp_path, "KS.txt", second)
        (b,) = ingest(core, path).documents
        write(tmp_path, "KS.txt", first)
        (c,) = ingest(core, path).documents
        assert (b.status, c.status) == ("ersatt", "ersatt")
        assert c.document_id == a.document_id != b.document_id
        assert [row.section for row in rows(core)] == ["§ 11", "§ 12"]
        assert {citation.status for citation in core.answer(old.id, zones=ALL_ZONES).citations} == {
            "gällande"
        }
        assert troubles(core) == []


def test_a_file_is_shown_by_its_name_in_the_folder_that_was_ingested_last(
    core: Kommunminne, handed: Path
) -> None:
    path = handed / "protokoll" / "KS 2025-03-25.txt"
    assert statuses(ingest(core, path)) == ["oförändrad"]
    assert path.name in {document.file for document in core.documents(zones=ALL)}
    ingest(core, handed)
    assert "protokoll/KS 2025-03-25.txt" in {document.file for document in core.documents(zones=ALL)}


def test_a_kommun_given_afterwards_takes_effect(tmp_path: Path) -> None:
    path = write(
        tmp_path, "anteckning.txt", "Riktlinjer för gångbroar\n\nGångbroar ska hållas öppna året om.\n"
    )
    with opened(tmp_path / "data") as core:
        (first,) = ingest(core, path).documents
        assert first.kommun is None
        assert "--kommun" in " ".join(first.warnings)
        (second,) = ingest(core, path, kommun="Tallsele kommun").documents
        assert (second.kommun, second.document_id) == ("Tallsele", first.document_id)
        (third,) = ingest(core, path).documents
        assert (third.status, third.kommun) == ("oförändrad", "Tallsele")
        assert troubles(core) == []


def test_a_changed_kommun_toml_takes_effect_when_the_files_come_by_again(tmp_path: Path) -> None:
    path = write(tmp_path, "h/FVU.txt", minutes([BRIDGE], body="Framtids- och vägutskottet"))
    with opened(tmp_path / "data") as core:
        ingest(core, path)
        before = {row.body_key for row in rows(core)}
    table = '[[body]]\nname = "Framtids- och vägutskottet"\nkey = "FRAMV"\n'
    toml = write(tmp_path, "kommun.toml", table)
    with opened(tmp_path / "data", kommun_toml=toml) as core:
        (finding,) = [each for each in core.doctor() if each.what == "Uppdelning"]
        assert not finding.ok
        assert "FVU.txt" in finding.detail
        assert statuses(ingest(core, path)) == ["publicerad"]
        assert {row.body_key for row in rows(core)} == {"FRAMV"} != before
        assert statuses(ingest(core, path)) == ["oförändrad"]
        assert all(each.ok for each in core.doctor() if each.what == "Uppdelning")
        assert troubles(core) == []


# One content under several paths


def test_two_paths_with_the_same_bytes_are_two_sources_of_one_content(tmp_path: Path) -> None:
    text = minutes([BRIDGE, LIBRARY])
    one, two = write(tmp_path, "h/a.txt", text), write(tmp_path, "h/sub/b.txt", text)
    with opened(tmp_path / "data") as core:
        first, second = ingest(core, one.parent).documents
        assert first.document_id != second.document_id
        assert [(row.file, row.also_in) for row in rows(core)] == [("a.txt", ["sub/b.txt"])] * 2
        assert held_files(tmp_path / "data") == 1
        assert first.document_id
        assert second.document_id
        core.delete_document(first.document_id, zones=ALL)
        assert [(row.file, row.also_in) for row in rows(core)] == [("sub/b.txt", [])] * 2
        assert ask(core, QUESTION).citations[0].file == "sub/b.txt"
        assert troubles(core) == []
        core.delete_document(second.document_id, zones=ALL)
        assert rows(core) == []
        assert found(core, "gångbron") == []
        assert held_files(tmp_path / "data") == 0
        assert troubles(core) == []
    assert two.exists()


def test_a_copy_that_changes_leaves_the_other_as_it_is(tmp_path: Path) -> None:
    text = minutes([BRIDGE, LIBRARY])
    write(tmp_path, "h/a.txt", text)
    write(tmp_path, "h/b.txt", text)
    with opened(tmp_path / "data") as core:
        ingest(core, tmp_path / "h")
        write(tmp_path, "h/b.txt", minutes([POOL]))
        assert statuses(ingest(core, tmp_path / "h")) == ["oförändrad", "ersatt"]
        assert [(row.section, row.file) for row in rows(core)] == [
            ("§ 11", "a.txt"),
            ("§ 12", "a.txt"),
            ("§ 13", "b.txt"),
        ]
        assert troubles(core) == []


def test_a_paragraph_with_several_witnesses_is_one_row_by_its_fullest(core: Kommunminne) -> None:
    sections = [(row.section, row.file, row.also_in) for row in rows(core)]
    minutes_file = "protokoll/KS 2025-03-25.txt"
    assert sections == [
        ("§ 11", minutes_file, []),
        ("§ 12", minutes_file, ["utdrag/§ 12.txt"]),
        ("§ 13", minutes_file, []),
    ]


def test_without_the_minutes_the_extract_bears_the_paragraph(core: Kommunminne) -> None:
    kept = {row.section: row.paragraph_id for row in rows(core)}
    (document,) = [d for d in core.documents(zones=ALL) if d.paragraphs == 3]
    core.delete_document(document.id, zones=ALL)
    assert [(row.section, row.file, row.paragraph_id) for row in rows(core)] == [
        ("§ 12", "utdrag/§ 12.txt", kept["§ 12"])
    ]
    assert troubles(core) == []


# Deletion


def test_a_deleted_document_is_gone_from_register_indexes_and_originals(data: Path) -> None:
    with opened(data) as core:
        answer = ask(core, QUESTION)
        for document in core.documents(zones=ALL):
            core.delete_document(document.id, zones=ALL)
        assert core.documents(zones=ALL) == []
        assert found(core, "gångbron bibliotekets") == []
        assert ask(core, QUESTION).refused
        assert {c.status for c in core.answer(answer.id, zones=ALL_ZONES).citations} == {"borttagen"}
        assert troubles(core) == []
        with pytest.raises(NotFound):
            core.delete_document(answer.citations[0].document_id, zones=ALL)
    assert held_files(data) == 0
    register = sqlite3.connect(data / "register.db")
    for table in ("contents", "pages", "meetings", "people", "witnesses", "points", "sections", "chunks"):
        assert register.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    register.close()


def test_a_deleted_document_can_be_taken_in_again(core: Kommunminne, handed: Path) -> None:
    before = state(core)
    for document in core.documents(zones=ALL):
        core.delete_document(document.id, zones=ALL)
    assert statuses(ingest(core, handed)) == ["publicerad", "publicerad"]
    assert state(core) == before


# Zones


def test_an_internal_document_is_never_shown_to_the_public(tmp_path: Path) -> None:
    write(tmp_path, "intern/KS.txt", minutes([BRIDGE, LIBRARY]))
    write(tmp_path, "publik/KS.txt", minutes([POOL], date="2025-04-22"))
    with opened(tmp_path / "data") as core:
        (inside,) = ingest(core, tmp_path / "intern", access="intern").documents
        ingest(core, tmp_path / "publik", access="publik")
        assert inside.document_id
        assert [d.zone for d in core.documents(zones=PUBLIC)] == ["publik"]
        assert [row.section for row in rows(core, PUBLIC)] == ["§ 13"]
        assert {section for _, section in found(core, "gångbron över Tallån", PUBLIC)} == {
            "§ 13",
            "Plats och tid",
        }
        answer = ask(core, QUESTION, PUBLIC)
        assert answer.refused
        assert "450 000" not in answer.model_dump_json()
        assert all(c.document_id != inside.document_id for c in answer.citations)
        for hidden in (rows(core)[0].paragraph_id, inside.document_id):
            with pytest.raises(NotFound):
                core.paragraph(hidden, zones=PUBLIC)
            with pytest.raises(NotFound):
                core.page_png(hidden, 1, zones=PUBLIC)
            with pytest.raises(NotFound):
                core.delete_document(hidden, zones=PUBLIC)
        assert not ask(core, QUESTION).refused


def test_a_public_extract_does_not_uncover_the_internal_minutes(tmp_path: Path) -> None:
    write(tmp_path, "intern/KS.txt", minutes([BRIDGE, LIBRARY]))
    write(tmp_path, "publik/utdrag.txt", extract(LIBRARY))
    with opened(tmp_path / "data") as core:
        ingest(core, tmp_path / "intern", access="intern")
        ingest(core, tmp_path / "publik", access="publik")
        (row,) = rows(core, PUBLIC)
        assert (row.section, row.file, row.also_in) == ("§ 12", "utdrag.txt", [])
        whole = core.paragraph(row.paragraph_id, zones=PUBLIC)
        assert all("Besökarna" not in section.text for section in whole.sections)


def test_a_new_zone_takes_effect_and_stays(tmp_path: Path) -> None:
    path = write(tmp_path, "KS.txt", minutes([BRIDGE]))
    with opened(tmp_path / "data") as core:
        ingest(core, path, access=None)
        assert [d.zone for d in core.documents(zones=ALL)] == ["intern"]
        assert found(core, "gångbron", PUBLIC) == []
        assert statuses(ingest(core, path, access="publik")) == ["oförändrad"]
        assert ("KS.txt", "§ 11") in found(core, "gångbron", PUBLIC)
        write(tmp_path, "KS.txt", minutes([BRIDGE, POOL]))
        ingest(core, path, access=None)
        assert [d.zone for d in core.documents(zones=PUBLIC)] == ["publik"]
        ingest(core, path, access="intern")
        assert found(core, "gångbron", PUBLIC) == []
        assert found(core, "gångbron", ALL)
        assert troubles(core) == []


def test_only_one_process_writes_and_others_read(data: Path) -> None:
    with opened(data):
        with pytest.raises(Busy):
            opened(data)
        with opened(data, read_only=True) as reader:
            assert len(rows(reader)) == 3
