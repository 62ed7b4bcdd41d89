"""The rows that filters let through against what the register says, as documents come, move, change and go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.core import Kommunminne
from ingest.archive import Archive
from ingest.errors import StoreError
from ingest.filters import Filters
from ingest.model import Zone
from ingest.narrowing import Narrowing
from ingest.register import LIVE, Source
from tests.archives import (
    ALL,
    BRIDGE,
    LIBRARY,
    POOL,
    PUBLIC,
    copied,
    extract,
    ingest,
    minutes,
    opened,
    searched,
    write,
)

INTERNAL = frozenset({"intern"})
DAY = dt.date(2025, 3, 25)
FILTERS = [
    Filters(zones=ALL),
    Filters(zones=PUBLIC),
    Filters(zones=INTERNAL),
    Filters(zones=ALL, kommun="Granvik"),
    Filters(zones=PUBLIC, kommun="Tallsele"),
    Filters(zones=ALL, kommun="Finnsinte"),
    Filters(zones=ALL, bodies=("AU",)),
    Filters(zones=ALL, bodies=("KS", "AU")),
    Filters(zones=PUBLIC, bodies=("AU",)),
    Filters(zones=ALL, date_from=DAY),
    Filters(zones=ALL, date_to=DAY - dt.timedelta(days=1)),
    Filters(zones=ALL, date_from=DAY, date_to=DAY),
    Filters(zones=ALL, kinds=("protokollsutdrag",)),
    Filters(zones=ALL, kinds=("protokollsutdrag", "protokoll")),
    Filters(zones=ALL, number=12),
    Filters(zones=PUBLIC, number=13),
    Filters(zones=ALL, dnr_key="KS-2025-301"),
    Filters(zones=ALL, dnr_key="KS-2025-999"),
    Filters(zones=ALL, contents=frozenset()),
    Filters(zones=ALL, bodies=("KS",), number=11, dnr_key="KS-2025-301", date_from=DAY, date_to=DAY),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive: minutes and an extract of one of their §§, internal minutes, a page of another kommun."""
    folder = tmp_path_factory.mktemp("narrowing")
    write(folder, "publik/KS.txt", minutes([BRIDGE, LIBRARY]))
    write(folder, "publik/kopia/KS.txt", minutes([BRIDGE, LIBRARY]))
    write(folder, "publik/utdrag.txt", extract(LIBRARY))
    write(folder, "publik/om.txt", "Granviks kommun\n\nOm bygden\n\nHär finns en sjö att bada i.")
    write(folder, "intern/AU.txt", minutes([POOL], date="2025-03-11", body="Allmänna utskottet"))
    with opened(folder / "data") as core:
        assert ingest(core, folder / "publik", access="publik").failed == 0
        assert ingest(core, folder / "intern", access="intern").failed == 0
    return folder / "data"


