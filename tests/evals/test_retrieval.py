"""`kommunminne eval retrieval` as a whole: real files, real archives, the real search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app
from assistant.settings import Settings
from evals.ablation import variants
from evals.kommun import Kommun
from evals.measure import OURS, chosen
from evals.metrics import METRICS
from evals.ours import NAME
from evals.prepare import prepared
from evals.run import read_run
from tests.archives import write
from tests.evals.small_sets import beir, kommun
from tests.tiny_models import tiny_cross_encoder

WIRE = {
    "set",
    "ndcg@10",
    "recall@1",
    "recall@5",
    "recall@10",
    "mrr",
    "latency_ms",
    "commit",
    "model",
    "versions",
}


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["eval", "retrieval", *map(str, arguments)])


def measured(*arguments: object) -> Any:
    done = evaluate(*arguments, "--json", "-")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_set_of_texts(tmp_path: Path) -> None:
    found = measured(beir(tmp_path / "liten"))
    assert found.keys() >= WIRE
    assert (found["set"], found["system"], found["questions"], found["documents"]) == ("liten", NAME, 4, 4)
    assert found["recall@1"] == found["mrr"] == found["ndcg@10"] == 1.0
    assert found["intervals"]["mrr"] == [1.0, 1.0]
    assert 0 < found["latency_ms"]["p50"] <= found["latency_ms"]["p95"]
    assert found["model"].startswith("kommunminne-sv-m3@")
    assert found["misses"] == []
    assert found["versions"]["tantivy"]


def test_a_question_whose_answer_is_not_first_is_a_miss(tmp_path: Path) -> None:
    folder = beir(tmp_path)
    write(folder, "qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tvatten\t1\nq3\tbuss\t1\n")
    found = measured(folder)
    assert (found["questions"], found["unjudged"], found["missed"]) == (2, 2, 1)
    miss = found["misses"][0]
    assert (miss["id"], miss["question"]) == ("q3", "Varför stänger badhuset?")
    assert miss["expected"][0]["id"] == "buss"
    assert miss["first"]["id"] == "bad"
    assert miss["first"]["text"].startswith("Badhuset stänger i juni")
    assert found["success@10"] == found["recall@10"] == (1.0 if miss["place"] else 0.5)


def test_a_set_about_a_kommun_takes_its_files_in(tmp_path: Path) -> None:
    folder, _ = kommun(tmp_path)
    found = measured(folder)
    assert (found["set"], found["questions"], found["unjudged"]) == ("fragor", 5, 1)
    assert found["documents"] > 5, "the plan and the front pages are searched too"
    assert found["recall@5"] == 1.0
    assert [(kind["kind"], kind["questions"]) for kind in found["kinds"]] == [
        ("fråga", 3),
        ("titel", 1),
        ("nummer", 1),
    ]
    assert all(kind.keys() >= METRICS.keys() for kind in found["kinds"])


def test_all_systems_search_the_same_paragraphs_and_sections(tmp_path: Path) -> None:
    folder, _ = kommun(tmp_path)
    with prepared(folder, Settings()) as ready:
        documents = {document.id: document for document in ready.eval_set.documents}
        assert len(documents) == len(ready.eval_set.documents)
        bridge = documents["KS 2025-03-25 § 11"]
        assert bridge.title == "KS 2025-03-25 § 11 KS-25/00301 Ny gångbro över Tallån"
        assert "avstängd sedan vårfloden" in bridge.text
        assert "450 000 kr" in bridge.text
        plan = next(document for document in documents.values() if "Barn ska läsa mer" in document.text)
        assert plan.id.startswith("plan.md · ")
        ours = ready.ours
        assert isinstance(ours, Kommun)
        assert ours.search("Vad ska barn läsa på fritiden?", 1) == [plan.id]
        for query in ready.eval_set.queries:
            found = ours.search(query.text, 10)
            assert len(found) > 1
            assert documents.keys() >= set(found)


def test_peers_stand_beside_ours_with_paired_differences(tmp_path: Path) -> None:
    pytest.importorskip("bm25s")
    found = measured(beir(tmp_path), "--system", "bm25", "--system", OURS, "--runs", tmp_path / "runs")
    ours, peer = found["systems"]
    assert (ours["system"], found["system"]) == (NAME, NAME)
    assert "difference" not in ours
    assert peer["difference"]["mrr"] == pytest.approx(peer["mrr"] - ours["mrr"], abs=1e-3)
    kept = [read_run(path) for path in sorted((tmp_path / "runs").iterdir())]
    assert {run.system for run in kept} == {ours["system"], peer["system"]}
    assert all(run.found.keys() == {"q1", "q2", "q3", "q4"} for run in kept)


def test_each_part_is_left_out_and_tried_alone(tmp_path: Path) -> None:
    from assistant.retrieve import PARTS

    found = measured(beir(tmp_path), "--ablation")
    names = [entry["system"] for entry in found["ablation"]]
    assert set(names) >= {f"without {part}" for part in PARTS}
    assert any(name.startswith("only ") for name in names)
    assert all("ndcg@10" in entry["difference"] for entry in found["ablation"])
    with prepared(beir(tmp_path / "again"), Settings()) as ready:
        assert len(list(variants(ready.ours, PARTS))) == 2 * len(PARTS)


def test_an_ablation_varies_the_very_search_that_is_measured(tmp_path: Path) -> None:
    from assistant.retrieve import PARTS

    folder, _ = kommun(tmp_path)
    for path in (folder, beir(tmp_path / "liten")):
        with prepared(path, Settings()) as ready:
            ready.ours.index(ready.eval_set.documents)
            whole = ready.ours.variant("whole", PARTS)
            crippled = ready.ours.variant("nothing", frozenset())
            for query in ready.eval_set.queries:
                found = ready.ours.search(query.text, 10)
                assert found
                assert whole.search(query.text, 10) == found
                assert crippled.search(query.text, 10) != found
                assert ready.ours.search(query.text, 10) == found


def test_a_cross_encoder_that_is_set_is_a_part_of_what_is_measured(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="kräver tillägget models")
    settings = Settings(cross_encoder=str(tiny_cross_encoder(tmp_path / "korskodare")))
    folder, _ = kommun(tmp_path)
    for path in (folder, beir(tmp_path / "liten")):
        with prepared(path, Settings()) as ready:
            assert "cross" not in ready.ours.parts
        with prepared(path, settings) as ready:
            assert "cross" in ready.ours.parts
            assert "without cross" in [each.name for each in variants(ready.ours, ready.ours.parts)]


def test_the_table_shows_sets_and_kinds(tmp_path: Path) -> None:
    folder, documents = kommun(tmp_path)
    (folder / "set.toml").unlink()
    done = evaluate(beir(tmp_path / "liten"), folder, "--documents", documents, "--json", tmp_path / "r.json")
    assert done.exit_code == 0, done.stderr
    assert "liten (4)" in done.stdout
    assert "fragor (5)" in done.stdout
    assert "nummer" in done.stdout
    assert [one["set"] for one in json.loads((tmp_path / "r.json").read_text("utf-8"))] == ["liten", "fragor"]


def test_a_limit(tmp_path: Path) -> None:
    assert measured(beir(tmp_path), "--limit", 2)["questions"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{set}/borta"], "mappen finns inte"),
        (["{set}", "--system", "google"], "Okänt system: google. Det finns kommunminne, bm25"),
        (["{set}", "--system", "bm25", "--ablation"], "--ablation gäller kommunminne"),
        (["{set}", "--json", "{set}/borta/r.json"], "kan inte skrivas"),
        (["{set}", "--plot", "{set}/bild.gif"], "slutar på .svg eller .png"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    folder = beir(tmp_path)
    done = evaluate(*(each.format(set=folder) for each in arguments))
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_broken_line_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    folder = beir(tmp_path / "liten")
    write(folder, "queries.jsonl", '{"_id": "q1", "text": "a"}\n{"_id"\n')
    done = evaluate(folder)
    assert done.exit_code == 2
    assert "liten/queries.jsonl, rad 2: raden är inte JSON" in done.stderr
    assert done.stdout == ""


def test_a_paragraph_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder, _ = kommun(tmp_path)
    row = '{"_id": "k7", "text": "Vad?", "relevant": ["KS 2025-03-25 § 99"]}\n'
    write(folder, "queries.jsonl", row)
    done = evaluate(folder)
    assert done.exit_code == 2
    assert "fragor/queries.jsonl, rad 1: KS 2025-03-25 § 99 finns inte bland handlingarna" in done.stderr


def test_files_that_cannot_be_read_are_no_set(tmp_path: Path) -> None:
    folder, _ = kommun(tmp_path)
    write(tmp_path / "trasiga", "a.pdf", "ingen pdf")
    done = evaluate(folder, "--documents", tmp_path / "trasiga")
    assert done.exit_code == 2
    assert "a.pdf" in done.stderr
    assert "ingen handling kunde läsas in" in done.stderr


def test_ours_comes_first_and_unnamed_peers_may_be_left_out() -> None:
    systems, skippable = chosen(["bm25", OURS], peers=True, ablation=False)
    assert systems[:2] == (OURS, "bm25")
    assert len(systems) == len(set(systems)) > 2
    assert skippable == set(systems) - {OURS, "bm25"}
    assert chosen([], peers=False, ablation=True)[0] == (OURS,)
