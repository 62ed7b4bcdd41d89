"""Our figures are those of the case format's own scorer, on the same answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.schema import Answer
from evals.answers.cases import Case, Source, read_cases
from evals.answers.figures import figures
from evals.answers.quotes import TextFiles, looked_up
from evals.answers.score import Asked, score
from tests.evals.answers.made_up import a_case, a_citation, an_answer, as_line

MEANS = ("fact_recall", "citation_recall", "citation_precision", "list_f1", "over_refusal")
SHARES = {
    "all_right": "right",
    "answerable_right": "answerable_right",
    "traps_right": "traps_right",
    "abstention": "abstention",
    "level_right": "level",
}
COUNTS = {
    "forbidden": "forbidden",
    "unsupported_figures": "unsupported_numbers",
    "quotes_not_found": "quotes_not_found",
    "unsupported_sentences": "unsupported_sentences",
    "too_long": "too_long",
}


def made_answers(case: Case) -> Iterator[Answer]:
    """Answers good and bad to a case, each bad in its own way."""
    facts = "; ".join(case.facts)
    right = [a_citation(s.section, file=s.file, quote=f"{facts} står här.") for s in case.sources]
    beside = a_citation("§ 99", file="annan.txt", quote="Något helt annat.")
    yield an_answer(facts, citations=right, level=case.level, question=case.question)
    yield an_answer(facts.upper().replace("-", "–"), citations=right, question=case.question)
    yield an_answer(case.facts[0] if case.facts else "", citations=right[:1], question=case.question)
    yield an_answer(facts, citations=[*right, beside], question=case.question)
    yield an_answer(facts, citations=[*right, beside, *([beside] * 3)], level=None, question=case.question)
    yield an_answer("", citations=[], refused=True, detail=facts, question=case.question)
    yield an_answer("Nej.", citations=[], refused=True, level=None, question=case.question)
    yield an_answer(
        "§§ 17–20, 23 och 112 den 3 juni 2031, 12\u00a0345,50 kr", citations=right, question=case.question
    )
    yield an_answer(facts + " x" * 900, citations=right, question=case.question)
    yield an_answer(" ".join(case.forbidden) or "Ja.", citations=right, question=case.question)


def cases() -> list[Case]:
    two = (Source("KS-2025-03-25.txt", "§ 11"), Source("KS-2025-03-25.txt", "§ 12"))
    return [
        a_case(),
        a_case(facts=(), sources=(), level=None),
        a_case(facts=("§ 11", "§ 12"), complete=True, sources=two),
        a_case(sources=(Source("plan.md", "Läsning"), *two)),
        a_case(answerable=False, abstain=True, facts=(), forbidden=("450 000",)),
        a_case(answerable=False, facts=("föreslog",), forbidden=("§ 18",), level="förslag"),
        a_case(answerable=False, complete=True, sources=()),
    ]


def pairs(cases: list[Case]) -> list[tuple[Case, Answer]]:
    return [(case, answer) for case in cases for answer in made_answers(case)]


def compare(
    found: list[tuple[Case, Answer]], lines: dict[str, Any], scorer: ModuleType, folder: Path
) -> None:
    """Every record and every figure of the same answers."""
    files = TextFiles(folder)
    outcomes = [score(Asked(case, answer, looked_up(answer, [files]))) for case, answer in found]
    rows = [
        scorer.score(lines[case.id], json.loads(answer.model_dump_json()), folder) for case, answer in found
    ]
    for outcome, row in zip(outcomes, rows, strict=True):
        assert outcome.right == row["right"], row
        assert (outcome.facts, list(outcome.missing)) == (row["facts"], row["missing"])
        assert (outcome.recall, outcome.precision) == (row["citation_recall"], row["citation_precision"])
        assert outcome.list_f1 == row["list_f1"]
        assert outcome.level_right == row["level"]
        assert list(outcome.forbidden) == row["forbidden"]
        assert list(outcome.unsupported.numbers) == row["unsupported_figures"]
        assert list(outcome.quotes.lost) == row["quotes_not_found"]
    ours, theirs = figures(outcomes), scorer.report(rows)
    for name in MEANS:
        assert ours.shares[name].value == pytest.approx(theirs[name], abs=1e-4)
    for their_name, name in SHARES.items():
        right, number = map(int, theirs[their_name].split("/"))
        assert ours.shares[name].n == number
        assert ours.shares[name].value == pytest.approx(right / number, abs=1e-4)
    for their_name, name in COUNTS.items():
        assert ours.counts[name].value == theirs[their_name]


def test_made_up_answers_fare_as_by_the_reference(scorer: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "KS-2025-03-25.txt").write_text("450 000 står här. Det gör § 11; § 12 också.", "utf-8")
    found = [
        (case, answer)
        for number, one in enumerate(cases())
        for case, answer in pairs([replace(one, id=f"b{number}")])
    ]
    compare(found, {case.id: as_line(case) for case, _ in found}, scorer, tmp_path)


def test_the_shared_questions_fare_as_by_the_reference(shared: Path, scorer: ModuleType) -> None:
    path = shared / "evals" / "questions_dev.jsonl"
    lines = {row["id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    (file,) = read_cases([path])
    compare(pairs(list(file.cases)), lines, scorer, shared / "seeds")
