from __future__ import annotations

import base64
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result as Done
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import BadRequest
from evals.pooled import pooled
from evals.report.charts import ablation, kinds, quality
from evals.report.overview import overview
from evals.report.page import page
from evals.results import Measured, Moment, Result, read_results, result
from evals.run import Found, Run
from evals.sets import EvalSet, Query
from evals.systems import Document
from tests.conftest import ROOT

NASTY = "Får <script>alert(1)</script> & 'citat' stå i frågan?"
MOMENT = Moment("2026-01-02T03:04:05+00:00", "abc123", (0.1, 0.2, 0.3))
ANSWERS = {"q1": "a", "q2": "b", "q3": "c"}


def made_run(system: str, *first: str) -> Run:
    """What a system found when these documents came first for q1, q2, q3."""
    found = {
        name: Found((top, *(d for d in "abc" if d != top)), float(place))
        for place, (name, top) in enumerate(zip(ANSWERS, first, strict=True), start=1)
    }
    return Run("liten", system, 0.0, found)


def made_result(*, with_ablation: bool = True, kind: str | None = "fråga", texts: bool = True) -> Result:
    documents = tuple(Document(name, f"Titel {name}", f"Text {name} {{{{ 7 * 7 }}}}") for name in "abc")
    queries = tuple(
        Query(name, NASTY if name == "q3" else "Vad?", {answer: 1}, kind) for name, answer in ANSWERS.items()
    )
    ours, peer = made_run("Kommunminne", "a", "b", "a"), made_run("BM25", "b", "a", "a")
    nothing = Run("liten", "only order", 0.0, {name: Found((), 1.0) for name in ANSWERS})
    variants = [made_run("without stems", "a", "a", "a"), made_run("without order", "a", "b", "a")]
    variants += [made_run("only stems", "a", "c", "b"), nothing]
    measured = Measured(
        EvalSet("liten", documents, queries), [ours, peer], variants if with_ablation else [], "modell@1"
    )
    return result(measured, MOMENT, texts=texts)


def report(*arguments: object) -> Done:
    return CliRunner().invoke(app, ["eval", "report", *map(str, arguments)])


def texts(svg: bytes) -> list[str]:
    """The words of a chart."""
    root = ElementTree.fromstring(svg)
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_result_says_how_far_each_system_lies_from_the_first() -> None:
    found = made_result()
    assert [(each["system"], each["mrr"]) for each in found["systems"]] == [
        ("Kommunminne", pytest.approx((1 + 1 + 1 / 3) / 3, abs=1e-4)),
        ("BM25", pytest.approx((1 / 2 + 1 / 2 + 1 / 3) / 3, abs=1e-4)),
    ]
    assert found["systems"][1]["difference"]["mrr"] == pytest.approx(-1 / 3, abs=1e-4)
    assert json.loads(json.dumps(found)) == found


def test_a_part_that_finds_nothing_alone_is_left_out() -> None:
    names = [each["system"] for each in made_result()["ablation"]]
    assert names == ["without stems", "without order", "only stems"]


def test_the_page_needs_nothing_but_itself() -> None:
    html = page([made_result()])
    assert re.findall(r'(?:src|href)="(?!data:image/svg\+xml;base64,|#set-)', html) == []
    assert "<script" not in html
    assert "@import" not in html
    assert "url(" not in html


def test_the_page_shows_words_of_documents_as_words() -> None:
    html = page([made_result()])
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;citat&#39;" in html
    assert "Text a {{ 7 * 7 }}" in html


def test_the_page_tells_figures_misses_and_how_it_was_measured() -> None:
    html = page([made_result()])
    assert "1 of 3 questions have something else on top" in html
    for told in (
        "Titel c",
        "Titel a",
        "modell@1",
        "10,000 resamples",
        "What each part is worth",
        "fråga (3)",
    ):
        assert told in html + str(texts_of_page(html))


def test_the_page_says_who_is_ahead_and_who_is_not() -> None:
    found = made_result()
    found["systems"][1]["difference"]["intervals"]["ndcg@10"] = [-0.4, -0.1]
    assert "ahead of 1 of 1 beyond doubt<" in page([found])
    found["systems"][1]["difference"]["ndcg@10"] = 0.2
    found["systems"][1]["difference"]["intervals"]["ndcg@10"] = [0.1, 0.4]
    assert "ahead of 0 of 1 beyond doubt, behind 1<" in page([found])
    found["systems"][1]["difference"]["intervals"]["ndcg@10"] = [-0.1, 0.4]
    assert "ahead of 0 of 1 beyond doubt<" in page([found])


