"""What has happened since the process began, counted: never a question, a name or a word of a document.

Read at /api/metrics in the text format that Prometheus reads.
"""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import Literal

Name = Literal["answers", "sentences", "llm_answers", "llm_sentences", "llm_failures", "llm_seconds"]

_HELP: dict[Name, str] = {
    "answers": "Svar, efter om frågan besvarades eller varför inte",
    "sentences": "Meningar i svaren, efter om källan bär dem",
    "llm_answers": "Svar som språkmodellen fick formulera, efter vad det blev av dem",
    "llm_sentences": "Språkmodellens meningar, efter om de höll mot källorna",
    "llm_failures": "Gånger som språkmodellen inte gav allt, efter skäl",
    "llm_seconds": "Tid som språkmodellen har tagit, i sekunder",
}
_LABELS: dict[Name, str] = {
    "answers": "outcome",
    "sentences": "support",
    "llm_answers": "outcome",
    "llm_sentences": "outcome",
    "llm_failures": "kind",
}


class Metrics:
    """Counters. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[Name, str]] = Counter()
        self._seconds = 0.0

    def count(self, name: Name, label: str, by: int = 1) -> None:
        """Add to a counter. `label`: the value of its one label, a word of ours."""
        with self._lock:
            self._counts[name, label] += by

    def took(self, seconds: float) -> None:
        """Add to the time that the language model has taken."""
        with self._lock:
            self._seconds += seconds

    def text(self) -> str:
        """All counters, also those that are still nought."""
        with self._lock:
            counts, seconds = dict(self._counts), self._seconds
        lines = []
        for name, means in _HELP.items():
            full = f"kommunminne_{name}_total"
            lines += [f"# HELP {full} {means}", f"# TYPE {full} counter"]
            if name not in _LABELS:
                lines.append(f"{full} {seconds:.3f}")
            for (counted, label), value in sorted(counts.items()):
                if counted == name:
                    lines.append(f'{full}{{{_LABELS[name]}="{label}"}} {value}')
        return "\n".join(lines) + "\n"
