"""What the reference does not say: what the figures stand on, quotes in stored pages, faults in their order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import BadRequest, NotFound
from assistant.schema import Answer, Question
from evals.answers.asking import Answerer, as_lines, ask_all, given
from evals.answers.figures import TARGETS, figures, grouped
from evals.answers.quotes import Quotes, looked_up
from evals.answers.result import Answered, faults, result
from evals.answers.score import Outcome
from evals.results import Moment
from tests.archives import write
from tests.evals.answers.made_up import a_case, a_citation, an_answer, scored
from tests.evals.answers.sets import BRIDGE, CASES, CAT, POOL

MOMENT = Moment("2026-01-02T03:04:05+00:00", "abc123", (0.1, 0.2, 0.3))


def names_of(outcome: Outcome) -> list[str]:
    return [name for name, _ in faults(outcome)]


def test_a_good_answer_falls_short_of_nothing() -> None:
    assert faults(scored()) == []


@pytest.mark.parametrize(
    ("case", "answer", "names"),
    [
        (a_case(), an_answer(refused=True, citations=[]), ["refused", "uncited", "unsupported_numbers", "unsupported_dates"]),
        (a_case(), an_answer(level="förslag"), ["level"]),
        (a_case(), an_answer("450 000. " + "Ja. " * 400), ["too_long"]),
        (a_case(), an_answer(citations=[a_citation(), a_citation("§ 12")]), ["beside"]),
        (a_case(forbidden=("450 000 kr",)), an_answer(), ["forbidden"]),
        (CAT, an_answer("Murre.", citations=[]), ["not_refused"]),
        (CAT, an_answer("Vet inte.", citations=[], refused=True), []),
        (a_case(answerable=False, facts=("föreslog",), level=None), an_answer("Ja.", citations=[]), ["missing"]),
        (a_case(answerable=False, facts=("föreslog",), level=None), an_answer("Ja.", citations=[], refused=True), []),
    ],
)  # fmt: skip
def test_what_falls_short_is_named(case: object, answer: Answer, names: list[str]) -> None:
    assert names_of(scored(case, answer)) == names  # type: ignore[arg-type]


def test_a_lost_quote_makes_an_answer_wrong() -> None:
    outcome = scored(quotes=Quotes(1, ("Något annat.",)))
    assert (outcome.right, faults(outcome)) == (False, [("quotes_not_found", ("Något annat.",))])


def test_a_quote_is_lost_where_any_check_fails_and_unchecked_where_none_can_tell() -> None:
    answer = an_answer(citations=[a_citation(), a_citation("§ 12", quote="Annat.")])
    assert looked_up(answer, []) == Quotes(0, ())
    assert looked_up(answer, [lambda citation: None]) == Quotes(0, ())
    checks = [lambda citation: True, lambda citation: citation.section != "§ 12"]
    assert looked_up(answer, checks) == Quotes(2, ("Annat.",))
    assert looked_up(None, checks) == Quotes(0, ())


def test_figures_say_what_they_stand_on_and_groups_have_their_own() -> None:
    outcomes = [
        scored(),
        scored(POOL, an_answer("Vet inte.", citations=[], refused=True, level=None)),
        scored(CAT, an_answer("Murre.", citations=[], level=None), Quotes(0, ())),
    ]
    found = figures(outcomes)
    assert {name: (share.value, share.n) for name, share in found.shares.items()} == {
        "right": (0.3333, 3),
        "answerable_right": (0.5, 2),
        "traps_right": (0.0, 1),
        "fact_recall": (0.5, 2),
        "list_f1": (None, 0),
        "citation_precision": (1.0, 1),
        "citation_recall": (0.5, 2),
        "level": (1.0, 1),
        "abstention": (0.0, 1),
        "over_refusal": (0.5, 2),
        "quotes_hold": (1.0, 2),
    }
    assert (found.shares["right"].low, found.shares["right"].high) == (0.0, 1.0)
    assert (found.counts["quotes_not_found"].n, found.counts["forbidden"].n) == (2, 3)
    assert (found.times.p50, found.times.n) == (12.5, 3)
    roles = grouped(outcomes, lambda outcome: outcome.case.role)
    assert {name: (each.cases, each.shares["right"].value) for name, each in roles.items()} == {
        "medborgare": (2, 0.5),
        "nyvald": (1, 0.0),
    }


def test_what_is_said_without_a_source_is_told_apart_where_the_answer_refuses() -> None:
    refused = an_answer("Det finns bara KF 2031-02-03.", citations=[], refused=True, level=None)
    said = an_answer("Det var 2031-02-03.", level=None)
    counts = figures([scored(CAT, refused), scored(CAT, said)]).counts
    found = {
        name: counts[f"unsupported_{name}"].value for name in ("numbers", "dates", "names", "in_refusals")
    }
    assert found == {"numbers": 2, "dates": 2, "names": 0, "in_refusals": 2}


def test_targets_are_those_of_the_issue() -> None:
    assert TARGETS["over_refusal"].reached(0.05)
    assert not TARGETS["over_refusal"].reached(0.06)
    assert TARGETS["abstention"].reached(0.94)
    assert not TARGETS["level"].reached(0.99)


def test_nothing_answered_has_no_figures() -> None:
    found = figures([])
    assert (found.cases, found.shares["right"].value, found.times.p50) == (0, None, None)


class Refusing:
    """A service that says of one question that it cannot be asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, question: Question) -> Answer:
        self.asked.append(question.question)
        if question.question == POOL.question:
            raise BadRequest("Frågan går inte att ställa.")
        if question.question == CAT.question:
            raise NotFound("Handlingen finns inte.")
        return an_answer()


def test_a_case_without_an_answer_is_told_and_not_counted() -> None:
    service = Refusing()
    told: list[int] = []
    asked = ask_all(CASES, Answerer(service), tell=told.append)
    assert service.asked == [BRIDGE.question, *(case.question for case in CASES)], "the first one warms up"
    assert told == [1, 2, 3]
    found = result(Answered(asked, "archive"), MOMENT)
    assert (found["questions"], found["figures"]["right"]["value"]) == (1, 1.0)
    assert [(error["id"], error["error"]) for error in found["errors"]] == [
        ("b2", "Frågan går inte att ställa."),
        ("b3", "Handlingen finns inte."),
    ]
    assert json.loads(json.dumps(found)) == found


def test_answers_saved_are_read_back(tmp_path: Path) -> None:
    asked = ask_all(CASES, Answerer(Refusing()))
    path = write(tmp_path, "svar.jsonl", as_lines(asked))
    again = given(path, CASES, {"brofragor/answers": ()})
    assert [(each.answer, each.error) for each in again] == [(each.answer, each.error) for each in asked]
    assert again[0].ms == 12.5
