from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BadRequest
from evals.answers.cases import Source, read_cases
from tests.archives import write
from tests.evals.answers.made_up import as_line
from tests.evals.answers.sets import BRIDGE, cases_about, with_day
from tests.evals.small_sets import jsonl


def line(**given: Any) -> dict[str, Any]:
    return {**as_line(BRIDGE), **given}


def test_a_case_is_read_whole(tmp_path: Path) -> None:
    (file,) = read_cases([jsonl(tmp_path, "bro.jsonl", [line(kommun="Tallsele", must_not=["avslogs"])])])
    (case,) = file.cases
    assert (case.id, case.kind, case.role, case.kommun) == ("b1", "decision lookup", "medborgare", "Tallsele")
    assert (case.facts, case.variants) == (("450 000",), {"450 000": ("450 tkr",)})
    assert (case.forbidden, case.level) == (("avslogs",), "beslut")
    assert case.sources == (Source("KS-2025-03-25.txt", "§ 11"),)
    assert file.documents is None


def test_what_may_be_left_out_may_be_left_out(tmp_path: Path) -> None:
    few = {name: line()[name] for name in ("id", "question", "answer_facts", "sources", "type", "answerable")}
    (file,) = read_cases([jsonl(tmp_path, "bro.jsonl", [few])])
    (case,) = file.cases
    assert (case.role, case.kommun, case.level, case.abstain, case.complete) == ("", None, None, False, False)


def test_the_day_is_the_cases_own_else_the_one_given_else_the_sets(tmp_path: Path) -> None:
    eval_set, documents = cases_about(tmp_path)
    jsonl(eval_set, "answers.jsonl", [line(today="2024-05-06"), line(id="b2")])
    with_day(eval_set, "2026-11-21")
    (file,) = read_cases([eval_set])
    assert file.documents == documents
    assert [case.today for case in file.cases] == [dt.date(2024, 5, 6), dt.date(2026, 11, 21)]
    (file,) = read_cases([eval_set], today=dt.date(2025, 1, 1))
    assert [case.today for case in file.cases] == [dt.date(2024, 5, 6), dt.date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id": None}, '"id" saknas eller är ingen text'),
        ({"question": " "}, '"question" saknas eller är ingen text'),
        ({"type": 1.5}, '"type" saknas eller är ingen text'),
        ({"answerable": "ja"}, '"answerable" ska vara true eller false'),
        ({"abstain": 1}, '"abstain" ska vara true eller false'),
        ({"answer_facts": "450 000"}, '"answer_facts" ska vara en lista med texter'),
        ({"answer_facts": None}, '"answer_facts" ska vara en lista med texter'),
        ({"must_not": [1]}, '"must_not" ska vara en lista med texter'),
        ({"accept_variants": {"450 000": "450 tkr"}}, '"accept_variants" ska ha en lista med texter'),
        ({"sources": None}, '"sources" ska vara en lista'),
        ({"sources": ["§ 11"]}, 'varje källa i "sources" ska ha "file" och "section"'),
        ({"sources": [{"file": "a.txt"}]}, '"sources": "section" saknas eller är ingen text'),
        ({"level": "klart"}, '"level" ska vara null eller någon av beslut, förslag'),
        ({"level": ["beslut"]}, '"level" ska vara null eller någon av beslut, förslag'),
        ({"today": "i går"}, '"today" ska vara ett datum som 2026-11-21'),
    ],
)
def test_a_line_that_is_no_case_is_told_with_its_place(
    tmp_path: Path, given: dict[str, Any], said: str
) -> None:
    path = jsonl(tmp_path / "mapp", "bro.jsonl", [line(id="b0"), line(**given)])
    with pytest.raises(BadRequest) as caught:
        read_cases([path])
    assert str(caught.value).startswith("mapp/bro.jsonl, rad 2")
    assert said in str(caught.value)


def test_an_id_stands_once_in_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r'rad 2: "id" b1 finns redan'):
        read_cases([jsonl(tmp_path, "bro.jsonl", [line(), line()])])


def test_a_file_has_cases(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="filen har inga frågor"):
        read_cases([write(tmp_path, "tom.jsonl", "\n")])


@pytest.mark.parametrize("day", ['"2026-11-21"', "2026-11-21T10:00:00"])
def test_a_sets_day_is_a_day(tmp_path: Path, day: str) -> None:
    eval_set, _ = cases_about(tmp_path)
    with_day(eval_set, day)
    with pytest.raises(BadRequest, match="today ska vara ett datum"):
        read_cases([eval_set])


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    path = write(tmp_path, "answers.jsonl", json.dumps(line()) + "\n")
    assert len(read_cases([path, tmp_path])) == 1
