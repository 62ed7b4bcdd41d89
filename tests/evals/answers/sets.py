"""A set of cases about small minutes."""

from __future__ import annotations

from pathlib import Path

from evals.answers.cases import Case, Source
from tests.archives import write
from tests.evals.answers.made_up import FILE, a_case, as_line
from tests.evals.small_sets import jsonl, kommun

BRIDGE = a_case()
POOL = a_case(
    id="b2",
    question="Vad är entréavgiften till simhallen?",
    kind="amount",
    role="nyvald",
    level=None,
    facts=("60 kr",),
    variants={},
    sources=(Source(FILE, "§ 13"),),
)
CAT = a_case(
    id="b3",
    question="Vad heter kungens katt?",
    kind="trap",
    role="medborgare",
    answerable=False,
    abstain=True,
    level=None,
    facts=(),
    variants={},
    sources=(),
)
CASES = (BRIDGE, POOL, CAT)


def cases_about(folder: Path, *cases: Case) -> tuple[Path, Path]:
    """A set of cases (else all of them) and its documents' folder, which its set.toml names."""
    eval_set, documents = kommun(folder)
    jsonl(eval_set, "answers.jsonl", [as_line(case) for case in cases or CASES])
    return eval_set, documents


def with_day(eval_set: Path, day: str) -> None:
    """Let the set's questions be asked on a day."""
    write(eval_set, "set.toml", f'documents = "../handlingar"\ntoday = {day}\n')
