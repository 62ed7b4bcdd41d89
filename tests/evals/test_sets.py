from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import BadRequest
from evals.kommun import documents_of
from evals.sets import is_beir, read_beir
from tests.archives import write
from tests.conftest import ROOT, SHARED
from tests.evals.small_sets import QUESTIONS, TEXTS, beir, kommun


@pytest.mark.parametrize("qrels", [True, False])
def test_what_is_relevant_stands_in_qrels_or_in_the_questions(tmp_path: Path, qrels: bool) -> None:
    found = read_beir(beir(tmp_path / "liten", qrels=qrels))
    assert found.name == "liten"
    assert {document.id: document.text for document in found.documents} == TEXTS
    assert {q.id: (q.text, *q.relevant) for q in found.queries} == QUESTIONS


def test_grades_count_and_nought_is_no_answer(tmp_path: Path) -> None:
    folder = beir(tmp_path)
    write(folder, "qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tvatten\t2\nq1\tbad\t0\nq2\tskola\t0\n")
    found = read_beir(folder)
    assert [(query.id, dict(query.relevant)) for query in found.queries] == [("q1", {"vatten": 2})]
    assert found.unjudged == 3


def test_the_test_split_counts_where_there_is_one(tmp_path: Path) -> None:
    folder = beir(tmp_path)
    write(folder, "qrels/train.tsv", "query-id\tcorpus-id\tscore\nq1\tbad\t1\n")
    assert read_beir(folder).queries[0].relevant == {"vatten": 1}
    (folder / "qrels/test.tsv").rename(folder / "qrels/dev.tsv")
    assert read_beir(folder).queries[0].relevant == {"vatten": 1, "bad": 1}


def test_a_limit_takes_the_first_questions_and_every_document(tmp_path: Path) -> None:
    found = read_beir(beir(tmp_path), limit=2)
    assert [query.id for query in found.queries] == ["q1", "q2"]
    assert len(found.documents) == 4


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    folder = beir(tmp_path, qrels=False)
    write(folder, "corpus.jsonl", '{"_id": "vatten", "text": "ett\u2028två\\u0085tre"}\n')
    write(folder, "queries.jsonl", '{"_id": "q", "text": "ett?", "relevant": ["vatten"]}\n\n')
    assert read_beir(folder).documents[0].text == "ett\u2028två\u0085tre"


def _add(name: str, line: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text("utf-8") + line, "utf-8")

    return change


def _latin(folder: Path) -> None:
    (folder / "corpus.jsonl").write_bytes("{å}".encode("latin-1"))


def _no_tables(folder: Path) -> None:
    (folder / "qrels/test.tsv").unlink()


def _nothing_judged(folder: Path) -> None:
    write(folder, "qrels/test.tsv", "query-id\tcorpus-id\tscore\n")


def _no_documents(folder: Path) -> None:
    write(folder, "corpus.jsonl", "")
    _nothing_judged(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_add("corpus.jsonl", "{broken\n"), r"liten/corpus.jsonl, rad 5: raden är inte JSON"),
        (_add("corpus.jsonl", "[1]\n"), r"corpus.jsonl, rad 5: raden ska vara ett JSON-objekt"),
        (_add("corpus.jsonl", '{"text": "a"}\n'), r'corpus.jsonl, rad 5: "_id" saknas'),
        (_add("corpus.jsonl", '{"_id": "bad", "text": "a"}\n'), r"rad 5: _id bad finns redan"),
        (_add("queries.jsonl", '{"_id": "q9", "text": " "}\n'), r'queries.jsonl, rad 5: "text" saknas'),
        (_add("queries.jsonl", '{"_id": "q1", "text": "a"}\n'), r"queries.jsonl, rad 5: _id q1 finns redan"),
        (_add("queries.jsonl", '{"_id": "q9", "text": "a", "relevant": "bad"}\n'), r'rad 5: "relevant" ska'),
        (_add("qrels/test.tsv", "q9\tbad\t1\n"), r"qrels/test.tsv, rad 6: q9 finns inte bland frågorna"),
        (_add("qrels/test.tsv", "q1\tborta\t1\n"), r"rad 6: borta finns inte bland handlingarna"),
        (_add("qrels/test.tsv", "q1\tbad\n"), r"rad 6: ska ha 3 kolumner"),
        (_add("qrels/test.tsv", "q1\tbad\tja\n"), r"rad 6: 'ja' ska vara ett heltal"),
        (_latin, r"corpus.jsonl: är inte UTF-8"),
        (_no_tables, r"qrels: mappen har ingen .tsv-fil"),
        (_nothing_judged, r"liten: mängden har inga frågor med facit"),
        (_no_documents, r"liten: mängden har inga handlingar"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, change: Callable[[Path], None], said: str
) -> None:
    folder = beir(tmp_path / "liten")
    change(folder)
    with pytest.raises(BadRequest, match=said):
        read_beir(folder)


def test_an_unknown_id_in_a_question_is_told_by_its_line(tmp_path: Path) -> None:
    folder = beir(tmp_path, qrels=False)
    _add("queries.jsonl", '{"_id": "q9", "text": "a", "relevant": ["borta"]}\n')(folder)
    with pytest.raises(BadRequest, match=r"queries.jsonl, rad 5: borta finns inte"):
        read_beir(folder)


def test_a_folder_that_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="mappen finns inte"):
        is_beir(tmp_path / "borta")
    with pytest.raises(BadRequest, match=r"saknar queries\.jsonl"):
        is_beir(tmp_path)


def test_the_documents_of_a_kommun_set_are_given_or_named(tmp_path: Path) -> None:
    folder, documents = kommun(tmp_path)
    assert not is_beir(folder)
    assert documents_of(folder, None) == documents
    assert documents_of(folder, tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (None, r"saknar både corpus\.jsonl och set\.toml"),
        ("documents = ", r"set\.toml: ska vara TOML"),
        ("handlingar = 'a'", r"set\.toml: ska vara TOML"),
        ("documents = 3", r"set\.toml: ska vara TOML"),
        ("documents = '../borta'", r"borta: handlingarnas mapp finns inte \(.*set\.toml\)"),
    ],
)
def test_a_set_that_does_not_say_its_documents(tmp_path: Path, toml: str | None, said: str) -> None:
    folder, _ = kommun(tmp_path)
    (folder / "set.toml").unlink()
    if toml is not None:
        write(folder, "set.toml", toml)
    with pytest.raises(BadRequest, match=said):
        documents_of(folder, None)


def test_our_own_sets_name_their_documents() -> None:
    sets = ROOT / "evals" / "sets"
    assert documents_of(sets / "tallsele", None) == ROOT / "corpus" / "tallsele"
    if SHARED.is_dir():
        assert documents_of(sets / "alingsas", None) == (SHARED / "real" / "alingsas").resolve()
