"""Sets small enough to know by heart, for the tests of evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.archives import BRIDGE, LIBRARY, POOL, Item, minutes, write

TEXTS = {
    "vatten": "Vattenledningen i Granby byts ut under sommaren. Arbetet pågår till september.",
    "skola": "Skolan får en ny matsal. Eleverna äter i gymnastiksalen så länge bygget varar.",
    "bad": "Badhuset stänger i juni för att bassängen ska kaklas om.",
    "buss": "Bussen till Norrvik går en gång i timmen, även på söndagar.",
}
QUESTIONS = {
    "q1": ("När byts vattenledningen ut?", "vatten"),
    "q2": ("Var äter eleverna medan matsalen byggs?", "skola"),
    "q3": ("Varför stänger badhuset?", "bad"),
    "q4": ("Hur ofta går bussen till Norrvik?", "buss"),
}
WINTER = Item(
    21, "Snöröjning på gångvägar", "KS-25/00411", "Kommunstyrelsen anvisar 75 000 kr till snöröjning."
)
HALL = Item(
    22, "Hyra för idrottshallen", "KS-25/00412", "Kommunstyrelsen höjer hyran för idrottshallen till 210 kr."
)


def jsonl(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    """A JSONL file."""
    return write(folder, name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def beir(folder: Path, *, qrels: bool = True) -> Path:
    """A set of four texts and four questions; what is relevant stands in qrels/test.tsv or in the questions."""
    jsonl(folder, "corpus.jsonl", [{"_id": name, "title": "", "text": text} for name, text in TEXTS.items()])
    rows = [{"_id": name, "text": text} for name, (text, _) in QUESTIONS.items()]
    if qrels:
        lines = [f"{name}\t{answer}\t1" for name, (_, answer) in QUESTIONS.items()]
        write(folder, "qrels/test.tsv", "\n".join(["query-id\tcorpus-id\tscore", *lines]) + "\n")
    else:
        rows = [{**row, "relevant": [QUESTIONS[row["_id"]][1]]} for row in rows]
    jsonl(folder, "queries.jsonl", rows)
    return folder


def kommun(folder: Path) -> tuple[Path, Path]:
    """A set of questions about two minutes and a plan: its folder, and that of the documents it names in set.toml."""
    documents = folder / "handlingar"
    write(documents, "KS-2025-03-25.txt", minutes([BRIDGE, LIBRARY, POOL]))
    write(documents, "KS-2025-04-29.txt", minutes([WINTER, HALL], date="2025-04-29"))
    write(
        documents,
        "plan.md",
        "# Biblioteksplan för Tallsele kommun\n\n## Läsning\n\nBarn ska läsa mer på fritiden.\n",
    )
    questions = [
        ("k1", "Vad beslutades om gångbron?", "fråga", ["KS 2025-03-25 § 11"]),
        ("k2", "Bibliotekets öppettider", "titel", ["KS 2025-03-25 § 12"]),
        ("k3", "Vad kostar simhallen?", "fråga", ["KS 2025-03-25 § 13"]),
        ("k4", "KS-25/00411", "nummer", ["KS 2025-04-29 § 21"]),
        ("k5", "Vad är hyran för idrottshallen?", "fråga", ["KS 2025-04-29 § 22"]),
        ("k6", "Vem är kungens katt?", "fråga", []),
    ]
    eval_set = folder / "fragor"
    jsonl(
        eval_set,
        "queries.jsonl",
        [dict(zip(("_id", "text", "kind", "relevant"), q, strict=True)) for q in questions],
    )
    write(eval_set, "set.toml", 'documents = "../handlingar"\n')
    return eval_set, documents
