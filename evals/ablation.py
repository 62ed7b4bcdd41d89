"""What each part of our search is worth: the same questions with one part off, and with that part alone."""

from __future__ import annotations

from collections.abc import Iterator

from evals.kommun import Kommun
from evals.ours import Texts
from evals.systems import System

WITHOUT, ALONE = "without", "only"


def variants(ours: Texts | Kommun, parts: frozenset[str]) -> Iterator[System]:
    """Our system without each of `parts`, then with each alone, over the archive that it holds already."""
    for part in sorted(parts):
        yield ours.variant(f"{WITHOUT} {part}", parts - {part})
    for part in sorted(parts):
        yield ours.variant(f"{ALONE} {part}", frozenset({part}))
