"""Amounts of money in the rarer forms: the unit first ('SEK 5 000'), in words ('två miljoner kronor'), with a dash for the öre
('2 000,- kr'), in another currency, or with figures that are no number ('12,34,56 kr')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.amounts import plain
from ingest.hints import has_any
from ingest.number_words import NUMBER_WORDS, SCALES, number_of

GROUPING = "siffrorna är inte grupperade som ett tal"
UNCOUNTED = "beloppet är inte angivet som ett tal"
CURRENCY = "annan valuta än kronor"

_SCALE = {"kr": 1, "kronor": 1, "sek": 1, "tkr": 1_000, "kkr": 1_000, "ksek": 1_000, "tsek": 1_000, "mkr": 10**6,
          "mnkr": 10**6, "msek": 10**6, "mdkr": 10**9}  # fmt: skip
_UNIT = r"(?:kronor|kr|sek|tkr|kkr|ksek|tsek|mkr|mnkr|msek|mdkr)"
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:,\d{1,3})?"
_FORMS = re.compile(
    rf"""(?<![\w.,/§-])(?:
        (?P<first>(?<!\d\s){_UNIT}\.?\s?(?P<value>(?:[-–−]\s?)?{_DIGITS})(?![\w:/%-]|[ \u00a0\u202f.,]\d))
      | (?P<whole>{_DIGITS}),[-–−]+(?:\s?(?P<wholeunit>kronor|kr))?(?![\w,])
      | (?P<commas>\d{{1,3}}(?:,\d{{3}}){{2,}})\s?(?P<commaunit>{_UNIT})(?!\w)
      | (?P<torn>\d+(?:[.,]+\d+)+|\d+[.,]{{2,}}\d+)\s?(?P<tornunit>{_UNIT})(?!\w)
      | (?P<words>{NUMBER_WORDS})\s+(?P<wordunit>{_UNIT})(?!\w)
      | (?P<vague>(?:några|flera|ett\s+par|åtskilliga|ett\s+antal|tiotals|hundratals)\s+(?:hundra\s?)?(?:tusen|miljoner|miljarder)\s+(?:kronor|kr))(?!\w)
      | (?P<foreign>{_DIGITS}\s?(?P<currency>euro|eur|€|usd|dollar|gbp|pund\ssterling)|(?P<before>eur|usd|gbp|€|£)\s?{_DIGITS})(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_HINTS = ("kr", "sek", "eur", "€", "£", "usd", "dollar", "gbp", "pund", ",-", ",–", ",−")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL_UNIT = frozenset({"kr", "kronor", "sek"})


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a text from `start` to `end`; both ends of a range have the whole of it. `unit`: as printed; `value`: in
    kronor, None where it cannot be told; `odd`: in Swedish what is odd about how it is written, else None."""

    value: Decimal | None
    unit: str
    start: int
    end: int
    odd: str | None = None


def rare_forms(text: str) -> Iterator[Money]:
    """The amounts of those forms, in order; some of them may be read as plain ones as well."""
    if not has_any(text, _HINTS):
        return
    for match in _FORMS.finditer(text):
        if money := _money(match):
            yield money


def _money(match: re.Match[str]) -> Money | None:
    span = match.span()
    if match["first"]:
        return _unit_first(match)
    if match["whole"]:
        return Money(Decimal(plain(match["whole"])), match["wholeunit"] or ",-", *span)
    if match["commas"]:
        value = Decimal(match["commas"].replace(",", "")) * _SCALE[match["commaunit"].casefold()]
        return Money(value, match["commaunit"], *span, GROUPING)
    if match["torn"]:
        return None if _is_plain(match["torn"]) else Money(None, match["tornunit"], *span, GROUPING)
    if match["words"]:
        if match["words"].casefold() in SCALES:
            return None  # 'i tusen kronor' is a table's unit
        return Money(
            number_of(match["words"]) * _SCALE[match["wordunit"].casefold()], match["wordunit"], *span
        )
    if match["vague"]:
        return Money(None, match["vague"].split()[-1], *span, UNCOUNTED)
    return Money(None, match["currency"] or match["before"], *span, CURRENCY)


def _unit_first(match: re.Match[str]) -> Money | None:
    """'SEK 5 000'; a year after a unit is a column of a table, and a small number after 'tkr' its place in a list."""
    printed = match["value"]
    digits = printed.lstrip("-–− ")
    if _YEAR.fullmatch(digits):
        return None
    unit = match["first"][: len(match["first"]) - len(printed)].strip()
    name = unit.rstrip(".").casefold()
    if unit == "KR" or (name == "sek" and not unit[:3].isupper()):
        return None  # a name of something else, or seconds
    if name not in _SMALL_UNIT and len(digits) < 2 and "," not in digits:
        return None
    value = Decimal(plain(digits)) * _SCALE[name]
    return Money(-value if digits != printed else value, unit, match.start(), match.end())


def _is_plain(digits: str) -> bool:
    """Whether figures with points and commas are one number in the common way, or a day."""
    return bool(
        re.fullmatch(
            r"\d+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})|\d{4}\.\d\d\.\d\d",
            digits,
        )
    )
