"""Numbers with their units as Swedish documents write them: '1 600 000 kronor', '1,6 mnkr', '62 000:-', '4,5 %'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_BLANK = r"[ \u00a0\u202f.]"
_NUMBER = re.compile(rf"\d(?<![\d,.].)(?:\d{{0,2}}(?:{_BLANK}\d{{3}})+(?!\d)(?:,\d+)?|\d*(?:[.,]\d+)?)")
"""The lookbehind stands after the first figure: a pattern that begins with one is searched for many times faster."""

_DASHES = frozenset("-–−")
_GROUPED = re.compile(rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:,\d+)?")
_UNIT = re.compile(
    r"\s?(?P<unit>:[-–−]|procentenhet\w*|procent|%|per\s?cent|promille|mdkr|miljarder(?:\s+kronor|\s+kr)?|mnkr|mkr|msek|"
    r"(?:miljoner|miljon|milj\.?|million)(?:\s+(?:kronor|kr|sek))?|tkr|kkr|tsek|ksek|(?:tusen|thousand)(?:\s+(?:kronor|kr))?|"
    r"kronor|kr|sek|öre|mg/l|µg/l|kvm|m2|m²|m3|m³|kwh|mwh|km|hektar|ha|meter|ton|kg|"
    r"år|years?|månader|månad|months?|veckor|vecka|weeks?|dagar|dag|days?|timmar|timme|hours?|minuter|minutes?|poäng|personer|platser|elever|röster)"
    r"(?![\w/])",
    re.IGNORECASE,
)
_MAYBE_UNIT = frozenset(":%pmktsöµhåywvdePMKTSÖHÅYWVDEſK")
"""What a unit may begin with."""

_SAME_UNIT = {
    "procent": "%", "per cent": "%", "percent": "%", "kronor": "kr", "sek": "kr", ":-": "kr", ":–": "kr", ":−": "kr",
    "kkr": "tkr", "tsek": "tkr", "ksek": "tkr", "tusen": "tkr", "tusen kronor": "tkr", "tusen kr": "tkr",
    "thousand": "tkr", "mkr": "mnkr", "msek": "mnkr", "miljoner": "mnkr", "miljon": "mnkr", "million": "mnkr",
    "milj": "mnkr", "milj.": "mnkr", "miljarder": "mdkr", "m²": "m2", "kvm": "m2",
    "m³": "m3", "hektar": "ha", "year": "år", "years": "år", "månad": "månader", "month": "månader",
    "months": "månader", "vecka": "veckor", "week": "veckor", "weeks": "veckor", "dag": "dagar", "day": "dagar",
    "days": "dagar", "timme": "timmar", "hour": "timmar", "hours": "timmar", "minutes": "minuter", "minute": "minuter",
}  # fmt: skip
_MONEY = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000, "mdkr": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A number of a text, from `start` to `end` with its unit. `value`: money in kronor; `unit`: in one form, or None;
    `digits`: the number as printed, without its unit and sign."""

    value: Decimal
    unit: str | None
    digits: str
    start: int
    end: int


def parse_amounts(text: str) -> tuple[FoundAmount, ...]:
    """Every number of the text in order, with its unit where one follows.

    A number of more digits than `decimal` holds raises `decimal.Overflow`: about a million.
    """
    return tuple(_found(text, number) for number in _NUMBER.finditer(text))


def plain(digits: str) -> str:
    """'1 200,50' and '1.200,50' → '1200.50'; '2.5' stays a decimal."""
    bare = re.sub(_BLANK, "", digits) if _GROUPED.fullmatch(digits) else digits
    return bare.replace(",", ".")


def _found(text: str, number: re.Match[str]) -> FoundAmount:
    begin = number.end() + text[number.end() : number.end() + 1].isspace()
    unit = _UNIT.match(text, number.end()) if text[begin : begin + 1] in _MAYBE_UNIT else None
    value = Decimal(number[0] if number[0].isdigit() else plain(number[0]))
    start = _sign(text, number.start())
    name = _unit_name(unit["unit"]) if unit else None
    value = -value if start < number.start() else value
    if name in _MONEY:
        value *= _MONEY[name]
    end = unit.end() if unit else number.end()
    return FoundAmount(value, "kr" if name in _MONEY else name, number[0], start, end)


def _sign(text: str, start: int) -> int:
    """Where the minus before a number stands, `start` where it has none: after a blank or a bracket, one blank between."""
    dash = start - 2 if text[start - 1 : start].isspace() else start - 1
    if dash < 1 or text[dash] not in _DASHES:
        return start
    before = text[dash - 1]
    return dash if before == "(" or (before.isspace() and before != "\n") else start


def _unit_name(printed: str) -> str:
    name = " ".join(printed.casefold().split())
    if name.startswith(("milj", "mill")) and name.endswith((" kronor", " kr", " sek")):
        return "mdkr" if name.startswith("miljard") else "mnkr"
    return _SAME_UNIT.get(name, name)
