"""What search puts first for the questions that the shared evaluations ask about single §§."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.core import Kommunminne
from assistant.schema import FilterIn, Nearest
from tests.archives import ALL

Case = dict[str, Any]


def cases(path: Path) -> list[Case]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def places(core: Kommunminne, asked: Sequence[Case], answers: Callable[[Nearest, Case], bool]) -> list[int]:
    """Where the § that answers each question stands among the hits, from 0; 99 where it is not among the first ten."""
    found = []
    for case in asked:
        hits = core.search(case["question"], zones=ALL, filters=FilterIn(), limit=10)
        found.append(next((at for at, hit in enumerate(hits) if answers(hit, case)), 99))
    return found


def of_source(hit: Nearest, case: Case) -> bool:
    (source,) = case["sources"]
    return (hit.file, hit.section) == (source["file"], source["section"])


def of_meeting(hit: Nearest, case: Case) -> bool:
    return (hit.section, hit.date) == (case["section"], case["date"])


def test_the_single_paragraph_questions_of_the_seeds_find_theirs(
    seeds: tuple[Kommunminne, object], shared: Path
) -> None:
    asked = [
        case
        for case in cases(shared / "evals" / "questions_dev.jsonl")
        if case["answerable"] and len(case["sources"]) == 1 and case["sources"][0]["section"].startswith("§")
    ]
    assert len(asked) == 14
    found = places(seeds[0], asked, of_source)
    assert sum(place == 0 for place in found) >= 13
    assert all(place < 5 for place in found)


def test_the_questions_about_a_meetings_decisions_find_their_paragraphs(
    alingsas: tuple[Kommunminne, object], shared: Path
) -> None:
    asked = cases(shared / "evals" / "alingsas_beslut_dev.jsonl")
    assert len(asked) == 14
    found = places(alingsas[0], asked, of_meeting)
    assert sum(place == 0 for place in found) >= 13
    assert all(place < 3 for place in found)
