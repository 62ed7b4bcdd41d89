"""The rules that read a §, on made-up minutes: what each finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from ingest.checks import Severity
from ingest.facts.adjusted import read as read_adjusted
from ingest.facts.remarks import read
from ingest.facts.votings import read_ballots, read_votings
from ingest.model import Meeting
from tests.archives import BRIDGE, LIBRARY, Item, minutes
from tests.made_up_minutes import meeting_of


def _meeting(told: str, *, decision: str = "Ärendet avslås.", text: str | None = None) -> Meeting:
    item = Item(12, "Simhallens öppettider", "KS-25/00302", decision, told)
    return meeting_of(text or minutes([BRIDGE, item]))


def _found(meeting: Meeting) -> list[tuple[int, str, Severity]]:
    return [
        (paragraph.number, row["rule"], row["severity"])
        for paragraph in meeting.paragraphs
        for row in read(paragraph, meeting)
    ]


def _of_12(told: str, **given: str) -> list[tuple[str, str]]:
    return [
        (rule, str(severity)) for number, rule, severity in _found(_meeting(told, **given)) if number == 12
    ]


def test_minutes_without_fault_get_no_remark() -> None:
    assert _found(meeting_of(minutes([BRIDGE, LIBRARY]))) == []


@pytest.mark.parametrize("day", ["31 februari", "30 februari 2025", "2025-02-29", "31 april", "2025-04-31"])
def test_a_day_that_no_calendar_has_is_said_with_its_sentence(day: str) -> None:
    meeting = _meeting(f"Läget är gott. Redovisning sker {day}. Mer sägs inte.")
    ((rule, why, quote),) = [
        (row["rule"], row["why"], row["quote"]) for row in read(meeting.paragraphs[1], meeting)
    ]
    assert rule == "orimligt datum"
    assert day in why
    assert quote.value == f"Redovisning sker {day}."
    assert quote.pages


@pytest.mark.parametrize("day", ["28 februari", "29 februari 2024", "29 februari", "31/2", "KS 2025-02/30"])
def test_days_that_may_be_are_left_alone(day: str) -> None:
    assert _of_12(f"Redovisning sker {day}.") == []


def test_a_weekday_that_does_not_fit_is_worth_a_look() -> None:
    assert _of_12("Mötet hålls måndag den 25 mars 2025.") == [("veckodag", "varning")]
    assert _of_12("Mötet hålls tisdagen den 25 mars 2025.") == []
    assert _of_12("Mötet hålls måndag den 25 mars.") == []  # of which year is not said


def test_a_number_used_twice_is_found_where_its_text_went() -> None:
    pool = Item(12, "Simhallens avgift", "KS-25/00303", "Kommunstyrelsen fastställer avgiften.")
    assert _found(meeting_of(minutes([BRIDGE, LIBRARY, pool]))) == [(12, "dubbelt nummer", Severity.WRONG)]


def test_a_paragraph_that_speaks_of_its_own_number_is_not_doubled() -> None:
    assert _of_12("Ärendet finns i § 12 ovan. Voteringslista\n§ 12 Ärende: simhallen.") == []


@pytest.mark.parametrize(
    ("moved", "put", "found"),
    [
        ("Bo Test (C) yrkar avslag.", "", True),
        ("Bo Test (C) yrkar att avgiften sänks till 40 kr.", "", True),
        ("Bo Test (C) yrkar bifall till förslaget.", "", False),
        ("Bo Test (C) yrkar avslag.", "\nProposition\nOrdföranden ställer förslagen mot varandra.", False),
        ("Bo Test (C) yrkar avslag. Ordföranden finner att yrkandet avslås.", "", False),
    ],
)
def test_a_competing_motion_without_proposition_is_worth_a_look(moved: str, put: str, found: bool) -> None:
    expected = [("proposition", "varning")] if found else []
    assert _of_12(f"Bakgrund finns.\nYrkande\n{moved}{put}") == expected


def _without_receivers(decision: str) -> Meeting:
    item = Item(12, "Simhallen", "KS-25/00302", decision)
    text = minutes([BRIDGE, item])
    return meeting_of(text.removesuffix("-----\nBeslutet skickas till\nEkonomienheten\n"))


def test_a_task_that_is_sent_to_nobody_is_worth_a_look() -> None:
    task = "Kommunstyrelsen ger förvaltningen i uppdrag att utreda avgiften."
    assert _found(_without_receivers(task)) == [(12, "mottagare", Severity.LOOK)]
    assert _found(_without_receivers("Ärendet avslås.")) == []


def test_where_no_paragraph_has_receivers_nothing_can_be_told() -> None:
    task = "Kommunstyrelsen ger förvaltningen i uppdrag att utreda avgiften."
    items = [Item(number, "Simhallen", f"KS-25/0030{number}", task) for number in (11, 12)]
    text = minutes(items).replace("-----\nBeslutet skickas till\nEkonomienheten\n", "")
    assert {severity for _, _, severity in _found(meeting_of(text))} == {Severity.UNTOLD}


FRONT = (
    "Beslutande\nAsta Prov (S), ordförande",
    "Beslutande\nAsta Prov (S), ordförande\nBo Test (C)\nEva Ek (V)",
)
RESULT = "Voteringen utfaller med {} ja-röster och {} nej-röster."


def _voting(result: str, names: str = "", *, members: bool = True) -> Meeting:
    item = Item(
        12, "Simhallen", "KS-25/00302", "Ärendet avslås.", f"Läget är gott.\nVotering\n{result} {names}"
    )
    text = minutes([BRIDGE, item])
    return meeting_of(text.replace(*FRONT) if members else text)


def _votes(meeting: Meeting) -> list[tuple[str, int]]:
    paragraph = meeting.paragraphs[1]
    return [
        (row["state"], len(list(read_ballots(paragraph, meeting))))
        for row in read_votings(paragraph, meeting)
    ]


def test_names_that_give_the_totals_are_sure() -> None:
    meeting = _voting(RESULT.format(2, 1), "Ja röstar Asta Prov (S) och Bo Test (C). Nej röstar Eva Ek (V).")
    assert _votes(meeting) == [("stämmer", 3)]
    assert _found(meeting) == []


def test_names_that_give_other_totals_make_the_vote_unsure() -> None:
    meeting = _voting(RESULT.format(1, 2), "Ja röstar Asta Prov (S) och Bo Test (C). Nej röstar Eva Ek (V).")
    assert _votes(meeting) == [("osäker", 3)]
    assert _found(meeting) == [(12, "votering", Severity.WRONG)]


def test_totals_without_names_are_no_finding() -> None:
    meeting = _voting(RESULT.format(2, 1))
    assert _votes(meeting) == [("bara antal", 0)]
    assert _found(meeting) == []


def test_more_votes_than_people_present_are_found() -> None:
    assert _found(_voting(RESULT.format(20, 11))) == [(12, "votering", Severity.WRONG)]


def test_where_the_front_page_lists_too_few_it_cannot_be_told() -> None:
    assert _found(_voting(RESULT.format(2, 1), members=False)) == [(12, "votering", Severity.UNTOLD)]


def test_a_meeting_without_a_year_says_where_its_year_is_from() -> None:
    meeting = meeting_of(minutes([BRIDGE, LIBRARY], date="25 mars"))
    assert (meeting.date.year, meeting.year_given) == (2025, False)
    assert _found(meeting) == [(11, "årtal", Severity.LOOK)]
    assert meeting_of(minutes([BRIDGE])).year_given


def test_a_paragraph_adjusted_at_once_is_known_by_its_own_words() -> None:
    meeting = _meeting(
        "Läget är gott.", decision="Ärendet avslås.\n• Paragrafen förklaras omedelbart justerad."
    )
    assert [len(list(read_adjusted(each, meeting))) for each in meeting.paragraphs] == [0, 1]
