"""Search: candidates under filters, fused and grouped to passages."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.core import Kommunminne
from assistant.retrieve import Passage, Retriever, of_paragraph
from ingest.archive import ALL_ZONES
from ingest.filters import Filters
from tests.archives import PUBLIC

EVERYTHING = Filters(zones=ALL_ZONES)


@pytest.fixture
def retriever(granvik: Kommunminne) -> Retriever:
    return Retriever(granvik._archive)


def _places(passages: list[Passage]) -> list[tuple[str, str]]:
    return [(passage.document.file.rsplit("/", 1)[-1], passage.section) for passage in passages]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("ny brandstation Norrby", ("ks-2025-04-22.txt", "§ 42")),
        ("brandstationer", ("ks-2025-04-22.txt", "§ 42")),
        ("upprustning av park", ("au-2025-04-01.txt", "§ 23")),
        ("räddningstjänstens övning", ("au-2025-04-01.txt", "§ 24")),
        ("parkering hamn avgift", ("tn-2025-05-14-31.txt", "§ 31")),
        ("simkunnighet", ("delarsrapport-fritid.md", "Mål 2: Simkunnigheten ökar")),
        ("strötid", ("riktlinjer-uthyrning.md", "2. Begrepp")),
        ("elljusspår", ("ks-2025-05-06.txt", "§ 41")),
    ],
)
def test_the_passage_on_the_matter_comes_first(
    retriever: Retriever, words: str, place: tuple[str, str]
) -> None:
    assert _places(retriever.search(words, EVERYTHING))[0] == place


def test_a_paragraph_comes_once_with_all_its_parts(retriever: Retriever) -> None:
    found = retriever.search("brandstation Norrby utryckningstiden reservation yrkande", EVERYTHING)
    keys = [passage.key for passage in found]
    assert len(keys) == len(set(keys))
    headings = {part.heading for part in found[0].parts}
    assert {"Bakgrund", "Yrkanden", "Reservation", "Kommunstyrelsens beslut"} <= headings
    assert "Byggstart planeras" in found[0].text
    assert "Ny brandstation i Norrby" in found[0].text


def test_scores_fall_and_the_limit_is_kept(retriever: Retriever) -> None:
    found = retriever.search("avfallstaxan höjs", EVERYTHING, limit=4)
    scores = [passage.score for passage in found]
    assert scores == sorted(scores, reverse=True)
    assert len(found) <= 4
    assert scores[0] > 0


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(zones=ALL_ZONES, kommun="Åsmyra"), lambda p: p.document.kommun == "Åsmyra"),
        (Filters(zones=ALL_ZONES, bodies=("KF",)), lambda p: p.document.body == "Kommunfullmäktige"),
        (Filters(zones=ALL_ZONES, number=40), lambda p: p.paragraph.number == 40),
        (Filters(zones=ALL_ZONES, dnr_key="KS-2025-201"), lambda p: p.paragraph.dnr_key == "KS-2025-201"),
        (
            Filters(zones=ALL_ZONES, date_from=dt.date(2025, 6, 1), date_to=dt.date(2025, 6, 30)),
            lambda p: p.document.date == dt.date(2025, 6, 16),
        ),
        (Filters(zones=PUBLIC), lambda p: p.document.zone == "publik"),
        (Filters(zones=ALL_ZONES, kinds=("styrdokument",)), lambda p: p.document.kind == "styrdokument"),
    ],
)
def test_only_what_the_filters_let_through_is_found(retriever, filters, fits) -> None:  # type: ignore[no-untyped-def]
    found = retriever.search("avfallstaxa höjs beslut lokaler", filters, limit=20)
    assert found
    assert all(fits(passage) for passage in found)


def test_nothing_internal_is_found_for_the_public(retriever: Retriever) -> None:
    words = "tvist om avfallspressen förlikningsbud Pressverken"
    assert _places(retriever.search(words, EVERYTHING))[0] == ("ks-2025-05-20-intern.txt", "§ 60")
    public = retriever.search(words, Filters(zones=PUBLIC), limit=50)
    assert all("intern" not in file for file, _ in _places(public))
    assert not any("Pressverken" in passage.text for passage in public)


@pytest.mark.parametrize("words", ["", "   ", "?!", "och i att", "zzzzqqqq", "🙂"])
def test_words_that_say_nothing_find_nothing_or_little_and_break_nothing(
    retriever: Retriever, words: str
) -> None:
    assert isinstance(retriever.search(words, EVERYTHING), list)


def test_a_filter_that_nothing_fits_finds_nothing(retriever: Retriever) -> None:
    assert retriever.search("avfallstaxa", Filters(zones=ALL_ZONES, kommun="Mörkträsk")) == []


def test_a_search_that_may_see_no_zone_is_our_own_error(retriever: Retriever) -> None:
    with pytest.raises(ValueError, match="zones"):
        retriever.search("avfallstaxa", Filters(zones=frozenset()))


def test_an_empty_archive_finds_nothing(empty: Kommunminne) -> None:
    assert Retriever(empty._archive).search("avfallstaxa", EVERYTHING) == []


def test_many_searches_at_once_find_what_one_does(retriever: Retriever) -> None:
    words = ["brandstation", "avfallstaxa", "cykelplan", "strötid", "skolfrukost"] * 6
    alone = [_places(retriever.search(each, EVERYTHING)) for each in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: _places(retriever.search(each, EVERYTHING)), words))
    assert together == alone


def test_the_passage_of_a_paragraph_is_made_of_its_sections(granvik: Kommunminne) -> None:
    (stored,) = granvik._archive.catalogue.paragraphs(
        Filters(zones=ALL_ZONES, bodies=("KS",), number=44, kommun="Granvik")
    )
    document = granvik._archive.catalogue.sources_of([stored.content], EVERYTHING)[stored.content][0]
    passage = of_paragraph(stored, document)
    assert passage.section == "§ 44"
    assert passage.key == stored.id
    assert "Ansökan om bidrag till byahuset avslås" in passage.text
    assert all(part.text for part in passage.parts)
