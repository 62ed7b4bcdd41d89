"""Numbers with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.amounts import parse_amounts, plain


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 600 000 kronor", "1600000", "kr"),
        ("1,6 mnkr", "1600000.0", "kr"),
        ("1,6 miljarder kronor", "1600000000.0", "kr"),
        ("62 000:-", "62000", "kr"),
        ("- 6 279 tkr", "6279000", "kr"),
        (" -6 279 tkr", "-6279000", "kr"),
        ("4,5 procent", "4.5", "%"),
        ("25 kvm", "25", "m2"),
        ("17", "17", None),
        ("12 rutor", "12", None),
    ],
)
def test_a_number_has_value_and_unit(text: str, value: str, unit: str | None) -> None:
    (found,) = parse_amounts(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_the_place_takes_in_the_unit() -> None:
    text = "avgiften är 1 240 kr per år"
    (found,) = parse_amounts(text)
    assert text[found.start : found.end] == "1 240 kr"
    assert found.digits == "1 240"


def test_points_between_thousands_are_no_decimals() -> None:
    assert [plain(each) for each in ("1.200,50", "1 200", "2.5", "2,5")] == ["1200.50", "1200", "2.5", "2.5"]
