"""Amounts of money as a text prints them: '62 000 kr', '1,6 mnkr', '400–600 kronor', '500 kr/månad', '50 öre'.

What is written oddly is kept as written and flagged; where the value cannot be told, there is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.amounts import FoundAmount, parse_amounts
from ingest.money_forms import GROUPING, Money, rare_forms

TWO_UNITS = "två enheter efter varandra"
NO_KRONOR = "enheten kronor är inte utskriven"
MINUS = "strecket före talet är läst som minus"

_PER = re.compile(
    r"\s?(?P<unit>(?P<money>kronor|kr|tkr|mnkr|öre)(?:\s?/\s?|\sper\s(?!år\b))[^\W\d_]+[²³23]?)(?![\w/])",
    re.IGNORECASE,
)
_ORE = re.compile(r"\s?öre(?![\w/])", re.IGNORECASE)
_SCALED: dict[str, int | Decimal] = {
    "kr": 1,
    "kronor": 1,
    "tkr": 1_000,
    "mnkr": 1_000_000,
    "öre": Decimal("0.01"),
}
_SECOND_UNIT = re.compile(r"\s(?:kronor|kr|tkr|mnkr|mkr)(?![\w/])", re.IGNORECASE)
_BARE = re.compile(r"(?:miljard(?:er)?|miljon(?:er)?|million|milj\.?|tusen|thousand)$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\s*(?:$|[.,;:!?)(\]–-]|\d|(?:i|till|för|från|under|per|år|årligen|och|eller|som|av|på|vilket|vilken|extra|mer|mindre|"
    r"ytterligare|netto|brutto|inkl|exkl|om|med|utöver|ur|varav|samt|högre|lägre|över|respektive|totalt)\b)",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{1,3})*[ \u00a0\u202f]$")
_MISGROUPED = re.compile(r"\d{4}|0\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_THREE_DECIMALS = re.compile(r"\d+,\d{3}")
_DASHES = "-–−"
_DASH = re.compile(r"\s?[-–−]\s?")
_JOINED = re.compile(r"\s(?:respektive|resp\.?)\s", re.IGNORECASE)
_AND, _TO = re.compile(r"\s(?:och)\s"), re.compile(r"\s(?:till|upp till)\s")
_BETWEEN, _FROM = re.compile(r"\bmellan\s$", re.IGNORECASE), re.compile(r"\bfrån\s$", re.IGNORECASE)


def money_in(text: str) -> tuple[Money, ...]:
    """Every amount of money of the text, in order. A number without a unit is none, unless it begins a range."""
    found = _plain_forms(text)
    taken = [(each.start, each.end) for each in found]
    more = [each for each in rare_forms(text) if not any(a < each.end and each.start < b for a, b in taken)]
    return tuple(sorted([*found, *more], key=_start) if more else found)


def _start(money: Money) -> int:
    return money.start


def _plain_forms(text: str) -> list[Money]:
    """The amounts that are a number with its unit behind it."""
    found: list[Money] = []
    previous: FoundAmount | None = None
    for number in parse_amounts(text):
        money = _money(text, number)
        if money is not None:
            money = _checked(text, money, previous, number)
            first = _first_of_range(text, previous, number, money) if previous else None
            found += [first, money] if first else [money]
        previous = number
    return found


def _money(text: str, number: FoundAmount) -> Money | None:
    """The number as money, None where it is something else."""
    digits_end = text.index(number.digits, number.start) + len(number.digits)
    per = _PER.match(text, digits_end)
    if per:
        value = _bare_value(number) * _SCALED[per["money"].casefold()]
        return Money(value, per["unit"], number.start, per.end())
    ore = _ORE.match(text, digits_end)
    if ore:
        return Money(_bare_value(number) * Decimal("0.01"), "öre", number.start, ore.end())
    if number.unit != "kr":
        return None
    unit = text[digits_end : number.end].strip()
    if _BARE.match(unit) and not _NO_NOUN.match(text, number.end):
        return None  # five million inhabitants
    return Money(number.value, unit, number.start, number.end, NO_KRONOR if _BARE.match(unit) else None)


def _bare_value(number: FoundAmount) -> Decimal:
    """The number itself, of one whose unit ours did not know."""
    (bare,) = parse_amounts(number.digits)
    return -bare.value if number.value < 0 else bare.value


def _checked(text: str, money: Money, previous: FoundAmount | None, number: FoundAmount) -> Money:
    """The amount with what is odd about it, and without a minus that is a dash after another number."""
    second = _SECOND_UNIT.match(text, money.end)
    if second:
        money = replace(
            money, end=second.end(), unit=text[money.end - len(money.unit) : second.end()], odd=TWO_UNITS
        )
    digits = text.index(number.digits, number.start)
    if number.start < digits and previous and text[previous.end : number.start].isspace():
        value = -money.value if money.value is not None else None
        return replace(money, value=value, start=digits)
    if money.start == digits == 1 and text[0] in _DASHES and money.value is not None:
        return replace(money, value=-money.value, start=0, odd=money.odd or MINUS)
    if _THREE_DECIMALS.fullmatch(number.digits) and money.unit.casefold() in ("kr", "kronor"):
        return replace(money, value=None, odd=GROUPING)
    broken = _BROKEN.search(text, max(0, number.start - 16), number.start)
    misgrouped = _MISGROUPED.match(number.digits) and not _YEAR.fullmatch(number.digits)
    if broken and misgrouped and previous and previous.unit is None and previous.end >= number.start - 1:
        return replace(money, value=None, start=previous.start, odd=GROUPING)
    return money


def _first_of_range(text: str, previous: FoundAmount, number: FoundAmount, money: Money) -> Money | None:
    """The amount that a range begins with, whose unit stands after its end: '400–600 kr', 'mellan 5 och 6 mnkr'."""
    if previous.unit is not None or money.value is None or money.odd or not _is_range(text, previous, number):
        return None
    scale = abs(money.value / _bare_value(number)) if number.value else Decimal(1)
    value = previous.value * scale
    if value >= money.value and not _JOINED.fullmatch(text, previous.end, money.start):
        return None
    return Money(value, money.unit, previous.start, number.end)


def _is_range(text: str, previous: FoundAmount, number: FoundAmount) -> bool:
    digits = text.index(number.digits, number.start)
    between = (previous.end, digits)
    if _DASH.fullmatch(text, *between):
        return not _YEAR.fullmatch(previous.digits)
    before = text[max(0, previous.start - 8) : previous.start]
    return bool(
        _JOINED.fullmatch(text, *between)
        or (_AND.fullmatch(text, *between) and _BETWEEN.search(before))
        or (_TO.fullmatch(text, *between) and _FROM.search(before))
    )