def texts_of_page(html: str) -> list[str]:
    found = re.findall(r"base64,([^\"]+)", html)
    return [text for each in found for text in texts(base64.b64decode(each))]


def test_what_was_not_measured_is_not_shown() -> None:
    html = page([made_result(with_ablation=False, kind=None)])
    assert "What each part is worth" not in html
    assert "Kinds of question" not in html
    assert ablation(made_result(with_ablation=False)) is None
    assert kinds(made_result(kind=None)) is None


def test_the_charts_say_in_words_what_they_show() -> None:
    found = made_result()
    ours = next(each for each in found["systems"] if each["system"] == "Kommunminne")
    chart = quality(found)
    assert f"Kommunminne {ours['ndcg@10']:.3f}, 2.0 ms" in chart.words
    assert {"Kommunminne", "BM25", f"{ours['ndcg@10']:.3f}"} <= set(texts(chart.svg))
    parts = ablation(found)
    assert parts is not None
    assert "without stems" in parts.words
    assert {"stems", "order", "finds nothing alone"} <= set(texts(parts.svg))
    by_kind = kinds(found)
    assert by_kind is not None
    assert "fråga (3)" in texts(by_kind.svg)


def test_the_overview_is_the_same_each_time_and_holds_its_letters() -> None:
    results: list[Any] = [made_result(), made_result() | {"set": "annan"}]
    svg = overview(results)
    assert svg == overview(results)
    assert texts(svg) == [], "letters are shapes, the same on every machine"
    assert svg.count(b"<!-- liten") == svg.count(b"<!-- annan") == 1
    assert overview(results, "png").startswith(b"\x89PNG")


def test_a_report_is_made_of_kept_results(tmp_path: Path) -> None:
    kept = tmp_path / "r.json"
    kept.write_text(json.dumps(made_result()), "utf-8")
    more = tmp_path / "fler.json"
    more.write_text(json.dumps([made_result() | {"set": "annan"}]), "utf-8")
    done = report(kept, more, "--html", tmp_path / "r.html", "--plot", tmp_path / "r.png")
    assert done.exit_code == 0, done.stderr
    html = (tmp_path / "r.html").read_text("utf-8")
    assert "<h2>liten</h2>" in html
    assert "<h2>annan</h2>" in html
    assert (tmp_path / "r.png").stat().st_size > 5_000


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("{", "är inte JSON"),
        ("[]", "håller inga resultat"),
        ('{"figures": []}', "håller inga resultat"),
        (None, "kan inte läsas (filen finns inte)"),
    ],
)
def test_a_file_without_results_is_told(tmp_path: Path, kept: str | None, said: str) -> None:
    path = tmp_path / "r.json"
    if kept is not None:
        path.write_text(kept, "utf-8")
    done = report(path, "--html", tmp_path / "r.html")
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_report_must_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(made_result()), "utf-8")
    done = report(path)
    assert done.exit_code == 2
    assert "Ange --html eller --plot" in done.stderr


def test_a_result_without_texts_names_misses_by_id_alone_and_makes_a_report() -> None:
    found = made_result(texts=False)
    assert NASTY not in json.dumps(found, ensure_ascii=False)
    assert "Text a" not in json.dumps(found)
    html = page([found])
    assert found["misses"][0]["id"] in html
    assert "abc123" in html


@pytest.mark.parametrize(
    "path", sorted((ROOT / "evals" / "results").glob("retrieval-*.json")), ids=lambda p: p.name
)
def test_the_kept_results_make_a_report(path: Path) -> None:
    results = read_results(path)
    assert "<svg" not in page(results)[:100]
    assert all(result["commit"] and "dirty" not in result["commit"] for result in results)


def test_a_file_that_lacks_what_a_result_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "halv.json"
    path.write_text(json.dumps({"systems": []}), "utf-8")
    with pytest.raises(BadRequest, match="inga resultat"):
        read_results(path)


def test_sets_pooled_are_scored_over_all_their_questions() -> None:
    documents = tuple(Document(name, "", "x") for name in "abc")
    parts = [
        Measured(
            EvalSet(name, documents, (Query("q1", "Vad?", {"a": 1}),)),
            [Run(name, "A", 1.0, {"q1": Found((first, "c"), 2.0)}), *extra],
        )
        for name, first, extra in (
            ("ett", "a", [Run("ett", "B", 1.0, {"q1": Found(("a",), 1.0)})]),
            ("två", "b", []),
        )
    ]
    found = result(pooled(parts), MOMENT)
    assert found["set"] == "ett + två"
    assert (found["questions"], found["documents"]) == (2, 6)
    assert [each["system"] for each in found["systems"]] == ["A"]
    assert found["success@1"] == 0.5
