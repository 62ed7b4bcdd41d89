"""What a sentence claims, read off it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.claims import Amount, bodies_in, figures_in, levels_in, names_in


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500 000 kronor", (Decimal(500_000), "kr")),
        ("500\u00a0000 kr", (Decimal(500_000), "kr")),
        ("500.000 kr", (Decimal(500_000), "kr")),
        ("500 tkr", (Decimal(500_000), "kr")),
        ("0,5 mnkr", (Decimal(500_000), "kr")),
        ("0,5 miljoner kronor", (Decimal(500_000), "kr")),
        ("1,5 miljarder kronor", (Decimal(1_500_000_000), "kr")),
        ("12 %", (Decimal(12), "%")),
        ("12 procent", (Decimal(12), "%")),
        ("0,3 mg/l", (Decimal("0.3"), "mg/l")),
        ("resultatet blev - 6 279 tkr", (Decimal(-6_279_000), "kr")),
        ("resultatet blev −6 279 tkr", (Decimal(-6_279_000), "kr")),
        ("- 12 platser", (Decimal(12), "platser")),
        ("2018–2024", (Decimal(2018), None)),
        ("tre år", (Decimal(3), None)),
    ],
)
def test_amounts_of_one_size_are_the_same_however_written(text: str, amount: Amount) -> None:
    assert amount in figures_in(text).amounts


def test_digits_of_dates_and_dnr_are_no_amounts() -> None:
    found = figures_in("Den 25 februari 2025, 2025-03-04, 20250401 och KS-25/00205, § 19")
    assert found.dates == {(2025, 2, 25), (2025, 3, 4), (2025, 4, 1)}
    assert found.dnrs == {"KS-2025-205"}
    assert found.sections == {19}
    assert {value for value, _ in found.amounts} <= {Decimal(19)}


def test_a_date_without_year_says_so() -> None:
    assert figures_in("senast den 29 februari").dates == {(None, 2, 29)}


def test_a_body_in_capitals_is_no_number() -> None:
    assert figures_in("TEN beslutade").amounts == frozenset()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Allmänna utskottet beslutade att bevilja bidraget", {"beslut"}),
        ("KF har antagit taxan", {"beslut"}),
        ("KF klubbade taxan", {"beslut"}),
        ("KF sade ja till taxan", {"beslut"}),
        ("AU föreslog kommunstyrelsen att godkänna taxan", {"förslag"}),
        ("AU föreslår KF att taxan antas", {"förslag"}),
        ("Det är ett förslag, inte ett slutligt beslut", {"förslag"}),
        ("Förslag till beslut lades fram", {"förslag"}),
        ("AU lämnade den 4 mars ärendet vidare till KS utan eget yttrande", {"överlämnat"}),
        ("Ärendet överlämnades till KS", {"överlämnat"}),
        ("AU fick information, inget annat beslutades", {"information"}),
        ("AU noterade rapporten", {"information"}),
        ("AU beslutade en sak och föreslog en annan", {"beslut", "förslag"}),
        ("Taxan gäller från nyår", set()),
        ("The committee decided to grant the aid", {"beslut"}),
        ("The committee proposed to the council to adopt the plan", {"förslag"}),
        ("The committee passed the matter on, without an opinion", {"överlämnat"}),
    ],
)
def test_levels_are_told_apart(text: str, levels: set[str]) -> None:
    assert levels_in(text) == levels


def test_bodies_are_found_by_full_and_short_name() -> None:
    assert bodies_in("AU och Tekniska nämnden till KF") == {
        "allmänna utskottet",
        "tekniska nämnden",
        "kommunfullmäktige",
    }


def test_names_are_runs_of_capitals_without_bodies() -> None:
    assert names_in("Enligt Kommunstyrelsen är Anna Holm i Tallsele ansvarig") == (
        "Enligt",
        "Anna Holm",
        "Tallsele",
    )
