"""Whose decision it is, whether it is final, and the way of a matter through the bodies."""

from __future__ import annotations

import re

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import LONG, cited, hold, reason, sections


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Har KF beslutat om Kvarnparken?", ("au-2025-04-01.txt", "§ 23")),
        ("Vad beslutade kommunfullmäktige om brandstationen?", ("ks-2025-04-22.txt", "§ 42")),
        ("Vad beslutade kommunfullmäktige om borgen till Granvikshem?", ("ks-2025-04-22.txt", "§ 45")),
        ("Vad beslutade KF om slamredovisningen?", ("ks-2025-04-22.txt", "§ 41")),
    ],
)
def test_a_body_whose_decision_is_not_here_is_said_to_lack_one(
    granvik: Kommunminne, question: str, source: tuple[str, str]
) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "delvis"
    assert "ommunfullmäktiges beslut finns inte" in answer.text
    assert source in cited(answer)
    assert "Kommunfullmäktige beslutade" not in answer.text
    hold(granvik, answer)


def test_the_decision_of_the_body_asked_about_is_shown_where_it_is_here(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Har kommunfullmäktige beslutat om avfallstaxan i Granvik?")
    assert not answer.refused
    assert answer.level == "beslut"
    assert cited(answer) == {("kf-2025-06-16.txt", "§ 50")}


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Vad föreslog AU om avfallstaxan?", ("au-2025-04-01.txt", "§ 21")),
        ("Vad föreslog KS om avfallstaxan i Granvik?", ("ks-2025-04-22.txt", "§ 40")),
        ("Vad beslutade KF om avfallstaxan?", ("kf-2025-06-16.txt", "§ 50")),
    ],
)
def test_each_stage_of_a_matter_is_told_by_its_own_body(
    granvik: Kommunminne, question: str, source: tuple[str, str]
) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert next(iter(answer.citations)).section == source[1]
    assert source in cited(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Vad blev det av avfallstaxan i Granvik?",
        "Hur gick det med avfallstaxan i Granvik?",
        "Vad hände med KS-25/00201?",
        "Vad har AU, KS och KF sagt om avfallstaxan i Granvik?",
    ],
)
def test_the_way_of_a_matter_is_told_in_order_to_the_last_body(granvik: Kommunminne, question: str) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert [c.section for c in answer.citations if c.section in ("§ 21", "§ 40", "§ 50")][:1] == ["§ 21"]
    assert sections(answer) >= {"§ 21", "§ 40", "§ 50"}
    assert answer.level == "beslut"
    assert "asmyra" not in " ".join(citation.file for citation in answer.citations)
    hold(granvik, answer, longest=LONG)


@pytest.mark.parametrize(
    "question",
    [
        "Vad gäller ks 25/205?",
        "Vad gäller KS-25/00205?",
        "Vad gäller KS 2025/205?",
        "Vad beslutades i KS-2025-00205?",
        "Vad gäller ärende 2025/205?",
        "Vad hände med dnr 2025-205?",
    ],
)
def test_a_matter_is_found_by_its_number_however_it_is_written(granvik: Kommunminne, question: str) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert {citation.dnr for citation in answer.citations} == {"KS-25/00205"}
    assert "§ 41" in sections(answer)
    hold(granvik, answer)


def test_a_number_that_no_matter_has_is_refused(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutades i KS-24/00999?")
    assert answer.refused
    assert answer.citations == []


@pytest.mark.parametrize(
    ("question", "premise", "outcome"),
    [
        ("Varför avslog KS cykelplanen?", "avslag", "återremitteras"),
        ("När biföll KF motionen om gratis skolfrukost?", "bifall", "avslås"),
        ("Varför bordlade KS cykelplanen?", "bordläggning", "återremitteras"),
    ],
)
def test_a_wrong_premise_is_corrected(
    granvik: Kommunminne, question: str, premise: str, outcome: str
) -> None:
    answer = ask(granvik, question)
    assert re.search(rf"\bNågo[nt] {premise} är inte anteckna[dt]\b", answer.text)
    assert outcome in answer.text
    hold(granvik, answer)


def test_what_was_asked_besides_the_decision_is_told_too(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade KS om brandstationen och när är byggstart?")
    assert "högst 42,5 mnkr" in answer.text
    assert "1 mars 2027" in answer.text
    hold(granvik, answer)


@pytest.mark.parametrize(
    "question",
    ["Vad har hänt med motionen om fria bussresor?", "Hur gick det med motionen om fria bussresor?"],
)
def test_the_way_of_a_motion_is_told_by_the_minutes(tallsele: Kommunminne, question: str) -> None:
    answer = ask(tallsele, question)
    assert {citation.body for citation in answer.citations} >= {"Kommunstyrelsen", "Kommunfullmäktige"}
    assert "anses besvarad" in answer.text
    hold(tallsele, answer, longest=LONG)


def test_the_matter_of_the_demo_goes_through_three_bodies(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Hur gick det med fibern till Hedån och Granmyra?")
    assert not answer.refused
    bodies = [citation.body for citation in answer.citations]
    assert bodies[0] == "Allmänna utskottet"
    assert bodies[-1] == "Kommunfullmäktige"
    assert "återremitteras" in answer.text
    hold(tallsele, answer, longest=LONG)
