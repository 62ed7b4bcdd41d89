"""Words that goal documents use: tiers, indicators, and how well a goal is met."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text import Line, bullet

TIER_WORDS = (
    r"(?:(?:Kommunfullmäktiges|Fullmäktiges|KF:s|KFs) (?:övergripande )?mål|[Öö]vergripande (?:mål|verksamhetsmål)|ÖVERGRIPANDE MÅL|Inriktningsmål|Effektmål|Nämndmål|Nämndsmål|"
    r"Verksamhetsmål|Resultatmål|Prioriterat mål|Utvecklingsmål|Fullmäktigemål|KF[- ]mål|Kommunmål|Delmål|DELMÅL|"
    r"Mål|MÅL|Aktivitet|Åtgärd|Insats)"
)
"""What a goal is called in front of its number or colon."""

_INDICATOR_WORD = r"(?:(?:KF|KS|Kf)[:\s-]*)?(?:indikator|nyckeltal|nyckelresultat|mått|resultatmått|styrtal)(?:er|en|erna|s)?"
_INDICATOR = re.compile(rf"^\s*{_INDICATOR_WORD}\s*\d*\s*[:–-]\s*(?P<name>.+)$", re.IGNORECASE | re.DOTALL)
_VALUES = re.compile(r"\.\s+(?=(?:Utfall|Målvärde|Basvärde|Utgångsvärde|Nuläge|Målnivå|Mål)\b)")
_INDICATOR_HEAD = re.compile(rf"^\s*{_INDICATOR_WORD}\s*:?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")

GOAL_LABEL = re.compile(
    rf"^(?:{_INDICATOR_WORD}|status|bedömning|måluppfyllelse|målvärde|utfall|basvärde|utgångsvärde|ansvarig|"
    r"kommentar|analys|prognos)\s*(?::|$)",
    re.IGNORECASE,
)
"""Labels under a goal: they belong to it and begin no section."""

COLUMN_WORD = re.compile(
    r"\b(?:indikator|nyckeltal|utfall|målvärde|basvärde|status|bedömning|prognos)\b", re.IGNORECASE
)
"""Two of them in one line: columns of a table."""

_COLOUR = re.compile(r"(?<![\w-])(?:rött|(?:röd|gul|grön)(?:t|a)?)(?![\w-])|[🔴🟡🟢]", re.IGNORECASE)
_COLOURS = {"r": "röd", "🔴": "röd", "🟡": "gul", "🟢": "grön"}
_STATUS_LABEL = re.compile(
    r"(?:status|bedömning|måluppfyllelse|prognos|färg)[^\n:]{0,30}:\s*(?P<value>[^\n]+)", re.IGNORECASE
)
_LAST_COLOUR = re.compile(r"[\s|(–-]+\(?(röd|gul|grön)\)?\.?\s*$", re.IGNORECASE)
_REACHED = r"(?:uppfyll|uppnå|nå(?:s|r|tt|tts|dd|dda|ddes)?\b)\w*"
_MET = (
    (
        re.compile(
            r"\bdelvis\b|\bi viss mån\b|\bnästan\b|\bpå (?:god )?väg\b|"
            r"\b(?:inte|ej)\s+(?:\w+\s+)?(?:helt|fullt|hela vägen)\b",
            re.IGNORECASE,
        ),
        "gul",
    ),
    (
        re.compile(
            rf"\b(?:inte|ej|icke|aldrig)\s+(?:\w+\s+){{0,2}}?{_REACHED}|\b{_REACHED}\s+(?:inte|ej)\b",
            re.IGNORECASE,
        ),
        "röd",
    ),
    (
        re.compile(
            r"\b(?:uppfyll(?:d|t|da|s|as|ts)|uppnå(?:s|tt|dd|tts|ddes)|nå(?:s|tt|tts|dd|ddes)|helt)\b",
            re.IGNORECASE,
        ),
        "grön",
    ),
)
_SENTENCE_ABOUT_GOAL = re.compile(r"\bmålet\b(?!\s+(?:att|om|ska)\b)[^.\n]{0,60}", re.IGNORECASE)


def tier_of(word: str) -> str:
    """'vision', 'övergripande mål', 'mål', 'delmål' or 'aktivitet' for what a document calls its goal."""
    folded = word.casefold()
    if "vision" in folded:
        return "vision"
    if (
        "övergripande" in folded
        or "inriktning" in folded
        or "fullmäktige" in folded
        or folded.startswith("kf")
    ):
        return "övergripande mål"
    if "delmål" in folded:
        return "delmål"
    return "aktivitet" if folded.startswith(("aktivitet", "åtgärd", "insats")) else "mål"


def bracketed_indicators(text: str) -> tuple[str, tuple[str, ...]]:
    """A goal parted from the indicators in brackets at its end: 'Mål … (KF indikator: A) (B)' → 'Mål …', ('A', 'B')."""
    groups = list(_BRACKETS.finditer(text))
    first = next((group for group in groups if _INDICATOR.match(group.group(1))), None)
    if first is None:
        return text.strip(), ()
    names = [_indicator_name(group.group(1)) for group in groups if group.start() >= first.start()]
    return text[: first.start()].strip(), tuple(name for name in names if name)


def _indicator_name(text: str) -> str:
    match = _INDICATOR.match(text)
    return " ".join(_VALUES.split(match.group("name") if match else text)[0].split())


def labelled_indicators(lines: Sequence[Line]) -> tuple[str, ...]:
    """Indicators named below a goal: 'Indikator: A', or 'Indikatorer' with a list under it."""
    names: list[str] = []
    listing = False
    for line in lines:
        text = line.text.strip()
        match = _INDICATOR.match(text)
        if match:
            names.append(_indicator_name(text))
        elif listing and bullet(text):
            names.append(text[len(bullet(text)) :].strip())
        listing = bool(_INDICATOR_HEAD.match(text)) or (listing and bool(bullet(text)))
    return tuple(names)


def status_of(text: str) -> tuple[str, str | None]:
    """A text without the colour at its end, and how the goal is met: 'röd', 'gul', 'grön' or None.

    Read from a colour at the end, a label ('Status: gul', 'Måluppfyllelse: delvis uppfyllt') or a sentence about 'målet'.
    """
    last = _LAST_COLOUR.search(text)
    if last and "\n" not in text:
        return text[: last.start()].rstrip(), last.group(1).lower()
    label = _STATUS_LABEL.search(text)
    if label:
        return text, colour(label.group("value"))
    about = _SENTENCE_ABOUT_GOAL.search(text)
    return text, _met(about.group()) if about else None


def colour(text: str) -> str | None:
    """The status that a cell or label says, by colour or in words."""
    named = _COLOUR.search(text)
    if named is None:
        return _met(text)
    word = named.group().lower()
    return next((each for each in ("röd", "gul", "grön") if word.startswith(each)), None) or _COLOURS[word[0]]


def _met(text: str) -> str | None:
    return next((status for pattern, status in _MET if pattern.search(text)), None)
