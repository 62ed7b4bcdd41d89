"""What a search looks for: the words, and the exact things that the question names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ingest.exact import exact_keys


@dataclass(frozen=True, slots=True)
class Sought:
    """A search. `text`: the words searched for; `question`: what was asked, which tells the kind of answer wanted.

    `keys`: exact things named (see `ingest.exact`); `bodies`: keys of bodies named; `dates`: days named; `years`: years
    named; `newest`: the newest is asked for ('senaste'); `drafts`: proposals are asked for, so drafts count as well.
    """

    text: str
    question: str
    keys: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    dates: tuple[dt.date, ...] = ()
    years: tuple[int, ...] = ()
    newest: bool = False
    drafts: bool = False

    @classmethod
    def words(cls, text: str) -> Sought:
        """A search for words as they stand."""
        return cls(text, text, exact_keys(text))
