"""Reading the register: every read decides access in its query, and narrows by what it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from ingest.catalogue import Catalogue
from ingest.filters import Filters
from tests.archives import ALL, BRIDGE, LIBRARY, POOL, PUBLIC, extract, ingest, minutes, opened, write

PLAN = """Granviks kommun
Verksamhetsplan 2025

Mål 1: Vi bemöter alla med respekt (KF indikator: Nöjd medborgarindex)
Vi svarar inom en dag.

Mål 2: Fler unga blir kvar (KF indikator: Antal invånare 20–35 år)
Bygden är attraktiv.
"""


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """Public minutes and an extract of Tallsele, internal minutes of Tallsele, a public plan of Granvik."""
    folder = tmp_path_factory.mktemp("catalogue")
    write(folder, "publik/KS.txt", minutes([BRIDGE, LIBRARY]))
    write(folder, "publik/djup/mapp/KS kopia.txt", minutes([BRIDGE, LIBRARY]))
    write(folder, "publik/utdrag.txt", extract(LIBRARY))
    write(folder, "publik/plan.txt", PLAN)
    write(folder, "intern/AU.txt", minutes([POOL], date="2025-03-11", body="Allmänna utskottet"))
    with opened(folder / "data") as archive:
        assert ingest(archive, folder / "publik", access="publik").failed == 0
        assert ingest(archive, folder / "intern", access="intern").failed == 0
        yield archive


@pytest.fixture(scope="module")
def catalogue(core: Kommunminne) -> Catalogue:
    return core._archive.catalogue


SEEN, ANY = Filters(zones=PUBLIC), Filters(zones=ALL)


def test_the_public_sees_nothing_of_what_is_internal(catalogue: Catalogue) -> None:
    (hidden,) = [d for d in catalogue.documents(ANY) if d.zone == "intern"]
    ids = catalogue.chunk_ids(ANY)
    paragraphs = {p.number: p.id for p in catalogue.paragraphs(ANY)}
    assert hidden.content not in {d.content for d in catalogue.documents(SEEN)}
    assert catalogue.document(hidden.id, SEEN) is None
    assert catalogue.sources_of([hidden.content], SEEN) == {}
    assert {p.number for p in catalogue.paragraphs(SEEN)} == {11, 12}
    assert catalogue.paragraphs(SEEN, ids=[paragraphs[13]]) == []
    assert {m.body_key for m in catalogue.meetings(SEEN)} == {"KS"}
    assert set(catalogue.chunk_ids(SEEN)) < set(ids)
    assert {c.id for c in catalogue.chunks(ids, SEEN)} == set(catalogue.chunk_ids(SEEN))
    assert catalogue.body_keys(SEEN) == ["KS"]
    assert catalogue.body_keys(ANY) == ["AU", "KS"]
    assert catalogue.kommuner(SEEN) == ["Granvik", "Tallsele"]


def test_a_search_that_says_nothing_of_access_is_refused() -> None:
    with pytest.raises(ValueError, match="zones"):
        Filters(zones=frozenset())


@pytest.mark.parametrize(
    ("narrowed", "numbers"),
    [
        (Filters(zones=ALL), {11, 12, 13, None}),
        (Filters(zones=ALL, kommun="Granvik"), {None}),
        (Filters(zones=ALL, kommun="Tallsele", bodies=("AU",)), {13, None}),
        (Filters(zones=ALL, bodies=("KS",), date_to=dt.date(2025, 3, 24)), set()),
        (Filters(zones=ALL, date_from=dt.date(2025, 3, 25)), {11, 12, None}),
        (Filters(zones=ALL, number=12), {12}),
        (Filters(zones=ALL, dnr_key="KS-2025-301"), {11}),
        (Filters(zones=ALL, kinds=("protokollsutdrag",)), {12}),
        (Filters(zones=ALL, contents=frozenset({"finns inte"})), set()),
    ],
)
def test_chunks_are_narrowed_as_paragraphs_are(
    catalogue: Catalogue, narrowed: Filters, numbers: set[int | None]
) -> None:
    paragraphs = {p.id: p.number for p in catalogue.paragraphs(Filters(zones=ALL))}
    found = catalogue.chunks(catalogue.chunk_ids(narrowed), Filters(zones=ALL))
    assert {paragraphs[c.paragraph] if c.paragraph else None for c in found} == numbers
    assert {p.number for p in catalogue.paragraphs(narrowed)} == numbers - {None}


def test_a_front_page_has_the_body_and_date_of_its_minutes(catalogue: Catalogue) -> None:
    narrowed = Filters(
        zones=ALL, bodies=("AU",), date_from=dt.date(2025, 3, 11), date_to=dt.date(2025, 3, 11)
    )
    found = catalogue.chunks(catalogue.chunk_ids(narrowed), narrowed)
    assert "Plats och tid" in {chunk.section for chunk in found}


def test_a_paragraph_is_shown_by_its_minutes_under_their_shortest_path(catalogue: Catalogue) -> None:
    shown = {p.number: (p.file, p.also_in) for p in catalogue.paragraphs(SEEN)}
    assert shown == {
        11: ("KS.txt", ("djup/mapp/KS kopia.txt",)),
        12: ("KS.txt", ("djup/mapp/KS kopia.txt", "utdrag.txt")),
    }


def test_goals_come_in_reading_order_with_their_kommun(catalogue: Catalogue) -> None:
    goals = catalogue.goals(Filters(zones=PUBLIC, kommun="Granvik"))
    assert [(goal.number, len(goal.indicators)) for goal in goals] == [("1", 1), ("2", 1)]
    assert catalogue.goals(Filters(zones=PUBLIC, kommun="Tallsele")) == []


def test_counts_say_what_was_read_of_each_content(catalogue: Catalogue) -> None:
    documents = catalogue.documents(ANY)
    counts = catalogue.counts_of({d.content for d in documents})
    by_file = {d.file: counts[d.content] for d in documents}
    assert (by_file["KS.txt"].pages, by_file["KS.txt"].paragraphs, by_file["KS.txt"].decisions) == (1, 2, 2)
    assert (by_file["plan.txt"].goals, by_file["plan.txt"].paragraphs) == (2, 0)
    assert all(counts[d.content] == catalogue.counts(d.content) for d in documents)
    assert sum(counts[content].chunks for content in counts) == len(catalogue.chunk_ids(ANY))
    assert catalogue.counts_of(set()) == {}


def test_index_entries_tell_what_chunks_are_filtered_by(catalogue: Catalogue) -> None:
    (document,) = [d for d in catalogue.documents(ANY) if d.file == "AU.txt"]
    entries = catalogue.entries(document.content)
    assert {(e.body_key, str(e.date), e.kommun) for e in entries} == {("AU", "2025-03-11", "Tallsele")}
    assert {(e.number, e.dnr_key) for e in entries} == {(13, "KS-2025-303"), (None, None)}


def test_documents_that_are_not_there_are_none(catalogue: Catalogue) -> None:
    assert catalogue.document("finns inte", ANY) is None
    assert catalogue.status("finns inte") is None
    assert catalogue.page("finns inte", 1) is None
    assert catalogue.labels("finns inte") == {}
    assert catalogue.paragraphs(ANY, ids=[]) == []
    assert catalogue.chunks([], ANY) == []