@pytest.fixture
def core(template: Path, tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(copied(template, tmp_path / "data")) as archive:
        yield archive


def names(archive: Archive, narrowing: Narrowing, filters: Filters) -> set[str]:
    """The ids of the chunks that a search would look at."""
    rows = narrowing.rows(filters)
    vector = np.ones(archive.embedder.dimensions, np.float32)
    return {hit.id for hit in archive.vectors.search(vector, 1_000, rows)}


def check(archive: Archive, narrowing: Narrowing) -> None:
    """Every filter lets through what the register says, no more and no less."""
    for filters in FILTERS:
        assert names(archive, narrowing, filters) == set(archive.catalogue.chunk_ids(filters)), filters


def document(archive: Archive, file: str) -> Source:
    """The one valid document that is shown as `file`."""
    (found,) = archive.register.sources(file=file, status=LIVE)
    return found


def test_every_filter_lets_through_what_the_register_says(core: Kommunminne) -> None:
    archive = core._archive
    check(archive, Narrowing(archive))
    held = document(archive, "utdrag.txt").content
    contents = Filters(zones=ALL, contents=frozenset({held}))
    assert names(archive, Narrowing(archive), contents) == set(archive.catalogue.chunk_ids(contents)) != set()
    assert len({frozenset(archive.catalogue.chunk_ids(filters)) for filters in FILTERS}) >= 10


def test_the_rows_are_found_without_asking_the_register_for_chunks(
    core: Kommunminne, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core._archive.catalogue, "chunk_ids", None)
    for filters in FILTERS:
        Narrowing(core._archive).rows(filters)


def test_a_document_that_moves_to_another_zone_is_seen_there_at_once_and_nowhere_else(
    core: Kommunminne,
) -> None:
    archive = core._archive
    narrowing = Narrowing(archive)
    check(archive, narrowing)
    pool = Filters(zones=PUBLIC, number=13)
    assert names(archive, narrowing, pool) == set()
    archive.set_zone(document(archive, "AU.txt"), Zone.PUBLIC)
    assert names(archive, narrowing, pool) != set()
    check(archive, narrowing)
    archive.set_zone(document(archive, "AU.txt"), Zone.INTERNAL)
    assert names(archive, narrowing, pool) == set()
    check(archive, narrowing)


def test_a_change_of_zone_that_fails_half_way_is_seen_as_the_register_has_it(
    core: Kommunminne, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = core._archive
    narrowing = Narrowing(archive)
    check(archive, narrowing)

    def fail() -> None:
        monkeypatch.undo()
        raise StoreError("nej")

    monkeypatch.setattr(archive.lexical, "commit", fail)
    with pytest.raises(StoreError, match="nej"):
        archive.set_zone(document(archive, "AU.txt"), Zone.PUBLIC)
    check(archive, narrowing)


def test_a_content_under_two_paths_is_seen_until_its_last_source_goes(core: Kommunminne) -> None:
    archive = core._archive
    narrowing = Narrowing(archive)
    for file in ("KS.txt", "kopia/KS.txt"):
        check(archive, narrowing)
        assert archive.delete(document(archive, file).id)
    check(archive, narrowing)
    assert names(archive, narrowing, Filters(zones=ALL, number=11)) == set()


def test_new_documents_and_new_versions_are_seen_and_replaced_ones_are_not(
    core: Kommunminne, tmp_path: Path
) -> None:
    archive = core._archive
    narrowing = Narrowing(archive)
    path = write(tmp_path, "ny/KS.txt", minutes([POOL], date="2025-04-22"))
    for text in (minutes([POOL], date="2025-04-22"), minutes([BRIDGE], date="2025-04-22")):
        check(archive, narrowing)
        path.write_text(text, encoding="utf-8")
        assert ingest(core, path).failed == 0
    check(archive, narrowing)
    late = Filters(zones=ALL, date_from=dt.date(2025, 4, 22))
    assert names(archive, narrowing, replaced := late) == set(archive.catalogue.chunk_ids(replaced)) != set()


def test_a_rebuild_and_a_reopening_change_nothing(core: Kommunminne) -> None:
    archive = core._archive
    narrowing = Narrowing(archive)
    archive.delete(document(archive, "om.txt").id)
    core.rebuild()
    check(archive, narrowing)
    data = archive.folder
    core.close()
    for read_only in (True, False):
        with opened(data, read_only=read_only) as again:
            check(again._archive, Narrowing(again._archive))


@pytest.mark.parametrize("left", [None, 0, 50])
def test_filters_hold_where_the_facets_were_lost(core: Kommunminne, left: int | None) -> None:
    data = core._archive.folder
    core.close()
    path = searched(data) / "vectors" / "facets.rows"
    path.unlink() if left is None else path.write_bytes(path.read_bytes()[:left])
    with opened(data) as again:
        archive = again._archive
        assert archive.vectors.rows_where(Filters(zones=ALL), np.zeros(0, np.uint64)) is None
        check(archive, Narrowing(archive))
        again.rebuild()
        assert archive.vectors.rows_where(Filters(zones=ALL), np.zeros(0, np.uint64)) is not None
        check(archive, Narrowing(archive))


def test_rows_are_kept_until_the_archive_changes_and_not_too_many(
    core: Kommunminne, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = core._archive
    narrowing = Narrowing(archive)
    filters = Filters(zones=PUBLIC)
    first = narrowing.rows(filters)
    assert narrowing.rows(filters) is first
    archive.rename(document(archive, "om.txt"), "bygden.txt")
    assert narrowing.rows(filters) is not first
    monkeypatch.setattr("ingest.narrowing._KEPT_FILTERS", 3)
    for number in range(10):
        narrowing.rows(Filters(zones=PUBLIC, number=number))
    assert len(narrowing._rows) == 3
    monkeypatch.setattr("ingest.narrowing._KEPT_ROWS", 5)
    last = narrowing.rows(Filters(zones=PUBLIC, bodies=("KS",)))
    assert last is not None
    assert len(last) > 5
    assert len(narrowing._rows) == 1
