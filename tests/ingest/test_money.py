from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.money import MINUS, NO_KRONOR, TWO_UNITS, money_in
from ingest.money_forms import CURRENCY, GROUPING, UNCOUNTED

Found = list[tuple[str, str | None]]


def found(text: str) -> Found:
    return [
        (text[m.start : m.end], None if m.value is None else f"{m.value.normalize():f}")
        for m in money_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Bidraget är 62 000 kr.", [("62 000 kr", "62000")]),
        ("100\u00a0000 kronor", [("100\u00a0000 kronor", "100000")]),
        ("830 tkr (415 tkr per år)", [("830 tkr", "830000"), ("415 tkr", "415000")]),
        ("beviljas med 1,6 mnkr i tillägg", [("1,6 mnkr", "1600000")]),
        ("5,5 miljoner kronor", [("5,5 miljoner kronor", "5500000")]),
        ("1000:- per gång", [("1000:-", "1000")]),
        ("avgiften är 500 kr/månad", [("500 kr/månad", "500")]),
        ("priset är 45 kronor per kvadratmeter", [("45 kronor per kvadratmeter", "45")]),
        ("12,50 kr/m2", [("12,50 kr/m2", "12.5")]),
        ("50 öre", [("50 öre", "0.5")]),
        ("Totalt: -500 kr", [("-500 kr", "-500")]),
        ("år 2025 – 4 000 kr", [("4 000 kr", "4000")]),
        ("år 2025 430 tkr", [("430 tkr", "430000")]),
    ],
)
def test_an_amount_is_as_printed_with_its_value_in_kronor(text: str, amounts: Found) -> None:
    assert found(text) == amounts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("400–600 kr", ["400", "600"]),
        ("400 – 600 kr", ["400", "600"]),
        ("75 kr - 100 kr", ["75", "100"]),
        ("mellan 5 och 6 mnkr", ["5000000", "6000000"]),
        ("från 60 till 430 tkr", ["60000", "430000"]),
        ("60 respektive 430 tkr", ["60000", "430000"]),
        ("den 3 och 400 kr", ["400"]),
        ("konto 3320 - 600 kr", ["600"]),
    ],
)
def test_a_range_has_two_amounts_of_one_unit(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        *("5 miljoner invånare", "2018:585", "KS-25/00205 § 19", "2025-02-25", "25 februari 2025", "§ 28"),
        *("kl. 09.00–11.00", "4,5 %", "13(35)", "100 personer", "3 tusen elever", "projekt P2499"),
    ],
)
def test_numbers_that_are_no_money_are_none(text: str) -> None:
    assert money_in(text) == ()


@pytest.mark.parametrize(
    ("text", "printed", "value", "odd"),
    [
        ("1,6 mnkr kronor hänvisas", "1,6 mnkr kronor", Decimal(1_600_000), TWO_UNITS),
        ("10 0000 kr", "10 0000 kr", None, GROUPING),
        ("1 00 000 kr", "1 00 000 kr", None, GROUPING),
        ("5 miljoner till vägen", "5 miljoner", Decimal(5_000_000), NO_KRONOR),
    ],
)
def test_what_is_written_oddly_is_kept_and_flagged(
    text: str, printed: str, value: Decimal | None, odd: str
) -> None:
    (money,) = money_in(text)
    assert (text[money.start : money.end], money.value, money.odd) == (printed, value, odd)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Bidraget är kr 500 per förening.", [("kr 500", "500")]),
        ("Avgiften, SEK 5 000, betalas.", [("SEK 5 000", "5000")]),
        ("KSEK 300 avsätts", [("KSEK 300", "300000")]),
        ("högst 2 000,- kr", [("2 000,- kr", "2000")]),
        ("1,5 Mkr och 2 msek", [("1,5 Mkr", "1500000"), ("2 msek", "2000000")]),
        ("två miljoner kronor", [("två miljoner kronor", "2000000")]),
        ("en halv miljon kronor", [("en halv miljon kronor", "500000")]),
        (
            "tjugofem tusen kr, sedan hundratusen kronor",
            [("tjugofem tusen kr", "25000"), ("hundratusen kronor", "100000")],
        ),
        ("en och en halv miljon kronor", [("en och en halv miljon kronor", "1500000")]),
        ("tvåhundrafemtio kronor", [("tvåhundrafemtio kronor", "250")]),
        ("Belopp i tkr 2024 2023", []),
        ("Belopp i tusen kronor", []),
        ("Kostnad, kr 1 2 3", []),
        ("en miljon invånare", []),
        ("Avtalet OPF-KR 26 och KR 26", []),
        ("Vila sek 5 minuter", []),
        ("den 12.3.2024 kr", []),
    ],
)
def test_rarer_forms_are_read_as_well(text: str, amounts: Found) -> None:
    assert found(text) == amounts


@pytest.mark.parametrize(
    ("text", "printed", "value", "odd"),
    [
        ("Priset är 12,34,56 kr.", "12,34,56 kr", None, GROUPING),
        ("Priset är 1..5 mkr.", "1..5 mkr", None, GROUPING),
        ("Priset är 1,234,567 kr.", "1,234,567 kr", "1234567", GROUPING),
        ("Priset är 12,345 kr.", "12,345 kr", None, GROUPING),
        ("flera miljoner kronor", "flera miljoner kronor", None, UNCOUNTED),
        ("Det kostar 500 euro.", "500 euro", None, CURRENCY),
        ("-6 279 tkr", "-6 279 tkr", "-6279000", MINUS),
    ],
)
def test_what_is_written_oddly_is_kept_and_said_to_be_odd(
    text: str, printed: str, value: str | None, odd: str
) -> None:
    (money,) = money_in(text)
    assert found(text) == [(printed, value)]
    assert money.odd == odd
