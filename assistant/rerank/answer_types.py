"""Whether a passage holds the kind of thing that a question asks for: a date for 'när', a sum for 'hur mycket'."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from assistant.rerank.asked import Numbers
from assistant.rerank.pool import Pool
from ingest.dates import MONTHS

_WHEN = re.compile(r"\b(?:när|vilke[nt] (?:dag|år|datum|månad)|hur länge|datum\w*|when)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"\b(?:hur (?:mycket|många|stor\w*|hög\w*|lång\w*)|kosta\w*|belopp\w*|how (?:much|many))\b", re.IGNORECASE
)
_WHY = re.compile(r"\b(?:varför|(?:anledning|orsak|skäl)\w*|why)\b", re.IGNORECASE)
_MAY = re.compile(
    r"^\W*(?:får|kan|måste|ska|bör|har|behöver|är)\b|\b(?:får|måste) (?:man|jag|vi)\b", re.IGNORECASE
)

_DATES = frozenset({*MONTHS, "år", "dag", "dagar", "vecka", "veckor", "månad", "månader"})
_SUMS = frozenset({"kr", "kronor", "tkr", "mnkr", "mkr", "miljoner", "procent", "miljarder"})
_CAUSES = frozenset({"eftersom", "grund", "därför", "orsak", "skäl", "anledning", "beror", "syfte", "syftet"})
_MODALS = frozenset({"får", "ska", "måste", "kan", "bör", "skall", "rätt", "skyldig", "krävs"})


def _share(pool: Pool, fits: Callable[[str], bool]) -> Numbers:
    """Whether any word of a passage fits, (N,), 0 or 1."""
    column = np.fromiter(map(fits, pool.vocabulary), np.float32, len(pool.vocabulary))
    return pool.of_passages(pool.having(column))


def _fit(asked: re.Pattern[str], fits: Callable[[str], bool]) -> Callable[[Pool], Numbers]:
    def feature(pool: Pool) -> Numbers:
        if not asked.search(pool.asked.question):
            return np.zeros(len(pool.candidates), dtype=np.float32)
        return _share(pool, fits)

    return feature


def _dated(word: str) -> bool:
    return word in _DATES or (len(word) == 4 and word.isdigit() and word[:2] in ("19", "20"))


FITS: Mapping[str, Callable[[Pool], Numbers]] = {
    "when": _fit(_WHEN, _dated),
    "how much": _fit(_HOW_MUCH, lambda word: word in _SUMS or word.isdigit()),
    "why": _fit(_WHY, lambda word: word in _CAUSES),
    "may": _fit(_MAY, lambda word: word in _MODALS),
}
