"""What the text of a goal lacks to be followed up: DOMAIN's rules for goals, each with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.wire.goals import GoalFinding
from ingest.dates import parse_dates
from ingest.goal_style import GoalStyle

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_FIGURE = re.compile(
    r"\b(?:19|20)\d\d(?:-\d\d-\d\d|\s*[–-]\s*(?:19|20)\d\d)?\b|\bkl\.?\s*\d{1,2}(?:[.:]\d\d)?|\b(?:mål|delmål)\s+\d+",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo|trettio|hälften|fördubbl\w+|halver\w+)\b", re.I
)
_DIGIT = re.compile(r"\d")
_ANY_YEAR = 2000
_LONGEST_NAME = 3
"""Words of a goal that is only named: what it wants then stands below."""

_NEAR = 60
"""Characters after 'målvärde' and the like in which its figure stands."""

GOALS_JUDGED = frozenset({"övergripande mål", "mål", "delmål"})


def findings(
    tier: str,
    text: str,
    description: str,
    indicators: Sequence[str],
    *,
    style: GoalStyle,
    owned: bool = False,
) -> list[GoalFinding]:
    """What the text of a goal lacks. A vision is not judged, an activity for date and owner only.

    `owned`: the document names its owner elsewhere.
    """
    whole = f"{text}\n{description}"
    found: list[GoalFinding] = []
    if tier in GOALS_JUDGED:
        found.extend(_measured(text, whole, indicators, style))
    if tier in GOALS_JUDGED or tier == "aktivitet":
        found.extend(_answered_for(whole, style, owned=owned))
    return found


def _measured(text: str, whole: str, indicators: Sequence[str], style: GoalStyle) -> Iterator[GoalFinding]:
    if not indicators:
        yield _finding("indikator", "Ingen indikator är angiven.", "Ange den indikator som målet följs med.")
    if not has_figure(whole):
        yield _finding(
            "siffra", "Texten har ingen siffra att mäta mot.", "Ange utgångsvärde och målvärde med enhet."
        )
    else:
        yield from _values(text, whole, style)
    stated = text if len(text.split()) > _LONGEST_NAME else whole
    vague = weasel_words(stated, style)
    if vague and not has_figure(text) and not _figure_after(whole, style.target):
        words = ", ".join(f"’{word}’" for word in vague)
        yield _finding(
            "svepande ord", f"Målet lovar utan mått: {words}.", "Säg hur mycket, eller stryk ordet."
        )


def _values(text: str, whole: str, style: GoalStyle) -> Iterator[GoalFinding]:
    if not _figure_after(whole, style.baseline):
        yield _finding("utgångsvärde", "Utgångsvärdet framgår inte.", "Ange var ni står i dag och vilket år.")
    if not has_figure(text) and not _figure_after(whole, style.target):
        yield _finding("målvärde", "Målvärdet framgår inte.", "Ange vad som ska nås.")


def _answered_for(whole: str, style: GoalStyle, *, owned: bool) -> Iterator[GoalFinding]:
    if not _YEAR.search(whole) and not parse_dates(whole, default_year=_ANY_YEAR):
        yield _finding("tidpunkt", "Texten säger inte när det ska vara nått.", "Ange år eller datum.")
    if not owned and not any(word in whole.casefold() for word in style.owner):
        yield _finding("ansvarig", "Ingen ansvarig är angiven.", "Ange vem som äger målet.")


def has_figure(text: str) -> bool:
    """Whether a text has a figure that can be measured against: not a year, a date, a time or a goal's number."""
    return bool(_FIGURE.search(_NO_FIGURE.sub(" ", text)))


def weasel_words(text: str, style: GoalStyle) -> list[str]:
    """The words of a text that promise without saying how much, in its order."""
    return list(dict.fromkeys(match.group() for match in _any_of(style.weasel).finditer(text.casefold())))


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, whole, the longest that there is."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")


@lru_cache(maxsize=16)
def _opening(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, or of those that begin so."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})")


def _figure_after(text: str, words: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(
        _DIGIT.search(_YEAR.sub(" ", folded[match.end() : match.end() + _NEAR]))
        for match in _opening(words).finditer(folded)
    )


def _finding(rule: str, why: str, suggestion: str) -> GoalFinding:
    return GoalFinding(rule=rule, why=why, suggestion=suggestion)
