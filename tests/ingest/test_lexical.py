"""The lexical index: BM25 per field, filters, and what a commit, a delete and a second process see."""

from __future__ import annotations

import datetime as dt
import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import analyse, lexical
from ingest.errors import IndexMismatch, StoreBusy, StoreError
from ingest.filters import Filters
from ingest.lexical import LexicalDoc, LexicalHit, LexicalIndex, LexicalQuery

BOTH = frozenset({"publik", "intern"})
VA = LexicalDoc(
    chunk_id="va",
    title="AU 2025-02-25 § 19 VA-redovisning",
    text="Kommunens avloppsanläggningar redovisas varje år.",
    kommun="Tallsele",
    zones=("publik",),
    contents=("c1",),
    body="AU",
    date=dt.date(2025, 2, 25),
    kind="protokoll",
    number=19,
    dnr_key="KS-2025-205",
)
TAXA = LexicalDoc(
    chunk_id="taxa",
    title="KS 2025-03-11 § 40 Taxa för slam",
    text="Taxan för slamtömning höjs. Avloppet betalas av ägaren.",
    kommun="Tallsele",
    zones=("intern",),
    contents=("c2", "c3"),
    body="KS",
    date=dt.date(2025, 3, 11),
    kind="protokollsutdrag",
    number=40,
    dnr_key="KS-2025-301",
)
ODATERAD = LexicalDoc(
    chunk_id="riktlinje",
    title="Riktlinje för avlopp",
    text="Enskilt avlopp anmäls.",
    kommun="Granby",
    zones=("publik",),
    contents=("c4",),
    kind="styrdokument",
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[LexicalIndex]:
    with LexicalIndex(tmp_path / "lexical") as opened:
        opened.add([VA, TAXA, ODATERAD])
        opened.commit()
        yield opened


def ask(
    index: LexicalIndex, question: str, filters: Filters | None = None, limit: int = 100
) -> list[LexicalHit]:
    wanted = LexicalQuery(analyse.query_stems(question), analyse.query_grams(question))
    return index.search(wanted, filters, limit=limit)


def found(index: LexicalIndex, question: str, filters: Filters | None = None) -> set[str]:
    return {hit.chunk_id for hit in ask(index, question, filters)}


def bm25(query: list[str], documents: dict[str, list[str]]) -> dict[str, float]:
    """Textbook BM25 (k1 = 1.2, b = 0.75), query terms as a set; Tantivy rounds lengths over 40 down."""
    mean = sum(map(len, documents.values())) / len(documents)
    scores = dict.fromkeys(documents, 0.0)
    for term in set(query):
        holders = sum(term in tokens for tokens in documents.values())
        idf = math.log(1 + (len(documents) - holders + 0.5) / (holders + 0.5))
        for name, tokens in documents.items():
            count = tokens.count(term)
            scores[name] += idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(tokens) / mean))
    return scores


def test_scores_are_bm25_over_the_tokens_of_each_field(index: LexicalIndex) -> None:
    docs = {doc.chunk_id: doc for doc in (VA, TAXA, ODATERAD)}
    hits = {hit.chunk_id: hit for hit in ask(index, "taxa avlopp slam")}
    both = {name: f"{doc.title} {doc.text}" for name, doc in docs.items()}
    stems = bm25(
        analyse.stems("taxa avlopp slam"), {name: analyse.stems(text) for name, text in both.items()}
    )
    grams = bm25(
        analyse.grams("taxa avlopp slam"), {name: analyse.grams(text) for name, text in both.items()}
    )
    titles = bm25(
        analyse.stems("taxa avlopp slam"), {name: analyse.stems(doc.title) for name, doc in docs.items()}
    )
    for name, hit in hits.items():
        assert (hit.stems, hit.grams, hit.title) == pytest.approx(
            (stems[name], grams[name], titles[name]), rel=0.02
        )


def test_a_part_of_a_compound_is_found_by_grams_and_not_by_stems(index: LexicalIndex) -> None:
    hit = next(hit for hit in ask(index, "anläggning") if hit.chunk_id == "va")
    assert hit.stems == 0
    assert hit.grams > 0


