"""Search: candidates under filters, fused and grouped to passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.retrieve import PARTS, Passage, Retriever, of_paragraph
from assistant.schema import FilterIn
from assistant.sought import Sought
from ingest.archive import ALL_ZONES
from ingest.filters import Filters
from tests.archives import ALL, POOL, PUBLIC, Item, ingest, minutes, opened, write

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


# What exact things, bodies, days and authority are worth, through the whole search


def _first(core: Kommunminne, question: str, kommun: str = "Granvik") -> tuple[str, str]:
    found = core.search(question, zones=ALL, filters=FilterIn(kommun=kommun), limit=3)
    return found[0].file.rsplit("/", 1)[-1], found[0].section


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Vad beslutades i ärende ks 25/222?", ("ks-2025-04-22.txt", "§ 44")),
        ("dnr 2025/222", ("ks-2025-04-22.txt", "§ 44")),
        ("brandstation Norrby utryckningstiden KS-25/00222", ("ks-2025-04-22.txt", "§ 44")),
        ("Vad står om avfallstaxan och cykelplanen i KS-25/00220?", ("ks-2025-04-22.txt", "§ 42")),
        ("avfallstaxan som höjs med 42,5 mnkr", ("ks-2025-04-22.txt", "§ 42")),
        ("parkering 250 kronor", ("riktlinjer-uthyrning.md", "3. Avbokning")),
        ("utryckningstiden 15 kronor per timme", ("tn-2025-05-14-31.txt", "§ 31")),
        ("slamredovisning på Granvik 4:17", ("au-2025-04-01.txt", "§ 25")),
        ("vad hände 2025-06-16 med avfallstaxan", ("kf-2025-06-16.txt", "§ 50")),
        (
            "Vad står det i ärendet KS-25/00222 om ny brandstation i Norrby, byggnader, fordon och planperioden?",
            ("ks-2025-04-22.txt", "§ 44"),
        ),
        ("ny brandstation i Norrby, nedslitna byggnader och fordon § 43", ("ks-2025-04-22.txt", "§ 43")),
        ("ny brandstation i Norrby byggnader fordon kostnad 90 tkr", ("ks-2025-04-22.txt", "§ 44")),
        ("betyg 82 procent", ("delarsrapport-fritid.md", "Mål 2: Simkunnigheten ökar")),
    ],
)
def test_exact_things_win_over_likeness(granvik: Kommunminne, question: str, place: tuple[str, str]) -> None:
    assert _first(granvik, question) == place


@pytest.mark.parametrize("name", ["Folke Räknelius", "Ivar Mallberg"])
def test_whoever_is_named_stands_in_what_comes_first(granvik: Kommunminne, name: str) -> None:
    question = f"ny brandstation i Norrby, byggnader och fordon, {name}"
    first = granvik.search(question, zones=ALL, filters=FilterIn(kommun="Granvik"), limit=1)[0]
    assert name in first.snippet


@pytest.mark.parametrize(
    ("question", "section"),
    [("återremiss", "§ 43"), ("avslag bidrag", "§ 44")],
)
def test_what_became_of_a_matter_brings_it_first(granvik: Kommunminne, question: str, section: str) -> None:
    assert _first(granvik, question)[1] == section


def test_a_long_paper_leaves_room_for_others(tmp_path: Path) -> None:
    parts = "\n\n".join(
        f"# Avsnitt {n} om parkering\n\nParkering och avgift för parkering, del {n}." for n in range(1, 13)
    )
    item = Item(
        11, "Avgift för parkering", "KS-25/00301", "Kommunstyrelsen fastställer avgiften för parkering."
    )
    with opened(tmp_path / "data") as core:
        paper = write(
            tmp_path, "h/foreskrifter.md", f"# Föreskrifter om parkering\n\nTallsele kommun\n\n{parts}\n"
        )
        ingest(core, paper, write(tmp_path, "h/ks.txt", minutes([item, POOL])))
        hits = core.search("avgift för parkering", zones=ALL, filters=FilterIn(), limit=10)
    files = [hit.file for hit in hits]
    assert len(hits) == 10
    assert "ks.txt" in files[:4]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_kommun_chosen_stays_chosen_whatever_the_words_name(granvik: Kommunminne) -> None:
    hits = granvik.search("Granvik brandstation", zones=ALL, filters=FilterIn(kommun="Åsmyra"))
    assert {hit.kommun for hit in hits} <= {"Åsmyra"}


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Vad föreslog allmänna utskottet om avfallstaxan?", ("au-2025-04-01.txt", "§ 21")),
        ("Vad beslutade kommunstyrelsen om avfallstaxan?", ("ks-2025-04-22.txt", "§ 40")),
        ("Vad beslutade KF om avfallstaxan?", ("kf-2025-06-16.txt", "§ 50")),
        ("Vad beslutade kommunfullmäktige om laddstolpar?", ("kf-2025-06-16.txt", "§ 51")),
        ("avfallstaxan i juni 2025", ("kf-2025-06-16.txt", "§ 50")),
        ("senaste beslutet om avfallstaxan", ("kf-2025-06-16.txt", "§ 50")),
        ("senaste om laddstolpar", ("kf-2025-06-16.txt", "§ 51")),
    ],
)
def test_the_body_the_month_and_the_newest_decide_between_the_same_matters(
    granvik: Kommunminne, question: str, place: tuple[str, str]
) -> None:
    assert _first(granvik, question) == place


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("brandstatoin", ("ks-2025-04-22.txt", "§ 42")),
        ("elljusspar", ("ks-2025-05-06.txt", "§ 41")),
        ("ovning raddningstjanstens", ("au-2025-04-01.txt", "§ 24")),
        ("simkunighet", ("delarsrapport-fritid.md", "Mål 2: Simkunnigheten ökar")),
        ("cykel plan", ("ks-2025-04-22.txt", "§ 43")),
        ("brand station", ("ks-2025-04-22.txt", "§ 42")),
        ("parkeringsavgifthamn", ("tn-2025-05-14-31.txt", "§ 31")),
        ("detalj budget", ("ks-2025-04-22.txt", "§ 45")),
    ],
)
def test_misspelt_divided_and_joined_words_are_found(
    granvik: Kommunminne, question: str, place: tuple[str, str]
) -> None:
    kommun = "Åsmyra" if place[0] == "ks-2025-05-06.txt" else "Granvik"
    assert _first(granvik, question, kommun) == place


WATER = Item(
    21,
    "Taxa för vatten och avlopp",
    "KS-25/00401",
    "Kommunstyrelsen föreslår att taxan höjs.",
    "Brukningsavgiften täcker inte kostnaden för vatten och avlopp.",
)
PLAN = Item(
    22,
    "Ny översiktsplan",
    "KS-25/00402",
    "Kommunstyrelsen godkänner samrådet.",
    "Samråd om översiktsplanen sker enligt plan- och bygglagen (2010:900).",
)
GRANT = Item(
    23,
    "Bredband på landsbygden",
    "KS-25/00403",
    "Kommunstyrelsen avsätter kontant medfinansiering.",
    "Länsstyrelsen kräver kontant medfinansiering med ett belopp om 90 000 kr.",
)
TALK = Item(24, "Val av ombud", "KS-25/00404", "Kommunstyrelsen utser Asta Prov till ombud.")
SAID = "Kommunstyrelsen godkänner samrådet. Samråd om översiktsplanen sker enligt plan- och bygglagen."


@pytest.fixture(scope="module")
def kommun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("sokning")
    write(folder / "in", "ks-2025-03-25.txt", minutes([WATER, PLAN, GRANT, TALK]))
    with opened(folder / "data") as core:
        assert ingest(core, folder / "in").failed == 0
        yield core


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("oversiktsplan", "§ 22"),
        ("ÖVERSIKTSPLAN", "§ 22"),
        ("över sikts plan", "§ 22"),
        ("oeversiktsplan", "§ 22"),
        ("VA", "§ 21"),
        ("VA-taxa", "§ 21"),
        ("PBL", "§ 22"),
        ("SFS 2010:900", "§ 22"),
        ("plan- och bygglagen", "§ 22"),
        ("kontantmedfinansieringsbelopp", "§ 23"),
        ("medfinansering", "§ 23"),
        ("90 tkr", "§ 23"),
        ("KS 2025/403", "§ 23"),
        ("ks-25/403", "§ 23"),
        ("Dnr KS-25/00404", "§ 24"),
        ("ärende 2025-401", "§ 21"),
        ("§ 24", "§ 24"),
    ],
)
def test_however_it_is_written_it_is_found(kommun: Kommunminne, question: str, section: str) -> None:
    assert _first(kommun, question, "Tallsele")[1] == section


@pytest.mark.parametrize("kind", ["bildspel", "tjänsteskrivelse", "kallelse"])
def test_approved_minutes_stand_above_what_says_the_same(tmp_path: Path, kind: str) -> None:
    write(tmp_path / "in", "ks-2025-03-25.txt", minutes([PLAN, TALK]))
    other = write(
        tmp_path / "other", "ny-oversiktsplan.md", f"# Ny översiktsplan\n\nTallsele kommun\n\n{SAID}\n"
    )
    with opened(tmp_path / "data") as core:
        assert ingest(core, tmp_path / "in").failed == 0
        assert core.ingest([other], kommun=None, access="publik", kind=kind).failed == 0
        found = core.search("samråd om ny översiktsplan", zones=ALL, filters=FilterIn(), limit=5)
        assert [hit.file.rsplit("/", 1)[-1] for hit in found][:2] == [
            "ks-2025-03-25.txt",
            "ny-oversiktsplan.md",
        ]


@pytest.mark.parametrize("left_out", [*((part,) for part in sorted(PARTS)), ("rerank", "rules")])
def test_any_part_can_be_off(granvik: Kommunminne, left_out: tuple[str, ...]) -> None:
    retriever = Retriever(granvik._archive, PARTS - {*left_out})
    found = retriever.search("ny brandstation Norrby", EVERYTHING, limit=5)
    assert _places(found)[0] == ("ks-2025-04-22.txt", "§ 42")
    assert [passage.score for passage in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.parametrize("part", ["stems", "grams", "dense"])
def test_any_way_of_finding_will_do_alone(granvik: Kommunminne, part: str) -> None:
    for others in ((), ("rerank",), ("rerank", "rules")):
        found = Retriever(granvik._archive, {part, *others}).search("brandstation", EVERYTHING)
        assert _places(found)[0] == ("ks-2025-04-22.txt", "§ 42")


def test_features_are_told_of_the_passages_found(retriever: Retriever, empty: Kommunminne) -> None:
    found, features = retriever.features(Sought.words("ny brandstation Norrby"), EVERYTHING)
    assert len({chunk.paragraph or (chunk.content, chunk.section) for chunk in found}) == len(found) > 5
    assert {values.shape for values in features.values()} == {(len(found),)}
    assert Retriever(empty._archive).features(Sought.words("brandstation"), EVERYTHING) == ([], {})
