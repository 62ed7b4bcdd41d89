"""What a search looks for: the words, and the exact things that the question names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.bounded import bounded
from ingest.exact import exact_keys

MOST_OTHERS = 100
"""Words that mean the same, and exact things, that are searched for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A search. `text`: the words searched for; `question`: what was asked, which tells the kind of answer wanted.

    `also`: words that mean the same, which widen the search and count for nothing in ranking; `numbers`: §§ named; `names`: names of two words or more;
    `keys`: exact things named (see `ingest.exact`); `bodies`: keys of bodies named, with how surely each is the one that decided (0–1); `dates`: days named; `period`: a
    year or month named; `outcomes`: what is asked to
    have become of matters ('återremitteras'); `newest`: the newest is asked for ('senaste'); `drafts`: drafts are asked for ('utkast'), so they count as well.
    """

    text: str
    question: str
    also: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    bodies: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[dt.date, ...] = ()
    period: tuple[dt.date, dt.date] | None = None
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    outcomes: frozenset[str] = frozenset()
    newest: bool = False
    drafts: bool = False

    @classmethod
    def words(cls, text: str) -> Sought:
        """A search for words as they stand."""
        return cls(text, text, keys=exact_keys(bounded(text)))

    def bounded(self) -> Sought:
        """The same, cut to what is worked on."""
        return replace(
            self,
            text=bounded(self.text),
            question=bounded(self.question),
            also=tuple(bounded(one) for one in self.also[:MOST_OTHERS]),
            keys=self.keys[:MOST_OTHERS],
        )
