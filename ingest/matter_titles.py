"""What a §'s title says of its matter: whether it is one at all, and whether two titles speak of the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.analyse import STOP_WORDS, stem

ALIKE = 0.6
"""Shared words of all words of two titles that make them alike."""

SAME = 0.8
"""The same, for titles that are to be one and the same."""

_ROUTINE = re.compile(
    r"^information(?:\s+(?:från|och|till|av)\b.*)?$|^informationsärenden?\b(?!\s+(?:om|gällande|angående)\b)"
    r"|^(?:meddelanden?|delgivningar|rapporter|övriga\s+(?:frågor|ärenden)|val\s+av\s+justerare)\b"
    r"|\b(?:delegationsbeslut|delegations?ärenden|delegerade\s+beslut|dagordning(?:en)?|föredragningslista\w*|ajournering\w*"
    r"|upprop|anmälningsärenden|anmälda\s+(?:\w+\s)?(?:\w*ärenden|beslut|motioner)|anmälan\s+av\s+delegation\w*"
    r"|utskottsrapport\w*|justering\s+av\s+protokoll\w*|mötets\s+öppnande|frågestund|kommunchefen\s+informerar)\b",
    re.IGNORECASE,
)
_RAISED = re.compile(r"(?:motion|medborgarförslag)(?:en|et)?\b", re.IGNORECASE)
_FORM_WORDS = """
svar motion motionen medborgarförslag medborgarförslaget initiativärende initiativärendet återrapport återrapportering
återredovisning yttrande remiss remissvar förslag antagande samråd granskning återremiss beslut information
informationsärende informationsärendet endast angående avseende gällande rörande kommun kommuns kommunens år ärende ärendet
flera
"""
_FORM = frozenset(_FORM_WORDS.split())
"""Words that say in what form a matter comes, and not what it is about."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\d+:\d+|[^\W\d_]{3,}|\d{1,3}(?!\d)")


@dataclass(frozen=True, slots=True)
class TitleWords:
    """A title for comparing: stems of what it is about, and the first year that it names."""

    words: frozenset[str]
    year: str | None


def is_routine(title: str) -> bool:
    """Whether it is an item that every meeting has ('Dagordning', 'Redovisning av delegationsbeslut') and no matter."""
    return bool(_ROUTINE.search(title))


def is_raised(title: str) -> bool:
    """Whether it is a motion or medborgarförslag as handed in, and not its answer."""
    return bool(_RAISED.match(title))


@lru_cache(maxsize=1 << 17)
def title_words(title: str) -> TitleWords:
    """What a title says, for `alike`."""
    year = _YEAR.search(title)
    left = _YEAR.sub(" ", title.casefold())
    words = (word for word in _WORD.findall(left) if word not in STOP_WORDS and word not in _FORM)
    return TitleWords(frozenset(stem(word) for word in words), year[0] if year else None)


def alike(title: str, other: str, *, least: float = ALIKE) -> bool:
    """Whether two titles speak of the same: no other year, and enough of their words in common."""
    return likeness(title_words(title), title_words(other)) >= least


def within(title: str, other: str) -> bool:
    """Whether at least half of the shorter title stands in the other, for §§ that something else joins already."""
    a, b = title_words(title), title_words(other)
    return (
        not _other_year(a, b)
        and bool(a.words and b.words)
        and 2 * len(a.words & b.words) >= min(len(a.words), len(b.words))
    )


def likeness(a: TitleWords, b: TitleWords) -> float:
    """Shared words of all words, 0–1; 0 where the years differ."""
    if not a.words or not b.words or _other_year(a, b):
        return 0.0
    return len(a.words & b.words) / len(a.words | b.words)


def telling(title: str) -> bool:
    """Whether a title alone tells its matter from others."""
    return len(title_words(title).words) >= 2


def _other_year(a: TitleWords, b: TitleWords) -> bool:
    return a.year is not None and b.year is not None and a.year != b.year