def test_a_word_of_the_title_scores_in_the_title_field_as_well(index: LexicalIndex) -> None:
    hit = next(hit for hit in ask(index, "VA-redovisning") if hit.chunk_id == "va")
    assert hit.title > 0
    assert hit.stems > 0


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(zones=BOTH), {"va", "taxa", "riktlinje"}),
        (Filters(zones=frozenset({"publik"})), {"va", "riktlinje"}),
        (Filters(zones=frozenset({"hemlig"})), set()),
        (Filters(zones=BOTH, kommun="Tallsele"), {"va", "taxa"}),
        (Filters(zones=BOTH, bodies=("AU",)), {"va"}),
        (Filters(zones=BOTH, bodies=("AU", "KS")), {"va", "taxa"}),
        (Filters(zones=BOTH, date_from=dt.date(2025, 3, 11)), {"taxa"}),
        (Filters(zones=BOTH, date_to=dt.date(2025, 3, 10)), {"va"}),
        (Filters(zones=BOTH, date_from=dt.date(2025, 2, 25), date_to=dt.date(2025, 2, 25)), {"va"}),
        (Filters(zones=BOTH, kinds=("styrdokument", "protokoll")), {"va", "riktlinje"}),
        (Filters(zones=BOTH, number=40), {"taxa"}),
        (Filters(zones=BOTH, dnr_key="KS-2025-205"), {"va"}),
        (Filters(zones=BOTH, contents=frozenset({"c3", "c4"})), {"taxa", "riktlinje"}),
        (Filters(zones=BOTH, contents=frozenset()), set()),
        (Filters(zones=frozenset({"publik"}), number=40), set()),
    ],
)
def test_filters_narrow_what_is_found(index: LexicalIndex, filters: Filters, expected: set[str]) -> None:
    assert found(index, "avlopp", filters) == expected


@pytest.mark.parametrize(
    "filters", [Filters(zones=BOTH), Filters(zones=BOTH, kommun="Tallsele", bodies=("AU",))]
)
def test_filters_do_not_change_the_scores(index: LexicalIndex, filters: Filters) -> None:
    without = {hit.chunk_id: hit for hit in ask(index, "avlopp i kommunen")}
    assert all(hit == without[hit.chunk_id] for hit in ask(index, "avlopp i kommunen", filters))


def test_a_filter_by_zone_must_name_a_zone() -> None:
    with pytest.raises(ValueError, match="zones"):
        Filters(zones=frozenset())


def test_a_filter_with_its_dates_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="date_from"):
        Filters(zones=BOTH, date_from=dt.date(2025, 2, 1), date_to=dt.date(2025, 1, 1))


def test_a_zone_that_comes_later_is_kept_out_of_searches_that_may_not_see_it(index: LexicalIndex) -> None:
    assert found(index, "avlopp", Filters(zones=BOTH)) == {"va", "taxa", "riktlinje"}
    index.add([replace(VA, chunk_id="ny", zones=("hemlig",))])
    index.commit()
    assert found(index, "avlopp", Filters(zones=BOTH)) == {"va", "taxa", "riktlinje"}


def test_the_document_frequency_of_a_stem_counts_chunks(index: LexicalIndex) -> None:
    (stem,) = analyse.stems("avlopp")
    assert index.document_frequency(stem) == 1
    assert index.document_frequency("finnsinte") == 0


def test_the_document_frequency_of_grams_and_keys_counts_chunks(index: LexicalIndex) -> None:
    assert index.document_frequency("avlop", "grams") == 3
    assert index.document_frequency("avlo", "grams4") == 3
    assert index.document_frequency("_slam", "grams") == 1
    assert index.document_frequency("_au_", "grams4") == 1
    assert index.document_frequency("tax", "title") == 1
    assert index.document_frequency("date:2025-03-11", "keys") == 1
    assert index.document_frequency("par:19", "keys") == 1


def by_keys(index: LexicalIndex, *keys: str, filters: Filters | None = None) -> dict[str, float]:
    hits = index.search(LexicalQuery((), (), keys), filters)
    assert all(hit.stems == hit.grams == hit.title == 0 for hit in hits)
    return {hit.chunk_id: hit.keys for hit in hits}


def test_exact_keys_count_by_their_inverse_frequency(index: LexicalIndex) -> None:
    index.add([replace(VA, chunk_id="ny", title="KS 2025-03-11 § 41", text="Priset är 450 000 kronor.")])
    index.commit()
    day, price = math.log(1 + 4 / 2), math.log(1 + 4 / 1)
    found = by_keys(index, "date:2025-03-11", "kr:450000", "kr:450000", "kr:1")
    assert found == pytest.approx({"taxa": day, "ny": day + price})
    assert by_keys(index, "kr:450000", filters=Filters(zones=frozenset({"intern"}))) == {}


def test_a_key_that_too_many_chunks_hold_tells_nothing(index: LexicalIndex) -> None:
    index.add(replace(VA, chunk_id=f"nr {n}", text="Höjs 2026 till 1 240 kr.") for n in range(21))
    index.commit()
    assert index.document_frequency("kr:1240", "keys") == 21
    assert by_keys(index, "kr:1240") == {}
    assert set(by_keys(index, "kr:1240", "par:40")) == {"taxa"}


