"""What counts besides the words, rule by rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.rerank.rules import AUTHORITY, EXACT, Source, ruled
from assistant.sought import Sought
from ingest.model import Kind

TODAY = dt.date(2025, 6, 30)
MINUTES = Source(Kind.PROTOKOLL, draft=False, body="KS", date=dt.date(2025, 3, 25), number=11)
PLAIN = Sought("gångbro", "gångbro")


def better(sought: Sought, first: Source, second: Source) -> bool:
    """Whether the rules put the first above the second."""
    return ruled(sought, first, TODAY) > ruled(sought, second, TODAY)


def test_where_nothing_is_named_only_authority_counts() -> None:
    assert ruled(PLAIN, MINUTES, TODAY) == pytest.approx(AUTHORITY[Kind.PROTOKOLL])


@pytest.mark.parametrize("lower", [Kind.TJANSTESKRIVELSE, Kind.KALLELSE, Kind.BILDSPEL, Kind.RAPPORT])
def test_approved_minutes_stand_above_slides_and_drafts(lower: Kind) -> None:
    assert better(PLAIN, MINUTES, replace(MINUTES, kind=lower))


def test_an_approved_paper_stands_above_its_draft_unless_drafts_are_asked_for() -> None:
    draft = replace(MINUTES, draft=True)
    assert better(PLAIN, MINUTES, draft)
    assert ruled(replace(PLAIN, drafts=True), draft, TODAY) == ruled(PLAIN, MINUTES, TODAY)


def test_exact_things_weigh_as_much_as_the_whole_of_the_words() -> None:
    gain = ruled(PLAIN, replace(MINUTES, keys=1.0), TODAY) - ruled(PLAIN, MINUTES, TODAY)
    assert gain == pytest.approx(EXACT)
    assert gain >= 1


def test_the_named_body_stands_above_others_and_what_no_body_decided_between() -> None:
    sought = replace(PLAIN, bodies={"KF": 1.0})
    named = replace(MINUTES, body="KF")
    paper = Source(Kind.RAPPORT, draft=False, body=None, date=None, number=None)
    assert better(sought, named, paper)
    assert better(sought, paper, replace(MINUTES, body="AU"))


def test_the_body_that_surely_decided_stands_above_the_one_only_mentioned() -> None:
    sought = replace(PLAIN, bodies={"KF": 1.0, "KS": 0.5})
    assert better(sought, replace(MINUTES, body="KF"), MINUTES)
    assert better(sought, MINUTES, replace(MINUTES, body="AU"))


def test_the_day_named_counts_and_so_does_the_section_of_it() -> None:
    other = replace(MINUTES, date=dt.date(2025, 3, 26))
    assert better(replace(PLAIN, dates=(MINUTES.date or TODAY,)), MINUTES, other)
    assert better(replace(PLAIN, numbers=(11,)), MINUTES, replace(MINUTES, number=12))


def test_the_month_named_counts_most_where_a_body_is_named() -> None:
    march = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    april = replace(MINUTES, date=dt.date(2025, 4, 1))
    alone = replace(PLAIN, period=march)
    with_body = replace(alone, bodies={"KS": 1.0})
    assert better(alone, MINUTES, april)
    assert better(with_body, MINUTES, april)
    gain = [ruled(one, MINUTES, TODAY) - ruled(one, april, TODAY) for one in (alone, with_body)]
    assert gain[0] < gain[1]


def test_a_year_alone_says_nothing() -> None:
    year = replace(PLAIN, period=(dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
    assert ruled(year, MINUTES, TODAY) == ruled(PLAIN, MINUTES, TODAY)


def test_the_newest_wins_only_where_it_is_asked_for() -> None:
    old = replace(MINUTES, date=dt.date(2023, 1, 10))
    assert ruled(PLAIN, MINUTES, TODAY) == ruled(PLAIN, old, TODAY)
    assert better(replace(PLAIN, newest=True), MINUTES, old)


def test_what_is_older_than_all_recency_is_not_punished() -> None:
    ancient = replace(MINUTES, date=dt.date(1971, 1, 1))
    assert ruled(replace(PLAIN, newest=True), ancient, TODAY) == ruled(PLAIN, ancient, TODAY)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_value(kind: Kind) -> None:
    undated = Source(kind, draft=False, body=None, date=None, number=None)
    sought = replace(PLAIN, bodies={"KS": 1.0}, newest=True, dates=(TODAY,), numbers=(1,))
    assert abs(ruled(sought, undated, TODAY)) < EXACT


def test_what_became_of_a_matter_counts_where_it_is_asked_for() -> None:
    sought = replace(PLAIN, outcomes=frozenset({"återremitteras"}))
    back = replace(MINUTES, outcome="återremitteras")
    assert better(sought, back, replace(MINUTES, outcome="godkänns"))
    assert ruled(PLAIN, back, TODAY) == ruled(PLAIN, MINUTES, TODAY)
