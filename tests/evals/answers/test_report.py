from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result as Done
from typer.testing import CliRunner

from assistant.cli import app
from evals.answers.quotes import Quotes
from evals.answers.result import Answered, result
from evals.answers.score import Asked
from evals.report.answer_charts import groups, shares
from evals.report.answers import page
from evals.results import Moment, Result
from tests.evals.answers.made_up import a_case, an_answer
from tests.evals.answers.sets import CAT, POOL

NASTY = "Får <script>alert(1)</script> & {{ 7 * 7 }} stå i svaret?"
MOMENT = Moment("2026-01-02T03:04:05+00:00", "abc123", (0.1, 0.2, 0.3))


def made_result(*, texts: bool = True) -> Result:
    """A right answer, a refused one, one that says a made-up name, one that could not be had."""
    asked = [
        Asked(a_case(), an_answer(), Quotes(1, ()), 20.0),
        Asked(POOL, an_answer(NASTY, citations=[], refused=True), Quotes(0, ()), 40.0),
        Asked(CAT, an_answer("Påhittad Persson vet.", citations=[]), Quotes(0, ()), 60.0),
        Asked(a_case(id="b9", question="Och sedan?"), None, Quotes(0, ()), error="Gick inte att fråga."),
    ]
    return result(Answered(asked, "documents", "modell@1"), MOMENT, texts=texts)


def test_the_page_needs_nothing_but_itself() -> None:
    html = page(made_result())
    assert re.findall(r'(?:src|href)="(?!data:image/svg\+xml;base64,|#)', html) == []
    for outside in ("<script", "@import", "url("):
        assert outside not in html


def test_the_page_shows_words_of_answers_as_words() -> None:
    html = page(made_result())
    assert "Får &lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 7 * 7 }} stå i svaret?" in html


def test_the_page_tells_figures_targets_what_fell_short_and_how_it_was_measured() -> None:
    html = page(made_result())
    for told in (
        "3 questions, each on its own, asked of an archive made of the documents for it; no language model.",
        "1 more gave no answer",
        "2 of 3 answers fall short of something; 2 of them count as wrong",
        "refused though the answer is there",
        "answered what must be refused",
        "Påhittad Persson",
        "Gick inte att fråga.",
        ">missed<",
        ">reached<",
        "10,000 resamples",
        "modell@1",
        "abc123",
    ):
        assert told in html
    assert "Files" not in html, "there is but one"


def test_the_page_of_ids_alone_holds_no_words() -> None:
    html = page(made_result(texts=False))
    assert "b2" in html
    for word in ("simhallen", "Persson", "Får ", "60 kr"):
        assert word not in html


def test_charts_say_their_figures_in_words() -> None:
    found = made_result()
    assert "Right 0.333; " in shares(found).words
    assert "Over-refusal 0.500 ≤ 0.05" in shares(found).words
    assert "List F1" not in shares(found).words, "no case has a say in it"
    kinds = groups(found, "kinds", "kind of question")
    assert kinds is not None
    assert kinds.words.startswith("Right answers by kind of question: decision lookup 1.00; ")
    assert groups(found, "files", "file") is None


def report(*arguments: object) -> Done:
    return CliRunner().invoke(app, ["eval", "report", *map(str, arguments)])


def test_a_result_that_was_kept_becomes_a_report(tmp_path: Path) -> None:
    kept = tmp_path / "r.json"
    kept.write_text(json.dumps(made_result()), "utf-8")
    done = report(kept, "--html", tmp_path / "r.html")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "r.html").read_text("utf-8") == page(made_result())
    assert "How well questions are answered" in page(made_result())


@pytest.mark.parametrize(
    "arguments", [["{kept}", "{kept}", "--html", "{kept}.html"], ["{kept}", "--plot", "{kept}.svg"]]
)
def test_each_result_of_answers_is_a_report_of_its_own(tmp_path: Path, arguments: list[str]) -> None:
    kept = tmp_path / "r.json"
    kept.write_text(json.dumps(made_result()), "utf-8")
    done = report(*(each.format(kept=kept) for each in arguments))
    assert done.exit_code == 2
    assert "blir en rapport var: ange en fil, och --html" in done.stderr


def test_half_a_result_is_none(tmp_path: Path) -> None:
    kept = tmp_path / "r.json"
    kept.write_text('{"result": "answers", "questions": 1}', "utf-8")
    done = report(kept, "--html", tmp_path / "r.html")
    assert done.exit_code == 2
    assert "håller inga resultat" in done.stderr
