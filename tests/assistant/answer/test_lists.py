"""Lists and counts are complete: every paragraph that fits, and no other."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import PUBLIC, ask
from tests.assistant.answer.checks import LONG, hold, reason


def _listed(core: Kommunminne, question: str) -> set[tuple[str, str]]:
    answer = ask(core, question)
    assert not answer.refused, answer.text
    hold(core, answer, longest=LONG)
    return {(citation.body or "", citation.section) for citation in answer.citations}


_KF, _KS, _AU = "Kommunfullmäktige", "Kommunstyrelsen", "Allmänna utskottet"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vilka ärenden lämnade AU vidare utan eget yttrande?", {(_AU, "§ 22")}),
        ("Vilka ärenden återremitterade KS i Granvik?", {(_KS, "§ 43")}),
        ("Vilka ärenden återremitterades?", {(_KS, "§ 43")}),
        ("Vilka ärenden avslogs i Granvik?", {(_KS, "§ 44"), (_KF, "§ 52")}),
        ("Vilka ärenden bordlades 2025?", {(_KF, "§ 53")}),
        ("Vilka paragrafer har reservation?", {(_KS, "§ 42"), (_KF, "§ 51")}),
        ("I vilka ärenden anmäldes jäv? Lista dem.", {(_AU, "§ 25")}),
        ("Vilka motioner behandlade KF?", {(_KF, "§ 51"), (_KF, "§ 52")}),
        ("Vilka ärenden var information i AU?", {(_AU, "§ 24")}),
        (
            "Vilka förslag lämnade KS till kommunfullmäktige 2025-04-22?",
            {(_KS, "§ 40"), (_KS, "§ 45"), (_KS, "§ 46")},
        ),
        ("Vilka ärenden avgjordes efter votering i KS 2025-04-22?", {(_KS, "§ 42")}),
        ("Vilka ärenden beredde Greta Parklund?", {(_AU, "§ 23"), (_AU, "§ 25"), (_KS, "§ 42")}),
        ("Vilka beslut fattade KF i juni 2025?", {(_KF, f"§ {number}") for number in range(50, 54)}),
        ("Which items were sent back by KS?", {(_KS, "§ 43")}),
    ],
)
def test_a_list_holds_what_fits_and_nothing_else(
    granvik: Kommunminne, question: str, expected: set[tuple[str, str]]
) -> None:
    assert _listed(granvik, question) == expected


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Hur många paragrafer hade KS 2025-04-22?", 8),
        ("Hur många ärenden behandlade AU den 1 april 2025?", 6),
        ("Hur många beslut fattade KF 2025-06-16?", 4),
        ("Hur många motioner behandlade KF 2025?", 2),
    ],
)
def test_a_count_is_said_and_its_paragraphs_shown(granvik: Kommunminne, question: str, count: int) -> None:
    answer = ask(granvik, question)
    assert answer.text.startswith(f"{count} paragrafer")
    assert len({citation.paragraph_id for citation in answer.citations}) == count
    hold(granvik, answer, longest=LONG)


def test_a_list_is_ordered_by_day_and_number(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vilka ärenden har reservation?")
    places = [(c.date, int(c.section.removeprefix("§ "))) for c in answer.citations]
    assert places == sorted(places)
    assert len(places) == 10
    hold(tallsele, answer, longest=LONG)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Vilka ärenden överlämnade AU till kommunstyrelsen 2025-03-04?", 3),
        ("Hur många paragrafer behandlade AU den 4 mars 2025?", 17),
        ("Vilka förslag till kommunfullmäktige lämnade KS 2026-03-10?", 5),
        ("Vilka motioner har KF behandlat?", 4),
        ("Vilka ärenden bordlades i KF?", 2),
    ],
)
def test_lists_over_the_demo_kommun_are_complete(tallsele: Kommunminne, question: str, count: int) -> None:
    answer = ask(tallsele, question)
    assert len({citation.paragraph_id for citation in answer.citations}) == count
    hold(tallsele, answer, longest=LONG)


@pytest.mark.parametrize(
    "question",
    [
        "Vilka ärenden bordlades av AU?",
        "Vilka ärenden återremitterades 2019?",
        "Vilka medborgarförslag behandlade KF?",
    ],
)
def test_a_list_that_would_be_empty_is_refused(granvik: Kommunminne, question: str) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "saknas"
    assert answer.citations == []


def test_a_list_of_a_meeting_that_is_not_here_names_those_that_are(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vilka ärenden behandlade AU 2025-09-09?")
    assert reason(answer) == "saknas"
    assert "AU 2025-04-01" in answer.text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Vad beslutade KF 2025-06-16?", 4),
        ("Vad beslutade KF under 2025?", 4),
        ("Vilka ärenden har dnr KS-25/00205?", 2),
        ("Hur många reservationer hade KF 2025?", 1),
        ("Vilka förslag avslogs av KF?", 1),
        ("Vad beslutade tekniska nämnden den 14 maj 2025?", 1),
    ],
)
def test_what_a_meeting_decided_is_all_that_it_decided(
    granvik: Kommunminne, question: str, count: int
) -> None:
    answer = ask(granvik, question)
    assert len({citation.paragraph_id for citation in answer.citations}) == count
    hold(granvik, answer, longest=LONG)


def test_a_list_leaves_out_what_the_asker_may_not_see(granvik: Kommunminne) -> None:
    everything = ask(granvik, "Vilka beslut fattade KS i maj 2025?")
    public = ask(granvik, "Vilka beslut fattade KS i maj 2025?", PUBLIC)
    assert "§ 60" in {citation.section for citation in everything.citations}
    assert {citation.section for citation in public.citations} == {"§ 40", "§ 41"}
    assert "Pressverken" not in public.model_dump_json()
