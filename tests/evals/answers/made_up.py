"""Made-up cases and answers."""

from __future__ import annotations

from typing import Any

from assistant.schema import Answer, Citation, Refusal, Sentence, SpanOut
from evals.answers.cases import Case, Source
from evals.answers.quotes import Quotes
from evals.answers.score import Asked, Outcome, score

FILE = "KS-2025-03-25.txt"
QUOTE = "Kommunstyrelsen anslår 450 000 kr till gångbron."


def a_case(**given: Any) -> Case:
    """A case about the footbridge."""
    fields: dict[str, Any] = {
        "id": "b1",
        "set": "brofragor/answers",
        "where": "brofragor/answers.jsonl, rad 1",
        "question": "Vad beslutade KS om gångbron?",
        "kind": "decision lookup",
        "role": "medborgare",
        "kommun": None,
        "today": None,
        "answerable": True,
        "abstain": False,
        "complete": False,
        "level": "beslut",
        "facts": ("450 000",),
        "variants": {"450 000": ("450 tkr",)},
        "forbidden": (),
        "sources": (Source(FILE, "§ 11"),),
    }
    return Case(**{**fields, **given})


def a_citation(section: str = "§ 11", *, file: str = FILE, **given: Any) -> Citation:
    """A citation of the minutes."""
    fields: dict[str, Any] = {
        "document_id": "d1",
        "kommun": "Tallsele",
        "file": file,
        "title": "Ny gångbro över Tallån",
        "body": "Kommunstyrelsen",
        "date": "2025-03-25",
        "section": section,
        "dnr": "KS-25/00301",
        "page": 2,
        "id": "c1",
        "page_label": "2(4)",
        "quote": QUOTE,
        "spans": [SpanOut(page=2, start=10, end=58)],
    }
    return Citation(**{**fields, **given})


def an_answer(
    text: str = f"Kommunstyrelsen beslutade 2025-03-25 (§ 11): ”{QUOTE}”",
    *,
    citations: list[Citation] | None = None,
    refused: bool = False,
    detail: str = "Det framgår inte av handlingarna.",
    level: Any = "beslut",
    question: str = "Vad beslutade KS om gångbron?",
) -> Answer:
    """An answer; refused it says why in `detail`."""
    cited = [a_citation()] if citations is None else citations
    return Answer(
        id="a1",
        question=question,
        text=text,
        refused=refused,
        refusal=Refusal(reason="saknas", detail=detail) if refused else None,
        level=level,
        sentences=[Sentence(text=text, citations=[c.id for c in cited], support="verified")],
        citations=cited,
        warnings=[],
        timings_ms={"total": 12.5},
    )


def scored(case: Case | None = None, answer: Answer | None = None, quotes: Quotes | None = None) -> Outcome:
    """How an answer fares."""
    return score(Asked(case or a_case(), answer or an_answer(), quotes or Quotes(1, ()), 12.5))


def as_line(case: Case) -> dict[str, Any]:
    """A case as a line of a file."""
    return {
        "id": case.id,
        "role": case.role,
        "question": case.question,
        "kommun": case.kommun,
        "answer_facts": list(case.facts),
        "sources": [{"file": s.file, "section": s.section, "dnr": None} for s in case.sources],
        "type": case.kind,
        "answerable": case.answerable,
        "level": case.level,
        "list": case.complete,
        "accept_variants": {fact: list(wordings) for fact, wordings in case.variants.items()},
        "must_not": list(case.forbidden),
        "abstain": case.abstain,
        "trap_kind": None,
        "note": "",
    }
