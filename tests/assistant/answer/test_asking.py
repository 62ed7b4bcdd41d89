"""What a question is narrowed to before anything is searched."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer.asking import Asking
from assistant.core import Kommunminne
from assistant.schema import FilterIn, Question
from tests.archives import ALL, PUBLIC


def _asking(core: Kommunminne, question: str, zones: frozenset[str] = ALL, **filters: str) -> Asking:
    asked = Question(question=question, filters=FilterIn(**filters), today=dt.date(2026, 4, 1))
    return core._asking(asked, zones)


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("Vad beslutade KS om bron?", ("KS",)),
        ("Vad beslutade KF om bron?", ("KF",)),
        ("Vad gör kommunstyrelsen i en kris?", ()),
        ("Vilka ärenden överlämnade AU till kommunstyrelsen?", ("AU",)),
        ("Vad beslutade Vrångsjönämnden om bron?", ()),
    ],
)
def test_a_body_narrows_where_it_is_the_one_that_acts_and_has_minutes(
    granvik: Kommunminne, question: str, bodies: tuple[str, ...]
) -> None:
    assert _asking(granvik, question).filters.bodies == bodies


def test_a_meeting_named_narrows_to_its_day(granvik: Kommunminne) -> None:
    filters = _asking(granvik, "Vad beslutade KS den 22 april 2025?").filters
    assert (filters.date_from, filters.date_to) == (dt.date(2025, 4, 22), dt.date(2025, 4, 22))
    assert filters.bodies == ("KS",)


def test_a_paragraph_named_narrows_to_those_of_its_number(granvik: Kommunminne) -> None:
    assert _asking(granvik, "Vad beslutade KS i § 43?").filters.number == 43
    assert _asking(granvik, "Vad säger § 43 om cyklar?").filters.number == 43
    assert _asking(granvik, "Vad säger § 4711 om cyklar?").filters.number is None


def test_a_matters_number_narrows_to_it(granvik: Kommunminne) -> None:
    assert _asking(granvik, "Vad gäller ks 25/205?").filters.dnr_key == "KS-2025-205"


def test_the_kommun_named_narrows_and_two_do_not(granvik: Kommunminne) -> None:
    assert _asking(granvik, "Vad kostar avfallet i Åsmyra?").filters.kommun == "Åsmyra"
    assert _asking(granvik, "Jämför avfallet i Åsmyra och Granvik").filters.kommun is None


def test_bodies_without_minutes_here_are_named(granvik: Kommunminne) -> None:
    assert _asking(granvik, "Vad beslutade socialnämnden om bron?").missing_bodies == ("Socialnämnden",)
    assert _asking(granvik, "Vad beslutade KS om bron?").missing_bodies == ()


def test_meetings_in_the_internal_zone_are_no_meetings_for_the_public(granvik: Kommunminne) -> None:
    everyone = {meeting.date for meeting in _asking(granvik, "Vad beslutade KS?").meetings}
    public = {meeting.date for meeting in _asking(granvik, "Vad beslutade KS?", PUBLIC).meetings}
    assert everyone - public == {dt.date(2025, 5, 20)}
