"""The years that goals are for."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.goals.period import Period, overlap, valid


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023–2026", Period(2023, 2026)),
        ("2023 - 2026", Period(2023, 2026)),
        ("2025", Period(2025, 2025)),
        ("2026–2023", None),
        ("mandatperioden", None),
        (None, None),
    ],
)
def test_a_period_is_read_as_printed(text: str | None, period: Period | None) -> None:
    assert Period.read(text) == period


def test_a_vision_holds_until_the_year_that_it_names() -> None:
    assert str(Period.until("2040")) == "till 2040"
    assert valid(Period.until("2040"), dt.date(2025, 3, 1)) == "gäller"
    assert valid(Period.until("2040"), dt.date(2041, 1, 1)) == "gäller inte längre"
    assert Period.until("2023–2026") == Period(2023, 2026)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2022, 12, 31), "gäller inte än"),
        (dt.date(2023, 1, 1), "gäller"),
        (dt.date(2026, 12, 31), "gäller"),
        (dt.date(2027, 1, 1), "gäller inte längre"),
    ],
)
def test_a_goal_holds_from_january_to_december(day: dt.date, said: str) -> None:
    assert valid(Period(2023, 2026), day) == said
    assert valid(None, day) == "framgår inte"


def test_an_untold_period_may_be_any() -> None:
    assert overlap(None, Period(2020, 2021))
    assert overlap(Period(2020, 2022), Period(2022, 2025))
    assert not overlap(Period(2020, 2021), Period(2022, 2025))
    assert Period(2020, 2021).touches(dt.date(2021, 5, 1), None)
    assert not Period(2020, 2021).touches(dt.date(2022, 1, 1), None)
