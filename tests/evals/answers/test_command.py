"""`kommunminne eval answers` as a whole: real files, real archives, real answers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app
from assistant.service.app import create_app
from assistant.service.lock import instance_of, new_lock, write_lock
from assistant.settings import Settings
from tests import archives
from tests.archives import write
from tests.evals.answers.made_up import a_case, a_citation, an_answer
from tests.evals.answers.sets import BRIDGE, CASES, CAT, POOL, cases_about
from tests.evals.small_sets import jsonl
from tests.support import served


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["eval", "answers", *map(str, arguments)])


def measured(*arguments: object) -> Any:
    done = evaluate(*arguments, "--json", "-")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_set_that_names_its_documents(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path)
    found = measured(eval_set)
    assert (found["questions"], found["sets"], found["asked"]) == (3, ["fragor/answers"], "documents")
    figures, counts = found["figures"], found["counts"]
    assert {name: (figures[name]["value"], figures[name]["n"]) for name in ("right", "fact_recall")} == {
        "right": (1.0, 3),
        "fact_recall": (1.0, 2),
    }
    assert (figures["level"]["value"], figures["level"]["n"]) == (1.0, 1)
    assert (figures["abstention"]["value"], figures["over_refusal"]["value"]) == (1.0, 0.0)
    assert figures["fact_recall"]["target"] == {"min": 0.95}
    assert figures["fact_recall"]["reached"] is True
    assert figures["list_f1"] == {
        **dict.fromkeys(("value", "low", "high", "reached")),
        "n": 0,
        "target": {"min": 0.95},
    }
    assert counts["quotes_not_found"]["n"] >= 2, "every quote is looked up"
    assert counts["quotes_not_found"]["value"] == 0
    assert found["failures"] == found["errors"] == []
    assert 0 < found["latency_ms"]["p50"] <= found["latency_ms"]["p95"]
    assert [kind["name"] for kind in found["kinds"]] == ["amount", "decision lookup", "trap"]
    assert [(role["name"], role["questions"]) for role in found["roles"]] == [
        ("medborgare", 2),
        ("nyvald", 1),
    ]
    assert found["versions"]["tantivy"]
    assert found["model"].startswith("kommunminne-sv-m3@")
    assert found.keys() >= {"commit", "date", "load", "machine"}


def test_documents_named_on_the_command_line(tmp_path: Path) -> None:
    eval_set, documents = cases_about(tmp_path)
    moved = write(tmp_path / "annanstans", "fragor.jsonl", (eval_set / "answers.jsonl").read_text("utf-8"))
    found = measured(moved, "--documents", documents)
    assert (found["figures"]["right"]["value"], found["sets"]) == (1.0, ["annanstans/fragor"])


def test_an_archive_that_is_there_already(tmp_path: Path) -> None:
    eval_set, documents = cases_about(tmp_path)
    with archives.opened(tmp_path / "data") as core:
        archives.ingest(core, documents)
    found = measured(eval_set, "--data", tmp_path / "data")
    assert (found["asked"], found["figures"]["right"]["value"]) == ("archive", 1.0)
    assert found["counts"]["quotes_not_found"]["n"] >= 2


def test_a_running_service_is_asked(tmp_path: Path) -> None:
    eval_set, documents = cases_about(tmp_path)
    data = tmp_path / "data"
    with archives.opened(data) as core:
        archives.ingest(core, documents)
        lock = new_lock("")
        app = create_app(core, Settings(data=data), instance=instance_of(lock.token))
        with served(app) as url:
            write_lock(data, replace(lock, url=url))
            alone = write(tmp_path, "fragor.jsonl", (eval_set / "answers.jsonl").read_text("utf-8"))
            asked = measured(alone, "--data", data)
            with_files = measured(alone, "--data", data, "--documents", documents)
    assert (asked["figures"]["right"]["value"], asked["model"]) == (1.0, None)
    assert asked["counts"]["quotes_not_found"]["n"] == 0, "pages are not to be had by HTTP"
    assert with_files["counts"]["quotes_not_found"]["n"] >= 2


def test_answers_are_saved_and_give_the_same_figures_again(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path)
    found = measured(eval_set, "--save", tmp_path / "svar.jsonl")
    again = measured(eval_set, "--answers", tmp_path / "svar.jsonl")
    assert again["figures"] == found["figures"]
    assert again["counts"]["quotes_not_found"] == found["counts"]["quotes_not_found"]


def test_a_miss_is_shown_with_what_was_said_and_why(tmp_path: Path) -> None:
    wrong = a_case(facts=("950 000",), variants={}, level="förslag")
    eval_set, _ = cases_about(tmp_path, wrong, POOL)
    done = evaluate(eval_set, "--json", tmp_path / "r.json")
    assert done.exit_code == 0, "a miss is a result"
    for said in ("Fel: b1", "saknar: 950 000", "fel beslutsnivå: beslut, förslag", "450 000 kr", "inte nått"):
        assert said in done.stdout
    (failure,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["failures"]
    assert (failure["id"], failure["right"], failure["question"]) == ("b1", False, wrong.question)
    assert failure["why"] == [
        {"fault": "level", "count": 2, "what": ["beslut", "förslag"]},
        {"fault": "missing", "count": 1, "what": ["950 000"]},
    ]
    assert "450 000" in failure["said"]


def test_nothing_of_documents_is_passed_on_where_that_may_not_be(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path, a_case(facts=("950 000",), level="förslag"))
    found = measured(eval_set, "--no-texts")
    assert found["failures"][0]["why"] == [
        {"fault": "level", "count": 2, "what": ["beslut", "förslag"]},
        {"fault": "missing", "count": 1, "what": []},
    ]
    written = json.dumps(found, ensure_ascii=False)
    for word in ("950 000", "450 000", "gångbro"):
        assert word not in written


def test_answers_that_were_kept_are_scored_without_asking(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path, BRIDGE, CAT)
    answers = [an_answer(), an_answer("Den heter Murre.", citations=[], level=None, question=CAT.question)]
    kept = jsonl(tmp_path, "svar.jsonl", [json.loads(each.model_dump_json()) for each in answers])
    found = measured(eval_set, "--answers", kept)
    assert (found["asked"], found["model"], found["latency_ms"]["p50"]) == ("answers", None, 12.5)
    assert (found["figures"]["right"]["value"], found["figures"]["abstention"]["value"]) == (0.5, 0.0)
    assert [why["fault"] for why in found["failures"][0]["why"]] == ["not_refused"]
    assert found["counts"]["quotes_not_found"] == {"value": 0, "n": 1, "target": {"max": 0}, "reached": True}
    alone = write(tmp_path, "fragor.jsonl", (eval_set / "answers.jsonl").read_text("utf-8"))
    unread = measured(alone, "--answers", kept)["counts"]["quotes_not_found"]
    assert (unread["n"], unread["reached"]) == (0, None), "nothing to look quotes up in"


def test_a_quote_that_is_not_in_its_file_is_lost(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path, BRIDGE)
    made_up = an_answer(citations=[a_citation(quote="Gångbron kostar 450 000 kr.")])
    kept = jsonl(tmp_path, "svar.jsonl", [json.loads(made_up.model_dump_json())])
    found = measured(eval_set, "--answers", kept)
    assert (found["counts"]["quotes_not_found"]["value"], found["figures"]["right"]["value"]) == (1, 0.0)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "har 0 svar till 3 frågor"),
        (
            [{"question": BRIDGE.question}] * 3,
            "svar.jsonl, rad 1: är inget svar som ask --batch --json skriver",
        ),
        (
            [an_answer(question="En annan fråga?")] * 3,
            "rad 1: svarar på en annan fråga än fragor/answers.jsonl",
        ),
    ],
)
def test_answers_to_other_questions_are_refused(tmp_path: Path, lines: list[Any], said: str) -> None:
    eval_set, _ = cases_about(tmp_path)
    rows = [row if isinstance(row, dict) else json.loads(row.model_dump_json()) for row in lines]
    done = evaluate(eval_set, "--answers", jsonl(tmp_path, "svar.jsonl", rows))
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["{set}/borta.jsonl"], "kan inte läsas", 2),
        (["{set}/.."], "mappen har ingen fil answers*.jsonl", 2),
        (["{set}", "--documents", "{set}/borta"], "handlingarnas mapp finns inte (--documents)", 2),
        (["{set}", "--json", "{set}/borta/r.json"], "kan inte skrivas", 2),
        (["{set}", "--save", "{set}/borta/svar.jsonl"], "kan inte skrivas", 2),
        (["{set}", "--data", "{set}/tomt"], "Det finns inget arkiv", 3),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, arguments: list[str], said: str, code: int) -> None:
    eval_set, _ = cases_about(tmp_path)
    done = evaluate(*(each.format(set=eval_set) for each in arguments))
    assert done.exit_code == code
    assert said in done.stderr


def test_several_files_are_counted_together_and_apart(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path, BRIDGE, CAT)
    frozen = (eval_set / "answers.jsonl").read_text("utf-8").splitlines()[0]
    write(eval_set, "answers_frozen.jsonl", frozen + "\n")
    assert measured(eval_set)["questions"] == 2, "what is put aside is asked only on demand"
    assert measured(eval_set / "answers_frozen.jsonl")["questions"] == 1
    found = measured(eval_set, "--frozen")
    assert [(file["name"], file["questions"]) for file in found["files"]] == [
        ("fragor/answers", 2),
        ("fragor/answers_frozen", 1),
    ]
    assert found["questions"] == len(CASES)


def test_a_question_that_nobody_could_ask_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path, BRIDGE, a_case(id="b2", question="Vad? " * 1_000))
    done = evaluate(eval_set)
    assert done.exit_code == 2
    assert "fragor/answers.jsonl, rad 2: är tom, för lång" in done.stderr
    assert done.stdout == ""


def test_a_question_without_an_answer_ends_with_1(tmp_path: Path) -> None:
    eval_set, _ = cases_about(tmp_path, BRIDGE, POOL)
    rows = [
        json.loads(an_answer().model_dump_json()),
        {"question": POOL.question, "error": "Handlingen finns inte."},
    ]
    done = evaluate(eval_set, "--answers", jsonl(tmp_path, "svar.jsonl", rows))
    assert done.exit_code == 1
    assert "Inget svar: b2 (fragor/answers, amount)" in done.stdout
    assert "1 av frågorna gav inget svar och räknas inte." in done.stderr