def test_a_query_without_terms_finds_nothing(index: LexicalIndex) -> None:
    assert index.search(LexicalQuery((), (), ())) == []


@pytest.mark.parametrize(
    "term", ["AND (", '"', "*:*", "title:x", "", "\x00", "🙂", "'; DROP TABLE", "a" * 70_000]
)
def test_terms_are_taken_as_they_stand(index: LexicalIndex, term: str) -> None:
    assert index.search(LexicalQuery((term,), (term,), (term,)), Filters(zones=BOTH)) == []


def test_limit_holds_for_each_field(index: LexicalIndex) -> None:
    hits = ask(index, "avlopp", limit=1)
    assert sum(hit.stems > 0 for hit in hits) == 1
    assert sum(hit.grams > 0 for hit in hits) == 1


def test_what_is_not_committed_is_not_found_and_is_dropped_at_close(tmp_path: Path) -> None:
    with LexicalIndex(tmp_path) as index:
        index.add([VA])
        assert len(index) == 0
    with LexicalIndex(tmp_path) as index:
        index.commit()
        assert index.ids() == set()


def test_rollback_drops_what_was_added(index: LexicalIndex) -> None:
    index.add([replace(VA, chunk_id="ny")])
    index.rollback()
    index.commit()
    assert index.ids() == {"va", "taxa", "riktlinje"}


def test_adding_a_chunk_again_replaces_it(index: LexicalIndex) -> None:
    index.add([replace(VA, text="Nu handlar det om skolskjuts.")])
    index.commit()
    assert len(index) == 3
    assert found(index, "skolskjuts") == {"va"}


def test_a_deleted_content_is_gone(index: LexicalIndex) -> None:
    index.delete("c1")
    index.commit()
    assert index.ids() == {"taxa", "riktlinje"}
    assert found(index, "avlopp") == {"taxa", "riktlinje"}


def test_clear_empties_the_index(index: LexicalIndex) -> None:
    index.clear()
    index.commit()
    assert len(index) == 0
    assert ask(index, "avlopp") == []


def test_the_index_stays_over_a_reopening(index: LexicalIndex, tmp_path: Path) -> None:
    before = ask(index, "avlopp och taxa")
    index.close()
    with LexicalIndex(tmp_path / "lexical") as again:
        assert ask(again, "avlopp och taxa") == before


def test_a_second_writer_is_refused_and_a_second_reader_is_not(index: LexicalIndex, tmp_path: Path) -> None:
    other = LexicalIndex(tmp_path / "lexical")
    assert found(other, "ägaren") == {"taxa"}
    with pytest.raises(StoreBusy, match="skriver"):
        other.add([VA])
    index.close()
    other.add([replace(VA, chunk_id="ny")])
    other.commit()
    assert "ny" in other.ids()
    other.close()


def test_another_process_reads_while_this_one_owns_the_writer(index: LexicalIndex, tmp_path: Path) -> None:
    index.add([replace(VA, chunk_id="ny")])
    script = (
        "import sys; from pathlib import Path; from ingest.lexical import LexicalIndex\n"
        "print(sorted(LexicalIndex(Path(sys.argv[1])).ids()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "lexical")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "['riktlinje', 'taxa', 'va']"


def test_a_reader_sees_a_commit_after_reload(index: LexicalIndex, tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path / "lexical")
    index.delete("c1")
    index.commit()
    reader.reload()
    assert reader.ids() == {"taxa", "riktlinje"}


def test_a_chunk_without_zone_is_refused(index: LexicalIndex) -> None:
    with pytest.raises(ValueError, match="zone"):
        index.add([replace(VA, zones=())])


def test_a_damaged_index_says_how_to_mend_it_and_can_be_removed(index: LexicalIndex, tmp_path: Path) -> None:
    index.close()
    path = tmp_path / "lexical"
    (path / "meta.json").write_text("{}")
    with pytest.raises(StoreError, match="rebuild"):
        LexicalIndex(path)
    lexical.remove(path)
    assert len(LexicalIndex(path)) == 0


def test_an_index_of_another_layout_is_refused(tmp_path: Path) -> None:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    tantivy.Index(builder.build(), path=str(tmp_path))
    with pytest.raises(IndexMismatch, match="rebuild"):
        LexicalIndex(tmp_path)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lexical").write_text("")
    with pytest.raises(StoreError):
        LexicalIndex(tmp_path / "lexical")
