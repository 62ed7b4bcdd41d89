"""Names that are possibly one person's, spelt differently from meeting to meeting. They are shown, never merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from ingest.analyse import fold

_APART = 2
_SHARE = 0.2
"""Letters that may differ in a part of a name: so many, and at most this share of it."""

_SPLIT = re.compile(r"[\s-]+")


def maybe_same(met: Mapping[str, Iterable[object]]) -> dict[str, list[tuple[str, str]]]:
    """For each name the others that may be the same person's, with why. `met`: the meetings where each name stands;
    two names at one meeting are two persons."""
    seen = {name: frozenset(meetings) for name, meetings in met.items()}
    blocks: dict[str, set[str]] = defaultdict(set)
    parts = {name: _SPLIT.split(fold(name.casefold())) for name in seen}
    for name, words in parts.items():
        for word in (words[0], words[-1], "".join(words)):
            blocks[word].add(name)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for block in blocks.values():
        names = sorted(block)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                why = None if seen[one] & seen[other] else _why(parts[one], parts[other])
                if why:
                    found[one][other] = found[other][one] = why
    return {name: sorted(others.items()) for name, others in found.items()}


def _why(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Why two names may be one, None where they are too unlike."""
    if "".join(one) == "".join(other):
        return "samma bokstäver, annan stavning av mellanrum eller tecken"
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        inside = set(shorter) < set(longer) and shorter[0] == longer[0] and shorter[-1] == longer[-1]
        return "samma för- och efternamn, ett namn till däremellan" if inside else None
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(unlike) != 1:
        return None
    a, b = unlike[0]
    edits = OSA.distance(a, b, score_cutoff=_APART)
    if edits > _APART or edits > _SHARE * max(len(a), len(b)):
        return None
    letters = "en bokstav" if edits == 1 else f"{edits} bokstäver"
    return f"{letters} skiljer, och de står aldrig på samma möte"
